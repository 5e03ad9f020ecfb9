//! The lists of categories and sources, which fit on one page.

use actix_web::http::StatusCode;
use askama::Template;

use super::desk;
use crate::db::Conn;
use crate::forms::ContentForm;
use crate::models::QueryResult;
use crate::models::content::Noun;
use crate::models::user::Role;
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, show_privately};
use crate::profile::Slug;

#[derive(Template)]
#[template(path = "admin/content/catalogue.html")]
struct Catalogue {
    head: Head,
    desk: Desk,
    noun: Noun,
    rows: Vec<CatalogueRow>,
    may_change: bool,
}

pub struct CatalogueRow {
    pub id: i64,
    pub name: String,
    pub slug: Slug,
    pub license: Option<String>,
    pub url: Option<String>,
    pub careers: i64,
}

pub async fn catalogue<T: ContentForm>(
    visit: Visit,
    read: fn(&mut Conn) -> QueryResult<Vec<CatalogueRow>>,
) -> PageResult {
    let rows = visit.db.read(read).await?;
    let noun = T::NOUN;
    let (head, desk) = (visit.head(noun.many), desk(&visit, &noun));
    let may_change = desk.may(Role::Editor);
    show_privately(StatusCode::OK, &Catalogue { head, desk, noun, rows, may_change })
}
