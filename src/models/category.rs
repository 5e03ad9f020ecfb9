//! Categories of careers.

use std::collections::HashMap;

use diesel::prelude::*;

use super::audit::Kind;
use super::content::{Catalogued, Content, ContentRefused, Noun, Stored, one, taken};
use super::{QueryResult, grouped, insert_all, published as index};
use crate::db::{Conn, careers, categories, published};
use crate::profile::{Category, Slug, slug::fold};

#[derive(Insertable)]
#[diesel(table_name = categories, treat_none_as_default_value = false)]
struct NewCategory<'a> {
    slug: &'a Slug,
    name: &'a str,
    sort_key: String,
}

pub fn all(conn: &mut Conn) -> QueryResult<Vec<Category>> {
    Ok(with_ids(conn)?.into_iter().map(|(_, category)| category).collect())
}

pub fn with_ids(conn: &mut Conn) -> QueryResult<Vec<(i64, Category)>> {
    Ok(categories::table
        .order((categories::sort_key, categories::id))
        .select((categories::id, (categories::slug, categories::name)))
        .load(conn)?)
}

pub(super) fn ids(conn: &mut Conn) -> QueryResult<HashMap<String, i64>> {
    Ok(categories::table.select((categories::slug, categories::id)).load(conn)?.into_iter().collect())
}

/// Adds missing categories; existing ones keep their names.
pub fn ensure(conn: &mut Conn, wanted: &[Category]) -> QueryResult<()> {
    let stored = ids(conn)?;
    let rows: Vec<NewCategory<'_>> = wanted
        .iter()
        .filter(|category| !stored.contains_key(category.slug.as_str()))
        .map(|category| NewCategory {
            slug: &category.slug,
            name: &category.name,
            sort_key: fold(&category.name),
        })
        .collect();
    insert_all!(conn, categories::table, rows)
}

macro_rules! stored {
    () => {
        categories::table.select((categories::id, categories::version, (categories::slug, categories::name)))
    };
}

impl Catalogued for Category {
    const COUNTED: &str = "Career counts include drafts and withdrawn careers.";

    fn all(conn: &mut Conn) -> QueryResult<Vec<Stored<Self>>> {
        Ok(stored!().order((categories::sort_key, categories::id)).load(conn)?)
    }

    /// Live or in their drafts.
    fn uses(conn: &mut Conn) -> QueryResult<HashMap<i64, Vec<i64>>> {
        let (draft, live) =
            (careers::category_id.assume_not_null(), published::category_id.assume_not_null());
        let mut pairs: Vec<(i64, i64)> = careers::table
            .filter(careers::category_id.is_not_null())
            .select((draft, careers::id))
            .load(conn)?;
        let live = published::table
            .filter(published::category_id.is_not_null())
            .select((live, published::career_id));
        pairs.extend(live.load::<(i64, i64)>(conn)?);
        pairs.sort_unstable();
        pairs.dedup();
        Ok(grouped(pairs))
    }
}

impl Content for Category {
    const NOUN: Noun = Noun {
        kind: Kind::Category,
        section: "categories",
        one: "category",
        a_one: "a category",
        many: "Categories",
        plural: "categories",
    };

    fn name(&self) -> String {
        self.name.clone()
    }

    fn action(&self, _: &Self) -> &'static str {
        "renamed"
    }

    fn find(conn: &mut Conn, id: i64) -> QueryResult<Option<Stored<Self>>> {
        Ok(stored!().filter(categories::id.eq(id)).first(conn).optional()?)
    }

    fn insert(conn: &mut Conn, value: &Self) -> Result<i64, ContentRefused> {
        crate::db::lock(conn, crate::db::Lock::Profiles)?;
        if ids(conn)?.contains_key(value.slug.as_str()) {
            return Err(taken::<Self>(&value.slug));
        }
        ensure(conn, std::slice::from_ref(value))?;
        Ok(ids(conn)?[value.slug.as_str()])
    }

    fn update(conn: &mut Conn, before: &Stored<Self>, value: &Self) -> Result<(), ContentRefused> {
        // Always taken as the first lock, to avoid deadlocks.
        crate::db::lock(conn, crate::db::Lock::Profiles)?;
        let old = categories::table.find(before.id).filter(categories::version.eq(before.version));
        let row = (
            categories::name.eq(&value.name),
            categories::sort_key.eq(fold(&value.name)),
            categories::version.eq(before.version + 1),
        );
        one(diesel::update(old).set(row).execute(conn)?)?;
        // Search finds careers by the names of their categories.
        let live = published::table.filter(published::category_id.eq(before.id)).select(published::career_id);
        let ids: Vec<i64> = live.load(conn)?;
        Ok(index::put(conn, &ids)?)
    }

    fn delete(conn: &mut Conn, stored: &Stored<Self>) -> Result<(), ContentRefused> {
        crate::db::lock(conn, crate::db::Lock::Profiles)?;
        if let Some(careers) = Self::uses(conn)?.get(&stored.id) {
            let careers = crate::filters::counted(&(careers.len() as i64), "career is", "careers are");
            return Err(ContentRefused::problem(
                "name",
                format!("Move its careers to another category first ({careers} in it)"),
            ));
        }
        let old = categories::table.find(stored.id).filter(categories::version.eq(stored.version));
        one(diesel::delete(old).execute(conn)?)
    }
}
