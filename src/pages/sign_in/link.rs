//! `/sign-in/link`: sets a password with a one-time link.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use crate::db::{Conn, Db};
use crate::error::Error;
use crate::forms::{FieldErrors, FormState, Typed};
use crate::models::audit::Actor;
use crate::models::password_link::{self, For};
use crate::models::user::{self, Role, User, UserRefused, email, password};
use crate::pages::{Head, PageResult, form_status, show_privately};
use crate::secrets;
use crate::site::Site;
use crate::web::form::Form;
use crate::web::gate::see_other;

#[derive(Template)]
#[template(path = "sign_in/link.html")]
struct LinkPage {
    head: Head,
    form: FormState,
    whose: Option<For>,
}

impl LinkPage {
    fn show(site: Data<Site>, form: FormState, whose: Option<For>) -> PageResult {
        let (status, title) = match whose {
            None => (StatusCode::GONE, "This link no longer works"),
            Some(_) => (form_status(&form), "Set your password"),
        };
        let head = Head::unlisted(site.into_inner(), form.title(title));
        show_privately(status, &Self { head, form, whose })
    }
}

#[derive(Debug, Deserialize)]
pub struct LinkQuery {
    #[serde(default)]
    token: String,
}

pub async fn page(site: Data<Site>, db: Data<Db>, query: Query<LinkQuery>) -> PageResult {
    let token = query.into_inner().token;
    let (whose, email) = find(&site, &db, &token).await?;
    LinkPage::show(site, FormState::of(Typed::default().with("token", token).with("email", email)), whose)
}

async fn find(site: &Site, db: &Db, token: &str) -> Result<(Option<For>, String), Error> {
    let (token, now) = (token.to_owned(), site.clock.now());
    db.read(move |conn| {
        let whose = password_link::find(conn, &token, now)?;
        let account = match whose {
            Some(For::User(id)) => user::find(conn, id)?,
            _ => None,
        };
        Ok((whose, account.map(|account| account.user.email).unwrap_or_default()))
    })
    .await
}

pub async fn submit(site: Data<Site>, db: Data<Db>, Form(mut typed): Form<Typed>) -> PageResult {
    let (whose, email) = find(&site, &db, typed.get("token")).await?;
    match whose {
        None => return LinkPage::show(site, FormState::default(), None),
        Some(For::User(_)) => typed = typed.without("email").with("email", email),
        Some(For::FirstAdmin) => {}
    }
    let (email, chosen) = match check(&site, &typed) {
        Ok(checked) => checked,
        Err(errors) => return LinkPage::show(site, FormState::refused(typed, errors), whose),
    };
    let hash = super::hash(chosen).await?;
    let (token, now) = (typed.get("token").to_owned(), site.clock.now());
    let done = db.write(move |conn| {
        let user = owner(conn, &token, &email, Actor::other("first start", now))?;
        Ok::<_, UserRefused>(password::set(conn, &user.actor(now), &user, &hash, None)?)
    });
    match done.await {
        Ok(()) => Ok(see_other("/sign-in?done=password")),
        Err(UserRefused::Gone) => LinkPage::show(site, FormState::default(), None),
        Err(error) => Err(error.into()),
    }
}

fn check(site: &Site, typed: &Typed) -> Result<(String, String), FieldErrors> {
    let mut errors = FieldErrors::default();
    let email = email::parse(typed.get("email"));
    if email.is_none() {
        errors.add("email", "Enter your email address, like anna@example.org");
    }
    let [password, repeated] = ["password", "repeated"].map(|name| typed.raw(name));
    check_new_password(&mut errors, site, [password, repeated], typed.get("email"));
    errors.or((email.unwrap_or_default(), password.to_owned()))
}

/// Checks the fields `password` and `repeated`.
pub fn check_new_password(
    errors: &mut FieldErrors,
    site: &Site,
    [password, repeated]: [&str; 2],
    email: &str,
) {
    if let Err(message) = secrets::password::check(password, email, [&site.name, site.host()]) {
        errors.add("password", message);
    } else if password != repeated {
        errors.add("repeated", "The passwords don’t match. Enter the same one twice");
    }
}

/// Redeems the link and returns its user; for the first admin's link, creates that user.
fn owner(conn: &mut Conn, token: &str, email: &str, first: Actor) -> Result<User, UserRefused> {
    user::lock(conn)?;
    match password_link::redeem(conn, token, first.at)?.ok_or(UserRefused::Gone)? {
        For::User(id) => {
            let account = user::find(conn, id)?.filter(|account| !account.disabled);
            Ok(account.ok_or(UserRefused::Gone)?.user)
        }
        // Several machines may each have shown such a link, but only one can create the first admin.
        For::FirstAdmin if user::is_any(conn)? => Err(UserRefused::Gone),
        For::FirstAdmin => user::add(conn, &first, email, Role::Admin),
    }
}
