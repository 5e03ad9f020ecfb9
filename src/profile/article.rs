//! The indefinite article of a title: "a Nurse", "an Actuary".
//!
//! English picks the article by sound, not by spelling: "an HR Manager" but "a UX Designer". [`Article::suggest`]
//! guesses the sound from the first word; an editor can change it.

use super::words;

words! {
    /// The indefinite article that a title takes in running text.
    #[derive(Default)]
    pub enum Article {
        /// "a", before a consonant sound: "a User Researcher".
        A = "a",
        /// "an", before a vowel sound: "an Hourly Worker".
        An = "an",
        /// No article, for a title that doesn't name one person: "Clergy".
        #[default]
        None = "none",
    }
}

/// Letters whose name starts with a vowel sound: "an F" (eff), but "a U" (you).
const VOWEL_NAMES: &str = "AEFHILMNORSX";

/// Acronyms spoken as a word, which starts with a different sound than the name of its first letter: "a NATO Analyst".
const SPOKEN: &str = "FEMA HACCP HIPAA LAMP LAN LEED LIDAR MCAT MEMS MIG NASA NATO NICU NOC RADAR \
    REIT REST SCADA SCUBA SEAL SOC SONAR SPED STEM SWAT";

impl Article {
    /// Only a title without letters and digits gets [`Article::None`]. A final "s" doesn't mean a plural ("Head of
    /// Operations"), so plural and collective titles are left to the editor.
    pub fn suggest(title: &str) -> Article {
        let start = title.trim_start_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = start.chars().next() else {
            return Article::None;
        };
        let vowel = if title.trim_start().starts_with('.') {
            false // "dot": "a .NET Developer"
        } else if first.is_numeric() {
            let digits = start.split(|c: char| !c.is_numeric()).next();
            start.starts_with('8') || matches!(digits, Some("11" | "18"))
        } else {
            let in_word = |c: &char| c.is_alphabetic() || "'’".contains(*c);
            let word: String = start.chars().take_while(in_word).collect();
            if is_spelled_out(&word, title) {
                VOWEL_NAMES.contains(first.to_ascii_uppercase())
            } else {
                starts_with_vowel_sound(&word.to_lowercase())
            }
        };
        if vowel { Article::An } else { Article::A }
    }

    /// `an Actuary`.
    pub fn with(self, title: &str) -> String {
        match self {
            Article::A => format!("a {title}"),
            Article::An => format!("an {title}"),
            Article::None => title.to_string(),
        }
    }
}

/// Whether the first word is spoken letter by letter: a single letter ("X-ray", "R&D"), or two to five capitals ("HR",
/// "MLOps").
fn is_spelled_out(word: &str, title: &str) -> bool {
    let capitals = word.chars().take_while(|c| c.is_uppercase()).count();
    // In an all-caps title, capitals say little: "FLOOR MANAGER", "HR MANAGER". A title without a long word doesn't
    // count as all-caps: "SQL DBA".
    let shouted = !title.contains(char::is_lowercase) && title.split(' ').any(|word| word.len() > 5);
    let longest = if shouted { 2 } else { 5 };
    word.chars().count() == 1
        || ((2..=longest).contains(&capitals) && SPOKEN.split(' ').all(|spoken| spoken != word))
}

fn starts_with_vowel_sound(word: &str) -> bool {
    let starts = |beginnings: &[&str]| beginnings.iter().any(|b| word.starts_with(b));
    let letters: Vec<char> = word.chars().take(3).collect();
    match letters.as_slice() {
        // The silent h: "hourly", "honorary", "heirloom", and American "herb".
        ['h', ..] => starts(&["hour", "honor", "honour", "honest", "heir", "herb"]),
        // "European" and "one" start like "you" and "won".
        ['e', 'u' | 'w', ..] => false,
        ['o', 'n', ..] => !["one", "ones", "once"].contains(&word),
        // "unit" starts like "you", but "uninsured" and "unidentified" do not.
        ['u', 'n', 'i'] => starts(&["unide", "unim", "unin"]),
        // Like "you": "user", "utility", "urology", "Ukrainian", "ubiquitous";
        // unlike it: "usher", "utter", "urban", "uber".
        ['u', 'r' | 's' | 't', 'a' | 'e' | 'i' | 'o' | 'u'] => false,
        ['u', 'k', ..] | ['u', 'b', 'i'] => false,
        [first, ..] => "aeiouáàâäåæéèêëíìîïóòôöøúùûü".contains(*first),
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_follows_the_sound() {
        let cases = [
            // Plain words.
            "a Web Developer, an Actuary, an Umpire, an Urban Planner, an Usher, an Undertaker, \
             an Upholsterer, an Uninsured Driver Adjuster, an Oncology Nurse, an Éclair Baker, \
             a Yoga Teacher",
            // Vowels that sound like "you" and "won".
            "a University Lecturer, a Unit Secretary, a User Researcher, a Utility Worker, a Urologist, \
             a Ukrainian Interpreter, a European Sales Manager, a One-Room School Teacher",
            // The silent h.
            "an Hourly Worker, an Honorary Consul, an Heirloom Restorer, an Herbalist, a Hospitalist, \
             a House Painter",
            // Letters, spelled out and spoken.
            "an X-ray Technician, an R&D Manager, an e-Learning Designer, a U.S. Marshal, \
             a C++ Programmer, an HR Manager, an MRI Technologist, an MLOps Engineer, an EMT, \
             a UX Designer, a QA Tester, a NATO Analyst, a STEM Teacher, a SaaS Consultant, an SQL DBA, \
             a FLOOR MANAGER, an HR MANAGER",
            // Digits and other beginnings.
            "an 18-Wheeler Driver, an 8th Grade Teacher, a 3D Artist, a .NET Developer, \
             an \"Agile\" Coach, a 看護師",
        ];
        for expected in cases.iter().flat_map(|sounds| sounds.split(", ")) {
            let (_, title) = expected.split_once(' ').unwrap();
            assert_eq!(Article::suggest(title).with(title), expected);
        }
    }

    #[test]
    fn nothing_to_speak_takes_no_article() {
        for title in ["", "  ", "—", "🙂"] {
            assert_eq!(Article::suggest(title), Article::None);
            assert_eq!(Article::None.with(title), title);
        }
    }
}
