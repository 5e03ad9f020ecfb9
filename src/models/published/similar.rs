//! Similar careers, by skills and tools. They are computed when a career is published, not when a page is requested.
//!
//! A list of candidates is stored for each career; pages compute order and percentages from current skills. The list is
//! longer than what pages show, because when a candidate becomes less similar, a career that wasn't stored may take its
//! place.

use std::collections::{BTreeSet, HashMap, HashSet};

use diesel::dsl::{count_star, min};
use diesel::prelude::*;

use super::card::{Card, Linked};
use super::skills::unpacked;
use crate::db::{self, CHUNK, Conn, among, categories, published, published_skills, similar_careers, skills};
use crate::models::{QueryResult, delete_all, insert_all};
use crate::profile::nearness::Skills;
use crate::profile::skill::Rarity;

/// How many candidates are stored for each career.
const STORED: usize = 40;
/// On a site with at most this many careers, each career is compared with all others.
const ALL: i64 = 2_000;
/// On a larger site, a career is compared only with the careers that need its skills most: this many for each skill.
const PER_SKILL: usize = 50;
/// A changed career is added to the lists of at most this many other careers.
const TAKEN_UP: usize = 200;
/// How many skills one query covers.
const SKILLS: usize = 100;

#[derive(Insertable)]
#[diesel(table_name = similar_careers, treat_none_as_default_value = false)]
struct NewSimilar {
    career_id: i64,
    similar_id: i64,
    similarity: f64,
}

/// The candidates for a career with their skills, most similar first.
pub fn candidates(conn: &mut Conn, career: i64) -> QueryResult<Vec<Linked>> {
    let rows: Vec<(Card, String)> = similar_careers::table
        .inner_join(published::table.on(published::career_id.eq(similar_careers::similar_id)))
        .left_join(categories::table.on(published::category_id.eq(categories::id.nullable())))
        .filter(similar_careers::career_id.eq(career))
        .order((similar_careers::similarity.desc(), similar_careers::similar_id))
        .select((Card::as_select(), published::skills))
        .load(conn)?;
    Ok(rows.into_iter().map(|(card, skills)| (card, unpacked(&skills))).collect())
}

/// Finds similar careers for the careers whose skills have changed, and adds the changed careers to the lists of
/// others.
pub(super) fn refresh(conn: &mut Conn, changed: &[i64]) -> QueryResult<()> {
    if changed.is_empty() {
        return Ok(());
    }
    let skills = comparable(conn, changed)?;
    // Removes the changed careers from all lists, and deletes their own lists.
    delete_all!(conn, similar_careers::career_id, changed);
    delete_all!(conn, similar_careers::similar_id, changed);
    let changed: HashSet<i64> = changed.iter().copied().collect();
    let (mut rows, mut others) = (Vec::new(), Vec::new());
    for career in &changed {
        let near = skills.nearest(*career, TAKEN_UP);
        let row = |(target, nearness): &(i64, f64)| NewSimilar {
            career_id: *career,
            similar_id: *target,
            similarity: *nearness,
        };
        rows.extend(near.iter().take(STORED).map(row));
        // Similarity is symmetric.
        let back = near.iter().filter(|(other, _)| !changed.contains(other));
        others.extend(back.map(|(other, nearness)| NewSimilar {
            career_id: *other,
            similar_id: *career,
            similarity: *nearness,
        }));
    }
    let others = near_enough(conn, others)?;
    let widened: BTreeSet<i64> = others.iter().map(|row| row.career_id).collect();
    rows.extend(others);
    rows.sort_by_key(|row| (row.career_id, row.similar_id));
    insert_all!(conn, similar_careers::table, rows)?;
    shorten(conn, &widened.into_iter().collect::<Vec<_>>())
}

/// The skills of the changed careers and of all careers that they are compared with.
fn comparable(conn: &mut Conn, changed: &[i64]) -> QueryResult<Skills> {
    let count: i64 = published::table.select(count_star()).first(conn)?;
    let packed = published::table.select((published::career_id, published::skills));
    let mut rows: Vec<(i64, String)> = Vec::new();
    match count <= ALL {
        true => rows = packed.load(conn)?,
        false => {
            let ids: Vec<i64> = alike(conn, changed)?.into_iter().chain(changed.iter().copied()).collect();
            for ids in ids.chunks(CHUNK) {
                rows.extend(packed.filter(among(published::career_id, ids)).load::<(i64, String)>(conn)?);
            }
        }
    }
    let uses: Vec<(i64, i64)> = skills::table.select((skills::id, skills::uses)).load(conn)?;
    let careers = rows.into_iter().map(|(id, skills)| (id, unpacked(&skills))).collect();
    Ok(Skills::new(careers, &Rarity::new(&uses)))
}

/// The careers that need the skills of these careers most, [`PER_SKILL`] for each skill.
fn alike(conn: &mut Conn, of: &[i64]) -> QueryResult<HashSet<i64>> {
    let mut skills = BTreeSet::new();
    for ids in of.chunks(CHUNK) {
        let query = published_skills::table.filter(published_skills::career_id.eq_any(ids));
        skills.extend(query.select(published_skills::skill_id).distinct().load::<i64>(conn)?);
    }
    let skills: Vec<i64> = skills.into_iter().collect();
    let mut alike = HashSet::new();
    for skills in skills.chunks(SKILLS) {
        let most = |skill: &i64| {
            format!(
                "SELECT career_id AS number FROM (SELECT career_id FROM published_skills WHERE skill_id = {skill}
                 ORDER BY importance DESC, career_id DESC LIMIT {PER_SKILL}) AS skill_{skill}"
            )
        };
        let sql = skills.iter().map(most).collect::<Vec<_>>().join(" UNION ");
        alike.extend(db::numbers(conn, &sql)?);
    }
    Ok(alike)
}

/// Keeps the rows that fit into their lists: a full list only accepts careers more similar than its last.
fn near_enough(conn: &mut Conn, moves: Vec<NewSimilar>) -> QueryResult<Vec<NewSimilar>> {
    use crate::db::similar_careers::dsl::{career_id, similar_careers, similarity};
    let careers: BTreeSet<i64> = moves.iter().map(|row| row.career_id).collect();
    let careers: Vec<i64> = careers.into_iter().collect();
    let mut full: HashMap<i64, f64> = HashMap::new();
    for ids in careers.chunks(CHUNK) {
        let lists: Vec<(i64, i64, Option<f64>)> = similar_careers
            .filter(career_id.eq_any(ids))
            .group_by(career_id)
            .select((career_id, count_star(), min(similarity)))
            .load(conn)?;
        let is_full = |(_, length, _): &(i64, i64, Option<f64>)| *length >= STORED as i64;
        full.extend(lists.into_iter().filter(is_full).filter_map(|(career, _, last)| Some((career, last?))));
    }
    let fits = |row: &NewSimilar| full.get(&row.career_id).is_none_or(|last| row.similarity > *last);
    Ok(moves.into_iter().filter(fits).collect())
}

/// Truncates lists to [`STORED`] candidates.
fn shorten(conn: &mut Conn, of: &[i64]) -> QueryResult<()> {
    for ids in of.chunks(CHUNK) {
        let ids = ids.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "DELETE FROM similar_careers WHERE id IN (
                 SELECT id FROM (
                     SELECT id, ROW_NUMBER() OVER (PARTITION BY career_id ORDER BY similarity DESC, similar_id) AS place
                     FROM similar_careers WHERE career_id IN ({ids})
                 ) AS ranked WHERE place > {STORED})"
        );
        diesel::sql_query(sql).execute(conn)?;
    }
    Ok(())
}
