//! `/admin/account/second-factor`: codes from an app, and recovery codes.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;
use serde::Deserialize;

use crate::db::Db;
use crate::error::Error;
use crate::models::desk_rules;
use crate::models::user::second_factor;
use crate::pages::admin::Desk;
use crate::pages::{Head, PageResult, Qr, form_title, show_privately};
use crate::secrets::second_factor as codes;
use crate::site::Site;
use crate::web::form::{Errors, Form};
use crate::web::gate::{SECOND_FACTOR, require_confirmed, see_other};
use crate::web::session::SignedIn;

/// A new secret with a code that proves the app has it, or the request to remove it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    secret: String,
    code: String,
    remove: Option<String>,
}

#[derive(Template)]
#[template(path = "admin/account/second_factor.html")]
struct SecondFactor {
    head: Head,
    desk: Desk,
    has_one: bool,
    is_required: bool,
    codes_left: i64,
    /// In groups of four.
    spaced: String,
    secret: String,
    url: String,
    qr: Option<Qr>,
    errors: Errors,
}

/// Recovery codes are shown only once.
#[derive(Template)]
#[template(path = "admin/account/codes.html")]
struct Codes {
    head: Head,
    desk: Desk,
    codes: Vec<String>,
}

async fn show(site: Data<Site>, db: &Db, who: SignedIn, secret: String, errors: Errors) -> PageResult {
    let id = who.user.id;
    let found = db.read(move |conn| {
        Ok::<_, Error>((desk_rules::is_second_factor_required(conn)?, second_factor::codes_left(conn, id)?))
    });
    let (is_required, codes_left) = found.await?;
    let url = codes::url(&secret, &site.name, &who.user.email).ok_or(Error::BadForm)?;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = SecondFactor {
        head: Head::unlisted(site.into_inner(), form_title("Second factor", &errors)),
        has_one: who.has_second_factor,
        desk: Desk::new(who.user, "account"),
        is_required,
        codes_left,
        spaced: codes::in_fours(&secret).join(" "),
        qr: Qr::of(&url),
        secret,
        url,
        errors,
    };
    show_privately(status, &page)
}

pub async fn page(site: Data<Site>, db: Data<Db>, who: SignedIn) -> PageResult {
    require_confirmed(&who, SECOND_FACTOR)?;
    show(site, &db, who, codes::new_secret()?, Errors::new()).await
}

pub async fn submit(site: Data<Site>, db: Data<Db>, who: SignedIn, form: Form<Fields>) -> PageResult {
    require_confirmed(&who, SECOND_FACTOR)?;
    let form = form.0;
    if form.remove.is_some() {
        return remove(&db, who).await;
    }
    let Some(step) = codes::step_of(&form.secret, &form.code, who.at, None) else {
        let message = "This code isn’t the one of now. Check the phone’s clock, and write the next code.";
        return show(site, &db, who, form.secret, Errors::one("code", message)).await;
    };
    let new = codes::new_recovery_codes()?;
    let (kept, by, secret) = (new.clone(), who.clone(), form.secret);
    let done = db.write(move |conn| {
        second_factor::set(conn, &by.actor(), &by.user, &secret, step, &kept, by.session).map_err(Error::from)
    });
    done.await?;
    let head = Head::unlisted(site.into_inner(), "Your recovery codes");
    show_privately(StatusCode::OK, &Codes { head, desk: Desk::new(who.user, "account"), codes: new })
}

async fn remove(db: &Db, who: SignedIn) -> PageResult {
    let done = db.write(move |conn| {
        if desk_rules::is_second_factor_required(conn)? {
            return Err(Error::NotAllowed);
        }
        Ok(second_factor::remove(conn, &who.actor(), &who.user, Some(who.session))?)
    });
    done.await?;
    Ok(see_other("/admin/account?done=removed"))
}
