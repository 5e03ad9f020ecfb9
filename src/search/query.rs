//! What a visitor typed, as words to find.

use super::terms::{Form, stem, telling, words};

/// How much of what is typed is looked at, in characters.
pub const LONGEST: usize = 100;
/// How many of its words.
const MOST_WORDS: usize = 8;
/// The fewest letters that stand for the words that begin with them, in titles.
const SHORT_PREFIX: usize = 2;
/// The same in everything else, where many more words begin alike.
const PREFIX: usize = 3;

/// A word to find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As it was typed, folded.
    pub text: String,
    /// Its stem.
    pub stem: String,
    /// Whether it may go on: the last one, which is perhaps not finished.
    pub is_last: bool,
}

impl Word {
    fn new(text: String, is_last: bool) -> Self {
        Self { stem: stem(&text), text, is_last }
    }

    /// Whether a word of a text is this one, another form of it, or goes on from it.
    pub fn matches(&self, other: &Form) -> bool {
        self.stem == other.stem || self.text.len() >= SHORT_PREFIX && self.is_begun_in(other)
    }

    /// Whether a word of a text is this one or goes on from it.
    pub fn is_typed_in(&self, other: &Form) -> bool {
        self.text == other.text || self.is_begun_in(other)
    }

    fn is_begun_in(&self, other: &Form) -> bool {
        self.is_last && other.text.starts_with(&self.text)
    }
}

/// The words of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The words, in order.
    pub words: Vec<Word>,
}

/// Where terms are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Index {
    /// The titles of careers.
    Titles,
    /// Their other names.
    Names,
    /// All that is said of them.
    Documents,
}

/// What a text must hold of a word: its stem, or anything that begins with the prefix.
#[derive(Clone, Debug)]
pub struct Term {
    /// The stem, with its mark.
    pub stem: String,
    /// The prefix, where the word may go on.
    pub prefix: Option<String>,
}

/// How many of the terms must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Every one.
    All,
    /// Every one but one, whichever.
    AllButOne,
    /// At least one.
    Any,
}

impl Need {
    /// Joins the expressions of terms as a database spells "and" and "or".
    pub fn combine(self, terms: Vec<String>, and: &str, or: &str) -> String {
        match self {
            Self::All => terms.join(and),
            Self::Any => terms.join(or),
            Self::AllButOne => {
                let without = |left_out: usize| {
                    let kept = terms.iter().enumerate().filter(|(place, _)| *place != left_out);
                    format!("({})", kept.map(|(_, term)| term.as_str()).collect::<Vec<_>>().join(and))
                };
                (0..terms.len()).map(without).collect::<Vec<_>>().join(or)
            }
        }
    }
}

impl Query {
    /// Takes what was typed; of a long text, its beginning.
    pub fn parse(text: &str) -> Self {
        let start: String = text.chars().take(LONGEST).collect();
        let mut words = telling(words(&start));
        words.truncate(MOST_WORDS);
        Self::of(words)
    }

    /// A query of words that are folded already.
    pub fn of(words: Vec<String>) -> Self {
        let last = words.len();
        let words = words.into_iter().zip(1..).map(|(word, place)| Word::new(word, place == last));
        Self { words: words.collect() }
    }

    /// The words with spaces between them.
    pub fn text(&self) -> String {
        self.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// What a name must be to be this very name; see [`super::terms::key`].
    pub fn key(&self) -> String {
        self.words.iter().map(|word| word.stem.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// The terms to look for in an index, and whether the last word may go on there, if it is long enough.
    pub fn terms(&self, index: Index, may_go_on: bool) -> Vec<Term> {
        let shortest = if index == Index::Titles { SHORT_PREFIX } else { PREFIX };
        let goes_on = |word: &Word| may_go_on && word.is_last && word.text.len() >= shortest;
        let term = |word: &Word| Term {
            stem: format!("~{}", word.stem),
            prefix: goes_on(word).then(|| word.text.clone()),
        };
        self.words.iter().map(term).collect()
    }

    /// Whether the last word is long enough to go on in every index, and not only in titles.
    pub fn goes_on_everywhere(&self) -> bool {
        self.words.last().is_some_and(|last| last.text.len() >= PREFIX)
    }

    /// The letter or letters that titles shall begin with, where that is all there is.
    pub fn first_letters(&self) -> Option<&str> {
        match self.words.as_slice() {
            [word] if word.text.len() < PREFIX => Some(&word.text),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_bounded() {
        assert_eq!(Query::parse("The  Nurse’s AIDE").text(), "nurses aide");
        assert_eq!(Query::parse("\" OR * NEAR( ) ^").text(), "near");
        assert_eq!(Query::parse("?!").words, []);
        assert_eq!(Query::parse(&"ab ".repeat(10_000)).words.len(), MOST_WORDS);
        assert!(Query::parse(&"a".repeat(10_000)).text().len() <= LONGEST);
    }

    #[test]
    fn terms_are_combined() {
        let combined = |need: Need| need.combine(["a", "b", "c"].map(String::from).into(), "&", "|");
        assert_eq!(combined(Need::All), "a&b&c");
        assert_eq!(combined(Need::AllButOne), "(b&c)|(a&c)|(a&b)");
        assert_eq!(combined(Need::Any), "a|b|c");
    }

    #[test]
    fn only_the_last_word_may_go_on() {
        let query = Query::parse("back deve");
        let form = |word: &str| Form::new(word.into());
        assert!(query.words[1].matches(&form("developer")) && !query.words[0].matches(&form("backend")));
        assert!(Query::parse("nurses").words[0].matches(&form("nursing")));
        let prefixes =
            |index| query.terms(index, true).into_iter().map(|term| term.prefix).collect::<Vec<_>>();
        assert_eq!(prefixes(Index::Names), [None, Some("deve".into())]);
        assert_eq!(
            Query::parse("de").terms(Index::Names, true)[0].prefix,
            None,
            "too many words begin with two letters"
        );
        assert_eq!(Query::parse("de").terms(Index::Titles, true)[0].prefix, Some("de".into()));
        assert_eq!(Query::parse("manager").terms(Index::Names, false)[0].prefix, None);
        assert_eq!(Query::parse("d").first_letters(), Some("d"));
        assert_eq!(Query::parse("deve").first_letters(), None);
    }
}
