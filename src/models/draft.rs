//! Drafts: what editors have written of a career. Saving one never changes what visitors see; its newest
//! revision is the draft, and [`super::publication`] makes it live.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::audit::{self, Actor, Kind, Subject};
use super::career::{Origin, Status};
use super::document::{self, Entry};
use super::revision::{self, Revision};
use super::{QueryResult, logo, old_slug};
use crate::db::{Conn, Word, careers};
use crate::profile::{Profile, Slug};

/// A career as its editors see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The career's id.
    pub career_id: i64,
    /// Where the career is in its life.
    pub status: Status,
    /// Grows with every change of the career; what forms are compared by.
    pub version: i64,
    /// When it was first public, UTC; from then on its slug is frozen.
    pub first_published_at: Option<NaiveDateTime>,
    /// The newest revision; none where nobody has saved it here yet.
    pub revision: Option<Revision>,
    /// What was written. Links to careers that have moved lead to where they are now.
    pub profile: Profile,
}

impl Draft {
    /// Whether visitors see just this.
    pub fn is_live(&self) -> bool {
        let is_published = self.revision.as_ref().is_none_or(|revision| revision.published_at.is_some());
        self.status == Status::Published && is_published
    }

    /// The career as the audit log calls it.
    pub(super) fn subject(&self) -> Subject {
        Subject { kind: Kind::Career, id: Some(self.career_id), name: self.profile.title.clone() }
    }
}

/// What became of a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It was what is there already; nothing was stored.
    Same,
    /// It is the revision of this number.
    Revision(i64),
}

/// Why a change of a career was refused; where somebody else was faster, with how it is now.
pub type Refused = super::refused::Refused<Box<Draft>>;

type Row = (Word<Slug>, Word<Status>, i64, Option<NaiveDateTime>);

/// The draft of a career: its newest revision, or, where nobody has saved it here, what is live.
pub fn load(conn: &mut Conn, career_id: i64) -> QueryResult<Option<Draft>> {
    let row: Option<Row> = careers::table
        .find(career_id)
        .select((careers::slug, careers::status, careers::version, careers::first_published_at))
        .first(conn)
        .optional()?;
    let Some((slug, status, version, first_published_at)) = row else { return Ok(None) };
    let (revision, mut profile) = match revision::newest(conn, career_id)? {
        Some((revision, profile)) => (Some(revision), profile),
        None => match document::load(conn, career_id)? {
            Some(entry) => (None, entry.profile),
            None => return Ok(None),
        },
    };
    old_slug::follow(conn, &mut profile, &slug.0)?;
    Ok(Some(Draft { career_id, status: status.0, version, first_published_at, revision, profile }))
}

/// Stores a new career that nobody sees yet, and gives its id.
///
/// # Errors
/// [`Refused::Problems`] where its slug is taken, or it names what isn't there.
pub fn create(conn: &mut Conn, actor: &Actor, profile: &Profile, note: &str) -> Result<i64, Refused> {
    crate::db::lock(conn, crate::db::Lock::Profiles)?;
    if old_slug::holder(conn, &profile.slug)?.is_some() {
        return Err(taken(&profile.slug));
    }
    document::save(conn, &[entry(profile, Status::Draft, false, actor)])?;
    let id = super::career::ids(conn, &[&profile.slug])?[profile.slug.as_str()];
    revision::add(conn, actor, id, profile, note)?;
    let subject = Subject { kind: Kind::Career, id: Some(id), name: profile.title.clone() };
    audit::record(conn, actor, "created", &subject, &audit::changes(None::<&Profile>, profile)?)?;
    Ok(id)
}

/// Stores a draft as a new revision, unless it is what the newest holds.
///
/// # Errors
/// [`Refused::Stale`] where the career has changed since `version` was read, [`Refused::Problems`] where it
/// names what isn't there, or its new slug is taken.
pub fn save(
    conn: &mut Conn,
    actor: &Actor,
    career_id: i64,
    version: i64,
    profile: &Profile,
    note: &str,
) -> Result<Saved, Refused> {
    let draft = take(conn, career_id, version)?;
    let mut profile = profile.clone();
    if draft.first_published_at.is_some() {
        profile.slug = draft.profile.slug.clone();
    }
    if profile == draft.profile {
        put_back(conn, career_id, version)?;
        return Ok(Saved::Same);
    }
    if draft.revision.is_none() {
        keep_first(conn, actor, &draft)?;
    }
    if profile.slug != draft.profile.slug {
        rename(conn, career_id, &profile.slug)?;
    }
    match draft.status {
        // Nobody sees it, and so what lists and search know of it can follow at once.
        Status::Draft => document::save(conn, &[entry(&profile, Status::Draft, false, actor)])?,
        Status::Published | Status::Withdrawn => document::check_links(conn, &[&profile])?,
    }
    let number = revision::add(conn, actor, career_id, &profile, note)?;
    // From here on importers leave it alone.
    let person: &str = Origin::Person.into();
    diesel::update(careers::table.find(career_id)).set(careers::origin.eq(person)).execute(conn)?;
    audit::record(conn, actor, "saved", &draft.subject(), &audit::changes(Some(&draft.profile), &profile)?)?;
    Ok(Saved::Revision(number))
}

/// Deletes a career that was never public, with all that hangs on it.
///
/// # Errors
/// [`Refused::Stale`], and [`Refused::Problems`] where it was public once: that is withdrawn.
pub fn delete(conn: &mut Conn, actor: &Actor, career_id: i64, version: i64) -> Result<(), Refused> {
    let draft = take(conn, career_id, version)?;
    if draft.first_published_at.is_some() {
        return Err(Refused::problem("status", "it was public once; withdraw it instead"));
    }
    diesel::delete(careers::table.find(career_id)).execute(conn)?;
    logo::drop_unused(conn)?;
    audit::record(conn, actor, "deleted", &draft.subject(), &audit::removed(&draft.profile)?)?;
    Ok(())
}

/// Takes a career for a change: from here on this transaction alone may change it.
///
/// # Errors
/// [`Refused::Stale`] where it isn't at that version any more, [`Refused::Gone`].
pub(super) fn take(conn: &mut Conn, career_id: i64, version: i64) -> Result<Draft, Refused> {
    // Always in this order, so that nobody waits in a ring: the lock, then the row.
    crate::db::lock(conn, crate::db::Lock::Profiles)?;
    let at_version = careers::table.find(career_id).filter(careers::version.eq(version));
    let taken = diesel::update(at_version).set(careers::version.eq(version + 1)).execute(conn)?;
    let draft = load(conn, career_id)?.ok_or(Refused::Gone)?;
    match taken {
        0 => Err(Refused::Stale(Box::new(draft))),
        _ => Ok(draft),
    }
}

/// A career at the version that a form was read at, for what hangs on it and leaves it as it is. Until this
/// transaction ends nobody else changes it.
///
/// # Errors
/// [`Refused::Stale`] where it isn't at that version any more, [`Refused::Gone`].
pub(super) fn at_version(conn: &mut Conn, career_id: i64, version: i64) -> Result<Draft, Refused> {
    crate::db::lock(conn, crate::db::Lock::Profiles)?;
    match load(conn, career_id)?.ok_or(Refused::Gone)? {
        draft if draft.version == version => Ok(draft),
        draft => Err(Refused::Stale(Box::new(draft))),
    }
}

/// Undoes [`take`] where nothing had to be changed.
fn put_back(conn: &mut Conn, career_id: i64, version: i64) -> QueryResult<()> {
    diesel::update(careers::table.find(career_id)).set(careers::version.eq(version)).execute(conn)?;
    Ok(())
}

/// Keeps what an importer or the starter set has written as the first revision, before the first change.
fn keep_first(conn: &mut Conn, actor: &Actor, draft: &Draft) -> QueryResult<()> {
    let before = Actor::other("before the first edit", actor.at);
    let number = revision::add(conn, &before, draft.career_id, &draft.profile, "As it was")?;
    if draft.status != Status::Draft {
        revision::publish(conn, draft.career_id, number, actor.at)?;
    }
    Ok(())
}

/// Gives a career another slug, where it is free.
pub(super) fn rename(conn: &mut Conn, career_id: i64, slug: &Slug) -> Result<(), Refused> {
    match old_slug::holder(conn, slug)? {
        Some(holder) if holder != career_id => Err(taken(slug)),
        _ => {
            diesel::update(careers::table.find(career_id))
                .set(careers::slug.eq(slug.as_str()))
                .execute(conn)?;
            Ok(())
        }
    }
}

fn taken(slug: &Slug) -> Refused {
    Refused::problem("slug", format!("“{slug}” is taken: it leads or has led to another career"))
}

/// A profile as it is stored for this site.
pub(super) fn entry(profile: &Profile, status: Status, featured: bool, actor: &Actor) -> Entry {
    Entry { status, origin: Origin::Person, featured, updated_at: actor.at, profile: profile.clone() }
}
