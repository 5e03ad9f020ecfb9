//! Escapes plain text for Markdown, so that no character acts as markup.

use std::fmt::{self, Write};

use askama::filters::Escaper;

/// The escaper for askama templates that end in `.md`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Markdown;

impl Escaper for Markdown {
    fn write_escaped_str<W: Write>(&self, mut dest: W, text: &str) -> fmt::Result {
        let mut before = None;
        for (place, c) in text.char_indices() {
            if needs_escape(c, before, &text[place + c.len_utf8()..], place) {
                dest.write_char('\\')?;
            }
            // Four spaces would start a code block, and a line break a new block.
            dest.write_char(if c.is_whitespace() { ' ' } else { c })?;
            before = Some(c);
        }
        Ok(())
    }
}

/// Whether a character would act as markup. Characters that only do so in certain positions stay unescaped elsewhere,
/// which keeps `C#`, `R&D` and `Front-End` readable.
fn needs_escape(c: char, before: Option<char>, behind: &str, place: usize) -> bool {
    match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' => true,
        '#' | '+' | '-' | '=' => before.is_none_or(char::is_whitespace),
        '.' | ')' => {
            let ends = behind.chars().next().is_none_or(char::is_whitespace);
            ends && (1..=9).contains(&place) && before.is_some_and(|before| before.is_ascii_digit())
        }
        '&' => {
            let name = behind.strip_prefix('#').unwrap_or(behind);
            name.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).starts_with(';')
        }
        _ => false,
    }
}

pub fn as_plain_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Writing to a string can't fail.
    Markdown.write_escaped_str(&mut out, text).ok();
    out
}

/// Encodes a URL for use as a link target between angle brackets.
pub fn target(url: &str) -> String {
    let encoded = |c: char| match c {
        '<' => "%3C".into(),
        '>' => "%3E".into(),
        '\\' => "%5C".into(),
        '&' => "&amp;".into(),
        c if c.is_whitespace() || c.is_control() => "%20".into(),
        c => c.to_string(),
    };
    url.chars().map(encoded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::plain_start;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    #[test]
    fn what_is_no_markup_stays_readable() {
        for text in ["C#", "C++", "R&D", "Front-End", "Node.js", "a = b; 3.5", "“Hi” (2)", "!"] {
            let expected = text.replace(" =", " \\=");
            assert_eq!(as_plain_markdown(text), expected);
        }
        assert_eq!(as_plain_markdown("# 1"), "\\# 1");
        assert_eq!(as_plain_markdown("1. a"), "1\\. a");
        assert_eq!(as_plain_markdown("- a\n- b"), "\\- a \\- b");
        assert_eq!(as_plain_markdown("&lt;b&#62; <i>"), "\\&lt;b\\&#62; \\<i\\>");
    }

    #[test]
    fn a_target_ends_where_it_shall() {
        assert_eq!(target("https://a.example/?a=1&b=(2) <x>"), "https://a.example/?a=1&amp;b=(2)%20%3Cx%3E");
    }

    proptest! {
        #[test]
        fn plain_text_reads_back_as_it_was(text in "[a-z0-9<>&;#*_`~|!=+.()\\[\\]\\\\\"'-][a-z0-9<>&;#*_`~|!=+.() \\[\\]\\\\\"'-]{0,40}") {
            let text = text.trim();
            let markdown = as_plain_markdown(text);
            prop_assert_eq!(plain_start(&markdown, usize::MAX), text, "{}", markdown);
            let is_text = |event: &Event<'_>| !matches!(event, Event::Html(_) | Event::InlineHtml(_));
            prop_assert!(Parser::new_ext(&markdown, Options::all()).all(|event| is_text(&event)));
        }
    }
}
