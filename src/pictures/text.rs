//! Measures and wraps text for pictures, because SVG doesn't.

use std::sync::LazyLock;

use askama::Template;
use deunicode::deunicode_char;
use quick_cache::sync::Cache;
use resvg::usvg::Node;
use unicode_bidi::{Direction, get_base_direction_full};
use unicode_segmentation::UnicodeSegmentation;

use super::fonts::{Run, has, runs};
use super::{PictureError, tree};

/// The font size at which text is measured.
const MEASURED: f32 = 100.0;
const KEPT: usize = 4_096;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    Regular = 400,
    Bold = 700,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Edge {
    /// Distance of the start of left-to-right text from the left edge.
    Left(f32),
    /// Distance of the start of right-to-left text from the left edge.
    Right(f32),
}

/// Text broken into lines at a font size.
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    pub lines: Vec<String>,
    pub size: f32,
}

#[derive(Template)]
#[template(
    source = r#"<svg xmlns="http://www.w3.org/2000/svg"><text y="100" font-family="{{ run.family }}" font-weight="{{ weight }}" font-size="{{ size }}" xml:space="preserve">{{ run.text }}</text></svg>"#,
    ext = "svg"
)]
struct Measured<'a> {
    run: &'a Run,
    weight: u16,
    size: f32,
}

/// Transliterates letters that no font has, and removes characters that XML can't represent.
pub fn drawable(text: &str) -> String {
    let mut drawable = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            letter if letter.is_whitespace() => drawable.push(' '),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            letter if has(letter) => drawable.push(letter),
            letter => drawable.push_str(deunicode_char(letter).unwrap_or_default()),
        }
    }
    drawable.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn is_right_to_left(text: &str) -> bool {
    get_base_direction_full(text) == Direction::Rtl
}

/// The width at size 1. Cached, since the same run is measured for each size, each line and each picture.
fn measure(run: &Run, weight: Weight) -> f32 {
    static WIDTHS: LazyLock<Cache<(Run, Weight), f32>> = LazyLock::new(|| Cache::new(KEPT));
    let measure_now = || {
        let measured = Measured { run, weight: weight as u16, size: MEASURED };
        let tree = tree(&measured.render().map_err(PictureError::new)?)?;
        match tree.root().children().first() {
            Some(Node::Text(text)) => Ok::<_, PictureError>(text.bounding_box().width() / MEASURED),
            _ => Ok(0.0),
        }
    };
    WIDTHS.get_or_insert_with(&(run.clone(), weight), measure_now).unwrap_or_default()
}

pub fn width(text: &str, weight: Weight, size: f32) -> f32 {
    runs(text).iter().map(|run| measure(run, weight) * size).sum()
}

/// The runs of a line, each with its start. Explicit positions keep the SVG renderer from joining runs, which doesn't
/// always work.
pub fn placed(line: &str, weight: Weight, size: f32, edge: Edge) -> Vec<(f32, Run)> {
    let (start, direction) = match edge {
        Edge::Left(x) => (x, 1.0),
        Edge::Right(x) => (x, -1.0),
    };
    let mut placed: Vec<(f32, Run)> = Vec::new();
    for run in runs(line) {
        let x = placed.last().map_or(start, |(x, last)| x + direction * measure(last, weight) * size);
        placed.push((x, run));
    }
    placed
}

/// A line cut to a width, with an ellipsis.
pub fn shortened(text: &str, weight: Weight, size: f32, limit: f32) -> String {
    if width(text, weight, size) <= limit {
        return text.into();
    }
    let parts: Vec<&str> = text.graphemes(true).collect();
    let cut = |kept: usize| format!("{}…", parts[..kept].concat().trim_end());
    // Binary search for the longest prefix that fits.
    let (mut fits, mut too_long) = (0, parts.len());
    while fits + 1 < too_long {
        let middle = fits.midpoint(too_long);
        if width(&cut(middle), weight, size) <= limit { fits = middle } else { too_long = middle }
    }
    cut(fits)
}

/// Sets bold text in the first size whose maximum number of lines it fits. At the last size, breaks words and cuts off
/// the rest.
pub fn set(text: &str, limit: f32, sizes: &[(f32, usize)]) -> Set {
    let pieces = pieces(text);
    for &(size, most) in sizes {
        let lines = fill(&pieces, limit / size);
        let is_whole = pieces.iter().all(|piece| piece.width <= limit / size);
        if is_whole && lines.len() <= most {
            return Set { lines, size };
        }
    }
    let (size, most) = sizes.last().copied().unwrap_or((MEASURED, 1));
    let parts: Vec<TextPiece> = pieces.into_iter().flat_map(|piece| piece.broken(limit / size)).collect();
    let mut lines = fill(&parts, limit / size);
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join(" ");
        lines.push(shortened(&rest, Weight::Bold, size, limit));
    }
    Set { lines, size }
}

struct TextPiece {
    text: String,
    width: f32,
    is_spaced: bool,
}

impl TextPiece {
    fn new(text: &str, is_spaced: bool) -> Self {
        Self { text: text.into(), width: width(text, Weight::Bold, 1.0), is_spaced }
    }

    fn letters(text: &str, is_spaced: bool) -> Vec<Self> {
        let letters = text.graphemes(true).enumerate();
        letters.map(|(place, letter)| Self::new(letter, is_spaced && place == 0)).collect()
    }

    /// Split into characters if it is wider than a line.
    fn broken(self, limit: f32) -> Vec<Self> {
        if self.width <= limit { vec![self] } else { Self::letters(&self.text, self.is_spaced) }
    }
}

/// The words of a text, or its characters where Chinese or Japanese text can break anywhere.
fn pieces(text: &str) -> Vec<TextPiece> {
    let can_be_parted = |word: &str| {
        word.contains(
            |c| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'),
        )
    };
    let pieces = |word| match can_be_parted(word) {
        true => TextPiece::letters(word, true),
        false => vec![TextPiece::new(word, true)],
    };
    text.split_whitespace().flat_map(pieces).collect()
}

/// Breaks greedily into lines of at most `limit` at size 1.
fn fill(pieces: &[TextPiece], limit: f32) -> Vec<String> {
    // Measured between letters, because a space by itself has no bounding box.
    let [spaced, joined] = ["x x", "xx"].map(|text| width(text, Weight::Bold, 1.0));
    let mut lines: Vec<String> = Vec::new();
    let mut filled = 0.0;
    for piece in pieces {
        let (space, gap) = if piece.is_spaced { (" ", spaced - joined) } else { ("", 0.0) };
        match lines.last_mut() {
            Some(line) if filled + gap + piece.width <= limit => {
                line.extend([space, &piece.text]);
                filled += gap + piece.width;
            }
            _ => {
                lines.push(piece.text.clone());
                filled = piece.width;
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIZES: [(f32, usize); 2] = [(84.0, 2), (58.0, 3)];

    #[test]
    fn short_titles_are_large_and_long_ones_are_cut() {
        assert_eq!(set("Actuary", 1056.0, &SIZES), Set { lines: vec!["Actuary".into()], size: 84.0 });
        let long = set(&"Very long title ".repeat(20), 1056.0, &SIZES);
        assert_eq!((long.lines.len(), long.size), (3, 58.0));
        assert!(long.lines[2].ends_with('…'), "{long:?}");
        assert_eq!(set("", 1056.0, &SIZES).lines, [""; 0]);
    }

    #[test]
    fn each_part_of_a_line_has_a_family_and_nothing_is_lost() {
        assert_eq!(runs("Pâtissière & Бухгалтер 2").len(), 1);
        for line in ["محاسب Senior 2", "👩\u{200d}🍳 Chef", "软件 x", ""] {
            assert_eq!(runs(line).iter().map(|run| run.text.as_str()).collect::<String>(), line);
        }
    }

    #[test]
    fn what_no_font_has_is_spelled_or_left_out() {
        assert_eq!(drawable(" a\u{0}\n\u{7}b "), "a b");
        // A private-use character is in no font and has no transliteration.
        assert_eq!(drawable("x\u{10fffd}"), "x");
        assert!(is_right_to_left("محاسب 2") && !is_right_to_left("Actuary محاسب"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn no_line_is_wider_than_the_picture(text in "([a-zA-ZÀ-ž]{1,40} ?|[0-9&<>\"]{1,9} |[\u{4e00}-\u{4e20}]{1,9}){1,9}") {
            let text = drawable(&text);
            let set = set(&text, 1056.0, &SIZES);
            prop_assert!(set.lines.len() <= 3);
            for line in &set.lines {
                prop_assert!(width(line, Weight::Bold, set.size) <= 1056.0 * 1.01, "{}", line);
            }
            let all: String = set.lines.concat().replace(' ', "");
            prop_assert!(all.ends_with('…') || all == text.replace(' ', ""));
        }
    }
}
