//! Stores whole profiles, and with them what is derived from each: what it is found, listed and compared by.

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDateTime, SubsecRound};
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Timestamp};
use diesel::upsert::excluded;

use super::{Entry, SaveError, all_ids, load_many};
use crate::db::{self, BATCH, CHUNK, Conn, Db, careers, on_each, words};
use crate::models::career::Status;
use crate::models::links::{self, Links};
use crate::models::{
    QueryResult, alternate_title, bullet, career_move, category, citation, experience, faq, path_step, pay,
    related_career, skill, source,
};
use crate::profile::Profile;
use crate::profile::experience::fullest;
use crate::profile::slug::fold;
use crate::search;

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
    first_published_at: Option<NaiveDateTime>,
}

/// The stored categories by slug, with their ids and names.
type Categories = HashMap<String, (i64, String)>;

fn new_career<'a>(entry: &'a Entry, categories: &Categories) -> NewCareer<'a> {
    let profile = &entry.profile;
    let sort_key = fold(&profile.title);
    let headline = profile.headline_pay().and_then(|pay| pay.headline());
    // All that PostgreSQL keeps; SQLite would keep more, and bundles from the two would differ.
    let updated_at = entry.updated_at.trunc_subsecs(6);
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
        updated_at,
        yearly_pay: headline.and_then(|pay| pay.yearly()),
        pay_currency: headline.map(|pay| pay.currency.code()),
        experience_months: fullest(&profile.experience).map(|bucket| bucket.from_months.into()),
        first_published_at: (entry.status != Status::Draft).then_some(updated_at),
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
/// [`SaveError::Problems`] lists every slug that stands for nothing, and every code that is another's.
pub fn save(conn: &mut Conn, entries: &[Entry]) -> Result<(), SaveError> {
    let profiles: Vec<&Profile> = entries.iter().map(|entry| &entry.profile).collect();
    // All saves touch the skills that they share, and side by side would wait for each other in a ring.
    db::lock(conn, db::Lock::Profiles)?;
    check_links(conn, &profiles)?;
    let categories = category::by_slug(conn)?;
    let sources = source::ids(conn)?;
    let rows: Vec<NewCareer<'_>> = entries.iter().map(|entry| new_career(entry, &categories)).collect();
    give_up_codes(conn, &profiles)?;
    upsert(conn, &rows)?;
    let careers = links::ids(conn, &profiles)?;
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

/// Whether all that profiles name is there; they may name each other. Codes must be theirs alone.
///
/// # Errors
/// [`SaveError::Problems`] lists every slug that stands for nothing, and every code that is another's.
pub fn check_links(conn: &mut Conn, profiles: &[&Profile]) -> Result<(), SaveError> {
    let categories = category::by_slug(conn)?;
    let sources = source::ids(conn)?;
    let careers = links::ids(conn, profiles)?;
    let own: HashSet<&str> = profiles.iter().map(|profile| profile.slug.as_str()).collect();
    let is_career = |slug: &str| careers.contains_key(slug) || own.contains(slug);
    let mut found = Vec::new();
    let is_category = |slug: &str| categories.contains_key(slug);
    links::find_unknown(profiles, "category", is_category, &mut found, links::to_categories);
    let is_source = |slug: &str| sources.contains_key(slug);
    links::find_unknown(profiles, "source", is_source, &mut found, links::to_sources);
    links::find_unknown(profiles, "career", is_career, &mut found, links::to_careers);
    links::find_taken_codes(conn, profiles, &mut found)?;
    match found.is_empty() {
        true => Ok(()),
        false => Err(SaveError::Problems(found)),
    }
}

/// Takes the codes from careers that are about to leave them to others of these: at no time may two have one.
fn give_up_codes(conn: &mut Conn, profiles: &[&Profile]) -> QueryResult<()> {
    let moving = links::others_codes(conn, profiles)?;
    let holders: Vec<&str> = moving.iter().map(|(.., holder)| holder.as_str()).collect();
    for holders in holders.chunks(CHUNK) {
        let holding = careers::table.filter(careers::slug.eq_any(holders));
        diesel::update(holding).set(careers::onet_code.eq(None::<&str>)).execute(conn)?;
    }
    Ok(())
}

/// Drops what nothing uses any more. The database counts the uses.
fn drop_unused(conn: &mut Conn) -> QueryResult<()> {
    skill::drop_unused(conn)?;
    diesel::delete(words::table.filter(words::uses.eq(0))).execute(conn)?;
    Ok(())
}

/// By which rules this program derives from profiles what careers are found and listed by. To be raised with
/// every change of them, of [`search::terms`] for one.
const RULES: i64 = 1;

/// Whether what is derived from profiles was made by other rules than this program's.
pub fn is_behind(conn: &mut Conn) -> QueryResult<bool> {
    use db::content_version::dsl::{content_version, rules};
    Ok(content_version.select(rules).first::<i64>(conn)? != RULES)
}

/// Brings what an older program has stored up to date.
pub fn bring_up_to_date(db: &Db) -> Result<(), SaveError> {
    match db.read_now(is_behind)? {
        true => db.write_now(store_again),
        false => Ok(()),
    }
}

/// Stores every career again as it is, and with it all that is derived from its profile.
pub fn store_again(conn: &mut Conn) -> Result<(), SaveError> {
    let all = all_ids(conn)?;
    store_these_again(conn, &all)?;
    use db::content_version::dsl::{content_version, rules};
    diesel::update(content_version).set(rules.eq(RULES)).execute(conn)?;
    Ok(())
}

/// The same for the careers of a category, which are found by its name too. Newer drafts stay as they are.
pub fn store_category_again(conn: &mut Conn, category: i64) -> Result<(), SaveError> {
    let ids: Vec<i64> =
        careers::table.filter(careers::category_id.eq(category)).select(careers::id).load(conn)?;
    store_these_again(conn, &ids)
}

fn store_these_again(conn: &mut Conn, ids: &[i64]) -> Result<(), SaveError> {
    for ids in ids.chunks(BATCH) {
        let entries: Vec<Entry> = load_many(conn, ids)?.into_iter().map(|(_, entry)| entry).collect();
        save(conn, &entries)?;
    }
    Ok(())
}

#[diesel::declare_sql_function]
extern "SQL" {
    /// The first of two times that there is: what was once public stays so.
    fn coalesce(first: Nullable<Timestamp>, second: Nullable<Timestamp>) -> Nullable<Timestamp>;
}

fn upsert(conn: &mut Conn, rows: &[NewCareer<'_>]) -> QueryResult<()> {
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
                first_published_at.eq(coalesce(first_published_at, excluded(first_published_at))),
            ))
            .execute(c))?;
    }
    Ok(())
}

/// Replaces the parts of careers: all that hangs on one is deleted and written anew.
fn replace_parts(conn: &mut Conn, stored: &[(i64, &Profile)], links: &Links) -> QueryResult<()> {
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
