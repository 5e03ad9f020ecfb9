//! `/admin/users`: all users, invitations and sign-in rules, for admins.

pub mod one;

use actix_web::http::StatusCode;
use askama::Template;

use super::{Desk, Visit};
use crate::error::Error;
use crate::forms::{FieldErrors, FormState, Typed};
use crate::models::desk_rules;
use crate::models::password_link;
use crate::models::user::{self, Account, Role, UserRefused, email};
use crate::pages::{Head, PageResult, form_status, show_privately};
use crate::web::form::Form;
use crate::web::gate::{require_confirmed, see_other};

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
    form: FormState,
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

async fn show(visit: &Visit, form: FormState) -> PageResult {
    let said = match visit.asked("done").as_str() {
        "confirmed" => Some(CONFIRMED),
        "rules" => Some("The rule was saved."),
        _ => None,
    };
    let (accounts, is_second_factor_required) = visit
        .db
        .read(|conn| Ok::<_, Error>((user::all(conn)?, desk_rules::is_second_factor_required(conn)?)))
        .await?;
    let (head, desk) = (visit.head(form.title("People")), visit.desk("people").saying(said));
    let page = UsersPage { head, desk, accounts, is_second_factor_required, form };
    show_privately(form_status(&page.form), &page)
}

pub async fn index(visit: Visit) -> PageResult {
    show(&visit, FormState::of(Typed::default().with("role", Role::Author.as_ref()))).await
}

pub async fn invite(visit: Visit, Form(typed): Form<Typed>) -> PageResult {
    require_confirmed(&visit.user, HERE)?;
    let (email, role) = match check(&typed) {
        Ok(checked) => checked,
        Err(errors) => return show(&visit, FormState::refused(typed, errors)).await,
    };
    let (actor, new) = (visit.user.actor(), email.clone());
    match visit.db.write(move |conn| password_link::invite(conn, &actor, &new, role)).await {
        Ok(token) => show_link(&visit, email, &token),
        Err(UserRefused::Taken) => {
            let errors = FieldErrors::one("email", "Someone already has this email address");
            show(&visit, FormState::refused(typed, errors)).await
        }
        Err(error) => Err(error.into()),
    }
}

fn check(typed: &Typed) -> Result<(String, Role), FieldErrors> {
    let mut errors = FieldErrors::default();
    let email = email::parse(typed.get("email"));
    if email.is_none() {
        errors.add("email", "Enter an email address, like anna@example.org");
    }
    let role = typed.get("role").parse();
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
pub async fn rules(visit: Visit, Form(typed): Form<Typed>) -> PageResult {
    require_confirmed(&visit.user, HERE)?;
    let required = match typed.get("second_factor_required") {
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
