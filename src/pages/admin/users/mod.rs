//! `/admin/users`: all users, invitations and sign-in rules, for admins.

pub mod one;

use actix_web::http::StatusCode;
use askama::Template;
use serde::Deserialize;

use super::{Desk, Visit};
use crate::error::Error;
use crate::models::desk_rules;
use crate::models::password_link;
use crate::models::user::{self, Account, Refused, Role, email};
use crate::pages::{Head, PageResult, form_title, show_privately};
use crate::web::form::{Errors, Form};
use crate::web::gate::{require_confirmed, see_other};

#[derive(Debug, Deserialize)]
#[serde(default)]
pub struct InviteFields {
    email: String,
    role: String,
}

impl Default for InviteFields {
    fn default() -> Self {
        Self { email: String::new(), role: "author".into() }
    }
}

/// Shown after confirming the password, which interrupts a change without storing it.
pub(super) const CONFIRMED: &str = "Password confirmed. Your change isn’t saved yet: please make it again.";

const HERE: &str = "/admin/users?done=confirmed";

#[derive(Template)]
#[template(path = "admin/users/index.html")]
struct UsersPage {
    head: Head,
    desk: Desk,
    accounts: Vec<Account>,
    is_second_factor_required: bool,
    form: InviteFields,
    errors: Errors,
}

/// Shown only once.
#[derive(Template)]
#[template(path = "admin/users/link.html")]
struct InviteLink {
    head: Head,
    desk: Desk,
    email: String,
    url: String,
}

async fn show(visit: &Visit, status: StatusCode, form: InviteFields, errors: Errors) -> PageResult {
    let said = match visit.asked("done").as_str() {
        "confirmed" => Some(CONFIRMED),
        "rules" => Some("The rule was saved."),
        _ => None,
    };
    let (accounts, is_second_factor_required) = visit
        .db
        .read(|conn| Ok::<_, Error>((user::all(conn)?, desk_rules::is_second_factor_required(conn)?)))
        .await?;
    let (head, desk) = (visit.head(form_title("People", &errors)), visit.desk("people").saying(said));
    let page = UsersPage { head, desk, accounts, is_second_factor_required, form, errors };
    show_privately(status, &page)
}

pub async fn index(visit: Visit) -> PageResult {
    show(&visit, StatusCode::OK, InviteFields::default(), Errors::new()).await
}

pub async fn invite(visit: Visit, Form(form): Form<InviteFields>) -> PageResult {
    require_confirmed(&visit.user, HERE)?;
    let (email, role) = match check(&form) {
        Ok(checked) => checked,
        Err(errors) => return show(&visit, StatusCode::UNPROCESSABLE_ENTITY, form, errors).await,
    };
    let (actor, new) = (visit.user.actor(), email.clone());
    match visit.db.write(move |conn| password_link::invite(conn, &actor, &new, role)).await {
        Ok(token) => show_link(&visit, email, &token),
        Err(Refused::Taken) => {
            let errors = Errors::one("email", "Someone already has this email address");
            show(&visit, StatusCode::UNPROCESSABLE_ENTITY, form, errors).await
        }
        Err(error) => Err(error.into()),
    }
}

fn check(form: &InviteFields) -> Result<(String, Role), Errors> {
    let mut errors = Errors::new();
    let email = email::parse(&form.email);
    if email.is_none() {
        errors.add("email", "Enter an email address, like anna@example.org");
    }
    let role = form.role.parse();
    if role.is_err() {
        errors.add("role", "Choose a role");
    }
    errors.or((email.unwrap_or_default(), role.unwrap_or(Role::Author)))
}

fn show_link(visit: &Visit, email: String, token: &str) -> PageResult {
    let url = password_link::url(&visit.site.base_url, token);
    let (head, desk) = (visit.head("Link to pass on"), visit.desk("people"));
    show_privately(StatusCode::OK, &InviteLink { head, desk, email, url })
}

/// Rules for everyone. They need no version: the button names the new value, so a second admin can't undo a change by
/// accident.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Rules {
    second_factor_required: String,
}

pub async fn rules(visit: Visit, form: Form<Rules>) -> PageResult {
    require_confirmed(&visit.user, HERE)?;
    let required = match form.0.second_factor_required.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(Error::BadForm),
    };
    let actor = visit.user.actor();
    let done = visit
        .db
        .write(move |conn| desk_rules::require_second_factor(conn, &actor, required).map_err(Error::from));
    done.await?;
    Ok(see_other("/admin/users?done=rules"))
}
