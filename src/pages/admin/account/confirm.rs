//! `/admin/account/confirm`: asks for the password again before a change to how someone signs in.

use actix_web::http::StatusCode;
use askama::Template;

use crate::forms::{FieldErrors, FormState, Typed};
use crate::pages::admin::{Desk, Visit};
use crate::pages::sign_in::{self, SignInOutcome, too_many, waiting};
use crate::pages::{Head, PageResult, show_privately};
use crate::web::form::Form;
use crate::web::gate::{next_or_desk, see_other};
use crate::web::session::Token;

#[derive(Template)]
#[template(path = "admin/account/confirm.html")]
struct Confirm {
    head: Head,
    desk: Desk,
    has_second_factor: bool,
    form: FormState,
}

fn show(visit: &Visit, status: StatusCode, form: FormState) -> PageResult {
    let head = visit.head(form.title("Confirm your password"));
    let (has_second_factor, desk) = (visit.user.has_second_factor, visit.desk("account"));
    show_privately(status, &Confirm { head, desk, has_second_factor, form })
}

pub async fn page(visit: Visit) -> PageResult {
    show(&visit, StatusCode::OK, visit.query())
}

/// Also rotates the session token.
pub async fn submit(visit: Visit, Form(typed): Form<Typed>) -> PageResult {
    let (password, code) = (typed.raw("password").to_owned(), typed.raw("code").to_owned());
    let refused = |message: String| FormState::refused(typed.clone(), FieldErrors::one("password", message));
    match sign_in::confirm(&visit.db, &visit.user, password, code).await? {
        SignInOutcome::Passed(token) => {
            let mut response = see_other(next_or_desk(typed.get("next")));
            response.add_cookie(&Token::Session.cookie(&visit.site, token)).ok();
            Ok(response)
        }
        SignInOutcome::Wrong => {
            let wrong = match visit.user.has_second_factor {
                true => "Password or code is wrong",
                false => "That password is wrong",
            };
            show(&visit, StatusCode::UNPROCESSABLE_ENTITY, refused(wrong.into()))
        }
        SignInOutcome::Wait(seconds) => {
            let page = show(&visit, StatusCode::TOO_MANY_REQUESTS, refused(too_many(seconds)))?;
            Ok(waiting(page, seconds))
        }
    }
}
