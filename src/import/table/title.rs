//! Titles for pages from plural titles such as `Chief executives and senior officials`.

use crate::import::onet::title::singular;

/// Words that stay in lower case within a title.
const SMALL: &str = "a an and as at below by for from in of on or the to with";

/// What ends the titles of groups for everybody else: "not elsewhere classified".
const REST: [&str; 2] = ["n.e.c.", "n.e.c"];

/// Nouns for groups of people, with the noun for one of them.
const GROUPS: [(&str, &str); 2] = [("Trades", "Trades Worker"), ("Staff", "Staff Member")];

/// The singular title in title case: `Chief Executive and Senior Official`. `… n.e.c.` becomes `Other …`.
pub fn from_plural(plural: &str) -> String {
    let plural = without_note(&turned(plural.trim()));
    let rest = REST.iter().find_map(|rest| plural.strip_suffix(rest));
    let title = cased(rest.unwrap_or(&plural).trim_end_matches([' ', ',']));
    let title = one(&title);
    match rest.is_some() && !title.split(' ').any(|word| word == "Other") {
        true => format!("Other {title}"),
        false => title,
    }
}

/// With what follows a dash in front: `Shopkeepers - retail`.
fn turned(title: &str) -> String {
    match title.split_once(" - ").or_else(|| title.split_once(" – ")) {
        Some((who, whom)) => format!("{whom} {}", uncapitalized(who)),
        None => title.to_owned(),
    }
}

/// Without a note in parentheses in the middle, which would end the title for [`singular`].
fn without_note(title: &str) -> String {
    match title.split_once(" (").and_then(|(start, rest)| Some((start, rest.split_once(") ")?.1))) {
        Some((start, end)) => format!("{start} {end}"),
        None => title.to_owned(),
    }
}

fn one(title: &str) -> String {
    let (people, note) = match title.split_once(" (") {
        Some((people, note)) => (people, format!(" ({note}")),
        None => (title, String::new()),
    };
    let group = GROUPS.iter().find_map(|(group, one)| Some((people.strip_suffix(group)?, *one)));
    let one = match group.filter(|(before, _)| before.is_empty() || before.ends_with(' ')) {
        // As if it ended in a plural, so that the names before it become singular, too.
        Some((before, one)) => singular(&format!("{before}{one}s")),
        None => singular(people),
    };
    // "Markers-out"
    let one = one.strip_suffix("s-Out").map(|marker| format!("{marker}-Out")).unwrap_or(one);
    one + &note
}

/// In title case, with abbreviations and notes in parentheses as they are.
fn cased(title: &str) -> String {
    let (title, note) = match title.split_once(" (") {
        Some((title, note)) => (title, format!(" ({note}")),
        None => (title, String::new()),
    };
    let word = |(at, word): (usize, &str)| match at > 0 && SMALL.split(' ').any(|small| small == word) {
        true => word.to_owned(),
        false => parts(word),
    };
    title.split_whitespace().enumerate().map(word).collect::<Vec<_>>().join(" ") + &note
}

/// A word with its parts capitalized: `Book-Keeper`, `Professional/Chartered`.
fn parts(word: &str) -> String {
    let mut starts = true;
    let letter = |letter: char| {
        let letter = if starts { letter.to_uppercase().to_string() } else { letter.to_string() };
        starts = matches!(letter.as_str(), "-" | "/");
        letter
    };
    word.chars().map(letter).collect()
}

/// Unless the word is an abbreviation.
fn uncapitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    match letters.clone().next().is_some_and(char::is_uppercase) {
        true => text.to_owned(),
        false => first + letters.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn british_titles_become_singular() {
        for (plural, title) in [
            ("Chief executives and senior officials", "Chief Executive and Senior Official"),
            ("Functional managers and directors n.e.c.", "Other Functional Manager and Director"),
            ("Other educational professionals n.e.c", "Other Educational Professional"),
            ("Managers in other services n.e.c.", "Manager in Other Services"),
            ("Cleaners and domestics", "Cleaner and Domestic"),
            ("Design occupations n.e.c.", "Other Design Worker"),
            ("Welding trades", "Welding Trades Worker"),
            ("Stonemasons and related trades", "Stonemason or Related Trades Worker"),
            (
                "Textiles, garments and related trades n.e.c.",
                "Other Textiles, Garments and Related Trades Worker",
            ),
            ("Bar staff", "Bar Staff Member"),
            ("Ambulance staff (excluding paramedics)", "Ambulance Staff Member (excluding paramedics)"),
            ("Police officers (sergeant and below)", "Police Officer (sergeant and below)"),
            ("Research and development (R&D) managers", "Research and Development Manager"),
            ("IT project managers", "IT Project Manager"),
            (
                "Book-keepers, payroll managers and wages clerks",
                "Book-Keeper, Payroll Manager and Wages Clerk",
            ),
            ("Tool makers, tool fitters and markers-out", "Tool Maker, Tool Fitter and Marker-Out"),
            ("Shopkeepers and owners - retail and wholesale", "Retail and Wholesale Shopkeeper and Owner"),
            ("Telecoms and related network installers", "Telecoms and Related Network Installer"),
            ("Teachers of English as a foreign language", "Teacher of English as a Foreign Language"),
            ("Professional/chartered company secretaries ", "Professional/Chartered Company Secretary"),
            ("Groundsmen and greenkeepers", "Groundsman and Greenkeeper"),
            ("Clergy", "Clergy Member"),
            ("", ""),
        ] {
            assert_eq!(from_plural(plural), title, "{plural}");
        }
    }
}
