//! `/admin/account/email`: changes the address one signs in with.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;
use serde::Deserialize;

use crate::db::Db;
use crate::error::Error;
use crate::models::user::{self, Refused, email};
use crate::pages::admin::Desk;
use crate::pages::{Head, PageResult, form_title, show_privately};
use crate::site::Site;
use crate::web::form::{Errors, Form};
use crate::web::gate::{require_confirmed, see_other};
use crate::web::session::SignedIn;

const HERE: &str = "/admin/account/email";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    email: String,
    version: i64,
}

#[derive(Template)]
#[template(path = "admin/account/email.html")]
struct Email {
    head: Head,
    desk: Desk,
    form: Fields,
    errors: Errors,
}

fn show(site: Data<Site>, who: SignedIn, status: StatusCode, form: Fields, errors: Errors) -> PageResult {
    let head = Head::unlisted(site.into_inner(), form_title("Change your address", &errors));
    show_privately(status, &Email { head, desk: Desk::new(who.user, "account"), form, errors })
}

pub async fn page(site: Data<Site>, db: Data<Db>, who: SignedIn) -> PageResult {
    require_confirmed(&who, HERE)?;
    let id = who.user.id;
    let account = db.read(move |conn| user::find(conn, id).map_err(Error::from)).await?;
    let version = account.ok_or(Error::NotFound)?.version;
    let form = Fields { email: who.user.email.clone(), version };
    show(site, who, StatusCode::OK, form, Errors::new())
}

pub async fn submit(site: Data<Site>, db: Data<Db>, who: SignedIn, form: Form<Fields>) -> PageResult {
    require_confirmed(&who, HERE)?;
    let mut form = form.0;
    let Some(email) = email::parse(&form.email) else {
        let errors = Errors::one("email", "Write an e-mail address, as in anna@example.org");
        return show(site, who, StatusCode::UNPROCESSABLE_ENTITY, form, errors);
    };
    let (actor, id, version) = (who.actor(), who.user.id, form.version);
    match db.write(move |conn| email::set(conn, &actor, id, version, &email)).await {
        Ok(()) => Ok(see_other("/admin/account?done=email")),
        Err(Refused::Taken) => {
            let errors = Errors::one("email", "There is someone with this address already");
            show(site, who, StatusCode::UNPROCESSABLE_ENTITY, form, errors)
        }
        Err(Refused::Stale(now)) => {
            form.version = now.version;
            let message = format!(
                "Your account was changed after you opened this form; your address is {} now. \
                 Save again if it shall be the one below.",
                now.user.email
            );
            show(site, who, StatusCode::CONFLICT, form, Errors::one("email", message))
        }
        Err(error) => Err(error.into()),
    }
}
