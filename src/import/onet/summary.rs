//! The description of an occupation as an answer to "What does a Registered Nurse do?".
//!
//! O*NET describes an occupation in sentences without a subject: "Assess patient health problems. May advise patients."
//! The answer names the people in the first sentence and says "they" in the others.

use std::collections::HashSet;

use super::text::sentences;
use super::title;

/// Words in titles that stay capitalized within a sentence, as do those with more than one capital letter.
const PROPER: [&str; 1] = ["English"];

/// The verbs that descriptions and tasks begin with, in lower case. Sentences of descriptions that begin with another
/// word have a subject: "Duties include …".
#[derive(Debug, Default)]
pub struct Verbs(HashSet<String>);

impl Verbs {
    pub fn of<'a>(descriptions: impl Iterator<Item = &'a str>, tasks: impl Iterator<Item = &'a str>) -> Self {
        // Only in later sentences of descriptions.
        let rare = ["abstract", "accustom", "assume", "enact", "rehearse", "subject", "time-stamp"];
        let found = descriptions.chain(tasks).map(|text| first_word(text).to_lowercase());
        let not_verbs = ["all", "in", "under", "using"];
        let found = found.filter(|word| !not_verbs.contains(&word.as_str()));
        Self(found.chain(rare.map(str::to_owned)).collect())
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(&word.to_lowercase())
    }

    /// Whether a sentence lacks a subject. "Work" can be one: "Work may involve travel."
    fn begin(&self, sentence: &str) -> bool {
        let second = sentence.split(' ').nth(1).unwrap_or("");
        let is_subject =
            ["may", "is", "are", "can", "include", "includes", "involves", "requires"].contains(&second);
        self.has(first_word(sentence)) && !is_subject
    }
}

/// The description with people as its subject. Descriptions of "All Other" occupations aren't sentences.
pub fn answer(official: &str, description: &str, verbs: &Verbs) -> String {
    if let Some(others) = description.strip_prefix("All ") {
        return format!("This is a collective title for all {others}");
    }
    let sentences = sentences(description);
    let Some((first, others)) = sentences.split_first() else { return String::new() };
    let subject = in_a_sentence(&title::spoken(official));
    let introduction = ["Under", "Using", "In"].contains(&first_word(first));
    let opening = match first.split_once(", ").filter(|_| introduction) {
        Some((where_or_how, what)) => format!("{where_or_how}, {subject} {what}"),
        None => format!("{} {}", capitalized(&subject), uncapitalized(first)),
    };
    let others = others.iter().map(|sentence| with_subject(sentence, verbs));
    [opening].into_iter().chain(others).collect::<Vec<_>>().join(" ")
}

/// A later sentence of a description.
fn with_subject(sentence: &str, verbs: &Verbs) -> String {
    let (word, rest) = sentence.split_once(' ').unwrap_or((sentence, ""));
    match word {
        // The work may include something; people may do something.
        "May" if ["include", "involve", "require"].contains(&first_word(rest)) => {
            format!("This {}", uncapitalized(sentence))
        }
        "May" | "May," | "Must" => format!("They {}", uncapitalized(sentence)),
        "Includes" | "Excludes" | "Does" => format!("This {}", uncapitalized(sentence)),
        "Requires" => format!("The work {}", uncapitalized(sentence)),
        "Responsible" | "Required" => format!("They are {}", uncapitalized(sentence)),
        "Licensing" => sentence.replace(" required.", " is required."),
        "Usually" | "Generally" => {
            let adverb = uncapitalized(word);
            let verb = first_word(rest);
            match verb.strip_suffix('s').filter(|stem| verbs.has(stem) && verb != "requires") {
                Some(stem) => format!("They {adverb} {stem}{}", &rest[verb.len()..]),
                None if verbs.has(verb) => format!("They {adverb} {rest}"),
                None => format!("The work {adverb} {rest}"),
            }
        }
        "Using" => match sentence.split_once(", may ") {
            Some((how, what)) => format!("{how}, they may {what}"),
            None => sentence.to_owned(),
        },
        "Works" => format!("They work {rest}"),
        _ if verbs.begin(sentence) => format!("They {}", uncapitalized(sentence)),
        _ => sentence.to_owned(),
    }
}

/// Without the comma of a list: "Plan, direct, or coordinate".
fn first_word(text: &str) -> &str {
    text.split([' ', ',', '.']).next().unwrap_or(text)
}

/// A title in lower case, except proper names and abbreviations.
fn in_a_sentence(title: &str) -> String {
    let word =
        |word: &str| match PROPER.contains(&word) || word.chars().filter(|c| c.is_uppercase()).count() > 1 {
            true if !word.contains(['-', '/']) => word.to_owned(),
            _ => word.to_lowercase(),
        };
    title.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn capitalized(text: &str) -> String {
    with_first(text, |first| first.to_uppercase().collect())
}

fn uncapitalized(text: &str) -> String {
    with_first(text, |first| first.to_lowercase().collect())
}

fn with_first(text: &str, change: impl Fn(char) -> String) -> String {
    let mut rest = text.chars();
    rest.next().map_or(String::new(), |first| change(first) + rest.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_become_answers() {
        let tasks = ["Administer care.", "Manage through others.", "Receive orders.", "Work with others."];
        let descriptions = ["Assess needs.", "Under supervision, lift.", "All others."];
        let verbs = Verbs::of(descriptions.into_iter(), tasks.into_iter());
        for (official, description, expected) in [
            (
                "Registered Nurses",
                "Assess patients. Administer care. May advise patients. Licensing or registration required.",
                "Registered nurses assess patients. They administer care. They may advise patients. Licensing or \
                 registration is required.",
            ),
            (
                "First-Line Supervisors of Cooks",
                "Directly supervise cooks. Duties include tasting.",
                "First-line supervisors of cooks directly supervise cooks. Duties include tasting.",
            ),
            (
                "English Teachers, Postsecondary",
                "Teach English. Includes both teachers and others. May include grading.",
                "Postsecondary English teachers teach English. This includes both teachers and others. This may \
                 include grading.",
            ),
            (
                "Therapy Aides",
                "Under supervision, lift patients. Work may be hard. Work with others.",
                "Under supervision, therapy aides lift patients. Work may be hard. They work with others.",
            ),
            (
                "Clerks",
                "Plan, sell, or buy. Generally receives orders. Usually manage through others. Usually requires \
                 training.",
                "Clerks plan, sell, or buy. They generally receive orders. They usually manage through others. The \
                 work usually requires training.",
            ),
            (
                "Directors",
                "Lead. Responsible for the film. Required to hold a license. Requires a license. Works outdoors.",
                "Directors lead. They are responsible for the film. They are required to hold a license. The work \
                 requires a license. They work outdoors.",
            ),
            ("HVAC Mechanics", "Repair HVAC units.", "HVAC mechanics repair HVAC units."),
            (
                "Managers, All Other",
                "All managers not listed separately.",
                "This is a collective title for all managers not listed separately.",
            ),
            ("Managers", "", ""),
        ] {
            assert_eq!(answer(official, description, &verbs), expected);
        }
    }
}
