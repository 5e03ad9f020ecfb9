//! Reads whole profiles.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Entry;
use crate::db::{Conn, Word, among, careers, categories};
use crate::models::career::{Origin, Status};
use crate::models::{
    ByCareer, QueryResult, alternate_title, bullet, citation, experience, faq, path_step, pay,
    related_career, skill,
};
use crate::profile::{Article, Education, Faq, PathStep, Profile, Slug};

#[derive(Queryable, Selectable)]
#[diesel(table_name = careers)]
struct Row {
    id: i64,
    slug: Word<Slug>,
    title: String,
    article: Word<Article>,
    #[diesel(select_expression = categories::slug.nullable())]
    category: Option<Word<Slug>>,
    onet_code: Option<String>,
    sample: bool,
    summary: String,
    education: Option<Word<Education>>,
    work_life_balance: Option<f64>,
    career_opportunity: Option<f64>,
    status: Word<Status>,
    origin: Word<Origin>,
    featured: bool,
    updated_at: NaiveDateTime,
}

/// The entry of one career.
pub fn load(conn: &mut Conn, id: i64) -> QueryResult<Option<Entry>> {
    Ok(load_many(conn, &[id])?.pop().map(|(_, entry)| entry))
}

/// The entries of careers with their ids, by id. The number of queries doesn't depend on how many.
pub fn load_many(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<(i64, Entry)>> {
    let names = alternate_title::of(conn, ids)?;
    let rest = Parts::of(conn, ids, names)?;
    assemble(conn, ids, rest)
}

/// The entry of one career with so many of its other names, and how many it has: some have thousands, of which
/// its page shows a few.
pub fn load_shown(conn: &mut Conn, id: i64, most_names: i64) -> QueryResult<Option<(Entry, i64)>> {
    let names = alternate_title::first_of(conn, id, most_names)?;
    let rest = Parts::of(conn, &[id], ByCareer::from([(id, names.rows)]))?;
    let entry = assemble(conn, &[id], rest)?.pop();
    Ok(entry.map(|(_, entry)| (entry, names.total)))
}

/// The entries of careers with their ids, by id, without what only their own pages show: other names, path,
/// related careers and questions.
pub fn load_main(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<(i64, Entry)>> {
    assemble(conn, ids, Parts::default())
}

/// The parts that only a career's own page needs.
#[derive(Default)]
struct Parts {
    path: ByCareer<PathStep>,
    related: ByCareer<Slug>,
    faqs: ByCareer<Faq>,
    alternate_titles: ByCareer<String>,
}

impl Parts {
    fn of(conn: &mut Conn, ids: &[i64], alternate_titles: ByCareer<String>) -> QueryResult<Self> {
        Ok(Self {
            path: path_step::of(conn, ids)?,
            related: related_career::of(conn, ids)?,
            faqs: faq::of(conn, ids)?,
            alternate_titles,
        })
    }
}

fn assemble(conn: &mut Conn, ids: &[i64], mut rest: Parts) -> QueryResult<Vec<(i64, Entry)>> {
    let rows: Vec<Row> = careers::table
        .left_join(categories::table)
        .filter(among(careers::id, ids))
        .order(careers::id)
        .select(Row::as_select())
        .load(conn)?;
    let mut bullets = bullet::of(conn, ids)?;
    let mut pay = pay::of(conn, ids)?;
    let mut experience = experience::of(conn, ids)?;
    let mut skills = skill::of(conn, ids)?;
    let mut citations = citation::of(conn, ids)?;
    fn take<T>(parts: &mut ByCareer<T>, id: i64) -> Vec<T> {
        parts.remove(&id).unwrap_or_default()
    }
    let entry = |row: Row| {
        let (responsibilities, qualifications): (Vec<_>, Vec<_>) = take(&mut bullets, row.id)
            .into_iter()
            .partition(|(list, _)| *list == bullet::List::Responsibility);
        let texts =
            |bullets: Vec<(bullet::List, String)>| bullets.into_iter().map(|(_, text)| text).collect();
        let profile = Profile {
            slug: row.slug.0,
            title: row.title,
            article: row.article.0,
            category: row.category.map(|slug| slug.0),
            onet_code: row.onet_code,
            sample: row.sample,
            summary: row.summary,
            responsibilities: texts(responsibilities),
            qualifications: texts(qualifications),
            education: row.education.map(|level| level.0),
            work_life_balance: row.work_life_balance,
            career_opportunity: row.career_opportunity,
            pay: take(&mut pay, row.id),
            experience: take(&mut experience, row.id),
            path: take(&mut rest.path, row.id),
            skills: take(&mut skills, row.id),
            related: take(&mut rest.related, row.id),
            faqs: take(&mut rest.faqs, row.id),
            alternate_titles: take(&mut rest.alternate_titles, row.id),
            citations: take(&mut citations, row.id),
        };
        let (status, origin) = (row.status.0, row.origin.0);
        (row.id, Entry { status, origin, featured: row.featured, updated_at: row.updated_at, profile })
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// The ids of all careers, by id.
pub fn all_ids(conn: &mut Conn) -> QueryResult<Vec<i64>> {
    Ok(careers::table.order(careers::id).select(careers::id).load(conn)?)
}
