//! A visitor's query, split into words.

use crate::terms::{WordForms, stem, telling, words};

/// In characters; the rest is ignored.
pub const LONGEST: usize = 100;
const MOST_WORDS: usize = 8;
/// The shortest prefix that is searched for in titles.
const SHORT_PREFIX: usize = 2;
/// The same for the other indexes, where many more words share a prefix.
const PREFIX: usize = 3;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryWord {
    /// As typed, folded.
    pub text: String,
    pub stem: String,
    /// Whether this is the last word, which may be a prefix.
    pub is_last: bool,
}

impl QueryWord {
    fn new(text: String, is_last: bool) -> Self {
        Self { stem: stem(&text), text, is_last }
    }

    /// Whether a word in a text is this word or another form of it, or begins with it.
    pub fn matches(&self, other: &WordForms) -> bool {
        self.stem == other.stem || self.text.len() >= SHORT_PREFIX && self.is_begun_in(other)
    }

    /// Whether a word in a text is this word or begins with it.
    pub fn is_typed_in(&self, other: &WordForms) -> bool {
        self.text == other.text || self.is_begun_in(other)
    }

    /// Whether an index is searched for words that begin with this one.
    pub fn goes_on_in(&self, index: Index) -> bool {
        let shortest = if index == Index::Titles { SHORT_PREFIX } else { PREFIX };
        self.is_last && self.text.len() >= shortest
    }

    fn is_begun_in(&self, other: &WordForms) -> bool {
        self.is_last && other.text.starts_with(&self.text)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    pub words: Vec<QueryWord>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Index {
    Titles,
    Names,
    Documents,
}

/// An index entry to look up, made of a-z, 0-9 and `~`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A word, or a stem with `~` before it.
    Whole(String),
    Begun(String),
}

/// Alternatives: a text must contain one of them.
pub type Term = Vec<Entry>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    All,
    AllButOne,
    Any,
}

impl Need {
    /// Formats terms in a database's syntax for entries, "and" and "or".
    pub fn combine(self, terms: &[Term], entry: impl Fn(&Entry) -> String, and: &str, or: &str) -> String {
        let any = |term: &Term| format!("({})", term.iter().map(&entry).collect::<Vec<_>>().join(or));
        let terms: Vec<String> = terms.iter().map(any).collect();
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
    /// Truncates a long text.
    pub fn parse(text: &str) -> Self {
        let start: String = text.chars().take(LONGEST).collect();
        let mut words = telling(words(&start));
        words.truncate(MOST_WORDS);
        Self::of(words)
    }

    /// `words` must be folded.
    pub fn of(words: Vec<String>) -> Self {
        let last = words.len();
        let words = words.into_iter().zip(1..).map(|(word, place)| QueryWord::new(word, place == last));
        Self { words: words.collect() }
    }

    pub fn text(&self) -> String {
        self.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Equal for names that count as the same; see [`crate::terms::key`].
    pub fn key(&self) -> String {
        self.words.iter().map(|word| word.stem.as_str()).collect::<Vec<_>>().join(" ")
    }

    pub fn last(&self) -> Option<&QueryWord> {
        self.words.last().filter(|word| word.is_last)
    }

    pub fn goes_on_in_titles_only(&self) -> bool {
        self.last().is_some_and(|last| !last.goes_on_in(Index::Documents))
    }

    /// The letters that titles should begin with, if the query is one very short word.
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
        let terms = [&["a", "aa"][..], &["b"], &["c"]]
            .map(|term| term.iter().map(|word| Entry::Whole((*word).into())).collect());
        let entry = |entry: &Entry| match entry {
            Entry::Whole(text) | Entry::Begun(text) => text.clone(),
        };
        let combined = |need: Need| need.combine(&terms, entry, "&", "|");
        assert_eq!(combined(Need::All), "(a|aa)&(b)&(c)");
        assert_eq!(combined(Need::AllButOne), "((b)&(c))|((a|aa)&(c))|((a|aa)&(b))");
        assert_eq!(combined(Need::Any), "(a|aa)|(b)|(c)");
    }

    #[test]
    fn only_the_last_word_may_go_on() {
        let query = Query::parse("back deve");
        let form = |word: &str| WordForms::new(word.into());
        assert!(query.words[1].matches(&form("developer")) && !query.words[0].matches(&form("backend")));
        assert!(Query::parse("nurses").words[0].matches(&form("nursing")));
        let goes_on = |text: &str, index| Query::parse(text).words.pop().unwrap().goes_on_in(index);
        assert!(goes_on("back deve", Index::Names) && goes_on("de", Index::Titles));
        assert!(!goes_on("de", Index::Names), "too many words begin with two letters");
        assert_eq!(Query::parse("d").first_letters(), Some("d"));
        assert_eq!(Query::parse("deve").first_letters(), None);
    }
}
