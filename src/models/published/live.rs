//! Live profiles: for the index, and for the pages that show them.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::exists;
use diesel::prelude::*;

use super::card::{Card, Linked};
use super::skills::unpacked;
use crate::db::{
    Conn, among, careers, categories, content_version, insights, interview_questions, jobs, on_each,
    place_pay, published, revisions,
};
use crate::models::QueryResult;
use crate::models::career::Status;
use crate::models::revision::{self, Json, Revision};
use crate::profile::skill::Weighted;
use crate::profile::{Profile, Slug};

/// A published career, from which the rows of the index are derived.
pub(super) struct Live {
    pub id: i64,
    pub revision_id: i64,
    pub featured: bool,
    pub updated_at: NaiveDateTime,
    pub profile: Profile,
}

/// The published careers with these ids, ordered by id. Links use the current slugs of moved careers.
pub(super) fn of(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<Live>> {
    let live = revisions::table.on(careers::live_revision_id.eq(revisions::id.nullable()));
    let rows: Vec<(i64, Slug, i64, bool, NaiveDateTime, Json)> = careers::table
        .inner_join(live)
        .filter(among(careers::id, ids))
        .filter(careers::status.eq(Status::Published))
        .order(careers::id)
        .select((
            careers::id,
            careers::slug,
            revisions::id,
            careers::featured,
            careers::updated_at,
            Json::as_select(),
        ))
        .load(conn)?;
    let rows = rows.into_iter().map(|(id, slug, revision_id, featured, updated_at, json)| {
        let live = move |profile| Live { id, revision_id, featured, updated_at, profile };
        (slug, json, live)
    });
    revision::read_all(conn, rows)
}

/// In ascending order.
pub(super) fn ids(conn: &mut Conn) -> QueryResult<Vec<i64>> {
    let published = careers::table.filter(careers::status.eq(Status::Published));
    Ok(published.order(careers::id).select(careers::id).load(conn)?)
}

/// A published career, with what its pages show.
#[derive(Clone, Debug)]
pub struct LiveCareer {
    pub id: i64,
    /// With the first alternate titles only; `name_count` says how many there are.
    pub profile: Profile,
    pub name_count: i64,
    pub updated_at: NaiveDateTime,
    /// The category's name.
    pub category: Option<String>,
    pub revision: Revision,
    /// Skills by id, most important first.
    pub skills: Vec<Weighted>,
    /// Which kinds of content the career has besides the profile, shown or not.
    pub has: Has,
    /// The content version that this was read at.
    pub version: i64,
}

/// Which kinds of content a career has. Most careers have none, so their pages can skip the queries.
#[derive(Clone, Copy, Debug, Queryable)]
pub struct Has {
    pub insights: bool,
    pub questions: bool,
    pub jobs: bool,
    /// Pay by place.
    pub places: bool,
    /// Pay by place with a note about missing figures.
    pub pay_notes: bool,
}

impl LiveCareer {
    /// This career as a [`Linked`] one, because it is a step of its own path.
    pub fn linked(&self) -> Linked {
        let card = Card {
            id: self.id,
            slug: self.profile.slug.clone(),
            title: self.profile.title.clone(),
            letter: String::new(),
            category: self.category.clone(),
            onet_code: self.profile.onet_code.clone(),
            education: self.profile.education,
            experience_asked: None,
            training: None,
            updated_at: self.updated_at,
            headline_pay: self.profile.headline_pay().cloned(),
            sample: self.profile.sample,
        };
        (card, self.skills.clone())
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = published)]
struct LiveRow {
    career_id: i64,
    updated_at: NaiveDateTime,
    name_count: i64,
    leading_names: String,
    skills: String,
}

/// Finds a published career by its slug, in one statement.
pub fn find(conn: &mut Conn, slug: &Slug) -> QueryResult<Option<LiveCareer>> {
    let version = content_version::table.select(content_version::version).single_value().assume_not_null();
    let has = (
        exists(insights::table.filter(insights::career_id.eq(published::career_id))),
        exists(interview_questions::table.filter(interview_questions::career_id.eq(published::career_id))),
        exists(jobs::table.filter(jobs::career_id.eq(published::career_id))),
        exists(place_pay::table.filter(published::occupation.eq(place_pay::occupation.nullable()))),
        exists(
            place_pay::table
                .filter(published::occupation.eq(place_pay::occupation.nullable()))
                .filter(place_pay::note.is_not_null()),
        ),
    );
    let row: Option<(LiveRow, Option<String>, Revision, Profile, Has, i64)> =
        on_each!(conn, c => published::table
        .inner_join(revisions::table)
        .left_join(categories::table)
        .filter(published::slug.eq(slug))
        .select((
            LiveRow::as_select(),
            categories::name.nullable(),
            Revision::as_select(),
            revisions::profile,
            has,
            version,
        ))
        .first(c))
        .optional()?;
    let Some((row, category, revision, mut profile, has, version)) = row else { return Ok(None) };
    profile.slug = slug.clone();
    profile.alternate_titles = serde_json::from_str(&row.leading_names)?;
    Ok(Some(LiveCareer {
        id: row.career_id,
        profile,
        name_count: row.name_count,
        updated_at: row.updated_at,
        category,
        revision,
        skills: unpacked(&row.skills),
        has,
        version,
    }))
}

/// The live profiles of published careers, by id. Links use the current slugs of moved careers.
pub fn profiles(conn: &mut Conn, ids: &[i64]) -> QueryResult<HashMap<i64, Profile>> {
    Ok(of(conn, ids)?.into_iter().map(|live| (live.id, live.profile)).collect())
}

/// All alternate titles of a published career.
pub fn names(conn: &mut Conn, career_id: i64) -> QueryResult<Vec<String>> {
    let live = published::table.inner_join(revisions::table).filter(published::career_id.eq(career_id));
    let names: String = live.select(revisions::alternate_titles).first(conn)?;
    Ok(serde_json::from_str(&names)?)
}

/// A batch of careers. `end` is the id that the next batch starts after; none if this is the last one.
#[derive(Debug)]
pub struct Batch<T> {
    pub end: Option<i64>,
    pub careers: Vec<T>,
}

/// A published career with its live profile, without its alternate titles.
#[derive(Debug, Queryable)]
pub struct WithProfile {
    pub id: i64,
    /// The name of its category.
    pub category: Option<String>,
    pub updated_at: NaiveDateTime,
    pub profile: Profile,
}

/// The first careers with ids after `id`, at most `most`.
pub fn after(conn: &mut Conn, id: i64, most: i64) -> QueryResult<Batch<WithProfile>> {
    let rows: Vec<(Slug, WithProfile)> = published::table
        .inner_join(revisions::table)
        .left_join(categories::table)
        .filter(published::career_id.gt(id))
        .order(published::career_id)
        .limit(most)
        .select((
            published::slug,
            (published::career_id, categories::name.nullable(), published::updated_at, revisions::profile),
        ))
        .load(conn)?;
    let end = rows.last().filter(|_| rows.len() as i64 == most).map(|(_, career)| career.id);
    let with_slug = |(slug, mut career): (Slug, WithProfile)| {
        career.profile.slug = slug;
        career
    };
    Ok(Batch { end, careers: rows.into_iter().map(with_slug).collect() })
}
