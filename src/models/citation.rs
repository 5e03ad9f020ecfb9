//! Which source a group of facts has.

use diesel::prelude::*;

use super::links::Links;
use super::{ByCareer, QueryResult, grouped, insert_all};
use crate::db::{Conn, Word, among, citations, sources};
use crate::profile::{Citation, Group, Profile, Slug};

#[derive(Insertable)]
#[diesel(table_name = citations, treat_none_as_default_value = false)]
struct NewCitation {
    career_id: i64,
    position: i32,
    fact_group: &'static str,
    source_id: i64,
    as_of: chrono::NaiveDate,
}

/// The citations of careers.
pub fn of(conn: &mut Conn, careers: &[i64]) -> QueryResult<ByCareer<Citation>> {
    let rows: Vec<(i64, Word<Group>, Word<Slug>, chrono::NaiveDate)> = citations::table
        .inner_join(sources::table)
        .filter(among(citations::career_id, careers))
        .order((citations::career_id, citations::position))
        .select((citations::career_id, citations::fact_group, sources::slug, citations::as_of))
        .load(conn)?;
    Ok(grouped(rows.into_iter().map(|(career, group, source, as_of)| {
        (career, Citation { group: group.0, source: source.0, as_of })
    })))
}

/// Writes the citations of careers.
pub(super) fn insert(conn: &mut Conn, careers: &[(i64, &Profile)], links: &Links) -> QueryResult<()> {
    let rows: Vec<NewCitation> = careers
        .iter()
        .flat_map(|(career_id, profile)| {
            profile.citations.iter().zip(0..).map(|(citation, position)| NewCitation {
                career_id: *career_id,
                position,
                fact_group: citation.group.into(),
                source_id: links.sources[citation.source.as_str()],
                as_of: citation.as_of,
            })
        })
        .collect();
    insert_all!(conn, citations::table, rows)
}
