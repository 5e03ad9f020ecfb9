//! Whole profiles in and out of the database: everything that belongs to one, and nothing by halves.

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDateTime, SubsecRound};
use diesel::prelude::*;
use diesel::upsert::excluded;

use super::career::{Origin, Status};
use super::links::{self, Links};
use super::{
    ByCareer, alternate_title, bullet, career_move, category, citation, experience, faq, path_step, pay,
    related_career, skill, source,
};
use crate::db::{self, BATCH, CHUNK, Conn, Word, careers, categories, on_each, words};
use crate::profile::check::Problem;
use crate::profile::experience::fullest;
use crate::profile::{Article, Education, Faq, PathStep, Profile, Slug, slug::fold};
use crate::search;

/// A profile and what the site keeps about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where it is in its life.
    pub status: Status,
    /// Who wrote it last.
    pub origin: Origin,
    /// Whether the home page starts from it.
    pub featured: bool,
    /// When it was last changed, UTC.
    pub updated_at: NaiveDateTime,
    /// The profile itself.
    pub profile: Profile,
}

/// Why profiles could not be stored.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::Error),
    /// They name careers, categories or sources that don't exist.
    #[error("{}", describe(.0))]
    UnknownLinks(Vec<(Slug, Problem)>),
}

impl From<diesel::result::Error> for SaveError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Db(error.into())
    }
}

fn describe(problems: &[(Slug, Problem)]) -> String {
    let lines: Vec<_> = problems.iter().map(|(slug, problem)| format!("{slug}: {problem}")).collect();
    lines.join("\n")
}

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
pub fn load(conn: &mut Conn, id: i64) -> super::QueryResult<Option<Entry>> {
    Ok(load_many(conn, &[id])?.pop().map(|(_, entry)| entry))
}

/// The entries of careers with their ids, by id. The number of queries doesn't depend on how many.
pub fn load_many(conn: &mut Conn, ids: &[i64]) -> super::QueryResult<Vec<(i64, Entry)>> {
    let rest = Parts {
        path: path_step::of(conn, ids)?,
        related: related_career::of(conn, ids)?,
        faqs: faq::of(conn, ids)?,
        alternate_titles: alternate_title::of(conn, ids)?,
    };
    assemble(conn, ids, rest)
}

/// The same without what a comparison leaves out: other names, of which a career may have thousands, path,
/// related careers and questions.
pub fn load_compared(conn: &mut Conn, ids: &[i64]) -> super::QueryResult<Vec<(i64, Entry)>> {
    assemble(conn, ids, Parts::default())
}

/// The parts that only a whole profile needs.
#[derive(Default)]
struct Parts {
    path: ByCareer<PathStep>,
    related: ByCareer<Slug>,
    faqs: ByCareer<Faq>,
    alternate_titles: ByCareer<String>,
}

fn assemble(conn: &mut Conn, ids: &[i64], mut rest: Parts) -> super::QueryResult<Vec<(i64, Entry)>> {
    let rows: Vec<Row> = careers::table
        .left_join(categories::table)
        .filter(careers::id.eq_any(ids))
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
pub fn all_ids(conn: &mut Conn) -> super::QueryResult<Vec<i64>> {
    Ok(careers::table.order(careers::id).select(careers::id).load(conn)?)
}

#[derive(Insertable)]
#[diesel(table_name = careers, treat_none_as_default_value = false)]
struct NewCareer<'a> {
    slug: &'a str,
    title: &'a str,
    sort_key: String,
    letter: String,
    article: &'static str,
    category_id: Option<i64>,
    onet_code: Option<&'a str>,
    sample: bool,
    summary: &'a str,
    education: Option<&'static str>,
    work_life_balance: Option<f64>,
    career_opportunity: Option<f64>,
    status: &'static str,
    origin: &'static str,
    featured: bool,
    updated_at: NaiveDateTime,
    yearly_pay: Option<i64>,
    pay_currency: Option<&'static str>,
    experience_months: Option<i32>,
}

/// The stored categories by slug, with their ids and names.
type Categories = HashMap<String, (i64, String)>;

fn new_career<'a>(entry: &'a Entry, categories: &Categories) -> NewCareer<'a> {
    let profile = &entry.profile;
    let sort_key = fold(&profile.title);
    let headline = profile.headline_pay().and_then(|pay| pay.headline());
    NewCareer {
        slug: profile.slug.as_str(),
        title: &profile.title,
        letter: letter(&sort_key),
        sort_key,
        article: profile.article.into(),
        category_id: profile.category.as_ref().map(|slug| categories[slug.as_str()].0),
        onet_code: profile.onet_code.as_deref(),
        sample: profile.sample,
        summary: &profile.summary,
        education: profile.education.map(Into::into),
        work_life_balance: profile.work_life_balance,
        career_opportunity: profile.career_opportunity,
        status: entry.status.into(),
        origin: entry.origin.into(),
        featured: entry.featured,
        // All that PostgreSQL keeps; SQLite would keep more, and bundles from the two would differ.
        updated_at: entry.updated_at.trunc_subsecs(6),
        yearly_pay: headline.and_then(|pay| pay.yearly()),
        pay_currency: headline.map(|pay| pay.currency.code()),
        experience_months: fullest(&profile.experience).map(|bucket| bucket.from_months.into()),
    }
}

/// The letter a title is listed under: `a` to `z`, or `0` for all that begin otherwise.
fn letter(sort_key: &str) -> String {
    let first = sort_key.chars().find(char::is_ascii_alphanumeric).filter(char::is_ascii_alphabetic);
    first.unwrap_or('0').to_string()
}

/// Stores profiles under their slugs: new ones are added, those that exist are replaced whole. They may
/// link to each other in any order. Categories and sources must exist; skills are added as needed.
///
/// # Errors
/// [`SaveError::UnknownLinks`] lists every slug that stands for nothing. The caller's transaction keeps
/// what was stored until then from lasting.
pub fn save(conn: &mut Conn, entries: &[Entry]) -> Result<(), SaveError> {
    let profiles: Vec<&Profile> = entries.iter().map(|entry| &entry.profile).collect();
    // All saves touch the skills that they share, and side by side would wait for each other in a ring.
    db::lock(conn, db::Lock::Profiles)?;
    let categories = category::by_slug(conn)?;
    let sources = source::ids(conn)?;
    let mut unknown = Vec::new();
    let is_category = |slug: &str| categories.contains_key(slug);
    links::find_unknown(&profiles, "category", is_category, &mut unknown, |profile| {
        profile.category.iter().collect()
    });
    let is_source = |slug: &str| sources.contains_key(slug);
    links::find_unknown(&profiles, "source", is_source, &mut unknown, |profile| {
        let citations = profile.citations.iter().map(|citation| &citation.source);
        citations.chain(profile.pay.iter().map(|pay| &pay.source)).collect()
    });
    if unknown.is_empty() {
        let rows: Vec<NewCareer<'_>> = entries.iter().map(|entry| new_career(entry, &categories)).collect();
        upsert(conn, &rows)?;
    }
    let careers = links::careers(conn, &profiles)?;
    // Where nothing was stored, since something else is unknown, the profiles may still link to each other.
    let own: HashSet<&str> = profiles.iter().map(|profile| profile.slug.as_str()).collect();
    let is_career = |slug: &str| careers.contains_key(slug) || own.contains(slug);
    links::find_unknown(&profiles, "career", is_career, &mut unknown, links::linked_careers);
    if !unknown.is_empty() {
        return Err(SaveError::UnknownLinks(unknown));
    }
    let stored: Vec<(i64, &Profile)> =
        profiles.iter().map(|profile| (careers[profile.slug.as_str()], *profile)).collect();
    let links = Links { careers, sources, skills: skill::ensure(conn, &profiles)? };
    replace_parts(conn, &stored, &links)?;
    let category = |profile: &Profile| Some(categories[profile.category.as_ref()?.as_str()].1.clone());
    search::index::insert(conn, &stored, category)?;
    career_move::refresh(conn, &stored.iter().map(|(id, _)| *id).collect::<Vec<_>>())?;
    drop_unused(conn)?;
    Ok(())
}

/// Drops what nothing uses any more. The database counts the uses.
fn drop_unused(conn: &mut Conn) -> super::QueryResult<()> {
    skill::drop_unused(conn)?;
    diesel::delete(words::table.filter(words::uses.eq(0))).execute(conn)?;
    Ok(())
}

/// By which rules this program derives from profiles what careers are found and listed by. To be raised with
/// every change of them, of [`search::terms`] for one.
const RULES: i64 = 1;

/// Whether what is derived from profiles was made by other rules than this program's.
pub fn is_behind(conn: &mut Conn) -> super::QueryResult<bool> {
    use db::content_version::dsl::{content_version, rules};
    Ok(content_version.select(rules).first::<i64>(conn)? != RULES)
}

/// Stores every career again as it is, and with it all that is derived from its profile.
pub fn store_again(conn: &mut Conn) -> Result<(), SaveError> {
    for ids in all_ids(conn)?.chunks(BATCH) {
        let entries: Vec<Entry> = load_many(conn, ids)?.into_iter().map(|(_, entry)| entry).collect();
        save(conn, &entries)?;
    }
    use db::content_version::dsl::{content_version, rules};
    diesel::update(content_version).set(rules.eq(RULES)).execute(conn)?;
    Ok(())
}

fn upsert(conn: &mut Conn, rows: &[NewCareer<'_>]) -> super::QueryResult<()> {
    use careers::*;
    for batch in rows.chunks(BATCH) {
        on_each!(conn, c => diesel::insert_into(table)
            .values(batch)
            .on_conflict(slug)
            .do_update()
            .set((
                title.eq(excluded(title)),
                sort_key.eq(excluded(sort_key)),
                letter.eq(excluded(letter)),
                article.eq(excluded(article)),
                category_id.eq(excluded(category_id)),
                onet_code.eq(excluded(onet_code)),
                sample.eq(excluded(sample)),
                summary.eq(excluded(summary)),
                education.eq(excluded(education)),
                work_life_balance.eq(excluded(work_life_balance)),
                career_opportunity.eq(excluded(career_opportunity)),
                status.eq(excluded(status)),
                origin.eq(excluded(origin)),
                featured.eq(excluded(featured)),
                updated_at.eq(excluded(updated_at)),
                yearly_pay.eq(excluded(yearly_pay)),
                pay_currency.eq(excluded(pay_currency)),
                experience_months.eq(excluded(experience_months)),
            ))
            .execute(c))?;
    }
    Ok(())
}

/// Replaces the parts of careers: all that hangs on one is deleted and written anew.
fn replace_parts(conn: &mut Conn, stored: &[(i64, &Profile)], links: &Links) -> super::QueryResult<()> {
    let ids: Vec<i64> = stored.iter().map(|(id, _)| *id).collect();
    macro_rules! delete_from {
        ($($table:ident),*) => { $(
            for ids in ids.chunks(CHUNK) {
                diesel::delete(db::$table::table.filter(db::$table::career_id.eq_any(ids))).execute(conn)?;
            }
        )* };
    }
    delete_from!(bullets, alternate_titles, pay, experience_buckets, path_steps);
    delete_from!(career_skills, related_careers, faqs, citations, search_documents);
    bullet::insert(conn, stored)?;
    alternate_title::insert(conn, stored)?;
    pay::insert(conn, stored, links)?;
    experience::insert(conn, stored)?;
    path_step::insert(conn, stored, links)?;
    skill::insert(conn, stored, links)?;
    related_career::insert(conn, stored, links)?;
    faq::insert(conn, stored)?;
    citation::insert(conn, stored, links)
}
