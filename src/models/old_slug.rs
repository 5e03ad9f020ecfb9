//! Slugs that careers had before. Each leads to its career, whatever that is called now, so that there are neither chains
//! nor loops.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{QueryResult, links};
use crate::db::{Conn, Word, among, careers, old_slugs};
use crate::profile::{Profile, Slug};

/// The present slug of the career that once had this one in public.
pub fn target(conn: &mut Conn, slug: &Slug) -> QueryResult<Option<Slug>> {
    let row: Option<Word<Slug>> = old_slugs::table
        .inner_join(careers::table)
        .filter(old_slugs::slug.eq(slug.as_str()))
        .filter(careers::first_published_at.is_not_null())
        .select(careers::slug)
        .first(conn)
        .optional()?;
    Ok(row.map(|slug| slug.0))
}

/// The present slugs of the careers that once had these, by the old ones.
pub fn targets(conn: &mut Conn, slugs: &[&Slug]) -> QueryResult<HashMap<String, Slug>> {
    if slugs.is_empty() {
        return Ok(HashMap::new());
    }
    let slugs: Vec<&str> = slugs.iter().map(|slug| slug.as_str()).collect();
    let rows: Vec<(String, Word<Slug>)> = old_slugs::table
        .inner_join(careers::table)
        .filter(among(old_slugs::slug, slugs))
        .select((old_slugs::slug, careers::slug))
        .load(conn)?;
    Ok(rows.into_iter().map(|(old, new)| (old, new.0)).collect())
}

/// The old slugs of a career, by name.
pub fn of(conn: &mut Conn, career_id: i64) -> QueryResult<Vec<Slug>> {
    let rows: Vec<Word<Slug>> = old_slugs::table
        .filter(old_slugs::career_id.eq(career_id))
        .order(old_slugs::slug)
        .select(old_slugs::slug)
        .load(conn)?;
    Ok(rows.into_iter().map(|slug| slug.0).collect())
}

/// Which career a slug leads or has led to.
pub(super) fn holder(conn: &mut Conn, slug: &Slug) -> QueryResult<Option<i64>> {
    let current = careers::table.filter(careers::slug.eq(slug.as_str())).select(careers::id).first(conn);
    match current.optional()? {
        Some(id) => Ok(Some(id)),
        None => {
            let old = old_slugs::table.find(slug.as_str()).select(old_slugs::career_id).first(conn);
            Ok(old.optional()?)
        }
    }
}

/// Makes an old slug of one that was public, and takes the new one back if it was one.
pub(super) fn replace(conn: &mut Conn, career_id: i64, old: &Slug, new: &Slug) -> QueryResult<()> {
    diesel::delete(old_slugs::table.find(new.as_str())).execute(conn)?;
    diesel::insert_into(old_slugs::table)
        .values((old_slugs::slug.eq(old.as_str()), old_slugs::career_id.eq(career_id)))
        .execute(conn)?;
    Ok(())
}

/// Leads the links of a stored profile to where the careers are now, links to itself included.
pub fn follow(conn: &mut Conn, profile: &mut Profile, slug: &Slug) -> QueryResult<()> {
    let moved = targets(conn, &links::linked_careers(profile))?;
    lead(profile, slug, &moved);
    Ok(())
}

/// The same, where it is known already which slugs have moved.
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
