//! Responsibilities and qualifications: two bulleted lists in one table.

use diesel::prelude::*;

use super::{ByCareer, QueryResult, grouped, insert_all};
use crate::db::{Conn, Word, among, bullets};
use crate::profile::Profile;

/// Which list a bullet is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[allow(missing_docs)]
pub enum List {
    Responsibility,
    Qualification,
}

#[derive(Insertable)]
#[diesel(table_name = bullets, treat_none_as_default_value = false)]
struct NewBullet<'a> {
    career_id: i64,
    list: &'static str,
    position: i32,
    text: &'a str,
}

/// The bullets of careers, each with its list.
pub fn of(conn: &mut Conn, careers: &[i64]) -> QueryResult<ByCareer<(List, String)>> {
    let rows: Vec<(i64, Word<List>, String)> = bullets::table
        .filter(among(bullets::career_id, careers))
        .order((bullets::career_id, bullets::list, bullets::position))
        .select((bullets::career_id, bullets::list, bullets::text))
        .load(conn)?;
    Ok(grouped(rows.into_iter().map(|(career, list, text)| (career, (list.0, text)))))
}

/// Writes the bullets of careers.
pub fn insert(conn: &mut Conn, careers: &[(i64, &Profile)]) -> QueryResult<()> {
    let mut rows = Vec::new();
    for (career_id, profile) in careers {
        for (list, texts) in [
            (List::Responsibility, &profile.responsibilities),
            (List::Qualification, &profile.qualifications),
        ] {
            rows.extend(texts.iter().zip(0..).map(|(text, position)| NewBullet {
                career_id: *career_id,
                list: list.into(),
                position,
                text,
            }));
        }
    }
    insert_all!(conn, bullets::table, rows)
}
