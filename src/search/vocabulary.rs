//! The vocabulary's data for the words of a query: how many careers use each word, and which words begin with the last
//! one.

use std::collections::HashMap;

use diesel::prelude::*;

use super::query::{Entry, Index, Query, QueryWord, Term};
use crate::db::{Conn, among, words};
use crate::models::QueryResult;

/// A word used by this many careers is common.
const COMMON: i64 = 1_000;
/// Up to this many words that begin with a prefix are searched for one by one.
const FEW: usize = 32;
/// Looking up one word costs as much as reading this many careers by prefix: FTS5 takes 13 to 27 µs for a word and 0.12
/// µs for a career.
const CAREERS_A_WORD: i64 = 100;

/// The number of careers by word; unused words are absent.
pub type Uses = HashMap<String, i64>;

#[derive(Clone, Debug)]
pub struct Vocabulary {
    uses: Uses,
    /// Words that begin with the last one, with their numbers of careers, most common first; at most one more than
    /// [`FEW`]. Empty for a known word that is common or very short.
    begun: Vec<(String, i64)>,
}

impl Vocabulary {
    pub fn of(conn: &mut Conn, query: &Query) -> QueryResult<Self> {
        let texts: Vec<&str> = query.words.iter().map(|word| word.text.as_str()).collect();
        let mut vocabulary = Self { uses: uses(conn, &texts)?, begun: Vec::new() };
        if let Some(last) = query.last().filter(|last| vocabulary.is_to_go_on(last)) {
            vocabulary.begun = begun(conn, &last.text)?;
        }
        Ok(vocabulary)
    }

    /// Whether to look up the words that begin with the last one: to find out whether there are any, or to search for
    /// them along with a word that isn't common. A prefix of one or two letters has too many.
    fn is_to_go_on(&self, last: &QueryWord) -> bool {
        self.uses.get(&last.text).is_none_or(|uses| *uses < COMMON && last.goes_on_in(Index::Documents))
    }

    pub fn uses(&self, word: &QueryWord) -> Option<i64> {
        let begun = self.begun.first().filter(|_| word.is_last);
        self.uses.get(&word.text).copied().or(begun.map(|(_, uses)| *uses))
    }

    /// Whether every word is in the vocabulary, or, for the last one, is a prefix of one that is.
    pub fn has_all(&self, query: &Query) -> bool {
        query.words.iter().all(|word| self.uses(word).is_some())
    }

    /// Whether the last word, as typed, is common. Its prefix then matches more than an index can read while a visitor
    /// waits.
    pub fn is_common(&self, query: &Query) -> bool {
        query.last().and_then(|last| self.uses.get(&last.text)).is_some_and(|uses| *uses >= COMMON)
    }

    /// Whether the last word or, if it is only a prefix, a word that begins with it is common.
    pub fn ends_commonly(&self, query: &Query) -> bool {
        query.last().and_then(|last| self.uses(last)).is_some_and(|uses| uses >= COMMON)
    }

    /// The rarest words, at most `most`, in the order of the query.
    pub fn rarest(&self, query: &Query, most: usize) -> Query {
        let mut rarest: Vec<&QueryWord> = query.words.iter().collect();
        rarest.sort_by_key(|word| self.uses(word).unwrap_or(0));
        rarest.truncate(most);
        Query { words: query.words.iter().filter(|word| rarest.contains(word)).cloned().collect() }
    }

    /// The terms to look up in an index. If the last word is long enough, words that begin with it are included; if it
    /// is common, only in titles.
    pub fn terms(&self, query: &Query, index: Index) -> Vec<Term> {
        let goes_on = index == Index::Titles || !self.is_common(query);
        let term = |word: &QueryWord| {
            let mut term = vec![Entry::Whole(format!("~{}", word.stem))];
            if goes_on && word.goes_on_in(index) {
                term.extend(self.going_on(word));
            }
            term
        };
        query.words.iter().map(term).collect()
    }

    /// The entries for a prefix: the words that begin with it, if they are few and have many careers; otherwise the
    /// prefix.
    fn going_on(&self, word: &QueryWord) -> Vec<Entry> {
        let careers: i64 = self.begun.iter().map(|(_, uses)| uses).sum();
        if self.begun.len() <= FEW && careers > CAREERS_A_WORD * self.begun.len() as i64 {
            self.begun.iter().map(|(word, _)| Entry::Whole(word.clone())).collect()
        } else {
            vec![Entry::Begun(word.text.clone())]
        }
    }
}

pub fn uses(conn: &mut Conn, texts: &[&str]) -> QueryResult<Uses> {
    let query = words::table.filter(among(words::word, texts)).filter(words::uses.gt(0));
    Ok(query.select((words::word, words::uses)).load::<(String, i64)>(conn)?.into_iter().collect())
}

fn begun(conn: &mut Conn, letters: &str) -> QueryResult<Vec<(String, i64)>> {
    // Words are ASCII, and `~` sorts after all their characters.
    let begun = words::word.ge(letters).and(words::word.lt(format!("{letters}~")));
    let query = words::table.filter(begun).filter(words::uses.gt(0)).order((words::uses.desc(), words::word));
    Ok(query.select((words::word, words::uses)).limit(FEW as i64 + 1).load(conn)?)
}
