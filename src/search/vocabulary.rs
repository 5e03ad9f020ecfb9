//! What the vocabulary says of the words of a search, looked up once: whether any career has a word, and how
//! many have it.

use std::collections::HashMap;

use diesel::prelude::*;

use super::query::{Query, Word};
use crate::db::{Conn, among, words};
use crate::models::QueryResult;

/// A word that so many careers have is common.
const COMMON: i64 = 1_000;

/// How many careers have words, by the word; those that none has are left out.
pub type Uses = HashMap<String, i64>;

/// What is known of the words of a search.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    uses: Uses,
    /// How many careers have the commonest word that begins with the last one, where none has that itself.
    begun: Option<i64>,
}

impl Vocabulary {
    /// Looks the words of a query up.
    pub fn of(conn: &mut Conn, query: &Query) -> QueryResult<Self> {
        let texts: Vec<&str> = query.words.iter().map(|word| word.text.as_str()).collect();
        let uses = uses(conn, &texts)?;
        let begun = match texts.last() {
            Some(last) if !uses.contains_key(*last) => begun(conn, last)?,
            _ => None,
        };
        Ok(Self { uses, begun })
    }

    /// What is known of the words of a correction.
    pub fn of_known(uses: Uses) -> Self {
        Self { uses, begun: None }
    }

    /// How many careers have a word, or, for the last, one that begins with it.
    pub fn uses(&self, word: &Word) -> Option<i64> {
        self.uses.get(&word.text).copied().or(self.begun.filter(|_| word.is_last))
    }

    /// Whether every word is in the vocabulary as it was typed or, for the last, begins one that is.
    pub fn has_all(&self, query: &Query) -> bool {
        query.words.iter().all(|word| self.uses(word).is_some())
    }

    /// Whether very many careers have the last word as it was typed. All words that begin with such a one are
    /// more than an index can go through while somebody waits.
    pub fn is_common(&self, query: &Query) -> bool {
        query.words.last().and_then(|last| self.uses.get(&last.text)).is_some_and(|uses| *uses >= COMMON)
    }

    /// Whether that is so of the last word or, where it is only begun, of one that begins with it.
    pub fn ends_commonly(&self, query: &Query) -> bool {
        query.words.last().and_then(|last| self.uses(last)).is_some_and(|uses| uses >= COMMON)
    }

    /// The words of a query that the fewest careers have, in the order of the query.
    pub fn rarest(&self, query: &Query, most: usize) -> Query {
        let mut rarest: Vec<&Word> = query.words.iter().collect();
        rarest.sort_by_key(|word| self.uses(word).unwrap_or(0));
        rarest.truncate(most);
        let kept = query.words.iter().filter(|word| rarest.contains(word));
        Query::of(kept.map(|word| word.text.clone()).collect())
    }
}

/// How many careers have words.
pub fn uses(conn: &mut Conn, texts: &[&str]) -> QueryResult<Uses> {
    let query = words::table.filter(among(words::word, texts)).filter(words::uses.gt(0));
    Ok(query.select((words::word, words::uses)).load::<(String, i64)>(conn)?.into_iter().collect())
}

/// How many have the commonest word that begins with letters.
fn begun(conn: &mut Conn, letters: &str) -> QueryResult<Option<i64>> {
    // Words are ASCII, and `~` is above all that they are made of.
    let begun = words::word.ge(letters).and(words::word.lt(format!("{letters}~")));
    let query = words::table.filter(begun).filter(words::uses.gt(0));
    Ok(query.select(diesel::dsl::max(words::uses)).first(conn)?)
}
