//! Search: finds the careers that a visitor means.
//!
//! This program turns texts into [`crate::terms`] and stores them; the database indexes them ([`sqlite`], [`postgres`])
//! in the transaction of each change. A search runs a few [`stages`], best matches first, until it has enough results:
//! exact names, titles with all words, alternate titles, and finally everything else about a career. Each stage is
//! bounded. [`rank`] sorts the results, and if there are none, [`typo`] corrects the query.

mod dialect;
pub mod mark;
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
use crate::profile::Slug;
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
}

impl Outcome {
    pub fn ids(&self) -> Vec<i64> {
        self.hits.iter().map(|hit| hit.id).collect()
    }
}

/// Searches published careers. Runs a bounded number of bounded queries, whatever the input.
pub fn search(conn: &mut Conn, text: &str, limit: usize) -> QueryResult<Outcome> {
    let typed = Query::parse(text);
    let (query, reading, hits) = read(conn, typed, limit)?;
    Ok(Outcome { query, reading, hits })
}

/// Tries the query as typed, then corrected, then with some of the words.
fn read(conn: &mut Conn, typed: Query, limit: usize) -> QueryResult<(Query, Reading, Vec<Hit>)> {
    if typed.words.is_empty() {
        return Ok((typed, Reading::AsTyped, Vec::new()));
    }
    dialect::set_up(conn)?;
    let vocabulary = Vocabulary::of(conn, &typed)?;
    let found = by_all(conn, &typed, &vocabulary, limit)?;
    if !found.is_empty() {
        return Ok((typed, Reading::AsTyped, found));
    }
    let (query, vocabulary) = match typo::corrected(conn, &typed, &vocabulary)? {
        Some(query) => {
            let vocabulary = Vocabulary::of(conn, &query)?;
            let found = by_all(conn, &query, &vocabulary, limit)?;
            if !found.is_empty() {
                return Ok((query, Reading::Corrected, found));
            }
            (query, vocabulary)
        }
        None => (typed, vocabulary),
    };
    let found = if query.words.len() > 1 { by_some(conn, &query, &vocabulary, limit)? } else { Vec::new() };
    Ok((query, Reading::SomeWords, found))
}

fn by_all(conn: &mut Conn, query: &Query, vocabulary: &Vocabulary, limit: usize) -> QueryResult<Vec<Hit>> {
    let mut ranking = Ranking::default();
    let mentions = mentions(conn, query, vocabulary, Need::All)?;
    if mentions.as_ref().is_some_and(Vec::is_empty) {
        return Ok(Vec::new());
    }
    ranking.add(query, stages::exact(conn, query)?, By::Name);
    if let Some(letters) = query.first_letters() {
        ranking.add(query, stages::beginning(conn, letters, limit as i64)?, By::TitleWords);
    }
    widen(conn, query, vocabulary, Need::All, ranking, mentions, limit)
}

/// Careers with all but one of the words or, if there are none, with any of them. Of many words, only the rarest are
/// used, because they say the most and match the fewest careers.
fn by_some(conn: &mut Conn, query: &Query, vocabulary: &Vocabulary, limit: usize) -> QueryResult<Vec<Hit>> {
    let query = &vocabulary.rarest(query, RAREST);
    let needs: &[Need] = if query.words.len() > 2 { &[Need::AllButOne, Need::Any] } else { &[Need::Any] };
    for need in needs {
        let mentions = mentions(conn, query, vocabulary, *need)?;
        if mentions.as_ref().is_some_and(Vec::is_empty) {
            continue;
        }
        let found = widen(conn, query, vocabulary, *need, Ranking::default(), mentions, limit)?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// Careers that mention the words, in any form. The document index includes names, so if this query finds nothing, the
/// other stages can be skipped. None if the query isn't run: because it would certainly find something, because it
/// would cost more than the other stages together, or because the last word counts as a prefix only in titles.
fn mentions(
    conn: &mut Conn,
    query: &Query,
    vocabulary: &Vocabulary,
    need: Need,
) -> QueryResult<Option<Vec<FoundRow>>> {
    let is_needless = query.words.len() == 1 || vocabulary.ends_commonly(query);
    let is_needless = is_needless && vocabulary.has_all(query);
    if is_needless || vocabulary.is_common(query) || query.goes_on_in_titles_only() {
        return Ok(None);
    }
    let terms = vocabulary.terms(query, Index::Documents);
    stages::holding(conn, &terms, Index::Documents, need).map(Some)
}

/// Searches titles, then alternate titles, until there are enough results; then everything else, if there are still
/// few.
fn widen(
    conn: &mut Conn,
    query: &Query,
    vocabulary: &Vocabulary,
    need: Need,
    mut ranking: Ranking,
    mentions: Option<Vec<FoundRow>>,
    limit: usize,
) -> QueryResult<Vec<Hit>> {
    for (index, by) in [(Index::Titles, By::TitleWords), (Index::Names, By::NameWords)] {
        if ranking.count() < limit {
            let terms = vocabulary.terms(query, index);
            ranking.add(query, stages::holding(conn, &terms, index, need)?, by);
        }
    }
    if ranking.count() < limit.min(FEW) {
        let rows = match mentions {
            Some(rows) => rows,
            None => {
                let terms = vocabulary.terms(query, Index::Documents);
                stages::holding(conn, &terms, Index::Documents, need)?
            }
        };
        ranking.add(query, rows, By::Document);
    }
    Ok(ranking.best(limit))
}
