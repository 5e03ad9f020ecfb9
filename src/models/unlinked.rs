//! What leads to published careers though no page of the site says so: for those who have noted it.

use diesel::prelude::*;

use super::QueryResult;
use super::career::PUBLISHED;
use crate::db::{Conn, Word, careers, old_slugs, revisions};
use crate::profile::Slug;

/// The slugs that careers had before.
pub fn old_slugs(conn: &mut Conn) -> QueryResult<Vec<Slug>> {
    let rows: Vec<Word<Slug>> = old_slugs::table
        .inner_join(careers::table)
        .filter(careers::status.eq(PUBLISHED))
        .select(old_slugs::slug)
        .load(conn)?;
    Ok(rows.into_iter().map(|slug| slug.0).collect())
}

/// The O\*NET-SOC codes, in their long form.
pub fn codes(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let codes = careers::table.filter(careers::status.eq(PUBLISHED)).select(careers::onet_code);
    Ok(codes.load::<Option<String>>(conn)?.into_iter().flatten().collect())
}

/// The numbers of the revisions that were public, each with the career's slug of today.
pub fn revisions(conn: &mut Conn) -> QueryResult<Vec<(Slug, i64)>> {
    let rows: Vec<(Word<Slug>, i64)> = revisions::table
        .inner_join(careers::table)
        .filter(careers::status.eq(PUBLISHED))
        .filter(revisions::published_at.is_not_null())
        .select((careers::slug, revisions::number))
        .load(conn)?;
    Ok(rows.into_iter().map(|(slug, number)| (slug.0, number)).collect())
}
