//! `/admin/account/email`: changes the email address that the user signs in with.

use actix_web::http::StatusCode;
use askama::Template;
use serde::Deserialize;

use crate::error::Error;
use crate::models::user::{self, Refused, email};
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, form_title, show_privately};
use crate::web::form::{Errors, Form};
use crate::web::gate::{require_confirmed, see_other};

const HERE: &str = "/admin/account/email";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EmailFields {
    email: String,
    version: i64,
}

#[derive(Template)]
#[template(path = "admin/account/email.html")]
struct Email {
    head: Head,
    desk: Desk,
    form: EmailFields,
    errors: Errors,
}

fn show(visit: &Visit, status: StatusCode, form: EmailFields, errors: Errors) -> PageResult {
    let head = visit.head(form_title("Change your email address", &errors));
    show_privately(status, &Email { head, desk: visit.desk("account"), form, errors })
}

pub async fn page(visit: Visit) -> PageResult {
    require_confirmed(&visit.user, HERE)?;
    let id = visit.user.user.id;
    let account = visit.db.read(move |conn| user::find(conn, id).map_err(Error::from)).await?;
    let version = account.ok_or(Error::NotFound)?.version;
    let form = EmailFields { email: visit.user.user.email.clone(), version };
    show(&visit, StatusCode::OK, form, Errors::new())
}

pub async fn submit(visit: Visit, form: Form<EmailFields>) -> PageResult {
    require_confirmed(&visit.user, HERE)?;
    let mut form = form.0;
    let Some(email) = email::parse(&form.email) else {
        let errors = Errors::one("email", "Enter an email address, like anna@example.org");
        return show(&visit, StatusCode::UNPROCESSABLE_ENTITY, form, errors);
    };
    let (actor, id, version) = (visit.user.actor(), visit.user.user.id, form.version);
    match visit.db.write(move |conn| email::set(conn, &actor, id, version, &email)).await {
        Ok(()) => Ok(see_other("/admin/account?done=email")),
        Err(Refused::Taken) => {
            let errors = Errors::one("email", "Someone already has this email address");
            show(&visit, StatusCode::UNPROCESSABLE_ENTITY, form, errors)
        }
        Err(Refused::Stale(now)) => {
            form.version = now.version;
            let message = format!(
                "Your account was changed after you opened this form: your email address is now {}. \
                 Save again to change it to the one below.",
                now.user.email
            );
            show(&visit, StatusCode::CONFLICT, form, Errors::one("email", message))
        }
        Err(error) => Err(error.into()),
    }
}
