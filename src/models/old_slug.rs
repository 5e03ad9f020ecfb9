//! Old slugs of careers. Each points to a career rather than to another slug, so that there are no chains or loops.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{QueryResult, links};
use crate::db::{Conn, among, careers, old_slugs};
use crate::profile::{Profile, Slug};

/// The current slug of the career that used to be public as `slug`.
pub fn target(conn: &mut Conn, slug: &Slug) -> QueryResult<Option<Slug>> {
    Ok(old_slugs::table
        .inner_join(careers::table)
        .filter(old_slugs::slug.eq(slug))
        .filter(careers::first_published_at.is_not_null())
        .select(careers::slug)
        .first(conn)
        .optional()?)
}

/// Current slugs, by old slug.
pub fn targets(conn: &mut Conn, slugs: &[&Slug]) -> QueryResult<HashMap<String, Slug>> {
    if slugs.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(String, Slug)> = old_slugs::table
        .inner_join(careers::table)
        .filter(among(old_slugs::slug, slugs))
        .select((old_slugs::slug, careers::slug))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// The old slugs of a career, in alphabetical order.
pub fn of(conn: &mut Conn, career_id: i64) -> QueryResult<Vec<Slug>> {
    Ok(old_slugs::table
        .filter(old_slugs::career_id.eq(career_id))
        .order(old_slugs::slug)
        .select(old_slugs::slug)
        .load(conn)?)
}

/// The id of the career that has or had a slug.
pub(super) fn holder(conn: &mut Conn, slug: &Slug) -> QueryResult<Option<i64>> {
    let current = careers::table.filter(careers::slug.eq(slug)).select(careers::id).first(conn);
    if let Some(id) = current.optional()? {
        return Ok(Some(id));
    }
    Ok(old_slugs::table.find(slug).select(old_slugs::career_id).first(conn).optional()?)
}

/// Records `old` as an old slug, and removes `new` from the old slugs.
pub(super) fn replace(conn: &mut Conn, career_id: i64, old: &Slug, new: &Slug) -> QueryResult<()> {
    diesel::delete(old_slugs::table.find(new)).execute(conn)?;
    let row = (old_slugs::slug.eq(old), old_slugs::career_id.eq(career_id));
    diesel::insert_into(old_slugs::table).values(row).execute(conn)?;
    Ok(())
}

/// Updates the links of a stored profile to current slugs, including links to the career itself. `slug` is its current
/// slug.
pub fn follow(conn: &mut Conn, profile: &mut Profile, slug: &Slug) -> QueryResult<()> {
    let moved = targets(conn, &links::linked_careers(profile))?;
    lead(profile, slug, &moved);
    Ok(())
}

/// Like [`follow`], with the current slugs in `moved`, by old slug.
pub(super) fn lead(profile: &mut Profile, slug: &Slug, moved: &HashMap<String, Slug>) {
    let own = std::mem::replace(&mut profile.slug, slug.clone());
    let steps = profile.path.iter_mut().filter_map(|step| step.career.as_mut());
    for link in profile.related.iter_mut().chain(steps) {
        if *link == own {
            *link = slug.clone();
        } else if let Some(target) = moved.get(link.as_str()) {
            *link = target.clone();
        }
    }
}
