//! Marks the matching parts of a name.

use super::query::Query;
use crate::terms::{WordForms, words};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedText {
    pub text: String,
    pub is_match: bool,
}

/// Splits a name into pieces; concatenated, they are the name.
pub fn pieces(query: &Query, name: &str) -> Vec<MarkedText> {
    let mut pieces: Vec<MarkedText> = Vec::new();
    for run in runs(name) {
        let is_wanted = |form: WordForms| query.words.iter().any(|wanted| wanted.matches(&form));
        let is_match = words(&run).into_iter().map(WordForms::new).any(is_wanted);
        match pieces.last_mut().filter(|last| last.is_match == is_match) {
            Some(last) => last.text.push_str(&run),
            None => pieces.push(MarkedText { text: run, is_match }),
        }
    }
    pieces
}

/// Alternating words and separators.
fn runs(name: &str) -> Vec<String> {
    let is_part = |c: &char| c.is_alphanumeric() || "+#.'’".contains(*c);
    let chars: Vec<char> = name.chars().collect();
    let runs = chars.chunk_by(|one, next| is_part(one) == is_part(next));
    runs.map(|run| run.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn whole_words_are_marked() {
        let marked = |query: &str, name: &str| {
            let pieces = pieces(&Query::parse(query), name);
            pieces
                .iter()
                .map(|p| if p.is_match { format!("[{}]", p.text) } else { p.text.clone() })
                .collect::<String>()
        };
        assert_eq!(marked("nurse", "Registered Nurses (RN)"), "Registered [Nurses] (RN)");
        assert_eq!(marked("rn", "Registered Nurse (R.N.)"), "Registered Nurse ([R.N.])");
        assert_eq!(marked("ecl", "Éclair Maker"), "[Éclair] Maker");
        assert_eq!(marked("x", "<b>"), "<b>");
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_name(query in "\\PC{0,20}", name in "\\PC{0,60}") {
            let pieces = pieces(&Query::parse(&query), &name);
            prop_assert_eq!(pieces.iter().map(|piece| piece.text.as_str()).collect::<String>(), name);
        }
    }
}
