//! Published careers as list entries.

use std::collections::HashMap;

use diesel::prelude::*;

use super::mentions::MentionKind;
use super::skills::unpacked;
use crate::db::{Conn, Word, among, categories, on_each, published, published_mentions, sources};
use crate::models::{QueryResult, source};
use crate::profile::skill::Weighted;
use crate::profile::{Money, Pay, Profile, Slug, Source};

#[derive(Clone, Debug)]
pub struct Card {
    pub id: i64,
    pub slug: Slug,
    pub title: String,
    /// The letter that lists group it under.
    pub letter: String,
    /// The category's name.
    pub category: Option<String>,
    /// The headline pay.
    pub pay: Option<Money>,
}

/// The details that search results add to the title.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// The category's name.
    pub category: Option<String>,
    pub summary: String,
    /// The headline pay.
    pub pay: Option<Money>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = published)]
struct CardRow {
    career_id: i64,
    slug: Word<Slug>,
    title: String,
    letter: String,
    #[diesel(select_expression = categories::name.nullable())]
    category: Option<String>,
    headline_pay: Option<String>,
}

impl TryFrom<CardRow> for Card {
    type Error = crate::db::Error;

    fn try_from(row: CardRow) -> QueryResult<Self> {
        let pay = headline(row.headline_pay.as_deref())?;
        let CardRow { career_id: id, slug, title, letter, category, .. } = row;
        Ok(Self { id, slug: slug.0, title, letter, category, pay })
    }
}

/// Parses the column of that name.
pub(super) fn headline_pay(json: Option<&str>) -> QueryResult<Option<Pay>> {
    Ok(json.map(serde_json::from_str).transpose()?)
}

fn headline(json: Option<&str>) -> QueryResult<Option<Money>> {
    Ok(headline_pay(json)?.and_then(|pay| pay.headline()))
}

fn cards(rows: Vec<CardRow>) -> QueryResult<Vec<Card>> {
    rows.into_iter().map(Card::try_from).collect()
}

/// The careers on the home page, with their headline pay.
pub fn featured(conn: &mut Conn) -> QueryResult<Vec<(Card, Option<Pay>)>> {
    let rows: Vec<CardRow> = published::table
        .left_join(categories::table)
        .filter(published::featured.eq(true))
        .order(published::career_id)
        .limit(6)
        .select(CardRow::as_select())
        .load(conn)?;
    let with_pay = |row: CardRow| {
        let pay = headline_pay(row.headline_pay.as_deref())?;
        Ok((Card::try_from(row)?, pay))
    };
    rows.into_iter().map(with_pay).collect()
}

/// The published careers with these ids, in the order of `ids`.
pub fn by_ids(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<Card>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = published::table
        .left_join(categories::table)
        .filter(among(published::career_id, ids))
        .select(CardRow::as_select())
        .load(conn)?;
    let mut cards = cards(rows)?;
    let place: HashMap<i64, usize> = ids.iter().copied().zip(0..).collect();
    cards.sort_by_key(|card| place[&card.id]);
    Ok(cards)
}

/// The published careers with these slugs.
pub fn by_slugs(conn: &mut Conn, slugs: &[&Slug]) -> QueryResult<Vec<Card>> {
    Ok(linked(conn, slugs)?.into_iter().map(|(card, _)| card).collect())
}

/// A career, with its skills by id, most important first.
pub type Linked = (Card, Vec<Weighted>);

/// The published careers with these slugs, with their skills.
pub fn linked(conn: &mut Conn, slugs: &[&Slug]) -> QueryResult<Vec<Linked>> {
    if slugs.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(CardRow, String)> = published::table
        .left_join(categories::table)
        .filter(among(published::slug, slugs.iter().map(|slug| slug.as_str())))
        .order(published::career_id)
        .select((CardRow::as_select(), published::skills))
        .load(conn)?;
    rows.into_iter().map(|(row, skills)| Ok((Card::try_from(row)?, unpacked(&skills)))).collect()
}

/// The careers and sources that a live profile refers to.
#[derive(Debug, Default)]
pub struct Mentioned {
    /// Published careers only, with their skills.
    pub careers: Vec<Linked>,
    pub sources: Vec<Source>,
}

type MentionedCareer = (i64, Word<Slug>, String, String, Option<String>, String);
type MentionRow = (String, i32, Option<MentionedCareer>, Option<String>, Option<source::SourceRow>);

/// Reads the careers and sources that a live profile refers to, in one statement. Also updates the profile's links to
/// current slugs.
pub fn mentioned(conn: &mut Conn, career_id: i64, profile: &mut Profile) -> QueryResult<Mentioned> {
    let career = published_mentions::mentioned_id.eq(published::career_id.nullable());
    let rows: Vec<MentionRow> = on_each!(conn, c => published_mentions::table
        .left_join(published::table.on(career))
        .left_join(categories::table.on(published::category_id.eq(categories::id.nullable())))
        .left_join(sources::table)
        .filter(published_mentions::career_id.eq(career_id))
        .order(published_mentions::id)
        .select((
            published_mentions::kind,
            published_mentions::position,
            (
                published::career_id,
                published::slug,
                published::title,
                published::letter,
                published::headline_pay,
                published::skills,
            )
                .nullable(),
            categories::name.nullable(),
            Option::<source::SourceRow>::as_select(),
        ))
        .load(c))?;
    let mut mentioned = Mentioned::default();
    for (kind, position, career, category, source) in rows {
        mentioned.sources.extend(source.map(Source::from));
        let Some((id, slug, title, letter, pay, skills)) = career else { continue };
        let slug = slug.0;
        match kind.parse() {
            Ok(MentionKind::Related) => profile.related[position as usize] = slug.clone(),
            Ok(MentionKind::Step) => profile.path[position as usize].career = Some(slug.clone()),
            _ => continue,
        }
        let card = Card { id, slug, title, letter, category, pay: headline(pay.as_deref())? };
        mentioned.careers.push((card, unpacked(&skills)));
    }
    // In the order of [`source::all`].
    mentioned.sources.sort_by(|one, other| one.slug.as_str().cmp(other.slug.as_str()));
    Ok(mentioned)
}

/// The slugs and titles of the published careers with these slugs, in the order of `slugs`.
pub fn titles(conn: &mut Conn, slugs: &[Slug]) -> QueryResult<Vec<(Slug, String)>> {
    let query = published::table.filter(among(published::slug, slugs.iter().map(Slug::as_str)));
    let rows: Vec<(Word<Slug>, String)> = query.select((published::slug, published::title)).load(conn)?;
    let mut titles: Vec<_> = rows.into_iter().map(|(slug, title)| (slug.0, title)).collect();
    titles.sort_by_key(|(slug, _)| slugs.iter().position(|wanted| wanted == slug));
    Ok(titles)
}

pub fn details(conn: &mut Conn, ids: &[i64]) -> QueryResult<HashMap<i64, Details>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(i64, Option<String>, String, Option<String>)> = published::table
        .left_join(categories::table)
        .filter(among(published::career_id, ids))
        .select((
            published::career_id,
            categories::name.nullable(),
            published::summary,
            published::headline_pay,
        ))
        .load(conn)?;
    let details = |(id, category, summary, pay): (i64, _, _, Option<String>)| {
        Ok((id, Details { category, summary, pay: headline(pay.as_deref())? }))
    };
    rows.into_iter().map(details).collect()
}
