//! `/admin/account`: the user's own sessions, password, second factor and email address.

pub mod confirm;
pub mod email;
pub mod password;
pub mod second_factor;

use actix_web::http::StatusCode;
use askama::Template;

use super::sessions::{self, End};
use super::users::CONFIRMED;
use super::{Desk, Visit};
use crate::error::Error;
use crate::models::session::{self, Session};
use crate::pages::{Head, PageResult, show_privately};
use crate::web::form::Form;
use crate::web::gate::{require_confirmed, see_other};

#[derive(Template)]
#[template(path = "admin/account/index.html")]
struct AccountPage {
    head: Head,
    desk: Desk,
    has_second_factor: bool,
    sessions: Vec<Session>,
    own_session: i64,
}

pub async fn page(visit: Visit) -> PageResult {
    let said = match visit.asked("done").as_str() {
        "password" => Some("Your password was changed, and you are signed out everywhere else."),
        "email" => Some("Your email address was changed. Sign in with the new one from now on."),
        "removed" => Some("Two-factor authentication is off, and you are signed out everywhere else."),
        "confirmed" => Some(CONFIRMED),
        "ended" => Some("Signed out there."),
        _ => None,
    };
    let (id, at) = (visit.user.user.id, visit.user.at);
    let sessions = visit.db.read(move |conn| session::of_user(conn, id, at).map_err(Error::from)).await?;
    let (head, desk) = (visit.head("Your account"), visit.desk("account").saying(said));
    let (has_second_factor, own_session) = (visit.user.has_second_factor, visit.user.session);
    show_privately(StatusCode::OK, &AccountPage { head, desk, has_second_factor, sessions, own_session })
}

pub async fn end(visit: Visit, form: Form<End>) -> PageResult {
    require_confirmed(&visit.user, "/admin/account?done=confirmed")?;
    sessions::end(&visit, visit.user.user.id, &form.0.session, Some(visit.user.session)).await?;
    Ok(see_other("/admin/account?done=ended"))
}
