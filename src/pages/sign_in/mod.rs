//! `/sign-in` and `/sign-out`.

mod again;
mod attempt;
pub mod link;

pub use again::{confirm, with_password};
pub use attempt::{SignInOutcome, hash};

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue, RETRY_AFTER};
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use super::{Head, PageResult, show_privately};
use crate::db::Db;
use crate::error::Error;
use crate::forms::{FieldErrors, FormState, Typed};
use crate::metrics::Metrics;
use crate::models::user::email;
use crate::models::{session, user};
use crate::secrets::token;
use crate::site::Site;
use crate::web::client::Client;
use crate::web::form::Form;
use crate::web::gate::{next_or_desk, see_other};
use crate::web::session::{SignedIn, Token, agent};

/// Clears what the browser stores for the site, except the cookie that identifies a known browser.
const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// One message for all cases, so that it doesn't reveal who has an account.
const WRONG: &str = "Email address, password or code is wrong";

#[derive(Debug, Deserialize)]
pub struct Parameters {
    #[serde(default)]
    next: String,
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "sign_in/page.html")]
struct SignIn {
    head: Head,
    form: FormState,
    done: Option<&'static str>,
}

impl SignIn {
    fn new(site: Data<Site>, form: FormState) -> Self {
        Self { head: Head::unlisted(site.into_inner(), form.title("Sign in")), form, done: None }
    }
}

pub async fn page(site: Data<Site>, query: Query<Parameters>) -> PageResult {
    let Parameters { next, done } = query.into_inner();
    let form = FormState::of(Typed::default().with("next", next));
    let done = match done.as_deref() {
        Some("out") => Some("You are signed out."),
        Some("password") => Some("Your password is set. Sign in with it."),
        _ => None,
    };
    show_privately(StatusCode::OK, &SignIn { done, ..SignIn::new(site, form) })
}

pub async fn submit(
    request: HttpRequest,
    site: Data<Site>,
    db: Data<Db>,
    metrics: Data<Metrics>,
    Form(typed): Form<Typed>,
) -> PageResult {
    let refuse = |status, errors| {
        show_privately(status, &SignIn::new(site.clone(), FormState::refused(typed.clone(), errors)))
    };
    let email = match check(&typed) {
        Ok(email) => email,
        Err(errors) => return refuse(StatusCode::UNPROCESSABLE_ENTITY, errors),
    };
    let attempt = attempt::Attempt {
        email,
        password: typed.raw("password").into(),
        code: typed.raw("code").into(),
        client: Client::of(&request, &site).to_string(),
        agent: agent(&request),
        browser: Token::Browser.of(&request, &site),
        session: Token::Session.of(&request, &site),
        at: site.clock.now(),
    };
    let outcome = attempt::sign_in(&db, attempt).await?;
    if !matches!(outcome, SignInOutcome::Passed(_)) {
        metrics.count_failed_sign_in();
    }
    match outcome {
        SignInOutcome::Passed((session, browser)) => {
            let mut response = see_other(next_or_desk(typed.get("next")));
            response.add_cookie(&Token::Session.cookie(&site, session)).ok();
            response.add_cookie(&Token::Browser.cookie(&site, browser)).ok();
            Ok(response)
        }
        SignInOutcome::Wrong => refuse(StatusCode::UNPROCESSABLE_ENTITY, FieldErrors::one("email", WRONG)),
        SignInOutcome::Wait(seconds) => {
            let errors = FieldErrors::one("email", too_many(seconds));
            Ok(waiting(refuse(StatusCode::TOO_MANY_REQUESTS, errors)?, seconds))
        }
    }
}

fn check(typed: &Typed) -> Result<String, FieldErrors> {
    let mut errors = FieldErrors::default();
    let email = email::parse(typed.get("email"));
    if email.is_none() {
        errors.add("email", "Enter your email address, like anna@example.org");
    }
    if typed.raw("password").is_empty() {
        errors.add("password", "Enter your password");
    }
    errors.or(email.unwrap_or_default())
}

pub fn too_many(seconds: i64) -> String {
    let minutes = (seconds + 59) / 60;
    let minutes = crate::filters::counted(&minutes, "minute", "minutes");
    format!("Too many failed attempts. Try again in {minutes}.")
}

/// Adds `Retry-After`, in seconds.
pub fn waiting(mut response: HttpResponse, seconds: i64) -> HttpResponse {
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// Removes the cookie even if the session can't be ended, as when the disk is full.
pub async fn out(request: HttpRequest, site: Data<Site>, db: Data<Db>) -> PageResult {
    let mut response = match end(&request, &site, &db).await {
        Ok(()) => see_other("/sign-in?done=out"),
        Err(error) => HttpResponse::from_error(error),
    };
    response.headers_mut().insert(CLEAR_SITE_DATA, HeaderValue::from_static("\"cache\", \"storage\""));
    response.add_cookie(&Token::Session.removal(&site)).ok();
    Ok(response)
}

async fn end(request: &HttpRequest, site: &Site, db: &Db) -> Result<(), Error> {
    let Some(token) = Token::Session.of(request, site) else { return Ok(()) };
    let (hash, at) = (token::hash(&token), site.clock.now());
    db.write(move |conn| {
        let Some(session) = session::current(conn, &hash, at)? else { return Ok(()) };
        let actor = SignedIn::new(session.clone(), at).actor();
        session::end(conn, session.user.id, session.id)?;
        Ok(user::record(conn, &actor, "signed out", &session.user, &[])?)
    })
    .await
}
