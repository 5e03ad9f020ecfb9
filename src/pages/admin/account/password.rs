//! `/admin/account/password`: changes the password.

use actix_web::http::StatusCode;
use actix_web::rt::task::spawn_blocking;
use askama::Template;
use serde::Deserialize;

use crate::db::Error as DbError;
use crate::models::user;
use crate::pages::admin::{Desk, Visit};
use crate::pages::sign_in::link::check_new_password;
use crate::pages::sign_in::{SignInOutcome, too_many, waiting, with_password};
use crate::pages::{Head, PageResult, form_title, show_privately};
use crate::secrets;
use crate::web::form::{Errors, Form};
use crate::web::gate::{require_confirmed, see_other};

const HERE: &str = "/admin/account/password";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PasswordFields {
    current: String,
    password: String,
    repeated: String,
}

#[derive(Template)]
#[template(path = "admin/account/password.html")]
struct Password {
    head: Head,
    desk: Desk,
    errors: Errors,
}

fn show(visit: &Visit, status: StatusCode, errors: Errors) -> PageResult {
    let head = visit.head(form_title("Change your password", &errors));
    show_privately(status, &Password { head, desk: visit.desk("account"), errors })
}

pub async fn page(visit: Visit) -> PageResult {
    require_confirmed(&visit.user, HERE)?;
    show(&visit, StatusCode::OK, Errors::new())
}

/// Also ends all other sessions.
pub async fn submit(visit: Visit, form: Form<PasswordFields>) -> PageResult {
    require_confirmed(&visit.user, HERE)?;
    let PasswordFields { current, password, repeated } = form.0;
    let mut errors = Errors::new();
    if current.is_empty() {
        errors.add("current", "Enter your current password");
    }
    check_new_password(&mut errors, &visit.site, [&password, &repeated], &visit.user.user.email);
    if !errors.is_empty() {
        return show(&visit, StatusCode::UNPROCESSABLE_ENTITY, errors);
    }
    let hash = spawn_blocking(move || secrets::password::hash(&password)).await;
    let hash = hash.map_err(|_| DbError::Interrupted)??;
    let by = visit.user.clone();
    let done = with_password(&visit.db, &visit.user, current, move |conn| {
        Ok(Some(user::password::set(conn, &by.actor(), &by.user, &hash, Some(by.session))?))
    });
    match done.await? {
        SignInOutcome::Passed(()) => Ok(see_other("/admin/account?done=password")),
        SignInOutcome::Wrong => {
            let errors = Errors::one("current", "That password is wrong");
            show(&visit, StatusCode::UNPROCESSABLE_ENTITY, errors)
        }
        SignInOutcome::Wait(seconds) => {
            let errors = Errors::one("current", too_many(seconds));
            Ok(waiting(show(&visit, StatusCode::TOO_MANY_REQUESTS, errors)?, seconds))
        }
    }
}
