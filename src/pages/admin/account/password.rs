//! `/admin/account/password`: changes the password.

use actix_web::http::StatusCode;
use actix_web::rt::task::spawn_blocking;
use actix_web::web::Data;
use askama::Template;
use serde::Deserialize;

use crate::db::{Db, Error as DbError};
use crate::models::user;
use crate::pages::admin::Desk;
use crate::pages::sign_in::link::check_new_password;
use crate::pages::sign_in::{Outcome, too_many, waiting, with_password};
use crate::pages::{Head, PageResult, form_title, show_privately};
use crate::secrets;
use crate::site::Site;
use crate::web::form::{Errors, Form};
use crate::web::gate::{require_confirmed, see_other};
use crate::web::session::SignedIn;

const HERE: &str = "/admin/account/password";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
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

fn show(site: Data<Site>, who: SignedIn, status: StatusCode, errors: Errors) -> PageResult {
    let head = Head::unlisted(site.into_inner(), form_title("Change your password", &errors));
    show_privately(status, &Password { head, desk: Desk::new(who.user, "account"), errors })
}

pub async fn page(site: Data<Site>, who: SignedIn) -> PageResult {
    require_confirmed(&who, HERE)?;
    show(site, who, StatusCode::OK, Errors::new())
}

/// Also ends all other sessions.
pub async fn submit(site: Data<Site>, db: Data<Db>, who: SignedIn, form: Form<Fields>) -> PageResult {
    require_confirmed(&who, HERE)?;
    let Fields { current, password, repeated } = form.0;
    let mut errors = Errors::new();
    if current.is_empty() {
        errors.add("current", "Write the password that you have now");
    }
    check_new_password(&mut errors, &site, [&password, &repeated], &who.user.email);
    if !errors.is_empty() {
        return show(site, who, StatusCode::UNPROCESSABLE_ENTITY, errors);
    }
    let hash = spawn_blocking(move || secrets::password::hash(&password)).await;
    let hash = hash.map_err(|_| DbError::Interrupted)??;
    let by = who.clone();
    let done = with_password(&db, &who, current, move |conn| {
        Ok(Some(user::password::set(conn, &by.actor(), &by.user, &hash, Some(by.session))?))
    });
    match done.await? {
        Outcome::Passed(()) => Ok(see_other("/admin/account?done=password")),
        Outcome::Wrong => {
            let errors = Errors::one("current", "This isn’t your password");
            show(site, who, StatusCode::UNPROCESSABLE_ENTITY, errors)
        }
        Outcome::Wait(seconds) => {
            let errors = Errors::one("current", too_many(seconds));
            Ok(waiting(show(site, who, StatusCode::TOO_MANY_REQUESTS, errors)?, seconds))
        }
    }
}
