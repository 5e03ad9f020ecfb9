//! Categories of careers.

use std::collections::HashMap;

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::audit::Kind;
use super::content::{Content, Refused, Stored, one};
use super::{QueryResult, document, insert_all};
use crate::db::{Conn, Word, careers, categories};
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

/// A category as it is listed at the desk, with how many careers are in it, whatever their status.
pub type Counted = (Stored<Category>, i64);

/// All categories, by name.
pub fn listed(conn: &mut Conn) -> QueryResult<Vec<Counted>> {
    let rows: Vec<(i64, i64, Word<Slug>, String)> = categories::table
        .order((categories::sort_key, categories::id))
        .select((categories::id, categories::version, categories::slug, categories::name))
        .load(conn)?;
    let uses: HashMap<Option<i64>, i64> = careers::table
        .group_by(careers::category_id)
        .select((careers::category_id, count_star()))
        .load(conn)?
        .into_iter()
        .collect();
    let count = |id| uses.get(&Some(id)).copied().unwrap_or(0);
    let stored = |(id, version, slug, name): (_, _, Word<Slug>, _)| {
        (Stored { id, version, value: Category { slug: slug.0, name } }, count(id))
    };
    Ok(rows.into_iter().map(stored).collect())
}

impl Content for Category {
    const KIND: Kind = Kind::Category;

    fn name(&self) -> String {
        self.name.clone()
    }

    fn action(&self, _: &Self) -> &'static str {
        "renamed"
    }

    fn find(conn: &mut Conn, id: i64) -> QueryResult<Option<Stored<Self>>> {
        let row: Option<(i64, Word<Slug>, String)> = categories::table
            .find(id)
            .select((categories::version, categories::slug, categories::name))
            .first(conn)
            .optional()?;
        let stored = |(version, slug, name): (_, Word<Slug>, _)| Stored {
            id,
            version,
            value: Self { slug: slug.0, name },
        };
        Ok(row.map(stored))
    }

    fn insert(conn: &mut Conn, value: &Self) -> Result<i64, Refused> {
        crate::db::lock(conn, crate::db::Lock::Profiles)?;
        if by_slug(conn)?.contains_key(value.slug.as_str()) {
            return Err(Refused::problem("slug", format!("“{}” is taken by another category", value.slug)));
        }
        ensure(conn, std::slice::from_ref(value))?;
        Ok(by_slug(conn)?[value.slug.as_str()].0)
    }

    /// Renames it, and stores its careers again, which are found by its name.
    fn update(conn: &mut Conn, before: &Stored<Self>, value: &Self) -> Result<(), Refused> {
        // First, as wherever profiles are stored, so that nobody waits in a ring.
        crate::db::lock(conn, crate::db::Lock::Profiles)?;
        let old = categories::table.find(before.id).filter(categories::version.eq(before.version));
        let row = (
            categories::name.eq(&value.name),
            categories::sort_key.eq(fold(&value.name)),
            categories::version.eq(before.version + 1),
        );
        one(diesel::update(old).set(row).execute(conn)?)?;
        Ok(document::store_category_again(conn, before.id)?)
    }

    fn delete(conn: &mut Conn, stored: &Stored<Self>) -> Result<(), Refused> {
        crate::db::lock(conn, crate::db::Lock::Profiles)?;
        let uses = careers::table.filter(careers::category_id.eq(stored.id)).select(count_star());
        let uses: i64 = uses.first(conn)?;
        if uses > 0 {
            let careers = crate::filters::counted(&uses, "career is", "careers are");
            return Err(Refused::problem("name", format!("{careers} in it; move them first")));
        }
        let old = categories::table.find(stored.id).filter(categories::version.eq(stored.version));
        one(diesel::delete(old).execute(conn)?)
    }
}
