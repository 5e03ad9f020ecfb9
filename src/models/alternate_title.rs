//! Other names of a career.

use diesel::prelude::*;

use super::{ByCareer, Paged, QueryResult, grouped, insert_all, paged};
use crate::db::{Conn, alternate_titles, among};
use crate::profile::Profile;
use crate::search::terms::{key, terms};

#[derive(Insertable)]
#[diesel(table_name = alternate_titles, treat_none_as_default_value = false)]
struct NewTitle<'a> {
    career_id: i64,
    position: i32,
    title: &'a str,
    search_key: String,
    terms: String,
}

/// The other names of careers.
pub fn of(conn: &mut Conn, careers: &[i64]) -> QueryResult<ByCareer<String>> {
    let rows: Vec<(i64, String)> = alternate_titles::table
        .filter(among(alternate_titles::career_id, careers))
        .order((alternate_titles::career_id, alternate_titles::position))
        .select((alternate_titles::career_id, alternate_titles::title))
        .load(conn)?;
    Ok(grouped(rows))
}

/// The first of a career's other names, and how many it has.
pub fn first_of(conn: &mut Conn, career: i64, most: i64) -> QueryResult<Paged<String>> {
    let own = || alternate_titles::table.filter(alternate_titles::career_id.eq(career));
    Ok(paged!(conn, own, alternate_titles::position, alternate_titles::title, 1, most))
}

/// Writes the other names of careers.
pub fn insert(conn: &mut Conn, careers: &[(i64, &Profile)]) -> QueryResult<()> {
    let rows: Vec<NewTitle<'_>> = careers
        .iter()
        .flat_map(|(career_id, profile)| {
            profile.alternate_titles.iter().zip(0..).map(|(title, position)| NewTitle {
                career_id: *career_id,
                position,
                title,
                search_key: key(title),
                terms: terms([title.as_str()]),
            })
        })
        .collect();
    insert_all!(conn, alternate_titles::table, rows)
}
