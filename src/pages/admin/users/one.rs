//! `/admin/users/{id}`: one user's role, password link and sessions.

use actix_web::web::Path;
use askama::Template;

use super::{CONFIRMED, show_link};
use crate::error::Error;
use crate::forms::{Compared, Conflict, FieldErrors, FormState, Typed};
use crate::models::password_link::{self, For};
use crate::models::session::{self, Session};
use crate::models::user::{self, Account, Role, UserRefused, password, standing};
use crate::pages::admin::sessions::{self, End};
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, form_status, show_privately};
use crate::web::form::Form;
use crate::web::gate::{require_confirmed, see_other};

#[derive(Template)]
#[template(path = "admin/users/one.html")]
struct UserPage {
    head: Head,
    desk: Desk,
    account: Account,
    sessions: Vec<Session>,
    own_session: i64,
    /// The role and whether the account is disabled.
    form: FormState,
    reset: FormState,
}

impl UserPage {
    fn sessions_at(&self) -> String {
        format!("/admin/users/{}/sessions", self.account.user.id)
    }

    fn is_oneself(&self) -> bool {
        self.desk.user.id == self.account.user.id
    }
}

/// A missing form shows what is stored.
async fn show(visit: &Visit, id: i64, form: Option<FormState>, reset: FormState) -> PageResult {
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
    let stored = || FormState::of(typed(&account));
    let form = form.unwrap_or_else(stored);
    let refused = if form.errors.is_empty() && form.conflict.is_none() { &reset } else { &form };
    let (status, head) = (form_status(refused), visit.head(refused.title(&account.user.email)));
    let desk = visit.desk("people").saying(said);
    let own_session = visit.user.session;
    show_privately(status, &UserPage { head, desk, account, sessions, own_session, form, reset })
}

fn typed(account: &Account) -> Typed {
    let role: &str = account.user.role.into();
    let disabled = if account.disabled { "yes" } else { "" };
    Typed::default().with("role", role).with("disabled", disabled).at_version(account.version)
}

pub async fn page(visit: Visit, id: Path<i64>) -> PageResult {
    show(&visit, *id, None, FormState::default()).await
}

/// Where to return to after confirming the password.
fn here(id: i64) -> String {
    format!("/admin/users/{id}?done=confirmed")
}

pub async fn change(visit: Visit, id: Path<i64>, Form(typed): Form<Typed>) -> PageResult {
    let id = id.into_inner();
    require_confirmed(&visit.user, &here(id))?;
    let refuse = async |message| {
        let form = FormState::refused(typed.clone(), FieldErrors::one("role", message));
        show(&visit, id, Some(form), FormState::default()).await
    };
    let Ok(role) = typed.get("role").parse::<Role>() else { return refuse("Choose a role").await };
    let (actor, version) = (visit.user.actor(), typed.version());
    let disabled = typed.optional("disabled").is_some();
    match visit.db.write(move |conn| standing::set(conn, &actor, id, version, role, disabled)).await {
        Ok(()) => Ok(see_other(&format!("/admin/users/{id}?done=changed"))),
        Err(UserRefused::Stale(now)) => {
            let conflict = Conflict::new("account", compared(&now, role, disabled));
            let form = FormState::in_conflict(typed.at_version(now.version), conflict);
            show(&visit, id, Some(form), FormState::default()).await
        }
        Err(UserRefused::LastAdmin) => {
            refuse("This is the last admin who can sign in. Make someone else an admin first").await
        }
        Err(error) => Err(error.into()),
    }
}

fn compared(now: &Account, role: Role, disabled: bool) -> Vec<Compared> {
    let state = |disabled| if disabled { "Disabled" } else { "Active" };
    let rows =
        [("Role", now.user.role.label(), role.label()), ("Account", state(now.disabled), state(disabled))];
    let row = |(label, theirs, yours): (&str, &str, &str)| Compared {
        label: label.into(),
        theirs: theirs.into(),
        yours: yours.into(),
    };
    rows.into_iter().filter(|(_, theirs, yours)| theirs != yours).map(row).collect()
}

/// Removes the password, and the second factor too if asked, and shows a link to set a new one.
pub async fn reset(visit: Visit, id: Path<i64>, Form(typed): Form<Typed>) -> PageResult {
    let id = id.into_inner();
    if id == visit.user.user.id {
        return Ok(see_other("/admin/account/password"));
    }
    require_confirmed(&visit.user, &here(id))?;
    let (actor, version) = (visit.user.actor(), typed.version());
    let without = typed.optional("without_second_factor").is_some();
    let done = visit.db.write(move |conn| {
        let account = password::reset(conn, &actor, id, version, without)?;
        Ok::<_, UserRefused>((account, password_link::make(conn, For::User(id), actor.at)?))
    });
    match done.await {
        Ok((account, token)) => show_link(&visit, account.user.email, &token),
        Err(UserRefused::Stale(_)) => {
            let reset = FormState::in_conflict(typed, Conflict::new("account", Vec::new()));
            show(&visit, id, None, reset).await
        }
        Err(error) => Err(error.into()),
    }
}

pub async fn end(visit: Visit, id: Path<i64>, form: Form<End>) -> PageResult {
    sessions::end(&visit, *id, &form.0.session, None).await?;
    Ok(see_other(&format!("/admin/users/{id}?done=ended")))
}
