//! Which careers a career leads to.

use diesel::prelude::*;

use super::links::Links;
use super::{ByCareer, QueryResult, grouped, insert_all};
use crate::db::{Conn, Word, among, careers, related_careers};
use crate::profile::{Profile, Slug};

#[derive(Insertable)]
#[diesel(table_name = related_careers, treat_none_as_default_value = false)]
struct NewLink {
    career_id: i64,
    position: i32,
    related_id: i64,
}

/// The related careers of careers, whatever their status.
pub fn of(conn: &mut Conn, ids: &[i64]) -> QueryResult<ByCareer<Slug>> {
    let rows: Vec<(i64, Word<Slug>)> = related_careers::table
        .inner_join(careers::table.on(related_careers::related_id.eq(careers::id)))
        .filter(among(related_careers::career_id, ids))
        .order((related_careers::career_id, related_careers::position))
        .select((related_careers::career_id, careers::slug))
        .load(conn)?;
    Ok(grouped(rows.into_iter().map(|(career, slug)| (career, slug.0))))
}

/// Writes the related careers of careers.
pub(super) fn insert(conn: &mut Conn, careers: &[(i64, &Profile)], links: &Links) -> QueryResult<()> {
    let rows: Vec<NewLink> = careers
        .iter()
        .flat_map(|(career_id, profile)| {
            profile.related.iter().zip(0..).map(|(slug, position)| NewLink {
                career_id: *career_id,
                position,
                related_id: links.careers[slug.as_str()],
            })
        })
        .collect();
    insert_all!(conn, related_careers::table, rows)
}
