//! Typo correction from the vocabulary.

use std::cmp::Reverse;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use strsim::osa_distance;

use super::dialect;
use super::query::Query;
use super::statement::load;
use super::vocabulary::{self, Vocabulary};
use crate::db::Conn;
use crate::models::QueryResult;

const NEIGHBOURS: i64 = 60;
/// How many words of a query are corrected. A query with more unknown words isn't just mistyped.
const MOST: usize = 3;

#[derive(QueryableByName, Debug)]
struct Neighbour {
    #[diesel(sql_type = Text)]
    word: String,
    #[diesel(sql_type = BigInt)]
    uses: i64,
}

/// Replaces each unknown word with its nearest neighbor, or drops it if there is none. Returns none if all words are
/// known or nothing would be left.
pub fn corrected(conn: &mut Conn, query: &Query, vocabulary: &Vocabulary) -> QueryResult<Option<Query>> {
    let mut corrected = Vec::with_capacity(query.words.len());
    let mut unknown = 0;
    for word in &query.words {
        if vocabulary.uses(word).is_some() {
            corrected.push(word.text.clone());
        } else {
            unknown += 1;
            if unknown <= MOST {
                corrected.extend(nearest(conn, &word.text)?);
            }
        }
    }
    Ok((unknown > 0 && !corrected.is_empty()).then(|| Query::of(corrected)))
}

/// The intended word, or two words that were typed as one; empty if nothing is near.
///
/// Prefers the fewest errors (optimal string alignment: letters omitted, inserted, changed or swapped with a neighbor),
/// then the same first letter, then the longer word, because letters are omitted more often than inserted, then the
/// word that more careers use.
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

/// The number of errors allowed in a word of this length.
fn allowed(word: &str) -> usize {
    match word.len() {
        ..=2 => 0,
        3..=4 => 1,
        5..=8 => 2,
        _ => 3,
    }
}

/// Splits a word into two known ones, choosing the split whose rarer word is most common.
fn parts(conn: &mut Conn, word: &str) -> QueryResult<Vec<String>> {
    let cuts: Vec<(&str, &str)> = (2..word.len().saturating_sub(1)).map(|at| word.split_at(at)).collect();
    let halves: Vec<&str> = cuts.iter().flat_map(|(left, right)| [*left, *right]).collect();
    let known = vocabulary::uses(conn, &halves)?;
    let both = |(left, right): &(&str, &str)| {
        let rarer = *known.get(*left)?.min(known.get(*right)?);
        Some((rarer, left.to_string(), right.to_string()))
    };
    let best = cuts.iter().filter_map(both).max();
    Ok(best.into_iter().flat_map(|(_, left, right)| [left, right]).collect())
}
