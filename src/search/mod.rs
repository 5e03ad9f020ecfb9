//! Search: finds the careers that a visitor means.
//!
//! This program turns texts into [`crate::terms`] and stores them; the database indexes them ([`sqlite`], [`postgres`])
//! in the transaction of each change. A search runs a few [`stages`], best matches first, until it has enough results:
//! exact names, titles with all words, alternate titles, and finally everything else about a career. Each stage is
//! bounded. [`rank`] sorts the results, and if there are none, [`typo`] corrects the query.

mod dialect;
pub mod mark;
mod places;
mod postgres;
pub mod query;
mod rank;
mod sqlite;
mod stages;
mod statement;
mod typo;
mod vocabulary;

use crate::db::Conn;
use crate::models::QueryResult;
use crate::models::place::Place;
use crate::profile::Slug;
use places::InPlace;
use query::{Index, Need, Query};
use rank::{By, Ranking};
use stages::FoundRow;
use vocabulary::Vocabulary;

/// If at least this many careers are found by name, careers that only mention the words are left out.
const FEW: usize = 10;
/// How many words to use if no career has all of them.
const RAREST: usize = 4;

#[derive(Clone, Debug)]
pub struct Hit {
    pub id: i64,
    pub slug: Slug,
    pub title: String,
    /// The alternate title that matched, if the title didn't.
    pub also_called: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    AsTyped,
    /// With typos corrected; [`Outcome::query`] is what was searched for.
    Corrected,
    SomeWords,
}

#[derive(Clone, Debug)]
pub struct Outcome {
    pub query: Query,
    pub reading: Reading,
    /// Best first.
    pub hits: Vec<Hit>,
    /// The place that the text names, if it was searched without it.
    pub place: Option<Place>,
}

impl Outcome {
    pub fn ids(&self) -> Vec<i64> {
        self.hits.iter().map(|hit| hit.id).collect()
    }
}

/// Searches published careers: for the query as typed, then without a place that it names, then corrected, then for some
/// of its words. Runs a bounded
/// number of bounded queries, whatever the input.
pub fn search(conn: &mut Conn, text: &str, limit: usize) -> QueryResult<Outcome> {
    let query = Query::parse(text);
    if query.words.is_empty() {
        return Ok(Outcome { query, reading: Reading::AsTyped, hits: Vec::new(), place: None });
    }
    dialect::set_up(conn)?;
    let vocabulary = Vocabulary::of(conn, &query)?;
    let hits = SearchRun { query: &query, vocabulary: &vocabulary, limit }.find(conn, Need::All)?;
    if !hits.is_empty() {
        return Ok(Outcome { query, reading: Reading::AsTyped, hits, place: None });
    }
    let Some(InPlace { place, rest }) = places::split(conn, text)? else {
        return otherwise(conn, query, vocabulary, limit);
    };
    let query = Query::parse(&rest);
    if query.words.is_empty() {
        return Ok(Outcome { query, reading: Reading::AsTyped, hits, place: Some(place) });
    }
    let vocabulary = Vocabulary::of(conn, &query)?;
    let hits = SearchRun { query: &query, vocabulary: &vocabulary, limit }.find(conn, Need::All)?;
    let outcome = match hits.is_empty() {
        true => otherwise(conn, query, vocabulary, limit)?,
        false => Outcome { query, reading: Reading::AsTyped, hits, place: None },
    };
    Ok(Outcome { place: Some(place), ..outcome })
}

/// Searches for a query that nothing matches as typed.
fn otherwise(
    conn: &mut Conn,
    mut query: Query,
    mut vocabulary: Vocabulary,
    limit: usize,
) -> QueryResult<Outcome> {
    if let Some(corrected) = typo::corrected(conn, &query, &vocabulary)? {
        query = corrected;
        vocabulary = Vocabulary::of(conn, &query)?;
        let hits = SearchRun { query: &query, vocabulary: &vocabulary, limit }.find(conn, Need::All)?;
        if !hits.is_empty() {
            return Ok(Outcome { query, reading: Reading::Corrected, hits, place: None });
        }
    }
    let hits = SearchRun { query: &query, vocabulary: &vocabulary, limit }.find_some(conn)?;
    Ok(Outcome { query, reading: Reading::SomeWords, hits, place: None })
}

#[derive(Clone, Copy)]
struct SearchRun<'a> {
    query: &'a Query,
    vocabulary: &'a Vocabulary,
    limit: usize,
}

impl SearchRun<'_> {
    /// Careers with the needed words: searches names, titles and alternate titles, until there are enough results; then
    /// everything else, if there are still few.
    fn find(self, conn: &mut Conn, need: Need) -> QueryResult<Vec<Hit>> {
        let Self { query, limit, .. } = self;
        let mentions = self.mentions(conn, need)?;
        if mentions.as_ref().is_some_and(Vec::is_empty) {
            return Ok(Vec::new());
        }
        let mut ranking = Ranking::default();
        if need == Need::All {
            ranking.add(query, stages::exact(conn, query)?, By::Name);
            if let Some(letters) = query.first_letters() {
                ranking.add(query, stages::beginning(conn, letters, limit as i64)?, By::TitleWords);
            }
        }
        for (index, by) in [(Index::Titles, By::TitleWords), (Index::Names, By::NameWords)] {
            if ranking.count() < limit {
                ranking.add(query, self.holding(conn, index, need)?, by);
            }
        }
        if ranking.count() < limit.min(FEW) {
            let rows = match mentions {
                Some(rows) => rows,
                None => self.holding(conn, Index::Documents, need)?,
            };
            ranking.add(query, rows, By::Document);
        }
        Ok(ranking.best(limit))
    }

    /// Careers with all but one of several words or, if there are none, with any of them. Of many words, only the
    /// rarest are used, because they say the most and match the fewest careers.
    fn find_some(self, conn: &mut Conn) -> QueryResult<Vec<Hit>> {
        let rarest = SearchRun { query: &self.vocabulary.rarest(self.query, RAREST), ..self };
        let needs: &[Need] = match rarest.query.words.len() {
            ..=1 => &[],
            2 => &[Need::Any],
            _ => &[Need::AllButOne, Need::Any],
        };
        for need in needs {
            let found = rarest.find(conn, *need)?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        Ok(Vec::new())
    }

    /// Careers that mention the words, in any form. The document index includes names, so if this query finds nothing,
    /// the other stages can be skipped. None if the query isn't run: because it would certainly find something, because
    /// it would cost more than the other stages together, or because the last word counts as a prefix only in titles.
    fn mentions(self, conn: &mut Conn, need: Need) -> QueryResult<Option<Vec<FoundRow>>> {
        let Self { query, vocabulary, .. } = self;
        let is_needless = query.words.len() == 1 || vocabulary.ends_commonly(query);
        let is_needless = is_needless && vocabulary.has_all(query);
        if is_needless || vocabulary.is_common(query) || query.goes_on_in_titles_only() {
            return Ok(None);
        }
        self.holding(conn, Index::Documents, need).map(Some)
    }

    fn holding(self, conn: &mut Conn, index: Index, need: Need) -> QueryResult<Vec<FoundRow>> {
        stages::holding(conn, &self.vocabulary.terms(self.query, index), index, need)
    }
}
