//! Published careers as list entries.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::mentions::MentionKind;
use super::skills::unpacked;
use crate::db::{Conn, among, categories, on_each, published, published_mentions, sources};
use crate::models::QueryResult;
use crate::models::source::SourceRow;
use crate::profile::skill::Weighted;
use crate::profile::{Education, Money, Pay, Profile, Slug, Source};

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = published)]
pub struct Card {
    #[diesel(column_name = career_id)]
    pub id: i64,
    pub slug: Slug,
    pub title: String,
    /// The letter that lists group it under.
    pub letter: String,
    /// The category's name.
    #[diesel(select_expression = categories::name.nullable())]
    pub category: Option<String>,
    pub onet_code: Option<String>,
    pub education: Option<Education>,
    /// The experience that employers typically ask for: `1–2 years`.
    pub experience_asked: Option<String>,
    /// The typical length of training on the job: `1–6 months`.
    pub training: Option<String>,
    /// When it last changed, UTC.
    pub updated_at: NaiveDateTime,
    /// The headline pay, if it may be shown.
    pub headline_pay: Option<Pay>,
    /// Whether it is sample content; wherever its title or pay is shown, so is that.
    pub sample: bool,
}

impl Card {
    pub fn pay(&self) -> Option<Money> {
        self.headline_pay.as_ref()?.headline()
    }

    /// The careers that its pay is counted together with.
    pub fn counted_with(&self) -> Option<&str> {
        self.headline_pay.as_ref()?.counted_with.as_deref()
    }
}

/// The details that search results add to the title.
#[derive(Clone, Debug, Default, Queryable)]
pub struct Details {
    /// The category's name.
    pub category: Option<String>,
    pub summary: String,
    pub headline_pay: Option<Pay>,
    pub sample: bool,
}

impl Details {
    pub fn pay(&self) -> Option<Money> {
        self.headline_pay.as_ref()?.headline()
    }

    /// The careers that its pay is counted together with.
    pub fn counted_with(&self) -> Option<&str> {
        self.headline_pay.as_ref()?.counted_with.as_deref()
    }
}

/// The careers on the home page.
#[derive(Debug)]
pub enum Leading {
    /// The ones that editors have chosen.
    Featured(Vec<Card>),
    /// The ones that the most people work in, because editors have chosen none. Without careers that their source counts
    /// together with others.
    MostPeople(Vec<Card>),
}

/// How many careers the home page shows at most.
const LEADING: i64 = 6;

pub fn leading(conn: &mut Conn) -> QueryResult<Leading> {
    let featured: Vec<Card> = published::table
        .left_join(categories::table)
        .filter(published::featured.eq(true))
        .order(published::career_id)
        .limit(LEADING)
        .select(Card::as_select())
        .load(conn)?;
    if !featured.is_empty() {
        return Ok(Leading::Featured(featured));
    }
    let most_people = published::table
        .left_join(categories::table)
        .filter(published::number_employed.is_not_null())
        .order((published::number_employed.desc(), published::career_id.desc()))
        .limit(LEADING)
        .select(Card::as_select())
        .load(conn)?;
    Ok(Leading::MostPeople(most_people))
}

/// The published careers with these ids, in the order of `ids`.
pub fn by_ids(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<Card>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut cards: Vec<Card> = published::table
        .left_join(categories::table)
        .filter(among(published::career_id, ids))
        .select(Card::as_select())
        .load(conn)?;
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
    let rows: Vec<(Card, String)> = published::table
        .left_join(categories::table)
        .filter(among(published::slug, slugs))
        .order(published::career_id)
        .select((Card::as_select(), published::skills))
        .load(conn)?;
    Ok(rows.into_iter().map(|(card, skills)| (card, unpacked(&skills))).collect())
}

/// The careers and sources that a live profile refers to.
#[derive(Debug, Default)]
pub struct Mentioned {
    /// Published careers only, with their skills.
    pub careers: Vec<Linked>,
    pub sources: Vec<Source>,
}

type MentionRow = (MentionKind, i32, Option<Card>, Option<String>, Option<SourceRow>);

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
            Option::<Card>::as_select(),
            published::skills.nullable(),
            Option::<SourceRow>::as_select(),
        ))
        .load(c))?;
    let mut mentioned = Mentioned::default();
    for (kind, position, card, skills, source) in rows {
        mentioned.sources.extend(source.map(Source::from));
        let Some((card, skills)) = card.zip(skills) else { continue };
        let slug = card.slug.clone();
        match kind {
            MentionKind::Related => profile.related[position as usize] = slug,
            MentionKind::Step => profile.path[position as usize].career = Some(slug),
            MentionKind::Source => continue,
        }
        mentioned.careers.push((card, unpacked(&skills)));
    }
    // In the order of [`source::all`].
    mentioned.sources.sort_by(|one, other| one.slug.cmp(&other.slug));
    Ok(mentioned)
}

/// The slugs and titles of the published careers with these slugs, in the order of `slugs`.
pub fn titles(conn: &mut Conn, slugs: &[Slug]) -> QueryResult<Vec<(Slug, String)>> {
    let query = published::table.filter(among(published::slug, slugs));
    let mut titles: Vec<(Slug, String)> = query.select((published::slug, published::title)).load(conn)?;
    titles.sort_by_key(|(slug, _)| slugs.iter().position(|wanted| wanted == slug));
    Ok(titles)
}

/// The titles of the published careers with these SOC codes, of which they aren't only a part, by code.
pub fn titles_of_occupations(conn: &mut Conn, socs: &[&str]) -> QueryResult<HashMap<String, String>> {
    if socs.is_empty() {
        return Ok(HashMap::new());
    }
    let codes: Vec<String> = socs.iter().map(|soc| format!("{soc}.00")).collect();
    let query = published::table.filter(published::onet_code.assume_not_null().eq_any(codes));
    let rows: Vec<(Option<String>, String)> =
        query.select((published::occupation, published::title)).load(conn)?;
    Ok(rows.into_iter().filter_map(|(soc, title)| Some((soc?, title))).collect())
}

pub fn details(conn: &mut Conn, ids: &[i64]) -> QueryResult<HashMap<i64, Details>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(i64, Details)> = published::table
        .left_join(categories::table)
        .filter(among(published::career_id, ids))
        .select((
            published::career_id,
            (categories::name.nullable(), published::summary, published::headline_pay, published::sample),
        ))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}
