//! The careers nearest to each by skills, found when a career is stored and not when a page is asked for.
//!
//! Who is among the nearest is stored; what a page says of them, and in which order, is computed from the
//! skills as they are. A list is longer than what pages show, since a career that moves away leaves a place for one that
//! wasn't near enough to be stored.

use std::collections::{BTreeSet, HashMap, HashSet};

use diesel::dsl::{count_star, min};
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::{QueryResult, insert_all, skill};
use crate::db::{CHUNK, Conn, career_moves, career_skills, careers, on_each};
use crate::profile::nearness::Skills;

/// How many of the nearest are stored for each career.
const STORED: usize = 40;
/// On a site of so many careers each is compared with every other.
const ALL: i64 = 2_000;
/// On a larger one, with the careers that need one of its skills most: so many for each skill.
const PER_SKILL: usize = 50;
/// A career that was stored is taken up in the lists of so many of those that are nearest to it.
const TAKEN_UP: usize = 200;
/// How many skills one query asks for.
const SKILLS: usize = 100;

#[derive(Insertable)]
#[diesel(table_name = career_moves)]
struct NewMove {
    career_id: i64,
    target_id: i64,
    nearness: f64,
}

/// The nearest careers, the nearest first, whatever their status.
pub fn nearest(conn: &mut Conn, career: i64) -> QueryResult<Vec<i64>> {
    use crate::db::career_moves::dsl::{career_id, career_moves, nearness, target_id};
    let query =
        career_moves.filter(career_id.eq(career)).order((nearness.desc(), target_id)).select(target_id);
    Ok(query.load(conn)?)
}

/// Finds the nearest of careers that were stored just now, and takes these up in the lists of others.
pub(super) fn refresh(conn: &mut Conn, changed: &[i64]) -> QueryResult<()> {
    let skills = comparable(conn, changed)?;
    forget(conn, changed)?;
    let changed: HashSet<i64> = changed.iter().copied().collect();
    let (mut rows, mut others) = (Vec::new(), Vec::new());
    for career in &changed {
        let near = skills.nearest(*career, TAKEN_UP);
        let row = |(target, nearness): &(i64, f64)| NewMove {
            career_id: *career,
            target_id: *target,
            nearness: *nearness,
        };
        rows.extend(near.iter().take(STORED).map(row));
        // It is as near to them as they are to it.
        let back = near.iter().filter(|(other, _)| !changed.contains(other));
        others.extend(back.map(|(other, nearness)| NewMove {
            career_id: *other,
            target_id: *career,
            nearness: *nearness,
        }));
    }
    let others = near_enough(conn, others)?;
    let widened: BTreeSet<i64> = others.iter().map(|row| row.career_id).collect();
    rows.extend(others);
    rows.sort_by_key(|row| (row.career_id, row.target_id));
    insert_rows(conn, &rows)?;
    shorten(conn, &widened.into_iter().collect::<Vec<_>>())
}

fn insert_rows(conn: &mut Conn, rows: &[NewMove]) -> QueryResult<()> {
    insert_all!(conn, career_moves::table, rows)
}

/// The skills of careers and of all that they are compared with.
fn comparable(conn: &mut Conn, changed: &[i64]) -> QueryResult<Skills> {
    let all: i64 = careers::table.select(count_star()).first(conn)?;
    let compared: Vec<i64> = match all <= ALL {
        true => careers::table.select(careers::id).load(conn)?,
        false => alike(conn, changed)?.into_iter().chain(changed.iter().copied()).collect(),
    };
    let mut weights = skill::Weights::default();
    for ids in compared.chunks(CHUNK) {
        let some = skill::weights(conn, ids)?;
        weights.careers.extend(some.careers);
        weights.uses.extend(some.uses);
        weights.commonest = some.commonest;
    }
    Ok(Skills::new(weights.careers, &weights.uses, weights.commonest))
}

#[derive(QueryableByName)]
struct Alike {
    #[diesel(sql_type = BigInt)]
    career_id: i64,
}

/// The careers that need one of the skills of others most.
fn alike(conn: &mut Conn, of: &[i64]) -> QueryResult<HashSet<i64>> {
    let mut skills = BTreeSet::new();
    for ids in of.chunks(CHUNK) {
        let query = career_skills::table.filter(career_skills::career_id.eq_any(ids));
        skills.extend(query.select(career_skills::skill_id).distinct().load::<i64>(conn)?);
    }
    let skills: Vec<i64> = skills.into_iter().collect();
    let mut alike = HashSet::new();
    for skills in skills.chunks(SKILLS) {
        let most = |skill: &i64| {
            format!(
                "SELECT career_id FROM (SELECT career_id FROM career_skills WHERE skill_id = {skill}
                 ORDER BY importance DESC, career_id DESC LIMIT {PER_SKILL}) AS skill_{skill}"
            )
        };
        let sql = skills.iter().map(most).collect::<Vec<_>>().join(" UNION ");
        let rows: Vec<Alike> = on_each!(conn, c => diesel::sql_query(&sql).load(c))?;
        alike.extend(rows.into_iter().map(|row| row.career_id));
    }
    Ok(alike)
}

/// Takes careers out of all lists, and drops their own.
fn forget(conn: &mut Conn, changed: &[i64]) -> QueryResult<()> {
    use crate::db::career_moves::dsl::{career_id, career_moves, target_id};
    for ids in changed.chunks(CHUNK) {
        diesel::delete(career_moves.filter(career_id.eq_any(ids))).execute(conn)?;
        diesel::delete(career_moves.filter(target_id.eq_any(ids))).execute(conn)?;
    }
    Ok(())
}

/// Of the moves that could be added to lists, those nearer than what is last there.
fn near_enough(conn: &mut Conn, moves: Vec<NewMove>) -> QueryResult<Vec<NewMove>> {
    use crate::db::career_moves::dsl::{career_id, career_moves, nearness};
    let careers: BTreeSet<i64> = moves.iter().map(|row| row.career_id).collect();
    let careers: Vec<i64> = careers.into_iter().collect();
    let mut full: HashMap<i64, f64> = HashMap::new();
    for ids in careers.chunks(CHUNK) {
        let lists: Vec<(i64, i64, Option<f64>)> = career_moves
            .filter(career_id.eq_any(ids))
            .group_by(career_id)
            .select((career_id, count_star(), min(nearness)))
            .load(conn)?;
        let is_full = |(_, length, _): &(i64, i64, Option<f64>)| *length >= STORED as i64;
        full.extend(lists.into_iter().filter(is_full).filter_map(|(career, _, last)| Some((career, last?))));
    }
    let fits = |row: &NewMove| full.get(&row.career_id).is_none_or(|last| row.nearness > *last);
    Ok(moves.into_iter().filter(fits).collect())
}

/// Cuts lists to their length.
fn shorten(conn: &mut Conn, of: &[i64]) -> QueryResult<()> {
    for ids in of.chunks(CHUNK) {
        let ids = ids.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "DELETE FROM career_moves WHERE id IN (
                 SELECT id FROM (
                     SELECT id, ROW_NUMBER() OVER (PARTITION BY career_id ORDER BY nearness DESC, target_id) AS place
                     FROM career_moves WHERE career_id IN ({ids})
                 ) AS ranked WHERE place > {STORED})"
        );
        diesel::sql_query(sql).execute(conn)?;
    }
    Ok(())
}
