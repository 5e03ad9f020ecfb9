//! Slugs of careers, categories, sources and skills.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// In bytes.
pub const MAX_LENGTH: usize = 80;

/// A valid slug: groups of `a-z0-9` joined by single hyphens, 1 to 80 bytes long.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength" = MAX_LENGTH))]
pub struct Slug(String);

impl Slug {
    pub fn parse(text: &str) -> Result<Self, String> {
        match is_slug(text) {
            true => Ok(Self(text.to_owned())),
            false => Err(format!(
                "“{text}” is not a slug: use only a-z, digits and single hyphens, at most {MAX_LENGTH} characters"
            )),
        }
    }

    /// Transliterates other scripts, keeps `C++` and `C#` apart, and cuts a long text at a word.
    pub fn suggest(text: &str) -> Self {
        if is_slug(text) {
            return Self(text.to_owned());
        }
        let mut slug = String::with_capacity(text.len());
        let mut is_separated = false;
        let mut ascii = [0];
        for c in text.chars() {
            let spelled: &str = match c {
                '+' => " plus ",
                '#' => " sharp ",
                '&' => " and ",
                c if c.is_ascii() => c.encode_utf8(&mut ascii),
                c => deunicode::deunicode_char(c).unwrap_or(" "),
            };
            for c in spelled.chars().filter(|c| *c != '\'') {
                if !c.is_ascii_alphanumeric() {
                    is_separated = true;
                    continue;
                }
                if std::mem::take(&mut is_separated) && !slug.is_empty() {
                    slug.push('-');
                }
                slug.push(c.to_ascii_lowercase());
            }
        }
        if slug.len() > MAX_LENGTH {
            let cut = slug[..=MAX_LENGTH].rfind('-').unwrap_or(MAX_LENGTH);
            slug.truncate(cut);
        }
        if slug.is_empty() { Self::default() } else { Self(slug) }
    }

    /// Appends a suffix, shortening the slug to stay within the limit.
    pub fn with_suffix(&self, suffix: &str) -> Self {
        let room = MAX_LENGTH.saturating_sub(suffix.len() + 1).min(self.0.len());
        Self::suggest(&format!("{}-{suffix}", &self.0[..room]))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_slug(text: &str) -> bool {
    let is_group = |group: &str| {
        !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.len() <= MAX_LENGTH && text.split('-').all(is_group)
}

impl Default for Slug {
    fn default() -> Self {
        Self("untitled".into())
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for Slug {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Slug {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

/// Transliterated to ASCII, in lowercase.
pub fn ascii(text: &str) -> String {
    match text.is_ascii() {
        true => text.to_ascii_lowercase(),
        // Lowercase first, too: the transliteration lacks the capitals of some scripts.
        false => deunicode::deunicode(&text.to_lowercase()).to_ascii_lowercase(),
    }
}

/// For sorting and matching: like [`ascii`], with runs of whitespace and control characters collapsed to one space.
/// PostgreSQL rejects NULs.
pub fn fold(text: &str) -> String {
    let ascii = ascii(text);
    let words = ascii.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slugs_are_suggested_from_any_text() {
        let cases = [
            ("Back End Developer", "back-end-developer"),
            ("Back_End--Developer/", "back-end-developer"),
            ("Éclair Maker’s Helper", "eclair-makers-helper"),
            ("C++", "c-plus-plus"),
            ("C#", "c-sharp"),
            ("Research & Development", "research-and-development"),
            ("", "untitled"),
            ("!!!", "untitled"),
        ];
        for (text, expected) in cases {
            assert_eq!(Slug::suggest(text).as_str(), expected);
        }
    }

    #[test]
    fn long_slugs_are_cut_at_a_word_and_leave_room_for_a_suffix() {
        let long = Slug::suggest(&"extraordinarily ".repeat(9));
        assert_eq!(long.as_str().len(), 79);
        assert!(long.as_str().ends_with("extraordinarily"));
        let suffixed = long.with_suffix("15-1252");
        assert!(suffixed.as_str().ends_with("-15-1252") && suffixed.as_str().len() <= MAX_LENGTH);
    }

    #[test]
    fn only_right_slugs_parse() {
        for wrong in ["", "A", "a_b", "a--b", "-a", "a-", "a b", "é", &"a".repeat(81)] {
            assert!(Slug::parse(wrong).is_err(), "{wrong}");
        }
        assert!(Slug::parse("back-end-developer").is_ok());
    }

    proptest! {
        #[test]
        fn every_suggestion_parses(text in "\\PC{0,120}") {
            let slug = Slug::suggest(&text);
            prop_assert!(Slug::parse(slug.as_str()).is_ok(), "{}", slug);
        }
    }
}
