//! Categories of careers.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{QueryResult, insert_all};
use crate::db::{Conn, Word, categories};
use crate::profile::{Category, Slug, slug::fold};

#[derive(Insertable)]
#[diesel(table_name = categories, treat_none_as_default_value = false)]
struct NewCategory<'a> {
    slug: &'a str,
    name: &'a str,
    sort_key: String,
}

/// All categories, by name.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<Category>> {
    Ok(with_ids(conn)?.into_iter().map(|(_, category)| category).collect())
}

/// All categories with their ids, by name.
pub fn with_ids(conn: &mut Conn) -> QueryResult<Vec<(i64, Category)>> {
    let rows: Vec<(i64, Word<Slug>, String)> = categories::table
        .order((categories::sort_key, categories::id))
        .select((categories::id, categories::slug, categories::name))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, slug, name)| (id, Category { slug: slug.0, name })).collect())
}

/// All categories by slug, with their ids and names.
pub(super) fn by_slug(conn: &mut Conn) -> QueryResult<HashMap<String, (i64, String)>> {
    let rows: Vec<(String, i64, String)> =
        categories::table.select((categories::slug, categories::id, categories::name)).load(conn)?;
    Ok(rows.into_iter().map(|(slug, id, name)| (slug, (id, name))).collect())
}

/// Adds the categories that aren't there; those that are keep the name they have.
pub fn ensure(conn: &mut Conn, wanted: &[Category]) -> QueryResult<()> {
    let stored = by_slug(conn)?;
    let rows: Vec<NewCategory<'_>> = wanted
        .iter()
        .filter(|category| !stored.contains_key(category.slug.as_str()))
        .map(|category| NewCategory {
            slug: category.slug.as_str(),
            name: &category.name,
            sort_key: fold(&category.name),
        })
        .collect();
    insert_all!(conn, categories::table, rows)
}
