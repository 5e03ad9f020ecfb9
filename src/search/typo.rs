//! Typing errors: the words of the vocabulary that a word comes nearest to.

use std::cmp::Reverse;
use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use strsim::osa_distance;

use super::dialect;
use super::query::Query;
use super::statement::load;
use crate::db::{Conn, words};
use crate::models::QueryResult;

/// How many neighbours the database gives.
const NEIGHBOURS: i64 = 60;
/// How many words of one search are looked up: more is no typing error.
const MOST: usize = 3;

#[derive(QueryableByName, Debug)]
struct Neighbour {
    #[diesel(sql_type = Text)]
    word: String,
    #[diesel(sql_type = BigInt)]
    uses: i64,
}

/// The query with each word that nothing holds replaced by its nearest neighbour, or left out where none is
/// near; none where all words are known or nothing would be left.
pub fn corrected(conn: &mut Conn, query: &Query) -> QueryResult<Option<Query>> {
    let known = known(conn, query)?;
    let mut corrected = Vec::with_capacity(query.words.len());
    let mut unknown = 0;
    for word in &query.words {
        if known.contains_key(&word.text) {
            corrected.push(word.text.clone());
            continue;
        }
        unknown += 1;
        if unknown <= MOST {
            corrected.extend(nearest(conn, &word.text)?);
        }
    }
    Ok((unknown > 0 && !corrected.is_empty()).then(|| Query::of(corrected)))
}

/// The words of a query that are in the vocabulary, or, for the last, begin one that is.
fn known(conn: &mut Conn, query: &Query) -> QueryResult<HashMap<String, i64>> {
    let texts: Vec<&str> = query.words.iter().map(|word| word.text.as_str()).collect();
    let last = texts.last().copied().unwrap_or_default();
    let whole = words::word.eq_any(&texts);
    let begun = words::word.ge(last).and(words::word.lt(format!("{last}~")));
    let mut known: HashMap<String, i64> = words::table
        .filter(whole)
        .filter(words::uses.gt(0))
        .select((words::word, words::uses))
        .load(conn)?
        .into_iter()
        .collect();
    if !known.contains_key(last) {
        let begun: Option<i64> = words::table
            .filter(begun)
            .filter(words::uses.gt(0))
            .order(words::word)
            .select(words::uses)
            .first(conn)
            .optional()?;
        known.extend(begun.map(|uses| (last.to_owned(), uses)));
    }
    Ok(known)
}

/// The words of a query that the fewest careers have, in the order of the query.
pub fn rarest(conn: &mut Conn, query: &Query, most: usize) -> QueryResult<Query> {
    if query.words.len() <= most {
        return Ok(query.clone());
    }
    let known = known(conn, query)?;
    let uses = |text: &str| known.get(text).copied().unwrap_or(0);
    let mut rarest: Vec<&str> = query.words.iter().map(|word| word.text.as_str()).collect();
    rarest.sort_by_key(|text| uses(text));
    rarest.truncate(most);
    let kept = query.words.iter().filter(|word| rarest.contains(&word.text.as_str()));
    Ok(Query::of(kept.map(|word| word.text.clone()).collect()))
}

/// What a word was meant to be: one word, or two that were written as one; empty where nothing is near.
///
/// The nearest is that with the fewest errors (optimal string alignment: letters left out, put in, changed or
/// swapped with their neighbour), then with the same first letter, then the longer one, since letters are left
/// out more often than put in, then the one that most careers use.
fn nearest(conn: &mut Conn, word: &str) -> QueryResult<Vec<String>> {
    if allowed(word) == 0 {
        return Ok(Vec::new());
    }
    let dialect = dialect::of(conn);
    let expression = (dialect.near_expression)(word);
    let neighbours: Vec<Neighbour> = load(conn, dialect.near, &expression, NEIGHBOURS)?;
    let near = neighbours.into_iter().filter_map(|neighbour| {
        let errors = osa_distance(word, &neighbour.word);
        let other_start = word.as_bytes().first() != neighbour.word.as_bytes().first();
        let order = (errors, other_start, Reverse(neighbour.word.len()), Reverse(neighbour.uses));
        (errors <= allowed(word)).then_some((order, neighbour.word))
    });
    match near.min() {
        Some((_, word)) => Ok(vec![word]),
        None => parts(conn, word),
    }
}

/// How many errors a word of its length may have.
fn allowed(word: &str) -> usize {
    match word.len() {
        ..=2 => 0,
        3..=4 => 1,
        5..=8 => 2,
        _ => 3,
    }
}

/// The two known words that a word falls into, of which the rarer is the commonest.
fn parts(conn: &mut Conn, word: &str) -> QueryResult<Vec<String>> {
    let cuts: Vec<(&str, &str)> = (2..word.len().saturating_sub(1)).map(|at| word.split_at(at)).collect();
    let halves: Vec<&str> = cuts.iter().flat_map(|(left, right)| [*left, *right]).collect();
    let known: HashMap<String, i64> = words::table
        .filter(words::word.eq_any(&halves))
        .filter(words::uses.gt(0))
        .select((words::word, words::uses))
        .load(conn)?
        .into_iter()
        .collect();
    let uses = |(left, right): &(&str, &str)| Some(*known.get(*left)?.min(known.get(*right)?));
    let best = cuts.iter().filter_map(|cut| Some((uses(cut)?, cut))).max();
    Ok(best.map(|(_, (left, right))| vec![(*left).to_owned(), (*right).to_owned()]).unwrap_or_default())
}
