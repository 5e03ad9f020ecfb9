//! `/admin/users/{id}`: one user's role, password link and sessions.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use askama::Template;
use serde::Deserialize;

use super::{CONFIRMED, show_link};
use crate::error::Error;
use crate::models::password_link::{self, For};
use crate::models::session::{self, Session};
use crate::models::user::{self, Account, Refused, Role, password, standing};
use crate::pages::admin::sessions::{self, End};
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, form_title, show_privately};
use crate::web::form::{Errors, Form};
use crate::web::gate::{require_confirmed, see_other};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct UserFields {
    role: String,
    disabled: Option<String>,
    version: i64,
}

#[derive(Template)]
#[template(path = "admin/users/one.html")]
struct One {
    head: Head,
    desk: Desk,
    account: Account,
    sessions: Vec<Session>,
    own_session: i64,
    form: UserFields,
    reset: Reset,
    errors: Errors,
}

impl One {
    fn sessions_at(&self) -> String {
        format!("/admin/users/{}/sessions", self.account.user.id)
    }

    fn is_oneself(&self) -> bool {
        self.desk.user.id == self.account.user.id
    }
}

#[derive(Default)]
struct UserPage {
    status: StatusCode,
    form: Option<UserFields>,
    reset: Reset,
    errors: Errors,
}

impl UserPage {
    fn form(status: StatusCode, form: UserFields, error: impl Into<String>) -> Self {
        Self { status, form: Some(form), errors: Errors::one("role", error), ..Self::default() }
    }
}

async fn show(visit: &Visit, id: i64, shown: UserPage) -> PageResult {
    let UserPage { status, form, reset, errors } = shown;
    let said = match visit.asked("done").as_str() {
        "confirmed" => Some(CONFIRMED),
        "changed" => Some("The change was saved."),
        "ended" => Some("Signed out there."),
        _ => None,
    };
    let at = visit.user.at;
    let found =
        visit.db.read(move |conn| Ok::<_, Error>((user::find(conn, id)?, session::of_user(conn, id, at)?)));
    let (account, sessions) = found.await?;
    let account = account.ok_or(Error::NotFound)?;
    let form = form.unwrap_or_else(|| {
        let role: &str = account.user.role.into();
        UserFields {
            role: role.into(),
            disabled: account.disabled.then(|| "on".into()),
            version: account.version,
        }
    });
    let head = visit.head(form_title(&account.user.email, &errors));
    let desk = visit.desk("people").saying(said);
    let own_session = visit.user.session;
    let page = One { head, desk, account, sessions, own_session, form, reset, errors };
    show_privately(status, &page)
}

pub async fn page(visit: Visit, id: Path<i64>) -> PageResult {
    show(&visit, *id, UserPage::default()).await
}

/// Where to return to after confirming the password.
fn here(id: i64) -> String {
    format!("/admin/users/{id}?done=confirmed")
}

pub async fn change(visit: Visit, id: Path<i64>, Form(mut form): Form<UserFields>) -> PageResult {
    let id = id.into_inner();
    require_confirmed(&visit.user, &here(id))?;
    let Ok(role) = form.role.parse::<Role>() else {
        let shown = UserPage::form(StatusCode::UNPROCESSABLE_ENTITY, form, "Choose a role");
        return show(&visit, id, shown).await;
    };
    let (actor, version, disabled) = (visit.user.actor(), form.version, form.disabled.is_some());
    match visit.db.write(move |conn| standing::set(conn, &actor, id, version, role, disabled)).await {
        Ok(()) => Ok(see_other(&format!("/admin/users/{id}?done=changed"))),
        Err(Refused::Stale(now)) => {
            form.version = now.version;
            let message = format!("{} Your choice is still below. Save again to apply it.", changed(&now));
            let shown = UserPage::form(StatusCode::CONFLICT, form, message);
            show(&visit, id, shown).await
        }
        Err(Refused::LastAdmin) => {
            let message = "This is the last admin who can sign in. Make someone else an admin first.";
            let shown = UserPage::form(StatusCode::UNPROCESSABLE_ENTITY, form, message);
            show(&visit, id, shown).await
        }
        Err(error) => Err(error.into()),
    }
}

fn changed(now: &Account) -> String {
    let state = if now.disabled { "disabled" } else { "active" };
    let (email, role) = (&now.user.email, now.user.role.label());
    format!(
        "{email} was changed after you opened this form. The role is now {role}, and the account is {state}."
    )
}

/// Whether to remove the second factor too.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Reset {
    without_second_factor: Option<String>,
    version: i64,
}

/// Removes the password and shows a link to set a new one.
pub async fn reset(visit: Visit, id: Path<i64>, form: Form<Reset>) -> PageResult {
    let id = id.into_inner();
    if id == visit.user.user.id {
        return Ok(see_other("/admin/account/password"));
    }
    require_confirmed(&visit.user, &here(id))?;
    let (actor, version, without) =
        (visit.user.actor(), form.0.version, form.0.without_second_factor.is_some());
    let done = visit.db.write(move |conn| {
        let account = password::reset(conn, &actor, id, version, without)?;
        Ok::<_, Refused>((account, password_link::make(conn, For::User(id), actor.at)?))
    });
    match done.await {
        Ok((account, token)) => show_link(&visit, account.user.email, &token),
        Err(Refused::Stale(now)) => {
            let message = format!(
                "{} Their password was not reset. Reset it again if you still want to.",
                changed(&now)
            );
            let errors = Errors::one("reset", message);
            let shown = UserPage { status: StatusCode::CONFLICT, reset: form.0, errors, form: None };
            show(&visit, id, shown).await
        }
        Err(error) => Err(error.into()),
    }
}

pub async fn end(visit: Visit, id: Path<i64>, form: Form<End>) -> PageResult {
    sessions::end(&visit, *id, &form.0.session, None).await?;
    Ok(see_other(&format!("/admin/users/{id}?done=ended")))
}
