//! Careers: their identity and status. Their profiles are in [`super::revision`]; [`super::published`] is an index of
//! what visitors see.

use std::collections::HashMap;

use chrono::{NaiveDateTime, SubsecRound};
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Timestamp};
use diesel::upsert::excluded;

use super::QueryResult;
use super::snapshot::Snapshot;
use crate::db::{BATCH, CHUNK, Conn, among, careers, on_each, text_column};
use crate::profile::slug::fold;
use crate::profile::{Profile, Slug, words};

words! {
    /// Whether a career is public.
    pub enum Status {
        /// Not published yet.
        Draft = "Draft",
        /// Visible to visitors.
        Published = "Published",
        /// No longer public: its address answers 410 Gone.
        Withdrawn = "Withdrawn",
    }
}

words! {
    /// Where a career comes from.
    pub enum Origin {
        /// The built-in starter set.
        Sample = "Sample",
        /// An importer, or left to importers.
        Import = "Import",
        /// A person has written or edited it at the desk, and imports leave its edited fields alone.
        Person = "Edited here",
    }
}

text_column!(Origin, Status);

/// A career without its profile.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = careers)]
pub struct Found {
    pub id: i64,
    pub slug: Slug,
    pub status: Status,
    pub origin: Origin,
    pub title: String,
}

/// Finds a career of any status by its slug.
pub fn find(conn: &mut Conn, slug: &Slug) -> QueryResult<Option<Found>> {
    Ok(careers::table.filter(careers::slug.eq(slug)).select(Found::as_select()).first(conn).optional()?)
}

/// Finds a career of any status by its id.
pub fn by_id(conn: &mut Conn, id: i64) -> QueryResult<Option<Found>> {
    Ok(careers::table.find(id).select(Found::as_select()).first(conn).optional()?)
}

/// The ids of careers of any status, by slug. Unknown slugs are left out.
pub fn ids(conn: &mut Conn, slugs: &[&Slug]) -> QueryResult<HashMap<String, i64>> {
    let mut ids = HashMap::with_capacity(slugs.len());
    for slugs in slugs.chunks(CHUNK) {
        let query = careers::table.filter(among(careers::slug, slugs)).select((careers::slug, careers::id));
        ids.extend(query.load::<(String, i64)>(conn)?);
    }
    Ok(ids)
}

/// In ascending order.
pub fn all_ids(conn: &mut Conn) -> QueryResult<Vec<i64>> {
    Ok(careers::table.order(careers::id).select(careers::id).load(conn)?)
}

/// The columns that the desk lists careers by, from the newest revision.
#[derive(AsChangeset, Insertable)]
#[diesel(table_name = careers, treat_none_as_default_value = false, treat_none_as_null = true)]
pub(super) struct DeskFacts<'a> {
    title: &'a str,
    sort_key: String,
    category_id: Option<i64>,
    onet_code: Option<&'a str>,
    code: Option<&'a str>,
    sections: i32,
    saved_at: NaiveDateTime,
}

impl<'a> DeskFacts<'a> {
    /// `categories` has ids by slug.
    pub fn of(profile: &'a Profile, categories: &HashMap<String, i64>, saved_at: NaiveDateTime) -> Self {
        let category = profile.category.as_ref();
        Self {
            title: &profile.title,
            sort_key: fold(&profile.title),
            category_id: category.and_then(|slug| categories.get(slug.as_str()).copied()),
            onet_code: profile.onet_code.as_deref(),
            code: profile.code.as_deref(),
            sections: profile.sections(),
            saved_at,
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = careers, treat_none_as_default_value = false)]
struct CareerRow<'a> {
    slug: &'a Slug,
    status: Status,
    origin: Origin,
    featured: bool,
    updated_at: NaiveDateTime,
    first_published_at: Option<NaiveDateTime>,
    #[diesel(embed)]
    facts: DeskFacts<'a>,
}

/// Adds or updates careers by slug. Their profiles are stored separately, as revisions.
pub(super) fn store<'a>(
    conn: &mut Conn,
    snapshots: &[&'a Snapshot],
    categories: &HashMap<String, i64>,
) -> QueryResult<()> {
    let row = |snapshot: &&'a Snapshot| {
        // PostgreSQL stores microseconds. SQLite would store more digits, and bundles from the two databases would
        // differ.
        let updated_at = snapshot.updated_at.trunc_subsecs(6);
        CareerRow {
            slug: &snapshot.profile.slug,
            status: snapshot.status,
            origin: snapshot.origin,
            featured: snapshot.featured,
            updated_at,
            first_published_at: (snapshot.status != Status::Draft).then_some(updated_at),
            facts: DeskFacts::of(&snapshot.profile, categories, updated_at),
        }
    };
    let rows: Vec<CareerRow<'_>> = snapshots.iter().map(row).collect();
    upsert(conn, &rows)
}

#[diesel::declare_sql_function]
extern "SQL" {
    fn coalesce(first: Nullable<Timestamp>, second: Nullable<Timestamp>) -> Nullable<Timestamp>;
}

fn upsert(conn: &mut Conn, rows: &[CareerRow<'_>]) -> QueryResult<()> {
    use careers::*;
    for batch in rows.chunks(BATCH) {
        on_each!(conn, c => diesel::insert_into(table)
            .values(batch)
            .on_conflict(slug)
            .do_update()
            .set((
                status.eq(excluded(status)),
                origin.eq(excluded(origin)),
                featured.eq(excluded(featured)),
                updated_at.eq(excluded(updated_at)),
                first_published_at.eq(coalesce(first_published_at, excluded(first_published_at))),
                title.eq(excluded(title)),
                sort_key.eq(excluded(sort_key)),
                category_id.eq(excluded(category_id)),
                onet_code.eq(excluded(onet_code)),
                code.eq(excluded(code)),
                sections.eq(excluded(sections)),
                saved_at.eq(excluded(saved_at)),
            ))
            .execute(c))?;
    }
    Ok(())
}
