//! The lists of categories and sources: few enough for one page.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use super::done;
use crate::db::{Conn, Db};
use crate::forms::{Form, Noun};
use crate::models::QueryResult;
use crate::models::user::Role;
use crate::pages::admin::Desk;
use crate::pages::pagination;
use crate::pages::{Head, PageResult, show_privately};
use crate::profile::Slug;
use crate::site::Site;
use crate::web::session::SignedIn;

#[derive(Template)]
#[template(path = "admin/content/catalogue.html")]
struct Catalogue {
    head: Head,
    desk: Desk,
    noun: Noun,
    rows: Vec<Row>,
    may_change: bool,
}

pub struct Row {
    pub id: i64,
    pub name: String,
    pub slug: Slug,
    pub license: Option<String>,
    pub url: Option<String>,
    pub careers: i64,
}

pub async fn catalogue<T: Form>(
    request: HttpRequest,
    user: SignedIn,
    site: Data<Site>,
    db: Data<Db>,
    read: fn(&mut Conn) -> QueryResult<Vec<Row>>,
) -> PageResult {
    let asked = pagination::parameters(request.query_string());
    let rows = db.read(read).await?;
    let noun = T::NOUN;
    let mut desk = Desk::new(user.user, noun.section);
    desk.done = done(&noun, &asked);
    let may_change = desk.may(Role::Editor);
    let head = Head::unlisted(site.into_inner(), noun.many);
    show_privately(StatusCode::OK, &Catalogue { head, desk, noun, rows, may_change })
}
