//! Changes words as people do when they type.

use super::shared::random::Random;

/// In letters: a word of this length is still recognizable with an error in it.
const LONG: usize = 5;

/// The text with this many errors in one of its words, or none if no word is long enough.
pub fn with_errors(random: &mut Random, text: &str, errors: usize) -> Option<String> {
    let mut words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let is_long =
        |word: &String| word.len() >= LONG + errors && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let long: Vec<usize> = (0..words.len()).filter(|place| is_long(&words[*place])).collect();
    if long.is_empty() {
        return None;
    }
    let word = *random.pick(&long);
    for _ in 0..errors {
        words[word] = with_error(random, &words[word]);
    }
    Some(words.join(" "))
}

/// Drops, adds or changes a letter, or swaps it with the next one.
fn with_error(random: &mut Random, word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = random.between(0, letters.len() - 2);
    let other = *random.pick(&('a'..='z').collect::<Vec<_>>());
    match random.between(0, 3) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, other),
        2 => letters[at] = other,
        _ => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}

/// Two neighboring words of the text, swapped; none if it has fewer than two.
pub fn two_turned(random: &mut Random, text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = random.between(0, words.len().checked_sub(2)?);
    Some(format!("{} {}", words[at + 1], words[at]))
}

/// The text with its last word cut off, after three letters or later; none if that word is shorter.
pub fn begun(random: &mut Random, text: &str) -> Option<String> {
    let start = text.rfind(' ').map_or(0, |space| space + 1);
    let ends: Vec<usize> = text[start..].char_indices().map(|(at, _)| start + at).skip(3).collect();
    (!ends.is_empty()).then(|| text[..*random.pick(&ends)].into())
}

pub fn nonsense(random: &mut Random) -> String {
    let letters = ["q", "x", "z", "j", "v", "k", "w", "y", "a", "e"];
    (0..random.between(5, 14)).map(|_| *random.pick(&letters)).collect()
}

/// The text with characters between its words that have a meaning in SQL or full-text queries.
pub fn with_signs(random: &mut Random, text: &str) -> String {
    let signs = [
        "\"", "'", "*", "(", ")", " OR ", " AND ", " NOT ", " NEAR/3 ", "%", "_", ":", "^", "-", "--", ";",
        "\\", "&", "|", "!", "<->", ":*", "{", "}", "~", "+", "#", "?", "é", "\u{0}",
    ];
    let mut words = text.split_whitespace();
    let mut typed = String::from(words.next().unwrap_or_default());
    for word in words.chain(["", ""]) {
        typed.push_str(random.pick::<&str>(&signs));
        typed.push_str(word);
    }
    typed
}
