//! `/admin/users`: all users, for admins.

pub mod one;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use super::Desk;
use crate::db::Db;
use crate::error::Error;
use crate::models::desk_rules;
use crate::models::password_link;
use crate::models::user::{self, Account, Refused, Role, email};
use crate::pages::{Head, PageResult, form_title, show_privately};
use crate::site::Site;
use crate::web::form::{Errors, Form};
use crate::web::gate::{require_confirmed, see_other};
use crate::web::session::SignedIn;

#[derive(Debug, Deserialize)]
#[serde(default)]
pub struct Fields {
    email: String,
    role: String,
}

impl Default for Fields {
    fn default() -> Self {
        Self { email: String::new(), role: "author".into() }
    }
}

/// Shown to admins who were sent away from a change to confirm their password.
pub(super) const CONFIRMED: &str = "Confirmed. What you chose before isn’t saved yet: choose it once more.";

const HERE: &str = "/admin/users?done=confirmed";

/// A word from the address for what was just done.
#[derive(Debug, Deserialize)]
pub struct Done {
    done: Option<String>,
}

impl Done {
    pub(super) fn word(&self) -> &str {
        self.done.as_deref().unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "admin/users/index.html")]
struct Index {
    head: Head,
    desk: Desk,
    accounts: Vec<Account>,
    is_second_factor_required: bool,
    form: Fields,
    roles: Vec<(&'static str, &'static str)>,
    errors: Errors,
}

/// Shown only once.
#[derive(Template)]
#[template(path = "admin/users/link.html")]
struct NewLink {
    head: Head,
    desk: Desk,
    email: String,
    url: String,
}

fn roles() -> Vec<(&'static str, &'static str)> {
    use strum::VariantArray;
    Role::VARIANTS.iter().map(|role| ((*role).into(), role.label())).collect()
}

async fn show(
    site: Data<Site>,
    db: &Db,
    desk: Desk,
    (status, form, errors): (StatusCode, Fields, Errors),
) -> PageResult {
    let (accounts, is_second_factor_required) = db
        .read(|conn| Ok::<_, Error>((user::all(conn)?, desk_rules::is_second_factor_required(conn)?)))
        .await?;
    let head = Head::unlisted(site.into_inner(), form_title("People", &errors));
    let page = Index { head, desk, accounts, is_second_factor_required, form, roles: roles(), errors };
    show_privately(status, &page)
}

pub async fn index(site: Data<Site>, db: Data<Db>, who: SignedIn, query: Query<Done>) -> PageResult {
    let said = match query.word() {
        "confirmed" => Some(CONFIRMED),
        "rules" => Some("The rule is saved."),
        _ => None,
    };
    let desk = Desk::new(who.user, "people").saying(said);
    show(site, &db, desk, (StatusCode::OK, Fields::default(), Errors::new())).await
}

pub async fn invite(site: Data<Site>, db: Data<Db>, who: SignedIn, form: Form<Fields>) -> PageResult {
    require_confirmed(&who, HERE)?;
    let (form, desk) = (form.0, Desk::new(who.user.clone(), "people"));
    let (email, role) = match check(&form) {
        Ok(checked) => checked,
        Err(errors) => return show(site, &db, desk, (StatusCode::UNPROCESSABLE_ENTITY, form, errors)).await,
    };
    let (actor, new) = (who.actor(), email.clone());
    match db.write(move |conn| password_link::invite(conn, &actor, &new, role)).await {
        Ok(token) => show_link(site, desk, email, &token),
        Err(Refused::Taken) => {
            let errors = Errors::one("email", "There is someone with this address already");
            show(site, &db, desk, (StatusCode::UNPROCESSABLE_ENTITY, form, errors)).await
        }
        Err(error) => Err(error.into()),
    }
}

fn check(form: &Fields) -> Result<(String, Role), Errors> {
    let mut errors = Errors::new();
    let email = email::parse(&form.email);
    if email.is_none() {
        errors.add("email", "Write an e-mail address, as in anna@example.org");
    }
    let role = form.role.parse();
    if role.is_err() {
        errors.add("role", "Choose a role");
    }
    errors.or((email.unwrap_or_default(), role.unwrap_or(Role::Author)))
}

fn show_link(site: Data<Site>, desk: Desk, email: String, token: &str) -> PageResult {
    let url = password_link::url(&site.base_url, token);
    let head = Head::unlisted(site.into_inner(), "A link to hand on");
    show_privately(StatusCode::OK, &NewLink { head, desk, email, url })
}

/// Rules for everyone. They have no version: the button names the new value, so that a second admin can't undo a change
/// without knowing of it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Rules {
    second_factor_required: String,
}

pub async fn rules(db: Data<Db>, who: SignedIn, form: Form<Rules>) -> PageResult {
    require_confirmed(&who, HERE)?;
    let required = match form.0.second_factor_required.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(Error::BadForm),
    };
    let actor = who.actor();
    let done =
        db.write(move |conn| desk_rules::require_second_factor(conn, &actor, required).map_err(Error::from));
    done.await?;
    Ok(see_other("/admin/users?done=rules"))
}
