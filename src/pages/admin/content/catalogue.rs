//! The lists of categories and sources, which fit on one page.

use actix_web::http::StatusCode;
use askama::Template;

use super::desk;
use crate::error::Error;
use crate::forms::{ContentForm, Typed};
use crate::models::content::{Catalogued, Noun, Stored};
use crate::models::user::Role;
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, show_privately};

#[derive(Template)]
#[template(path = "admin/content/catalogue.html")]
struct Catalogue {
    head: Head,
    desk: Desk,
    noun: Noun,
    rows: Vec<CatalogueRow>,
    counted: &'static str,
    may_change: bool,
}

struct CatalogueRow {
    id: i64,
    fields: Typed,
    careers: i64,
}

pub async fn catalogue<T: ContentForm + Catalogued>(visit: Visit) -> PageResult {
    let (all, uses) = visit.db.read(|conn| Ok::<_, Error>((T::all(conn)?, T::uses(conn)?))).await?;
    let row = |Stored { id, value, .. }: Stored<T>| CatalogueRow {
        id,
        fields: value.typed(),
        careers: uses.get(&id).map_or(0, Vec::len) as i64,
    };
    let (noun, rows) = (T::NOUN, all.into_iter().map(row).collect());
    let (head, desk) = (visit.head(noun.many), desk(&visit, &noun));
    let may_change = desk.may(Role::Editor);
    show_privately(StatusCode::OK, &Catalogue { head, desk, noun, rows, counted: T::COUNTED, may_change })
}
