//! What the vocabulary says of the words of a search, looked up once: whether any career has a word, how many
//! have it, and which words the last one begins.

use std::collections::HashMap;

use diesel::prelude::*;

use super::query::{Entry, Index, Query, Term, Word};
use crate::db::{Conn, among, words};
use crate::models::QueryResult;

/// A word that so many careers have is common.
const COMMON: i64 = 1_000;
/// So many words with the same beginning are few.
const FEW: usize = 32;
/// While an index looks one word up, it goes through so many careers of words that begin alike: in FTS5 a word took
/// 13 to 27 µs, and a career 0.12.
const CAREERS_A_WORD: i64 = 100;

/// How many careers have words, by the word; those that none has are left out.
pub type Uses = HashMap<String, i64>;

/// What is known of the words of a search.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    uses: Uses,
    /// The words that begin with the last one, and how many careers have them, the commonest first: one more
    /// than are few, at most. Of a known word that is common or very short, none.
    begun: Vec<(String, i64)>,
}

impl Vocabulary {
    /// Looks the words of a query up.
    pub fn of(conn: &mut Conn, query: &Query) -> QueryResult<Self> {
        let texts: Vec<&str> = query.words.iter().map(|word| word.text.as_str()).collect();
        let mut vocabulary = Self { uses: uses(conn, &texts)?, begun: Vec::new() };
        if let Some(last) = query.last().filter(|last| vocabulary.is_to_go_on(last)) {
            vocabulary.begun = begun(conn, &last.text)?;
        }
        Ok(vocabulary)
    }

    /// Whether what a last word begins is to be looked up: to know whether that is anything, or to look for it
    /// beside a word that isn't common. A word of a letter or two begins too much for that.
    fn is_to_go_on(&self, last: &Word) -> bool {
        self.uses.get(&last.text).is_none_or(|uses| *uses < COMMON && last.goes_on_in(Index::Documents))
    }

    /// How many careers have a word, or, for the last, one that begins with it.
    pub fn uses(&self, word: &Word) -> Option<i64> {
        let begun = self.begun.first().filter(|_| word.is_last);
        self.uses.get(&word.text).copied().or(begun.map(|(_, uses)| *uses))
    }

    /// Whether every word is in the vocabulary as it was typed or, for the last, begins one that is.
    pub fn has_all(&self, query: &Query) -> bool {
        query.words.iter().all(|word| self.uses(word).is_some())
    }

    /// Whether very many careers have the last word as it was typed. All words that begin with such a one are
    /// more than an index can go through while somebody waits.
    pub fn is_common(&self, query: &Query) -> bool {
        query.last().and_then(|last| self.uses.get(&last.text)).is_some_and(|uses| *uses >= COMMON)
    }

    /// Whether that is so of the last word or, where it is only begun, of one that begins with it.
    pub fn ends_commonly(&self, query: &Query) -> bool {
        query.last().and_then(|last| self.uses(last)).is_some_and(|uses| uses >= COMMON)
    }

    /// The words of a query that the fewest careers have, in the order of the query.
    pub fn rarest(&self, query: &Query, most: usize) -> Query {
        let mut rarest: Vec<&Word> = query.words.iter().collect();
        rarest.sort_by_key(|word| self.uses(word).unwrap_or(0));
        rarest.truncate(most);
        Query { words: query.words.iter().filter(|word| rarest.contains(word)).cloned().collect() }
    }

    /// The terms to look for in an index. A last word that is long enough may go on there; a common one, in
    /// titles only.
    pub fn terms(&self, query: &Query, index: Index) -> Vec<Term> {
        let goes_on = index == Index::Titles || !self.is_common(query);
        let term = |word: &Word| {
            let mut term = vec![Entry::Whole(format!("~{}", word.stem))];
            if goes_on && word.goes_on_in(index) {
                term.extend(self.going_on(word));
            }
            term
        };
        query.words.iter().map(term).collect()
    }

    /// What stands in an index where a word goes on: for a few words these themselves, where the careers that
    /// have them are many to go through, else all that begin so.
    fn going_on(&self, word: &Word) -> Vec<Entry> {
        let careers: i64 = self.begun.iter().map(|(_, uses)| uses).sum();
        if self.begun.len() <= FEW && careers > CAREERS_A_WORD * self.begun.len() as i64 {
            self.begun.iter().map(|(word, _)| Entry::Whole(word.clone())).collect()
        } else {
            vec![Entry::Begun(word.text.clone())]
        }
    }
}

/// How many careers have words.
pub fn uses(conn: &mut Conn, texts: &[&str]) -> QueryResult<Uses> {
    let query = words::table.filter(among(words::word, texts)).filter(words::uses.gt(0));
    Ok(query.select((words::word, words::uses)).load::<(String, i64)>(conn)?.into_iter().collect())
}

/// The commonest words that begin with letters, and how many careers have them.
fn begun(conn: &mut Conn, letters: &str) -> QueryResult<Vec<(String, i64)>> {
    // Words are ASCII, and `~` is above all that they are made of.
    let begun = words::word.ge(letters).and(words::word.lt(format!("{letters}~")));
    let query = words::table.filter(begun).filter(words::uses.gt(0)).order((words::uses.desc(), words::word));
    Ok(query.select((words::word, words::uses)).limit(FEW as i64 + 1).load(conn)?)
}
