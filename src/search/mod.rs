//! Search: what a visitor types, and the careers that are meant.
//!
//! Texts are made into [`crate::terms`] by this program, stored beside what they come from, and indexed by the
//! database itself ([`sqlite`], [`postgres`]), in the transaction of each change. A search asks a few
//! [`stages`], the best answers first, until it has enough: names that are the very words, titles with all
//! of the words, other names, and all else that is said of a career. Each stage is bounded, [`rank`] puts
//! what they give into one order, and where nothing is found, [`typo`] says what may have been meant.

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
use stages::Row;
use vocabulary::Vocabulary;

/// So many careers that are called like it are enough to leave out those that only mention it.
const FEW: usize = 10;
/// So many of the words are looked for where no career has them all.
const RAREST: usize = 4;

/// A career that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Its id.
    pub id: i64,
    /// Its slug.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// The other name that matches, where its title doesn't.
    pub also_called: Option<String>,
}

/// How what was typed was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As it stands.
    AsTyped,
    /// With typing errors mended; [`Outcome::query`] is what was searched for instead.
    Corrected,
    /// No career has all of the words; these have some.
    SomeWords,
}

/// What a search gives.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The words that were searched for.
    pub query: Query,
    /// How they came from what was typed.
    pub reading: Reading,
    /// The careers, the best first.
    pub hits: Vec<Hit>,
}

impl Outcome {
    /// The ids of the careers, the best first.
    pub fn ids(&self) -> Vec<i64> {
        self.hits.iter().map(|hit| hit.id).collect()
    }
}

/// Searches published careers. It takes a bounded number of bounded queries, whatever is typed.
pub fn search(conn: &mut Conn, text: &str, limit: usize) -> QueryResult<Outcome> {
    let typed = Query::parse(text);
    let (query, reading, hits) = read(conn, typed, limit)?;
    Ok(Outcome { query, reading, hits })
}

/// Tries what was typed, then its correction, then some of the words.
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

/// Careers with all of the words.
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

/// Careers with as many of the words as some have: all but one, else any. Of many words the rarest are taken:
/// they say most, and the fewest careers have them.
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

/// Careers of which the words are said, in whatever form. All that a career is called by is among what is said of
/// it, so where this one question has no answer, the others have none. It isn't asked (none) where it surely has
/// one, where it costs more than the others together, and where the last word may go on in titles only.
fn mentions(
    conn: &mut Conn,
    query: &Query,
    vocabulary: &Vocabulary,
    need: Need,
) -> QueryResult<Option<Vec<Row>>> {
    let is_needless = query.words.len() == 1 || vocabulary.ends_commonly(query);
    let is_needless = is_needless && vocabulary.has_all(query);
    if is_needless || vocabulary.is_common(query) || query.goes_on_in_titles_only() {
        return Ok(None);
    }
    let terms = vocabulary.terms(query, Index::Documents);
    stages::holding(conn, &terms, Index::Documents, need).map(Some)
}

/// Looks in titles and then in other names until there is enough, and in all else where these give few.
fn widen(
    conn: &mut Conn,
    query: &Query,
    vocabulary: &Vocabulary,
    need: Need,
    mut ranking: Ranking,
    mentions: Option<Vec<Row>>,
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
