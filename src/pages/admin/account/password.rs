//! `/admin/account/password`: another password.

use actix_web::http::StatusCode;
use actix_web::rt::task::spawn_blocking;
use actix_web::web::Data;
use askama::Template;
use serde::Deserialize;

use crate::db::{Db, Error as DbError};
use crate::error::Error;
use crate::models::user;
use crate::pages::admin::Desk;
use crate::pages::sign_in::link::check_new_password;
use crate::pages::{Head, PageResult, Site, form_title, show_privately};
use crate::secrets;
use crate::web::form::{Errors, Form};
use crate::web::gate::{require_confirmed, see_other};
use crate::web::session::SignedIn;

const HERE: &str = "/admin/account/password";

/// The new password, twice.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
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

/// Shows the form.
pub async fn page(site: Data<Site>, who: SignedIn) -> PageResult {
    require_confirmed(&who, HERE)?;
    show(site, who, StatusCode::OK, Errors::new())
}

/// Stores it, and ends all other sessions.
pub async fn submit(site: Data<Site>, db: Data<Db>, who: SignedIn, form: Form<Fields>) -> PageResult {
    require_confirmed(&who, HERE)?;
    let Fields { password, repeated } = form.0;
    let mut errors = Errors::new();
    check_new_password(&mut errors, &password, &repeated, &who.user.email);
    if !errors.is_empty() {
        return show(site, who, StatusCode::UNPROCESSABLE_ENTITY, errors);
    }
    let hash = spawn_blocking(move || secrets::password::hash(&password)).await;
    let hash = hash.map_err(|_| DbError::Interrupted)??;
    let done = db.write(move |conn| {
        user::password::set(conn, &who.actor(), &who.user, &hash, Some(who.session)).map_err(Error::from)
    });
    done.await?;
    Ok(see_other("/admin/account?done=password"))
}
