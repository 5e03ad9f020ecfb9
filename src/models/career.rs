//! Careers as the site finds and lists them; their content is in [`super::document`].

use std::collections::HashMap;

use diesel::prelude::*;

use super::{QueryResult, pay};
use crate::db::{CHUNK, Conn, Word, among, careers, categories};
use crate::profile::{Money, Slug, words};

words! {
    /// Where a career is in its life.
    pub enum Status {
        /// Not shown yet.
        Draft,
        /// Shown.
        Published,
        /// Shown no longer: its address answers 410.
        Withdrawn,
    }
}

words! {
    /// Who wrote a career last. An importer leaves alone what a person has written.
    pub enum Origin {
        /// The starter set.
        Sample,
        /// An importer.
        Import,
        /// A person.
        Person,
    }
}

/// What a page needs to know of a career before it reads the rest.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its id.
    pub id: i64,
    /// Its status.
    pub status: Status,
    /// Its title.
    pub title: String,
}

/// A career as a line of a list.
#[derive(Clone, Debug)]
pub struct Card {
    /// Its id.
    pub id: i64,
    /// Its slug.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// The letter it is listed under.
    pub letter: String,
    /// Its category's name.
    pub category: Option<String>,
    /// Its headline pay.
    pub pay: Option<Money>,
}

/// What a list of results says of a career beside its name.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// Its category's name.
    pub category: Option<String>,
    /// Its summary.
    pub summary: String,
    /// Its headline pay.
    pub pay: Option<Money>,
}

/// Finds a career by its slug, whatever its status.
pub fn find(conn: &mut Conn, slug: &Slug) -> QueryResult<Option<Found>> {
    let row: Option<(i64, Word<Status>, String)> = careers::table
        .filter(careers::slug.eq(slug.as_str()))
        .select((careers::id, careers::status, careers::title))
        .first(conn)
        .optional()?;
    Ok(row.map(|(id, status, title)| Found { id, status: status.0, title }))
}

/// A career's slug with what else a page needs first, whatever its status.
pub fn by_id(conn: &mut Conn, id: i64) -> QueryResult<Option<(Slug, Found)>> {
    let row: Option<(Word<Slug>, Word<Status>, String)> = careers::table
        .find(id)
        .select((careers::slug, careers::status, careers::title))
        .first(conn)
        .optional()?;
    Ok(row.map(|(slug, status, title)| (slug.0, Found { id, status: status.0, title })))
}

/// The ids of careers by slug, whatever their status; a slug that no career has is left out.
pub fn ids(conn: &mut Conn, slugs: &[&Slug]) -> QueryResult<HashMap<String, i64>> {
    let slugs: Vec<&str> = slugs.iter().map(|slug| slug.as_str()).collect();
    let mut ids = HashMap::with_capacity(slugs.len());
    for slugs in slugs.chunks(CHUNK) {
        let query = careers::table.filter(among(careers::slug, slugs)).select((careers::slug, careers::id));
        ids.extend(query.load::<(String, i64)>(conn)?);
    }
    Ok(ids)
}

/// The careers that the home page starts from.
pub fn featured(conn: &mut Conn) -> QueryResult<Vec<Card>> {
    let rows = published()
        .filter(careers::featured.eq(true))
        .order(careers::id)
        .limit(6)
        .select(Row::as_select())
        .load(conn)?;
    with_pay(conn, rows)
}

/// The published careers among ids, in the order of the ids.
pub fn by_ids(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<Card>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(Row, Word<Status>)> = careers::table
        .left_join(categories::table)
        .filter(among(careers::id, ids))
        .select((Row::as_select(), careers::status))
        .load(conn)?;
    let mut cards = with_pay(conn, only_published(rows))?;
    let place: HashMap<i64, usize> = ids.iter().copied().zip(0..).collect();
    cards.sort_by_key(|card| place[&card.id]);
    Ok(cards)
}

/// The published careers among slugs with their titles, in the order of the slugs.
pub fn titles(conn: &mut Conn, slugs: &[Slug]) -> QueryResult<Vec<(Slug, String)>> {
    let query = careers::table.filter(among(careers::slug, slugs.iter().map(Slug::as_str)));
    let rows: Vec<(Word<Slug>, String, Word<Status>)> =
        query.select((careers::slug, careers::title, careers::status)).load(conn)?;
    let published = rows.into_iter().filter(|(.., status)| status.0 == Status::Published);
    let mut titles: Vec<_> = published.map(|(slug, title, _)| (slug.0, title)).collect();
    titles.sort_by_key(|(slug, _)| slugs.iter().position(|wanted| wanted == slug));
    Ok(titles)
}

/// What a list of results says of each career beside its name, by id; whatever its status.
pub fn details(conn: &mut Conn, ids: &[i64]) -> QueryResult<HashMap<i64, Details>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(i64, Option<String>, String)> = careers::table
        .left_join(categories::table)
        .filter(among(careers::id, ids))
        .select((careers::id, categories::name.nullable(), careers::summary))
        .load(conn)?;
    let mut pay = pay::headlines(conn, ids)?;
    let details =
        |(id, category, summary): (i64, _, _)| (id, Details { category, summary, pay: pay.remove(&id) });
    Ok(rows.into_iter().map(details).collect())
}

/// The published careers among slugs, by id. The status is looked at here and not in the query: SQLite would
/// go through all published careers rather than look up a few slugs.
pub fn cards(conn: &mut Conn, slugs: &[&Slug]) -> QueryResult<Vec<Card>> {
    if slugs.is_empty() {
        return Ok(Vec::new());
    }
    let slugs: Vec<&str> = slugs.iter().map(|slug| slug.as_str()).collect();
    let rows: Vec<(Row, Word<Status>)> = careers::table
        .left_join(categories::table)
        .filter(among(careers::slug, slugs))
        .order(careers::id)
        .select((Row::as_select(), careers::status))
        .load(conn)?;
    with_pay(conn, only_published(rows))
}

fn only_published(rows: Vec<(Row, Word<Status>)>) -> Vec<Row> {
    let published = rows.into_iter().filter(|(_, status)| status.0 == Status::Published);
    published.map(|(row, _)| row).collect()
}

/// Published careers with their categories; the base of every list.
#[diesel::dsl::auto_type(no_type_alias)]
fn published() -> _ {
    let status: &'static str = PUBLISHED;
    careers::table.left_join(categories::table).filter(careers::status.eq(status))
}

/// What the status column holds for a career that is shown.
pub(crate) const PUBLISHED: &str = "published";

/// What it holds for one that isn't.
pub(crate) const UNPUBLISHED: [&str; 2] = ["draft", "withdrawn"];

#[derive(Queryable, Selectable)]
#[diesel(table_name = careers)]
struct Row {
    id: i64,
    slug: Word<Slug>,
    title: String,
    letter: String,
    #[diesel(select_expression = categories::name.nullable())]
    category: Option<String>,
}

/// Adds the headline pay of each career, in one query.
fn with_pay(conn: &mut Conn, rows: Vec<Row>) -> QueryResult<Vec<Card>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut headlines = pay::headlines(conn, &ids)?;
    let card = |row: Row| Card {
        pay: headlines.remove(&row.id),
        id: row.id,
        slug: row.slug.0,
        title: row.title,
        letter: row.letter,
        category: row.category,
    };
    Ok(rows.into_iter().map(card).collect())
}
