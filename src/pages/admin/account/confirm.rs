//! `/admin/account/confirm`: asks for the password again, before changes to how one signs in.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use crate::db::Db;
use crate::pages::admin::Desk;
use crate::pages::sign_in::{self, Outcome, too_many, waiting};
use crate::pages::{Head, PageResult, form_title, show_privately};
use crate::site::Site;
use crate::web::form::{Errors, Form};
use crate::web::gate::{next_or_desk, see_other};
use crate::web::session::{SignedIn, Token};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
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
    form: Fields,
    errors: Errors,
}

fn show(site: Data<Site>, who: SignedIn, status: StatusCode, form: Fields, errors: Errors) -> PageResult {
    let head = Head::unlisted(site.into_inner(), form_title("Your password, please", &errors));
    let (has_second_factor, desk) = (who.has_second_factor, Desk::new(who.user, "account"));
    show_privately(status, &Confirm { head, desk, has_second_factor, form, errors })
}

pub async fn page(site: Data<Site>, who: SignedIn, query: Query<Fields>) -> PageResult {
    show(site, who, StatusCode::OK, query.into_inner(), Errors::new())
}

/// Also rotates the session token.
pub async fn submit(site: Data<Site>, db: Data<Db>, who: SignedIn, form: Form<Fields>) -> PageResult {
    let form = form.0;
    match sign_in::confirm(&db, &who, form.password.clone(), form.code.clone()).await? {
        Outcome::Passed(token) => {
            let mut response = see_other(next_or_desk(&form.next));
            response.add_cookie(&Token::Session.cookie(&site, token)).ok();
            Ok(response)
        }
        Outcome::Wrong => {
            let wrong = match who.has_second_factor {
                true => "Password or code is wrong",
                false => "This isn’t your password",
            };
            let errors = Errors::one("password", wrong);
            show(site, who, StatusCode::UNPROCESSABLE_ENTITY, form, errors)
        }
        Outcome::Wait(seconds) => {
            let errors = Errors::one("password", too_many(seconds));
            Ok(waiting(show(site, who, StatusCode::TOO_MANY_REQUESTS, form, errors)?, seconds))
        }
    }
}
