//! Drafts: the newest revision of each career. Saving a draft never changes what visitors see; publishing it does
//! ([`super::publication`]).

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::audit::{self, Actor, AuditSubject, Change, Kind};
use super::career::{self, DeskFacts, Origin, Status};
use super::revision::{self, Json, Revision};
use super::snapshot::Snapshot;
use super::{QueryResult, category, links, logo, old_slug};
use crate::db::{CHUNK, Conn, careers, published_mentions, revisions};
use crate::profile::fields::{Field, differing, filled};
use crate::profile::{Profile, Slug};

#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub career_id: i64,
    pub status: Status,
    pub origin: Origin,
    /// Whether the home page shows it.
    pub featured: bool,
    /// Increases with every change to the career; forms send it back to detect conflicts.
    pub version: i64,
    /// UTC. Once this is set, only [`super::publication::move_to`] changes the slug.
    pub first_published_at: Option<NaiveDateTime>,
    pub revision: Revision,
    /// Its links use the current slugs of moved careers.
    pub profile: Profile,
}

impl Draft {
    /// Whether this is the revision that visitors see.
    pub fn is_live(&self) -> bool {
        self.status == Status::Published && self.revision.published_at.is_some()
    }

    pub fn may_be_deleted(&self) -> bool {
        let is_gone = self.origin == Origin::Sample && self.status == Status::Withdrawn;
        self.first_published_at.is_none() || is_gone
    }

    /// Records an action on the career in the audit log.
    pub(super) fn record(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        action: &str,
        changes: &[Change],
    ) -> QueryResult<()> {
        let subject = subject(self.career_id, &self.profile);
        audit::record(conn, actor, action, &subject, changes)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// The profile hasn't changed, so nothing was stored.
    Same,
    Revision(i64),
}

/// [`DraftRefused::Stale`] holds the current draft.
pub type DraftRefused = super::refused::Refused<Box<Draft>>;

type DraftRow = (i64, Slug, (Status, Origin, bool), i64, Option<NaiveDateTime>, Revision, Json);

pub fn load(conn: &mut Conn, career_id: i64) -> QueryResult<Option<Draft>> {
    Ok(load_many(conn, &[career_id])?.pop())
}

/// Ordered by title. Unknown ids are skipped.
pub fn load_many(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<Draft>> {
    let newest = revisions::table.on(careers::draft_revision_id.eq(revisions::id.nullable()));
    let rows: Vec<DraftRow> = careers::table
        .inner_join(newest)
        .filter(careers::id.eq_any(ids))
        .order((careers::sort_key, careers::id))
        .select((
            careers::id,
            careers::slug,
            (careers::status, careers::origin, careers::featured),
            careers::version,
            careers::first_published_at,
            Revision::as_select(),
            Json::as_select(),
        ))
        .load(conn)?;
    let rows =
        rows.into_iter().map(|(career_id, slug, standing, version, first_published_at, revision, json)| {
            let (status, origin, featured) = standing;
            let draft = move |profile| Draft {
                career_id,
                status,
                origin,
                featured,
                version,
                first_published_at,
                revision,
                profile,
            };
            (slug, json, draft)
        });
    revision::read_all(conn, rows)
}

/// Creates a career that isn't public yet. Fails with [`DraftRefused::Problems`] if its slug is taken, or if it refers to
/// something that doesn't exist.
pub fn create(conn: &mut Conn, actor: &Actor, profile: &Profile, note: &str) -> Result<i64, DraftRefused> {
    crate::db::lock(conn, crate::db::Lock::Profiles)?;
    if old_slug::holder(conn, &profile.slug)?.is_some() {
        return Err(taken(&profile.slug));
    }
    links::check(conn, &[profile])?;
    let profile = &Profile { edited: filled(profile), ..profile.clone() };
    let snapshot = Snapshot {
        status: Status::Draft,
        origin: Origin::Person,
        featured: false,
        updated_at: actor.at,
        profile: profile.clone(),
    };
    let categories = category::ids(conn)?;
    career::store(conn, &[&snapshot], &categories)?;
    let id = career::ids(conn, &[&profile.slug])?[profile.slug.as_str()];
    let revision = revision::next(actor, 0, note);
    revision::add_all(conn, actor.user_id, vec![revision::New { career_id: id, revision, profile }])?;
    let changes = audit::changes(None::<&Profile>, profile)?;
    audit::record(conn, actor, "created", &subject(id, profile), &changes)?;
    Ok(id)
}

/// Careers that visitors see or saw, with drafts newer than what they see.
pub fn ahead(conn: &mut Conn) -> QueryResult<Vec<Draft>> {
    let is_newer = careers::draft_revision_id.ne(careers::live_revision_id);
    let ids: Vec<i64> = careers::table.filter(is_newer).select(careers::id).load(conn)?;
    let mut all = Vec::with_capacity(ids.len());
    for ids in ids.chunks(CHUNK) {
        all.extend(load_many(conn, ids)?);
    }
    Ok(all)
}

/// Saves a profile as a new revision, unless nothing has changed.
pub fn save(
    conn: &mut Conn,
    actor: &Actor,
    career_id: i64,
    version: i64,
    profile: &Profile,
    note: &str,
) -> Result<Saved, DraftRefused> {
    save_releasing(conn, actor, career_id, version, profile, note, &BTreeSet::new())
}

/// Like [`save`]. The next import may change the released fields.
pub fn save_releasing(
    conn: &mut Conn,
    actor: &Actor,
    career_id: i64,
    version: i64,
    profile: &Profile,
    note: &str,
    released: &BTreeSet<Field>,
) -> Result<Saved, DraftRefused> {
    let draft = take(conn, career_id, version)?;
    let mut profile = profile.clone();
    if draft.first_published_at.is_some() {
        profile.slug = draft.profile.slug.clone();
    }
    profile.edited = &edited(&draft.profile, &profile) - released;
    if profile == draft.profile {
        put_back(conn, career_id, version)?;
        return Ok(Saved::Same);
    }
    links::check(conn, &[&profile])?;
    if profile.slug != draft.profile.slug {
        rename(conn, &draft, &profile.slug)?;
    }
    let revision = revision::next(actor, draft.revision.number, note);
    let number = revision.number;
    revision::add_all(conn, actor.user_id, vec![revision::New { career_id, revision, profile: &profile }])?;
    let facts = DeskFacts::of(&profile, &category::ids(conn)?, actor.at);
    let is_edited = !profile.edited.is_empty();
    let origin = careers::origin.eq(if is_edited { Origin::Person } else { Origin::Import });
    // The page of a published career changes only when the draft is published.
    let updated = (draft.status == Status::Draft).then(|| careers::updated_at.eq(actor.at));
    diesel::update(careers::table.find(career_id)).set((facts, origin, updated)).execute(conn)?;
    draft.record(conn, actor, "saved", &audit::changes(Some(&draft.profile), &profile)?)?;
    Ok(Saved::Revision(number))
}

/// The fields that a person has edited, so that importers leave them alone.
fn edited(before: &Profile, after: &Profile) -> BTreeSet<Field> {
    let now = differing(before, after).map(|(field, ..)| field);
    before.edited.iter().copied().chain(now).collect()
}

/// Restores the columns that the desk lists careers by, for careers whose drafts are newer than the live profiles that
/// were just stored.
pub fn list_again(conn: &mut Conn, ids: &[i64]) -> QueryResult<()> {
    let categories = category::ids(conn)?;
    for draft in load_many(conn, ids)?.into_iter().filter(|draft| draft.revision.published_at.is_none()) {
        let facts = DeskFacts::of(&draft.profile, &categories, draft.revision.made_at);
        diesel::update(careers::table.find(draft.career_id)).set(facts).execute(conn)?;
    }
    Ok(())
}

/// What the audit log calls a career.
pub(super) fn subject(career_id: i64, profile: &Profile) -> AuditSubject {
    AuditSubject { kind: Kind::Career, id: Some(career_id), name: profile.title.clone() }
}

/// Deletes a career that was never public, with everything that belongs to it. A career that was public can only be
/// withdrawn, unless it is a sample: nobody cites those.
pub fn delete(conn: &mut Conn, actor: &Actor, career_id: i64, version: i64) -> Result<(), DraftRefused> {
    let draft = take(conn, career_id, version)?;
    if !draft.may_be_deleted() {
        let message = match draft.origin {
            Origin::Sample => "This sample is public. Withdraw it first",
            _ => "This career has been public. Withdraw it instead",
        };
        return Err(DraftRefused::problem("status", message));
    }
    let naming = naming(conn, career_id, &draft.profile.slug)?;
    if !naming.is_empty() {
        let message = format!("Other careers link to it. Remove those links first: {}", naming.join(", "));
        return Err(DraftRefused::problem("status", message));
    }
    diesel::delete(careers::table.find(career_id)).execute(conn)?;
    logo::drop_unused(conn)?;
    Ok(draft.record(conn, actor, "deleted", &audit::removed(&draft.profile)?)?)
}

/// The titles of the other careers that link to this one, as a related career or a step of their path, live or in their
/// drafts.
fn naming(conn: &mut Conn, career_id: i64, slug: &Slug) -> QueryResult<Vec<String>> {
    let live = published_mentions::table
        .filter(published_mentions::mentioned_id.eq(career_id))
        .select(published_mentions::career_id);
    let mut ids: Vec<i64> = live.load(conn)?;
    let drafts = revision::drafts_holding(conn, &format!("\"{slug}\""))?;
    let naming = drafts.into_iter().filter(|(_, profile)| links::linked_careers(profile).contains(&slug));
    ids.extend(naming.map(|(id, _)| id));
    let others = careers::table.filter(careers::id.eq_any(ids)).filter(careers::id.ne(career_id));
    Ok(others.order((careers::sort_key, careers::id)).select(careers::title).load(conn)?)
}

/// Locks a career for a change by increasing its version, so that no concurrent transaction can change it.
pub(super) fn take(conn: &mut Conn, career_id: i64, version: i64) -> Result<Draft, DraftRefused> {
    // Always the advisory lock before the row, to avoid deadlocks.
    crate::db::lock(conn, crate::db::Lock::Profiles)?;
    let at_version = careers::table.find(career_id).filter(careers::version.eq(version));
    let taken = diesel::update(at_version).set(careers::version.eq(version + 1)).execute(conn)?;
    let draft = load(conn, career_id)?.ok_or(DraftRefused::Gone)?;
    match taken {
        0 => Err(DraftRefused::Stale(Box::new(draft))),
        _ => Ok(draft),
    }
}

/// Locks a career without increasing its version, for changes to rows that belong to it.
pub(super) fn at_version(conn: &mut Conn, career_id: i64, version: i64) -> Result<Draft, DraftRefused> {
    crate::db::lock(conn, crate::db::Lock::Profiles)?;
    match load(conn, career_id)?.ok_or(DraftRefused::Gone)? {
        draft if draft.version == version => Ok(draft),
        draft => Err(DraftRefused::Stale(Box::new(draft))),
    }
}

/// Undoes [`take`] if there was nothing to change.
pub(super) fn put_back(conn: &mut Conn, career_id: i64, version: i64) -> QueryResult<()> {
    diesel::update(careers::table.find(career_id)).set(careers::version.eq(version)).execute(conn)?;
    Ok(())
}

/// Changes the slug if the new one is free. The old one redirects if it was public or if other careers link to it.
pub(super) fn rename(conn: &mut Conn, draft: &Draft, slug: &Slug) -> Result<(), DraftRefused> {
    let (id, old) = (draft.career_id, &draft.profile.slug);
    if old_slug::holder(conn, slug)?.is_some_and(|holder| holder != id) {
        return Err(taken(slug));
    }
    diesel::update(careers::table.find(id)).set(careers::slug.eq(slug)).execute(conn)?;
    if draft.first_published_at.is_some() || !naming(conn, id, old)?.is_empty() {
        old_slug::replace(conn, id, old, slug)?;
    }
    Ok(())
}

fn taken(slug: &Slug) -> DraftRefused {
    DraftRefused::problem(
        "slug",
        format!("Another career has or had the web address “{slug}”. Choose a different one"),
    )
}
