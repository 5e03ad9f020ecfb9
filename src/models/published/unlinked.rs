//! Addresses of published careers that no page of the site links to, but that people may have bookmarked.

use diesel::prelude::*;

use crate::db::{Conn, old_slugs, published, revisions};
use crate::models::QueryResult;
use crate::profile::Slug;

/// The old slugs of published careers.
pub fn old_slugs(conn: &mut Conn) -> QueryResult<Vec<Slug>> {
    Ok(old_slugs::table
        .inner_join(published::table.on(published::career_id.eq(old_slugs::career_id)))
        .select(old_slugs::slug)
        .load(conn)?)
}

/// The O\*NET-SOC codes, in their long form, or else the other codes.
pub fn codes(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let codes: Vec<(Option<String>, Option<String>)> =
        published::table.select((published::onet_code, published::occupation)).load(conn)?;
    Ok(codes.into_iter().filter_map(|(onet, occupation)| onet.or(occupation)).collect())
}

/// The numbers of revisions that were public, each with the career's current slug.
pub fn revisions(conn: &mut Conn) -> QueryResult<Vec<(Slug, i64)>> {
    Ok(revisions::table
        .inner_join(published::table.on(published::career_id.eq(revisions::career_id)))
        .filter(revisions::published_at.is_not_null())
        .select((published::slug, revisions::number))
        .load(conn)?)
}
