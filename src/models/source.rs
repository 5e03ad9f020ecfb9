//! Where facts come from.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{QueryResult, insert_all};
use crate::db::{Conn, Word, sources};
use crate::profile::{Slug, Source};

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = sources, treat_none_as_default_value = false, treat_none_as_null = true)]
struct Row<'a> {
    slug: &'a str,
    name: &'a str,
    url: Option<&'a str>,
    license: Option<&'a str>,
    license_url: Option<&'a str>,
    notice: &'a str,
}

impl<'a> From<&'a Source> for Row<'a> {
    fn from(source: &'a Source) -> Self {
        Self {
            slug: source.slug.as_str(),
            name: &source.name,
            url: source.url.as_deref(),
            license: source.license.as_deref(),
            license_url: source.license_url.as_deref(),
            notice: &source.notice,
        }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = sources)]
struct Stored {
    slug: Word<Slug>,
    name: String,
    url: Option<String>,
    license: Option<String>,
    license_url: Option<String>,
    notice: String,
}

impl From<Stored> for Source {
    fn from(row: Stored) -> Self {
        let Stored { slug, name, url, license, license_url, notice } = row;
        Self { slug: slug.0, name, url, license, license_url, notice }
    }
}

/// All sources, by slug.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<Source>> {
    let rows: Vec<Stored> = sources::table.order(sources::slug).select(Stored::as_select()).load(conn)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The ids of all sources, by slug.
pub fn ids(conn: &mut Conn) -> QueryResult<HashMap<String, i64>> {
    Ok(sources::table.select((sources::slug, sources::id)).load(conn)?.into_iter().collect())
}

/// Adds sources and brings those that are there up to date; a release has a handful of them.
pub fn save(conn: &mut Conn, wanted: &[Source]) -> QueryResult<()> {
    let stored = all(conn)?;
    let is_stored = |source: &&Source| stored.iter().any(|old| old.slug == source.slug);
    let (old, new): (Vec<&Source>, Vec<&Source>) = wanted.iter().partition(is_stored);
    for source in old.into_iter().filter(|source| !stored.contains(source)) {
        let row = sources::table.filter(sources::slug.eq(source.slug.as_str()));
        diesel::update(row).set(Row::from(source)).execute(conn)?;
    }
    let rows: Vec<Row<'_>> = new.into_iter().map(Row::from).collect();
    insert_all!(conn, sources::table, rows)
}
