//! `/admin/account`: the user's own sessions, password, second factor and address.

pub mod confirm;
pub mod email;
pub mod password;
pub mod second_factor;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;

use super::Desk;
use super::sessions::{self, End};
use super::users::{CONFIRMED, Done};
use crate::db::Db;
use crate::error::Error;
use crate::models::session::{self, Session};
use crate::pages::{Head, PageResult, show_privately};
use crate::site::Site;
use crate::web::form::Form;
use crate::web::gate::{require_confirmed, see_other};
use crate::web::session::SignedIn;

#[derive(Template)]
#[template(path = "admin/account/index.html")]
struct Index {
    head: Head,
    desk: Desk,
    has_second_factor: bool,
    sessions: Vec<Session>,
    own_session: i64,
}

pub async fn page(site: Data<Site>, db: Data<Db>, who: SignedIn, query: Query<Done>) -> PageResult {
    let said = match query.word() {
        "password" => Some("Your password is changed, and you are signed out everywhere else."),
        "email" => Some("Your address is changed. Sign in with it from now on."),
        "removed" => Some("Your second factor is removed, and you are signed out everywhere else."),
        "confirmed" => Some(CONFIRMED),
        "ended" => Some("What was signed in there isn’t any more."),
        _ => None,
    };
    let (id, at) = (who.user.id, who.at);
    let sessions = db.read(move |conn| session::of_user(conn, id, at).map_err(Error::from)).await?;
    let head = Head::unlisted(site.into_inner(), "Your account");
    let (has_second_factor, own_session) = (who.has_second_factor, who.session);
    let desk = Desk::new(who.user, "account").saying(said);
    show_privately(StatusCode::OK, &Index { head, desk, has_second_factor, sessions, own_session })
}

pub async fn end(db: Data<Db>, who: SignedIn, form: Form<End>) -> PageResult {
    require_confirmed(&who, "/admin/account?done=confirmed")?;
    sessions::end(&db, &who, who.user.id, &form.0.session, Some(who.session)).await?;
    Ok(see_other("/admin/account?done=ended"))
}
