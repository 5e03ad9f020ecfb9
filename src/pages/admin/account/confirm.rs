//! `/admin/account/confirm`: asks for the password again before a change to how someone signs in.

use actix_web::http::StatusCode;
use actix_web::web::Query;
use askama::Template;
use serde::Deserialize;

use crate::pages::admin::{Desk, Visit};
use crate::pages::sign_in::{self, SignInOutcome, too_many, waiting};
use crate::pages::{Head, PageResult, form_title, show_privately};
use crate::web::form::{Errors, Form};
use crate::web::gate::{next_or_desk, see_other};
use crate::web::session::Token;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ConfirmFields {
    password: String,
    code: String,
    next: String,
}

#[derive(Template)]
#[template(path = "admin/account/confirm.html")]
struct Confirm {
    head: Head,
    desk: Desk,
    has_second_factor: bool,
    form: ConfirmFields,
    errors: Errors,
}

fn show(visit: &Visit, status: StatusCode, form: ConfirmFields, errors: Errors) -> PageResult {
    let head = visit.head(form_title("Confirm your password", &errors));
    let (has_second_factor, desk) = (visit.user.has_second_factor, visit.desk("account"));
    show_privately(status, &Confirm { head, desk, has_second_factor, form, errors })
}

pub async fn page(visit: Visit, query: Query<ConfirmFields>) -> PageResult {
    show(&visit, StatusCode::OK, query.into_inner(), Errors::new())
}

/// Also rotates the session token.
pub async fn submit(visit: Visit, form: Form<ConfirmFields>) -> PageResult {
    let form = form.0;
    match sign_in::confirm(&visit.db, &visit.user, form.password.clone(), form.code.clone()).await? {
        SignInOutcome::Passed(token) => {
            let mut response = see_other(next_or_desk(&form.next));
            response.add_cookie(&Token::Session.cookie(&visit.site, token)).ok();
            Ok(response)
        }
        SignInOutcome::Wrong => {
            let wrong = match visit.user.has_second_factor {
                true => "Password or code is wrong",
                false => "That password is wrong",
            };
            let errors = Errors::one("password", wrong);
            show(&visit, StatusCode::UNPROCESSABLE_ENTITY, form, errors)
        }
        SignInOutcome::Wait(seconds) => {
            let errors = Errors::one("password", too_many(seconds));
            Ok(waiting(show(&visit, StatusCode::TOO_MANY_REQUESTS, form, errors)?, seconds))
        }
    }
}
