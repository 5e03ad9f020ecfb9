//! Turns text into search terms. Since the program does this, both databases only compare strings.

use std::collections::HashSet;
use std::sync::LazyLock;

use snowball_stemmers_rs::{Algorithm, Stemmer};

use crate::profile::slug::ascii;

/// Words are cut to this many characters.
const LONGEST: usize = 40;

const SILENT: [&str; 16] =
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "who", "with"];

/// The words in order: transliterated, in lower case, `C++` and `C#` spelled out, dots and apostrophes removed.
pub fn words(text: &str) -> Vec<String> {
    split(text, |c| c.is_ascii_alphanumeric())
}

/// Drops stop words, unless that would leave nothing.
pub fn telling(words: Vec<String>) -> Vec<String> {
    let tells = |word: &String| !SILENT.contains(&word.as_str());
    match words.iter().any(tells) {
        true => words.into_iter().filter(tells).collect(),
        false => words,
    }
}

/// The stem by Snowball's English stemmer: `nurs` for `nurses` and `nursing`.
pub fn stem(word: &str) -> String {
    static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));
    STEMMER.stem(word).into_owned()
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordForms {
    pub text: String,
    pub stem: String,
}

impl WordForms {
    pub fn new(text: String) -> Self {
        Self { stem: stem(&text), text }
    }
}

pub fn forms(name: &str) -> Vec<WordForms> {
    telling(words(name)).into_iter().map(WordForms::new).collect()
}

/// The stems of a name in order; names with the same key count as the same name.
pub fn key(name: &str) -> String {
    forms(name).into_iter().map(|form| form.stem).collect::<Vec<_>>().join(" ")
}

/// The distinct terms of texts: each word, its stem after a `~`, and hyphenated words joined.
pub fn terms<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut seen = HashSet::new();
    let mut terms = Vec::new();
    for text in texts {
        let joined = text.contains('-').then(|| split(text, |c| c.is_ascii_alphanumeric() || c == '-'));
        let joined = joined.into_iter().flatten().map(|word| word.replace('-', ""));
        for word in telling(words(text)).into_iter().chain(joined.filter(|word| !word.is_empty())) {
            if seen.insert(word.clone()) {
                let stem = format!("~{}", stem(&word));
                terms.push(word);
                terms.extend(seen.insert(stem.clone()).then_some(stem));
            }
        }
    }
    terms.join(" ")
}

fn split(text: &str, is_part: impl Fn(char) -> bool) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in ascii(text).chars() {
        match c {
            '+' => word.push_str("plus"),
            '#' => word.push_str("sharp"),
            '.' | '\'' => {}
            c if is_part(c) => word.push(c),
            _ if word.is_empty() => {}
            _ => words.push(std::mem::take(&mut word)),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words.iter_mut().for_each(|word| word.truncate(LONGEST));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_folded_and_told_apart() {
        assert_eq!(
            words("Éclair Maker’s C++/C# .NET, R.N. (3D)").join("|"),
            "eclair|makers|cplusplus|csharp|net|rn|3d"
        );
        assert_eq!(words("–!?"), [""; 0]);
        assert_eq!(words("Თბ"), words("თბ"));
        assert_eq!(telling(words("Director of the Arts")), ["director", "arts"]);
        assert_eq!(telling(words("of the")), ["of", "the"]);
    }

    #[test]
    fn a_name_is_the_same_in_the_plural_and_with_other_signs() {
        assert_eq!(key("Registered Nurses"), key("registered-nurse"));
        assert_eq!(key("Directors of Nursing"), key("Director, Nursing"));
        assert_ne!(key("Nurse Manager"), key("Manager Nurse"));
    }

    #[test]
    fn terms_are_words_stems_and_what_hyphens_join() {
        assert_eq!(
            terms(["Back-End Developers", "developer"]),
            "back ~back end ~end developers ~develop backend ~backend developer"
        );
        assert_eq!(terms([""]), "");
    }

    proptest! {
        #[test]
        fn terms_hold_nothing_but_words_and_stems(text in "\\PC{0,80}") {
            for term in terms([text.as_str()]).split(' ').filter(|term| !term.is_empty()) {
                let word = term.strip_prefix('~').unwrap_or(term);
                prop_assert!(!word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "{}", term);
            }
        }
    }
}
