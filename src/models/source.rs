//! Sources: where the facts in profiles come from.

use std::collections::{HashMap, HashSet};

use diesel::dsl::exists;
use diesel::prelude::*;

use super::audit::Kind;
use super::content::{Catalogued, Content, ContentRefused, Noun, Stored, one, taken};
use super::{QueryResult, grouped, insert_all, links, revision};
use crate::db::{Conn, published_mentions, sources};
use crate::profile::{Slug, Source};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = sources, treat_none_as_default_value = false, treat_none_as_null = true)]
pub(super) struct SourceRow {
    slug: Slug,
    name: String,
    url: Option<String>,
    license: Option<String>,
    license_url: Option<String>,
    notice: String,
}

impl From<&Source> for SourceRow {
    fn from(source: &Source) -> Self {
        let Source { slug, name, url, license, license_url, notice } = source.clone();
        Self { slug, name, url, license, license_url, notice }
    }
}

impl From<SourceRow> for Source {
    fn from(row: SourceRow) -> Self {
        let SourceRow { slug, name, url, license, license_url, notice } = row;
        Self { slug, name, url, license, license_url, notice }
    }
}

pub fn all(conn: &mut Conn) -> QueryResult<Vec<Source>> {
    let rows: Vec<SourceRow> =
        sources::table.order(sources::slug).select(SourceRow::as_select()).load(conn)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The sources that published careers cite.
pub fn cited(conn: &mut Conn) -> QueryResult<Vec<Source>> {
    let cited = published_mentions::table.filter(published_mentions::source_id.eq(sources::id.nullable()));
    let rows: Vec<SourceRow> = sources::table
        .filter(exists(cited))
        .order(sources::slug)
        .select(SourceRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

pub fn ids(conn: &mut Conn) -> QueryResult<HashMap<String, i64>> {
    Ok(sources::table.select((sources::slug, sources::id)).load(conn)?.into_iter().collect())
}

/// Adds new sources and updates changed ones, one statement each: there are only a handful.
pub fn save(conn: &mut Conn, wanted: &[Source]) -> QueryResult<()> {
    let stored = all(conn)?;
    let is_stored = |source: &&Source| stored.iter().any(|old| old.slug == source.slug);
    let (old, new): (Vec<&Source>, Vec<&Source>) = wanted.iter().partition(is_stored);
    for source in old.into_iter().filter(|source| !stored.contains(source)) {
        let row = sources::table.filter(sources::slug.eq(source.slug.as_str()));
        diesel::update(row).set(SourceRow::from(source)).execute(conn)?;
    }
    let rows: Vec<SourceRow> = new.into_iter().map(SourceRow::from).collect();
    insert_all!(conn, sources::table, rows)
}

impl Catalogued for Source {
    const COUNTED: &str = "Career counts include only published careers.";

    fn all(conn: &mut Conn) -> QueryResult<Vec<Stored<Self>>> {
        let rows: Vec<(i64, i64, SourceRow)> = sources::table
            .order(sources::slug)
            .select((sources::id, sources::version, SourceRow::as_select()))
            .load(conn)?;
        let stored = |(id, version, row): (i64, i64, SourceRow)| Stored { id, version, value: row.into() };
        Ok(rows.into_iter().map(stored).collect())
    }

    /// For pay or anything else.
    fn uses(conn: &mut Conn) -> QueryResult<HashMap<i64, Vec<i64>>> {
        let cited = published_mentions::table
            .filter(published_mentions::source_id.is_not_null())
            .select((published_mentions::source_id.assume_not_null(), published_mentions::career_id))
            .distinct();
        Ok(grouped(cited.load::<(i64, i64)>(conn)?))
    }
}

/// The ids of careers whose live profiles or drafts cite a source.
fn citing(conn: &mut Conn, id: i64, slug: &Slug) -> QueryResult<HashSet<i64>> {
    let live = Source::uses(conn)?.remove(&id).unwrap_or_default();
    let drafts = revision::drafts_holding(conn, &format!("\"{slug}\""))?;
    let citing = drafts.into_iter().filter(|(_, profile)| links::sources(profile).any(|cited| cited == slug));
    Ok(live.into_iter().chain(citing.map(|(career, _)| career)).collect())
}

impl Content for Source {
    const NOUN: Noun = Noun {
        kind: Kind::Source,
        section: "sources",
        one: "source",
        a_one: "a source",
        many: "Sources",
        plural: "sources",
    };

    fn name(&self) -> String {
        self.name.clone()
    }

    fn find(conn: &mut Conn, id: i64) -> QueryResult<Option<Stored<Self>>> {
        let row: Option<(i64, SourceRow)> = sources::table
            .find(id)
            .select((sources::version, SourceRow::as_select()))
            .first(conn)
            .optional()?;
        Ok(row.map(|(version, row)| Stored { id, version, value: row.into() }))
    }

    fn insert(conn: &mut Conn, value: &Self) -> Result<i64, ContentRefused> {
        crate::db::lock(conn, crate::db::Lock::Profiles)?;
        if ids(conn)?.contains_key(value.slug.as_str()) {
            return Err(taken::<Self>(&value.slug));
        }
        let row = SourceRow::from(value);
        Ok(diesel::insert_into(sources::table).values(row).returning(sources::id).get_result(conn)?)
    }

    fn update(conn: &mut Conn, before: &Stored<Self>, value: &Self) -> Result<(), ContentRefused> {
        let old = sources::table.find(before.id).filter(sources::version.eq(before.version));
        let row = (SourceRow::from(value), sources::version.eq(before.version + 1));
        one(diesel::update(old).set(row).execute(conn)?)
    }

    fn delete(conn: &mut Conn, stored: &Stored<Self>) -> Result<(), ContentRefused> {
        crate::db::lock(conn, crate::db::Lock::Profiles)?;
        let careers = citing(conn, stored.id, &stored.value.slug)?;
        if !careers.is_empty() {
            let careers = crate::filters::counted(&(careers.len() as i64), "career cites", "careers cite");
            return Err(ContentRefused::problem(
                "name",
                format!("Remove it from careers first ({careers} it)"),
            ));
        }
        let old = sources::table.find(stored.id).filter(sources::version.eq(stored.version));
        one(diesel::delete(old).execute(conn)?)
    }
}
