//! Places in searches: `nurse texas`, `jobs in ohio`, `welder salary kansas city mo`.

use crate::db::Conn;
use crate::models::QueryResult;
use crate::models::place::{self, Place};
use crate::profile::place::search_key;

/// The most words of a place's name.
const WORDS: usize = 4;

/// Words that say nothing about a career where a place is named.
const FILLERS: [&str; 13] = [
    "in", "near", "around", "at", "for", "job", "jobs", "career", "careers", "pay", "salary", "wage", "wages",
];

/// Abbreviations of states that are words, too.
const WORDS_TOO: [&str; 12] = ["in", "or", "me", "hi", "ok", "oh", "id", "de", "la", "al", "pa", "ma"];

/// A search for careers in a place.
#[derive(Debug)]
pub struct InPlace {
    pub place: Place,
    /// The rest of the search; may be empty.
    pub rest: String,
}

/// The place that a text ends or, for a place of several words, begins with. The longest name counts.
pub fn split(conn: &mut Conn, text: &str) -> QueryResult<Option<InPlace>> {
    let key = search_key(text);
    let words: Vec<&str> = key.split(' ').filter(|word| !word.is_empty()).collect();
    let lengths = (1..=WORDS.min(words.len())).rev();
    let ends = lengths.clone().map(|length| (words.len() - length, words.len()));
    let starts = lengths.filter(|length| *length < words.len()).map(|length| (0, length));
    let spans: Vec<(usize, usize)> = ends.chain(starts).collect();
    let names: Vec<String> = spans.iter().map(|(from, to)| words[*from..*to].join(" ")).collect();
    let is_word = |name: &str| WORDS_TOO.contains(&name) && !text.contains(&name.to_uppercase());
    let wanted: Vec<&str> = names.iter().map(String::as_str).filter(|name| !is_word(name)).collect();
    if wanted.is_empty() {
        return Ok(None);
    }
    let mut found = place::named(conn, &wanted)?;
    let named = spans.iter().zip(&names).find_map(|(span, name)| Some((span, found.remove(name)?)));
    Ok(named.map(|((from, to), place)| {
        let rest = words[..*from].iter().chain(&words[*to..]).filter(|word| !FILLERS.contains(*word));
        InPlace { place, rest: rest.copied().collect::<Vec<_>>().join(" ") }
    }))
}
