//! Revisions: every profile that was saved, as JSON. Profiles are stored nowhere else. The newest revision of a career
//! is its draft; the newest published one is live.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::audit::Actor;
use super::career::Status;
use super::{Paged, QueryResult, delete_all, insert_all, links, old_slug, paged, published};
use crate::db::{BATCH, CHUNK, Conn, among, careers, revisions};
use crate::profile::{Profile, Slug};

/// A revision without its profile.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = revisions, treat_none_as_default_value = false)]
pub struct Revision {
    /// Counts from 1 within a career.
    pub number: i64,
    /// UTC.
    pub made_at: NaiveDateTime,
    /// The author's name at the time.
    pub author: String,
    pub note: String,
    /// When it went live, UTC; none if it was never published.
    pub published_at: Option<NaiveDateTime>,
    /// When another revision replaced it as live, UTC.
    pub replaced_at: Option<NaiveDateTime>,
}

/// A profile as stored. Alternate titles have a column of their own, because a career may have thousands and its page
/// shows only five.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = revisions)]
pub(super) struct Json {
    profile: String,
    alternate_titles: String,
}

impl Json {
    fn of(profile: &Profile) -> QueryResult<Self> {
        let mut rest = profile.clone();
        let names = std::mem::take(&mut rest.alternate_titles);
        Ok(Self { profile: serde_json::to_string(&rest)?, alternate_titles: serde_json::to_string(&names)? })
    }

    pub fn read(&self) -> QueryResult<Profile> {
        let mut profile: Profile = serde_json::from_str(&self.profile)?;
        profile.alternate_titles = serde_json::from_str(&self.alternate_titles)?;
        Ok(profile)
    }
}

/// Reads profiles, each with its career's current slug, and passes each to its function. Their links use the current
/// slugs of moved careers.
pub(super) fn read_all<T, F: FnOnce(Profile) -> T>(
    conn: &mut Conn,
    rows: impl Iterator<Item = (Slug, Json, F)>,
) -> QueryResult<Vec<T>> {
    let read = rows.map(|(slug, json, with)| Ok((slug, json.read()?, with)));
    let read: Vec<(Slug, Profile, F)> = read.collect::<QueryResult<_>>()?;
    let linked: Vec<&Slug> = read.iter().flat_map(|(_, profile, _)| links::linked_careers(profile)).collect();
    let moved = old_slug::targets(conn, &linked)?;
    let led = |(slug, mut profile, with): (Slug, Profile, F)| {
        old_slug::lead(&mut profile, &slug, &moved);
        with(profile)
    };
    Ok(read.into_iter().map(led).collect())
}

pub fn load(conn: &mut Conn, career_id: i64, number: i64) -> QueryResult<Option<(Revision, Profile)>> {
    let row: Option<(Revision, Json)> = revisions::table
        .filter(revisions::career_id.eq(career_id))
        .filter(revisions::number.eq(number))
        .select((Revision::as_select(), Json::as_select()))
        .first(conn)
        .optional()?;
    row.map(|(revision, json)| Ok((revision, json.read()?))).transpose()
}

/// Newest first.
pub fn of(conn: &mut Conn, career_id: i64, page: i64, per_page: i64) -> QueryResult<Paged<Revision>> {
    let all = || revisions::table.filter(revisions::career_id.eq(career_id));
    Ok(paged!(conn, all, revisions::number.desc(), Revision::as_select(), page, per_page))
}

/// The number of the newest published revision of a career.
pub fn live(conn: &mut Conn, career_id: i64) -> QueryResult<Option<i64>> {
    let published = revisions::published_at.is_not_null();
    let live = revisions::table.filter(revisions::career_id.eq(career_id)).filter(published);
    Ok(live.select(diesel::dsl::max(revisions::number)).first(conn)?)
}

/// All revisions of careers, ordered by career id, oldest first. Links use the current slugs of moved careers.
pub fn all_of(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<(i64, Revision, Profile)>> {
    let rows: Vec<(i64, Slug, Revision, Json)> = revisions::table
        .inner_join(careers::table.on(careers::id.eq(revisions::career_id)))
        .filter(among(revisions::career_id, ids))
        .order((revisions::career_id, revisions::number))
        .select((careers::id, careers::slug, Revision::as_select(), Json::as_select()))
        .load(conn)?;
    let rows = rows.into_iter().map(|(career, slug, revision, json)| {
        let with = move |profile| (career, revision, profile);
        (slug, json, with)
    });
    read_all(conn, rows)
}

#[derive(Debug)]
pub struct New<'a> {
    pub career_id: i64,
    pub revision: Revision,
    pub profile: &'a Profile,
}

#[derive(Insertable)]
#[diesel(table_name = revisions, treat_none_as_default_value = false)]
struct RevisionRow {
    career_id: i64,
    user_id: Option<i64>,
    #[diesel(embed)]
    revision: Revision,
    #[diesel(embed)]
    json: Json,
}

/// Stores revisions, then updates which ones are their careers' drafts and live revisions.
pub(super) fn add_all(conn: &mut Conn, user_id: Option<i64>, all: Vec<New<'_>>) -> QueryResult<()> {
    let mut careers: Vec<i64> = all.iter().map(|new| new.career_id).collect();
    careers.dedup();
    // Serialized one batch at a time, because the JSON of all profiles may be large.
    let mut all = all.into_iter().peekable();
    while all.peek().is_some() {
        let mut rows = Vec::new();
        for New { career_id, revision, profile } in all.by_ref().take(BATCH) {
            rows.push(RevisionRow { career_id, user_id, revision, json: Json::of(profile)? });
        }
        insert_all!(conn, revisions::table, rows)?;
    }
    point(conn, &careers)
}

/// Replaces all revisions of careers.
pub fn replace_all(conn: &mut Conn, ids: &[i64], all: Vec<New<'_>>) -> QueryResult<()> {
    published::remove(conn, ids)?;
    for ids in ids.chunks(CHUNK) {
        let nothing = None::<i64>;
        diesel::update(careers::table.filter(careers::id.eq_any(ids)))
            .set((careers::live_revision_id.eq(nothing), careers::draft_revision_id.eq(nothing)))
            .execute(conn)?;
    }
    delete_all!(conn, revisions::career_id, ids);
    add_all(conn, None, all)?;
    published::put(conn, ids)
}

/// A new, unpublished revision, with the number after `newest`.
pub(super) fn next(actor: &Actor, newest: i64, note: &str) -> Revision {
    Revision {
        number: newest + 1,
        made_at: actor.at,
        author: actor.name.clone(),
        note: note.into(),
        published_at: None,
        replaced_at: None,
    }
}

/// Marks revision `number` of a career as live since `at`.
pub(super) fn publish(conn: &mut Conn, career_id: i64, number: i64, at: NaiveDateTime) -> QueryResult<()> {
    replace(conn, &[career_id], at)?;
    let draft = revisions::career_id.eq(career_id).and(revisions::number.eq(number));
    let never = None::<NaiveDateTime>;
    diesel::update(revisions::table.filter(draft))
        .set((revisions::published_at.eq(at), revisions::replaced_at.eq(never)))
        .execute(conn)?;
    point(conn, &[career_id])
}

/// Marks the live revisions of careers as replaced.
pub(super) fn replace(conn: &mut Conn, careers: &[i64], at: NaiveDateTime) -> QueryResult<()> {
    for careers in careers.chunks(CHUNK) {
        let live = revisions::table
            .filter(revisions::career_id.eq_any(careers))
            .filter(revisions::published_at.is_not_null())
            .filter(revisions::replaced_at.is_null());
        diesel::update(live).set(revisions::replaced_at.eq(at)).execute(conn)?;
    }
    Ok(())
}

/// Updates which revisions are the careers' drafts and live revisions.
fn point(conn: &mut Conn, careers: &[i64]) -> QueryResult<()> {
    for careers in careers.chunks(CHUNK) {
        let ids: Vec<String> = careers.iter().map(i64::to_string).collect();
        let newest = |condition: &str| {
            format!(
                "(SELECT r.id FROM revisions r WHERE r.career_id = careers.id {condition} \
                 ORDER BY r.number DESC LIMIT 1)"
            )
        };
        let (draft, live) = (newest(""), newest("AND r.published_at IS NOT NULL"));
        diesel::sql_query(format!(
            "UPDATE careers SET draft_revision_id = {draft}, live_revision_id = {live} WHERE id IN ({})",
            ids.join(", ")
        ))
        .execute(conn)?;
    }
    Ok(())
}

/// The careers that have an unpublished draft whose JSON contains a text.
pub(super) fn drafts_holding(conn: &mut Conn, text: &str) -> QueryResult<Vec<(i64, Profile)>> {
    let draft = careers::draft_revision_id.eq(revisions::id.nullable());
    let pattern = super::text::holding(text).into_sql::<Text>();
    let rows: Vec<(i64, Json)> = careers::table
        .inner_join(revisions::table.on(draft))
        .filter(
            careers::live_revision_id
                .is_null()
                .or(careers::live_revision_id.ne(careers::draft_revision_id))
                .or(careers::status.ne(Status::Published)),
        )
        .filter(revisions::profile.like(pattern).escape('\\'))
        .order(careers::id)
        .select((careers::id, Json::as_select()))
        .load(conn)?;
    rows.into_iter().map(|(id, json)| Ok((id, json.read()?))).collect()
}
