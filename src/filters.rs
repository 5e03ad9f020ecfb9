//! Template filters: dates, counts and Markdown.

use chrono::NaiveDate;
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};
use pulldown_cmark_to_cmark::cmark;

use crate::escape::as_plain_markdown;
use crate::profile::check::is_web_address;
use crate::profile::currency::grouped;
pub use crate::profile::money::month;

/// `May 8, 2021`.
pub fn day(date: &NaiveDate) -> String {
    date.format("%B %-d, %Y").to_string()
}

/// `1,016`.
pub fn count(number: &i64) -> String {
    let sign = if *number < 0 { "−" } else { "" };
    format!("{sign}{}", grouped(number.unsigned_abs()))
}

/// `1 career`, `1,016 careers`.
pub fn counted(number: &i64, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if *number == 1 { one } else { many })
}

/// `a`, `a and b`, `a, b, and c`; with semicolons where an item has a comma or an "and" of its own.
pub fn list(items: &[String]) -> String {
    let compound = items.iter().any(|item| item.contains(',') || item.contains(" and "));
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] if !compound => format!("{one} and {two}"),
        [most @ .., last] => match compound {
            true => format!("{}; and {last}", most.join("; ")),
            false => format!("{}, and {last}", most.join(", ")),
        },
    }
}

/// Renders a safe subset of Markdown as HTML: paragraphs, emphasis, lists, quotes, code, and links to the web or within
/// the site. Escapes HTML, turns headings into paragraphs because the page has its own, and images into their alt text.
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 5 / 4);
    html::push_html(&mut out, SafeEvents::of(text));
    out
}

/// The same subset as Markdown for other renderers: without HTML and with absolute links. Escapes everything else.
pub fn safe_markdown(text: &str, base_url: &str) -> String {
    let absolute = |event| match event {
        Event::Start(Tag::Link { link_type: _, dest_url, title, id }) => {
            let within_site = dest_url.starts_with('/');
            let dest_url = if within_site { format!("{base_url}{dest_url}").into() } else { dest_url };
            // A reference link would need its definition, which is elsewhere in the text.
            Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, title, id })
        }
        // A line break in the output could start a new block, and repeats the prefix of all lists and quotes around it.
        Event::Text(text) if text.contains('\n') => Event::Text(text.replace('\n', " ").into()),
        Event::SoftBreak => Event::Text(" ".into()),
        other => other,
    };
    let mut out = String::with_capacity(text.len());
    match cmark(SafeEvents::of(text).map(absolute), &mut out, Options::empty()) {
        Ok(_) => out,
        Err(_) => as_plain_markdown(text),
    }
}

/// How many quotes, lists, items, emphases and links may nest: each adds tags or, in Markdown, a prefix to every line.
const DEEPEST: usize = 6;

/// Whether lists and quotes nest deeper than pages show.
pub fn is_too_deep(text: &str) -> bool {
    let mut events = SafeEvents::of(text);
    events.by_ref().for_each(drop);
    events.is_cut
}

/// The safe subset of a text. Of what nests too deep, only the text is left.
struct SafeEvents<'a> {
    parser: Parser<'a>,
    /// Whether each open element is part of the output.
    open: Vec<bool>,
    is_cut: bool,
}

impl<'a> SafeEvents<'a> {
    fn of(text: &'a str) -> Self {
        Self { parser: Parser::new_ext(text, Options::empty()), open: Vec::new(), is_cut: false }
    }

    fn safe(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        match event {
            Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(raw)),
            Event::Start(Tag::HtmlBlock | Tag::Heading { .. }) => Some(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock | TagEnd::Heading(_)) => Some(Event::End(TagEnd::Paragraph)),
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) | Event::Rule => None,
            Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                let is_kept = is_safe_target(&dest_url, link_type) && self.fits(1);
                self.open.push(is_kept);
                let (title, id) = (CowStr::Borrowed(""), CowStr::Borrowed(""));
                is_kept.then_some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
            }
            Event::Start(Tag::BlockQuote(_) | Tag::Emphasis | Tag::Strong) => self.start(1, event),
            // A list needs room for its items.
            Event::Start(Tag::List(_)) => self.start(2, event),
            Event::Start(Tag::Item) => {
                let is_kept = self.open.last().copied().unwrap_or(false);
                self.open.push(is_kept);
                is_kept.then_some(event)
            }
            Event::End(
                TagEnd::Link
                | TagEnd::BlockQuote(_)
                | TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::List(_)
                | TagEnd::Item,
            ) => self.open.pop().unwrap_or(false).then_some(event),
            other => Some(other),
        }
    }

    fn start(&mut self, levels: usize, event: Event<'a>) -> Option<Event<'a>> {
        let is_kept = self.fits(levels);
        self.is_cut |= !is_kept;
        self.open.push(is_kept);
        is_kept.then_some(event)
    }

    fn fits(&self, levels: usize) -> bool {
        // Long enough for any text that is kept whole; counting all of a hostile text would take quadratic time.
        self.open.len() <= DEEPEST && self.open.iter().filter(|is_kept| **is_kept).count() + levels <= DEEPEST
    }
}

impl<'a> Iterator for SafeEvents<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            let event = self.parser.next()?;
            if let Some(safe) = self.safe(event) {
                return Some(safe);
            }
        }
    }
}

fn is_safe_target(target: &str, kind: LinkType) -> bool {
    let within_site = target.starts_with('/') && !target.starts_with("//") && !target.contains('\\');
    kind != LinkType::Email && (within_site || is_web_address(target))
}

/// The first paragraph of a Markdown text as plain text, cut at a word; for descriptions.
pub fn plain_start(text: &str, most: usize) -> String {
    let mut plain = String::new();
    for event in Parser::new(text) {
        match event {
            Event::Text(text) | Event::Code(text) => plain.push_str(&text),
            Event::SoftBreak | Event::HardBreak => plain.push(' '),
            Event::End(TagEnd::Paragraph) => break,
            _ => {}
        }
    }
    start(&plain, most)
}

/// A Markdown text as plain text, one line per block. Keeps HTML as literal text.
pub fn plain(text: &str) -> String {
    let mut plain = String::new();
    for event in Parser::new_ext(text, Options::empty()) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                plain.push_str(&text);
            }
            Event::SoftBreak => plain.push(' '),
            Event::HardBreak
            | Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock | TagEnd::HtmlBlock,
            ) => plain.push('\n'),
            _ => {}
        }
    }
    let lines = plain.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The first three names, and how many more there are: `Actuary, Baker, Clerk and 9 more`.
pub fn first_of<'a>(names: impl IntoIterator<Item = &'a str>, all: usize) -> String {
    let first: Vec<&str> = names.into_iter().take(3).collect();
    let named = first.join(", ");
    match all.saturating_sub(first.len()) {
        0 => named,
        more => format!("{named} and {} more", count(&(more as i64))),
    }
}

/// At most `most` characters, cut at a word.
pub fn start(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.into();
    }
    let start: String = text.chars().take(most).collect();
    let end = start.rfind(' ').unwrap_or(start.len());
    format!("{}…", start[..end].trim_end_matches([',', ';', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_well() {
        let of = |items: &[&str]| list(&items.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(of(&["a"]), "a");
        assert_eq!(of(&["a", "b"]), "a and b");
        assert_eq!(of(&["a", "b", "c"]), "a, b, and c");
        assert_eq!(of(&["law and order", "b"]), "law and order; and b");
    }

    #[test]
    fn markdown_keeps_its_safe_part_and_defuses_the_rest() {
        for (text, html) in [
            ("Two *kinds*.", "<p>Two <em>kinds</em>.</p>\n"),
            ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
            ("[x](/careers/a)", "<p><a href=\"/careers/a\">x</a></p>\n"),
            ("[x](https://a.example/?b&c)", "<p><a href=\"https://a.example/?b&amp;c\">x</a></p>\n"),
            ("# Big\n\n![alt](x.png)", "<p>Big</p>\n<p>alt</p>\n"),
            ("[x](javascript:alert(1))", "<p>x</p>\n"),
            ("[x](//evil.example)", "<p>x</p>\n"),
            ("a <script>b</script>", "<p>a &lt;script&gt;b&lt;/script&gt;</p>\n"),
        ] {
            assert_eq!(markdown(text), html);
        }
        assert!(!markdown("<img src=x onerror=alert(1)>").contains("<img"));
    }

    #[test]
    fn what_nests_too_deep_keeps_its_text() {
        for text in [">".repeat(20_000), "*a ".repeat(10_000), "- ".repeat(10_000), "[".repeat(20_000)] {
            let text = text + "end";
            for out in [markdown(&text), safe_markdown(&text, ""), plain(&text)] {
                assert!(out.contains("end") && out.len() < 5 * text.len(), "{} of {}", out.len(), text.len());
            }
        }
        let nested = "> - *a*\n>   - b\n\n> > > c";
        assert!(!is_too_deep(nested), "{}", markdown(nested));
        assert!(is_too_deep(&format!("{}x", "> ".repeat(7))));
        assert!(is_too_deep("- - - - x"));
        assert_eq!(markdown(&format!("{}x", "> ".repeat(9))).matches("<blockquote>").count(), 6);
    }

    #[test]
    fn counts_and_dates_read_well() {
        assert_eq!(counted(&1, "career", "careers"), "1 career");
        assert_eq!(counted(&1_016, "career", "careers"), "1,016 careers");
        assert_eq!(day(&"2021-05-08".parse().unwrap()), "May 8, 2021");
        assert_eq!(plain_start("One *two* three four.\n\nFive.", 14), "One two three…");
        assert_eq!(plain_start("Short.", 14), "Short.");
        assert_eq!(first_of(["A", "B", "C", "D"], 1_004), "A, B, C and 1,001 more");
        assert_eq!(first_of(["A"], 1), "A");
    }

    #[test]
    fn markdown_as_plain_text_keeps_all_that_is_shown() {
        assert_eq!(plain("One *two*\nthree.\n\n- `a`\n- [b](/c)\n\n# D"), "One two three.\na\nb\nD");
        assert_eq!(plain("x </script><b>y</b>"), "x </script><b>y</b>");
    }

    #[test]
    fn safe_markdown_is_markdown_still() {
        let site = "https://careers.example";
        let safe = |text| safe_markdown(text, site);
        assert_eq!(safe("Two *kinds*.\n\n- a\n- b"), "Two *kinds*.\n\n* a\n* b");
        assert_eq!(safe("[x](/careers/a)"), "[x](https://careers.example/careers/a)");
        assert_eq!(safe("[x](javascript:alert(1))"), "x");
        assert_eq!(safe("[x]\n\n[x]: https://a.example/"), "[x](https://a.example/)");
        assert_eq!(markdown(&safe("a <script>b</script>")), "<p>a &lt;script&gt;b&lt;/script&gt;</p>\n");
    }
}
