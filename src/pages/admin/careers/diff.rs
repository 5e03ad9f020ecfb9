//! A word diff of two profiles.

use similar::{ChangeTag, DiffableStr};

use crate::profile::fields::differing;
use crate::profile::{Profile, steps};

/// The number of unchanged words shown on each side of a change.
const AROUND: usize = 12;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Same,
    Removed,
    Added,
    /// Unchanged, but too long to show; the text says how many words it has.
    Elided,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffPiece {
    pub fate: Fate,
    pub text: String,
}

impl DiffPiece {
    pub fn is_removed(&self) -> bool {
        self.fate == Fate::Removed
    }

    pub fn is_added(&self) -> bool {
        self.fate == Fate::Added
    }

    pub fn is_elided(&self) -> bool {
        self.fate == Fate::Elided
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldDiff {
    pub label: &'static str,
    pub pieces: Vec<DiffPiece>,
}

pub fn between(from: &Profile, to: &Profile) -> Vec<FieldDiff> {
    let differing = differing(from, to);
    differing
        .map(|(field, before, after)| FieldDiff { label: field.label(), pieces: pieces(&before, &after) })
        .collect()
}

fn pieces(before: &str, after: &str) -> Vec<DiffPiece> {
    let (before, after) = (before.tokenize_words(), after.tokenize_words());
    let mut written = WrittenDiff::default();
    for step in steps(&before, &after) {
        for change in step.iter_changes(&before, &after) {
            written.add(change.tag(), change.value());
        }
    }
    let pieces = written.finish();
    let last = pieces.len().saturating_sub(1);
    let shortened = pieces.into_iter().enumerate().flat_map(|(i, piece)| shortened(piece, i == 0, i == last));
    shortened.collect()
}

/// Builds pieces. A space between two changed words belongs to the change, so that the words form one piece.
#[derive(Default)]
struct WrittenDiff {
    pieces: Vec<DiffPiece>,
    removed: String,
    added: String,
    /// A space that may belong to a change or follow it.
    space: String,
}

impl WrittenDiff {
    fn add(&mut self, tag: ChangeTag, text: &str) {
        let is_changing = !self.removed.is_empty() || !self.added.is_empty();
        if tag == ChangeTag::Equal {
            if is_changing && text.trim().is_empty() && !text.contains('\n') {
                self.space.push_str(text);
            } else {
                self.flush();
                self.push(Fate::Same, text.into());
            }
            return;
        }
        let space = std::mem::take(&mut self.space);
        self.removed.push_str(&space);
        self.added.push_str(&space);
        match tag {
            ChangeTag::Delete => self.removed.push_str(text),
            _ => self.added.push_str(text),
        }
    }

    fn flush(&mut self) {
        for (fate, text) in [
            (Fate::Removed, std::mem::take(&mut self.removed)),
            (Fate::Added, std::mem::take(&mut self.added)),
            (Fate::Same, std::mem::take(&mut self.space)),
        ] {
            self.push(fate, text);
        }
    }

    fn push(&mut self, fate: Fate, text: String) {
        match self.pieces.last_mut().filter(|last| last.fate == fate) {
            Some(last) => last.text.push_str(&text),
            None if text.is_empty() => {}
            None => self.pieces.push(DiffPiece { fate, text }),
        }
    }

    fn finish(mut self) -> Vec<DiffPiece> {
        self.flush();
        self.pieces
    }
}

/// Elides the middle of a long unchanged piece, or everything but the words next to the change if the piece is first or
/// last.
fn shortened(piece: DiffPiece, is_first: bool, is_last: bool) -> Vec<DiffPiece> {
    let words: Vec<&str> = piece.text.split_inclusive(char::is_whitespace).collect();
    let head = if is_first { 0 } else { AROUND };
    let tail = if is_last { 0 } else { AROUND };
    if piece.fate != Fate::Same || words.len() <= 2 * AROUND + 8 {
        return vec![piece];
    }
    let middle = &words[head..words.len() - tail];
    let count = middle.iter().filter(|word| !word.trim().is_empty()).count();
    let same = |words: &[&str]| DiffPiece { fate: Fate::Same, text: words.concat() };
    let elided = DiffPiece { fate: Fate::Elided, text: format!("{count} words unchanged") };
    let all = [same(&words[..head]), elided, same(&words[words.len() - tail..])];
    all.into_iter().filter(|piece| !piece.text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(pieces: &[DiffPiece]) -> String {
        let mark = |piece: &DiffPiece| match piece.fate {
            Fate::Same => piece.text.clone(),
            Fate::Removed => format!("[-{}-]", piece.text),
            Fate::Added => format!("[+{}+]", piece.text),
            Fate::Elided => format!("<{}>", piece.text),
        };
        pieces.iter().map(mark).collect()
    }

    #[test]
    fn words_are_compared_and_long_text_that_stays_is_left_out() {
        assert_eq!(written(&pieces("a b c", "a x c")), "a [-b-][+x+] c");
        assert_eq!(written(&pieces("a b c d", "a x y d")), "a [-b c-][+x y+] d");
        let long = "word ".repeat(100);
        let shown = written(&pieces(&format!("{long}old"), &format!("{long}new")));
        assert_eq!(shown, format!("<88 words unchanged>{}[-old-][+new+]", "word ".repeat(12)));
        let between = written(&pieces(&format!("x {long}y"), &long));
        assert!(between.starts_with("[-x"), "{between}");
    }

    #[test]
    fn only_what_differs_is_listed() {
        let before = Profile::new("Baker");
        let after = Profile { responsibilities: vec!["Bake".into()], ..before.clone() };
        let diff = between(&before, &after);
        assert_eq!(diff.len(), 1);
        assert_eq!((diff[0].label, written(&diff[0].pieces).as_str()), ("Responsibilities", "[+Bake+]"));
    }
}
