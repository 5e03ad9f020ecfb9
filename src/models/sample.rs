//! The samples of the starter set, which leave the public site when real careers arrive.

use std::collections::HashMap;

use diesel::prelude::*;

use super::QueryResult;
use super::audit::{self, Actor, AuditSubject, Change, Kind};
use super::career::{Origin, Status};
use super::published::{self, name};
use crate::db::{self, Conn, among, careers};
use crate::profile::Slug;
use crate::profile::slug::fold;

/// Why a sample is no longer public, for visitors.
const REASON: &str = "This was a sample that came with the software. This site has real careers now.";

/// A sample that is to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retirement {
    pub slug: Slug,
    /// Its new slug, if a real career takes the old one.
    pub moves_to: Option<Slug>,
}

/// Withdraws samples and gives up their slugs. Doesn't record the old slugs, because the real careers have them now.
pub fn retire(conn: &mut Conn, actor: &Actor, retirements: &[Retirement]) -> QueryResult<()> {
    db::lock(conn, db::Lock::Profiles)?;
    let slugs = retirements.iter().map(|sample| &sample.slug);
    let samples: Vec<(i64, Slug, String)> = careers::table
        .filter(among(careers::slug, slugs))
        .select((careers::id, careers::slug, careers::title))
        .load(conn)?;
    let ids: Vec<i64> = samples.iter().map(|(id, ..)| *id).collect();
    diesel::update(careers::table.filter(careers::id.eq_any(&ids)))
        .set((careers::featured.eq(false), careers::version.eq(careers::version + 1)))
        .execute(conn)?;
    let public = careers::id.eq_any(&ids).and(careers::status.eq(Status::Published));
    diesel::update(careers::table.filter(public))
        .set((careers::status.eq(Status::Withdrawn), careers::withdrawn_reason.eq(REASON)))
        .execute(conn)?;
    published::remove(conn, &ids)?;
    let mut log = Vec::with_capacity(samples.len());
    for (id, slug, title) in samples {
        let moves_to =
            retirements.iter().find(|sample| sample.slug == slug).and_then(|s| s.moves_to.as_ref());
        if let Some(moves_to) = moves_to {
            diesel::update(careers::table.find(id)).set(careers::slug.eq(moves_to)).execute(conn)?;
        }
        let moved = moves_to.map(|to| Change::new("slug", Some(slug.as_str()), Some(to.as_str())));
        let changes = [Change::to("reason", REASON)].into_iter().chain(moved).collect();
        log.push(("withdrawn", AuditSubject { kind: Kind::Career, id: Some(id), name: title }, changes));
    }
    audit::record_all(conn, actor, &log)
}

/// Makes the addresses of withdrawn samples lead to the published careers of the same title or, if there are none, to
/// those that are also called so.
pub fn lead_on(conn: &mut Conn) -> QueryResult<()> {
    let samples: Vec<(i64, String)> = careers::table
        .filter(careers::origin.eq(Origin::Sample))
        .filter(careers::status.eq(Status::Withdrawn))
        .filter(careers::alternative_id.is_null())
        .select((careers::id, careers::title))
        .load(conn)?;
    let keys = samples.iter().map(|(_, title)| fold(title));
    let of_title = db::published::table
        .filter(among(db::published::sort_key, keys))
        .select((db::published::sort_key, db::published::career_id));
    let of_title: HashMap<String, i64> = of_title.load(conn)?.into_iter().collect();
    // At most the few samples of the starter set.
    for (id, title) in samples {
        let real = match of_title.get(&fold(&title)) {
            Some(real) => Some(*real),
            None => also_called(conn, &title)?,
        };
        diesel::update(careers::table.find(id)).set(careers::alternative_id.eq(real)).execute(conn)?;
    }
    Ok(())
}

fn also_called(conn: &mut Conn, title: &str) -> QueryResult<Option<i64>> {
    let Some(slug) = name::slug(conn, title)? else { return Ok(None) };
    Ok(careers::table.filter(careers::slug.eq(slug)).select(careers::id).first(conn).optional()?)
}
