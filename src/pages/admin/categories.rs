//! `/admin/categories`: all categories, with how many careers use each.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use super::Desk;
use super::content::done;
use crate::db::Db;
use crate::forms::{Form, Noun};
use crate::models::category;
use crate::models::content::Stored;
use crate::models::user::Role;
use crate::pages::pagination;
use crate::pages::{Head, PageResult, Site, show_privately};
use crate::profile::Category;
use crate::web::session::SignedIn;

#[derive(Template)]
#[template(path = "admin/categories/list.html")]
struct List {
    head: Head,
    desk: Desk,
    noun: Noun,
    rows: Vec<(Stored<Category>, i64)>,
    may_change: bool,
}

/// Lists them.
pub async fn list(request: HttpRequest, user: SignedIn, site: Data<Site>, db: Data<Db>) -> PageResult {
    let asked = pagination::parameters(request.query_string());
    let rows = db.read(category::listed).await?;
    let noun = Category::NOUN;
    let mut desk = Desk::new(user.user, noun.section);
    desk.done = done(&noun, &asked);
    let may_change = desk.may(Role::Editor);
    let head = Head::unlisted(site.into_inner(), noun.many);
    show_privately(StatusCode::OK, &List { head, desk, noun, rows, may_change })
}
