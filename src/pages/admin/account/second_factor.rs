//! `/admin/account/second-factor`: sets up codes from an app, and shows recovery codes.

use actix_web::http::StatusCode;
use askama::Template;

use crate::error::Error;
use crate::forms::{FieldErrors, FormState, Typed};
use crate::models::desk_rules;
use crate::models::user::second_factor;
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, Qr, form_status, show_privately};
use crate::secrets::second_factor as codes;
use crate::web::form::Form;
use crate::web::gate::{SECOND_FACTOR, require_confirmed, see_other};

#[derive(Template)]
#[template(path = "admin/account/second_factor.html")]
struct SecondFactor {
    head: Head,
    desk: Desk,
    has_one: bool,
    is_required: bool,
    codes_left: i64,
    /// The secret in groups of four.
    spaced: String,
    secret: String,
    url: String,
    qr: Option<Qr>,
    form: FormState,
}

/// Recovery codes are shown only once.
#[derive(Template)]
#[template(path = "admin/account/codes.html")]
struct CodesPage {
    head: Head,
    desk: Desk,
    codes: Vec<String>,
}

async fn show(visit: &Visit, secret: String, errors: FieldErrors) -> PageResult {
    let id = visit.user.user.id;
    let found = visit.db.read(move |conn| {
        Ok::<_, Error>((desk_rules::is_second_factor_required(conn)?, second_factor::codes_left(conn, id)?))
    });
    let (is_required, codes_left) = found.await?;
    let url = codes::url(&secret, &visit.site.name, &visit.user.user.email).ok_or(Error::BadForm)?;
    let form = FormState::refused(Typed::default(), errors);
    let page = SecondFactor {
        head: visit.head(form.title("Two-factor authentication")),
        has_one: visit.user.has_second_factor,
        desk: visit.desk("account"),
        is_required,
        codes_left,
        spaced: codes::in_fours(&secret).join(" "),
        qr: Qr::of(&url),
        secret,
        url,
        form,
    };
    show_privately(form_status(&page.form), &page)
}

pub async fn page(visit: Visit) -> PageResult {
    require_confirmed(&visit.user, SECOND_FACTOR)?;
    show(&visit, codes::new_secret()?, FieldErrors::default()).await
}

/// Reads a new secret with a code that proves the app has it, or a request to turn the second factor off.
pub async fn submit(visit: Visit, Form(typed): Form<Typed>) -> PageResult {
    require_confirmed(&visit.user, SECOND_FACTOR)?;
    if typed.optional("remove").is_some() {
        return remove(visit).await;
    }
    let secret = typed.get("secret").to_owned();
    let Some(step) = codes::step_of(&secret, typed.get("code"), visit.user.at, None) else {
        let message =
            "That code is wrong or has expired. Check your phone’s clock, and enter the newest code";
        return show(&visit, secret, FieldErrors::one("code", message)).await;
    };
    let new = codes::new_recovery_codes()?;
    let (kept, by) = (new.clone(), visit.user.clone());
    let done = visit.db.write(move |conn| {
        second_factor::set(conn, &by.actor(), &by.user, &secret, step, &kept, by.session).map_err(Error::from)
    });
    done.await?;
    let (head, desk) = (visit.head("Your recovery codes"), visit.desk("account"));
    show_privately(StatusCode::OK, &CodesPage { head, desk, codes: new })
}

async fn remove(Visit { db, user: who, .. }: Visit) -> PageResult {
    let done = db.write(move |conn| {
        if desk_rules::is_second_factor_required(conn)? {
            return Err(Error::NotAllowed);
        }
        Ok(second_factor::remove(conn, &who.actor(), &who.user, Some(who.session))?)
    });
    done.await?;
    Ok(see_other("/admin/account?done=removed"))
}
