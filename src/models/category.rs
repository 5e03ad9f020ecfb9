//! Categories of careers.

use std::collections::HashMap;

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::career::PUBLISHED;
use super::{QueryResult, insert_all};
use crate::db::{Conn, Word, careers, categories};
use crate::profile::{Category, Slug, slug::fold};

#[derive(Insertable)]
#[diesel(table_name = categories, treat_none_as_default_value = false)]
struct NewCategory<'a> {
    slug: &'a str,
    name: &'a str,
    sort_key: String,
}

/// A category and how many published careers are in it.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The category.
    pub category: Category,
    /// How many published careers are in it.
    pub careers: i64,
}

/// All categories, by name.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<Category>> {
    let rows: Vec<(Word<Slug>, String)> = categories::table
        .order((categories::sort_key, categories::id))
        .select((categories::slug, categories::name))
        .load(conn)?;
    Ok(rows.into_iter().map(|(slug, name)| Category { slug: slug.0, name }).collect())
}

/// The categories that hold published careers, by name.
pub fn counted(conn: &mut Conn) -> QueryResult<Vec<Counted>> {
    let rows: Vec<(Word<Slug>, String, String, i64)> = categories::table
        .inner_join(careers::table)
        .filter(careers::status.eq(PUBLISHED))
        .group_by((categories::id, categories::slug, categories::name, categories::sort_key))
        .order((categories::sort_key, categories::slug))
        .select((categories::slug, categories::name, categories::sort_key, count_star()))
        .load(conn)?;
    let counted = |(slug, name, _, careers): (Word<Slug>, _, _, _)| Counted {
        category: Category { slug: slug.0, name },
        careers,
    };
    Ok(rows.into_iter().map(counted).collect())
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
