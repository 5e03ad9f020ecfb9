//! `/admin/account/confirm`: asks for the password again, before what could lock its owner out.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use crate::db::Db;
use crate::pages::admin::Desk;
use crate::pages::sign_in::{self, Outcome, too_many, waiting};
use crate::pages::{Head, PageResult, Site, form_title, show_privately};
use crate::web::form::{Errors, Form};
use crate::web::gate::{next_or_desk, see_other};
use crate::web::session::SignedIn;

/// The password, and where to go on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    password: String,
    next: String,
}

#[derive(Template)]
#[template(path = "admin/account/confirm.html")]
struct Confirm {
    head: Head,
    desk: Desk,
    form: Fields,
    errors: Errors,
}

fn show(site: Data<Site>, who: SignedIn, status: StatusCode, form: Fields, errors: Errors) -> PageResult {
    let head = Head::unlisted(site.into_inner(), form_title("Your password, please", &errors));
    show_privately(status, &Confirm { head, desk: Desk::new(who.user, "account"), form, errors })
}

/// Shows the form.
pub async fn page(site: Data<Site>, who: SignedIn, query: Query<Fields>) -> PageResult {
    show(site, who, StatusCode::OK, query.into_inner(), Errors::new())
}

/// Compares it, and goes on.
pub async fn submit(site: Data<Site>, db: Data<Db>, who: SignedIn, form: Form<Fields>) -> PageResult {
    let form = form.0;
    match sign_in::confirm(&db, &who, form.password.clone()).await? {
        Outcome::Passed(()) => Ok(see_other(next_or_desk(&form.next))),
        Outcome::Wrong => {
            let errors = Errors::one("password", "This isn’t your password");
            show(site, who, StatusCode::UNPROCESSABLE_ENTITY, form, errors)
        }
        Outcome::Wait(seconds) => {
            let errors = Errors::one("password", too_many(seconds));
            Ok(waiting(show(site, who, StatusCode::TOO_MANY_REQUESTS, form, errors)?, seconds))
        }
    }
}
