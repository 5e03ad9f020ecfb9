//! One row per published career, with the columns that lists show, sort and filter by.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::upsert::excluded;

use super::live::Live;
use super::skills::{SkillIds, packed};
use crate::db::{BATCH, Conn, categories, on_each, published};
use crate::models::QueryResult;
use crate::profile::experience::typical;
use crate::profile::money::Currency;
use crate::profile::slug::fold;
use crate::profile::{Education, Profile, Slug};

/// How many alternate titles a row holds: the ones that the career's page shows.
pub(super) const LEADING_NAMES: usize = 5;

/// Defines a struct of the columns, and an upsert of all of them.
macro_rules! columns {
    ($($column:ident: $type:ty),* $(,)?) => {
        #[derive(Insertable)]
        #[diesel(table_name = published, treat_none_as_default_value = false)]
        struct IndexRow<'a> {
            career_id: i64,
            $($column: $type,)*
        }

        fn upsert(conn: &mut Conn, rows: &[IndexRow<'_>]) -> QueryResult<()> {
            for batch in rows.chunks(BATCH) {
                on_each!(conn, c => diesel::insert_into(published::table)
                    .values(batch)
                    .on_conflict(published::career_id)
                    .do_update()
                    .set(($(published::$column.eq(excluded(published::$column)),)*))
                    .execute(c))?;
            }
            Ok(())
        }
    };
}

columns! {
    revision_id: i64,
    slug: &'a Slug,
    title: &'a str,
    sort_key: String,
    letter: String,
    category_id: Option<i64>,
    onet_code: Option<&'a str>,
    education: Option<Education>,
    experience_months: Option<i32>,
    yearly_pay: Option<i64>,
    pay_currency: Option<Currency>,
    has_pay: bool,
    featured: bool,
    updated_at: NaiveDateTime,
    headline_pay: Option<String>,
    name_count: i64,
    leading_names: String,
    skills: String,
    summary: &'a str,
    sample: bool,
    number_employed: Option<i64>,
    experience_asked: Option<String>,
    training: Option<String>,
    occupation: Option<&'a str>,
}

/// The id and name of each category, by slug.
pub(super) type Categories = HashMap<String, (i64, String)>;

/// Writes the rows, and returns the categories, which had to be read for them.
pub(super) fn put(conn: &mut Conn, live: &[Live], skills: &SkillIds) -> QueryResult<Categories> {
    let rows: Vec<(String, i64, String)> =
        categories::table.select((categories::slug, categories::id, categories::name)).load(conn)?;
    let categories: Categories = rows.into_iter().map(|(slug, id, name)| (slug, (id, name))).collect();
    let mut rows = Vec::with_capacity(live.len());
    for live in live {
        rows.push(row(live, &categories, skills)?);
    }
    give_up_codes(conn, &rows)?;
    upsert(conn, &rows)?;
    Ok(categories)
}

fn row<'a>(live: &'a Live, categories: &Categories, skills: &SkillIds) -> QueryResult<IndexRow<'a>> {
    let profile: &Profile = &live.profile;
    let sort_key = fold(&profile.title);
    let pay = profile.headline_pay();
    let headline = pay.and_then(|pay| pay.headline());
    let names = &profile.alternate_titles;
    let asked = typical(&profile.experience_asked);
    Ok(IndexRow {
        career_id: live.id,
        revision_id: live.revision_id,
        slug: &profile.slug,
        title: &profile.title,
        letter: letter(&sort_key),
        sort_key,
        category_id: profile.category.as_ref().and_then(|slug| Some(categories.get(slug.as_str())?.0)),
        onet_code: profile.onet_code.as_deref(),
        occupation: profile.occupation(),
        education: profile.education,
        experience_months: asked.map(|bucket| bucket.from_months.into()),
        yearly_pay: headline.and_then(|pay| pay.yearly()),
        pay_currency: headline.map(|pay| pay.currency),
        has_pay: profile.pay.iter().any(|pay| pay.is_shown()),
        featured: live.featured,
        updated_at: live.updated_at,
        headline_pay: pay.map(serde_json::to_string).transpose()?,
        name_count: names.len() as i64,
        leading_names: serde_json::to_string(&names[..names.len().min(LEADING_NAMES)])?,
        skills: packed(profile, skills),
        summary: &profile.summary,
        sample: profile.sample,
        number_employed: own_number_employed(profile),
        experience_asked: asked.map(|bucket| bucket.label()),
        training: typical(&profile.on_the_job_training).map(|bucket| bucket.label()),
    })
}

/// The number of people, if the source counts this career alone.
fn own_number_employed(profile: &Profile) -> Option<i64> {
    let employed = profile.number_employed.first()?;
    employed.counted_with.is_none().then_some(employed.count)
}

/// The letter that lists group a title under: `a` to `z`, or `0` for all others.
fn letter(sort_key: &str) -> String {
    let first = sort_key.chars().find(char::is_ascii_alphanumeric).filter(char::is_ascii_alphabetic);
    first.unwrap_or('0').to_string()
}

/// Clears the O*NET-SOC codes of these rows wherever they are stored, because careers that are stored together may swap
/// codes and the column is unique.
fn give_up_codes(conn: &mut Conn, rows: &[IndexRow<'_>]) -> QueryResult<()> {
    let codes: Vec<&str> = rows.iter().filter_map(|row| row.onet_code).collect();
    let holding = published::table.filter(published::onet_code.assume_not_null().eq_any(codes));
    diesel::update(holding).set(published::onet_code.eq(None::<&str>)).execute(conn)?;
    Ok(())
}
