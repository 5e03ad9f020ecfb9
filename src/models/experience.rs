//! The buckets of the experience distribution.

use diesel::prelude::*;

use super::{ByCareer, QueryResult, grouped, insert_all};
use crate::db::{Conn, among, experience_buckets};
use crate::profile::{Bucket, Profile};

#[derive(Insertable)]
#[diesel(table_name = experience_buckets, treat_none_as_default_value = false)]
struct NewBucket {
    career_id: i64,
    position: i32,
    from_months: i32,
    to_months: Option<i32>,
    percent: f64,
}

/// The buckets of careers.
pub fn of(conn: &mut Conn, careers: &[i64]) -> QueryResult<ByCareer<Bucket>> {
    use experience_buckets as columns;
    let rows: Vec<(i64, i32, Option<i32>, f64)> = columns::table
        .filter(among(columns::career_id, careers))
        .order((columns::career_id, columns::position))
        .select((columns::career_id, columns::from_months, columns::to_months, columns::percent))
        .load(conn)?;
    let months = |months: i32| u16::try_from(months).unwrap_or(u16::MAX);
    Ok(grouped(rows.into_iter().map(|(career, from, to, percent)| {
        (career, Bucket { from_months: months(from), to_months: to.map(months), percent })
    })))
}

/// Writes the buckets of careers.
pub fn insert(conn: &mut Conn, careers: &[(i64, &Profile)]) -> QueryResult<()> {
    let rows: Vec<NewBucket> = careers
        .iter()
        .flat_map(|(career_id, profile)| {
            profile.experience.iter().zip(0..).map(|(bucket, position)| NewBucket {
                career_id: *career_id,
                position,
                from_months: bucket.from_months.into(),
                to_months: bucket.to_months.map(i32::from),
                percent: bucket.percent,
            })
        })
        .collect();
    insert_all!(conn, experience_buckets::table, rows)
}
