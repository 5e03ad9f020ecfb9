//! SQLite: FTS5, with a trigram index over the vocabulary.

use super::dialect::Dialect;
use super::query::{Entry, Index, Need, Term};

pub const DIALECT: Dialect = Dialect { matches, expression, near: NEAR, near_expression, set_up: None };

/// `rank` gives rare trigrams more weight.
const NEAR: &str = "SELECT w.word, w.uses FROM (
        SELECT rowid AS id FROM word_search WHERE word_search MATCH $1 ORDER BY rank LIMIT $2
    ) m CROSS JOIN words w WHERE w.id = m.id AND w.uses > 0 ORDER BY w.word";

/// Up to this length, all errors in a word may be in the same half.
const SHORT: usize = 5;

fn matches(index: Index) -> &'static str {
    match index {
        Index::Titles => "SELECT rowid AS id FROM title_search WHERE title_search MATCH $1 LIMIT $2",
        Index::Names => {
            "SELECT a.career_id, a.title, a.position
             FROM (SELECT rowid AS id FROM name_search WHERE name_search MATCH $1 LIMIT $2) found
             CROSS JOIN published_names a WHERE a.id = found.id"
        }
        Index::Documents => "SELECT rowid AS id FROM document_search WHERE document_search MATCH $1 LIMIT $2",
    }
}

/// For example `("~back") AND ("~dev" OR "dev" *)`.
fn expression(terms: &[Term], need: Need) -> String {
    let entry = |entry: &Entry| match entry {
        Entry::Whole(word) => format!("\"{word}\""),
        Entry::Begun(letters) => format!("\"{letters}\" *"),
    };
    need.combine(terms, entry, " AND ", " OR ")
}

/// The trigrams of the word, padded with spaces as in the index. In a longer word, both halves must share some, as they
/// do with an error or two: otherwise every word that ends in `-er` would be ranked.
fn near_expression(word: &str) -> String {
    let padded: Vec<char> = format!("  {word} ").chars().collect();
    let trigrams = padded.windows(3).map(|three| format!("\"{}\"", three.iter().collect::<String>()));
    let trigrams: Vec<String> = trigrams.collect();
    match trigrams.split_at(trigrams.len() / 2) {
        (left, right) if word.len() > SHORT => {
            format!("({}) AND ({})", left.join(" OR "), right.join(" OR "))
        }
        _ => trigrams.join(" OR "),
    }
}
