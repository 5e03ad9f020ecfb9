//! `/admin/account/password`: changes the password.

use actix_web::http::StatusCode;
use askama::Template;

use crate::forms::{FieldErrors, FormState, Typed};
use crate::models::user;
use crate::pages::admin::{Desk, Visit};
use crate::pages::sign_in::link::check_new_password;
use crate::pages::sign_in::{SignInOutcome, hash, too_many, waiting, with_password};
use crate::pages::{Head, PageResult, show_privately};
use crate::web::form::Form;
use crate::web::gate::{require_confirmed, see_other};

const HERE: &str = "/admin/account/password";

#[derive(Template)]
#[template(path = "admin/account/password.html")]
struct Password {
    head: Head,
    desk: Desk,
    form: FormState,
}

fn show(visit: &Visit, status: StatusCode, errors: FieldErrors) -> PageResult {
    let form = FormState::refused(Typed::default(), errors);
    let head = visit.head(form.title("Change your password"));
    show_privately(status, &Password { head, desk: visit.desk("account"), form })
}

pub async fn page(visit: Visit) -> PageResult {
    require_confirmed(&visit.user, HERE)?;
    show(&visit, StatusCode::OK, FieldErrors::default())
}

/// Also ends all other sessions.
pub async fn submit(visit: Visit, Form(typed): Form<Typed>) -> PageResult {
    require_confirmed(&visit.user, HERE)?;
    let [current, password, repeated] =
        ["current", "password", "repeated"].map(|name| typed.raw(name).to_owned());
    let mut errors = FieldErrors::default();
    if current.is_empty() {
        errors.add("current", "Enter your current password");
    }
    check_new_password(&mut errors, &visit.site, [&password, &repeated], &visit.user.user.email);
    if !errors.is_empty() {
        return show(&visit, StatusCode::UNPROCESSABLE_ENTITY, errors);
    }
    let hash = hash(password).await?;
    let by = visit.user.clone();
    let done = with_password(&visit.db, &visit.user, current, move |conn| {
        Ok(Some(user::password::set(conn, &by.actor(), &by.user, &hash, Some(by.session))?))
    });
    match done.await? {
        SignInOutcome::Passed(()) => Ok(see_other("/admin/account?done=password")),
        SignInOutcome::Wrong => {
            let errors = FieldErrors::one("current", "That password is wrong");
            show(&visit, StatusCode::UNPROCESSABLE_ENTITY, errors)
        }
        SignInOutcome::Wait(seconds) => {
            let errors = FieldErrors::one("current", too_many(seconds));
            Ok(waiting(show(&visit, StatusCode::TOO_MANY_REQUESTS, errors)?, seconds))
        }
    }
}
