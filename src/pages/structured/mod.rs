//! Pages as schema.org data for search engines and other programs, limited to what the page shows.

mod node;
pub mod salary;

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::Head;
pub use node::Node;

/// JSON for a script element; its content can't close the element.
pub fn script(nodes: &[Node]) -> String {
    let mut script = br#"{"@context":"https://schema.org","@graph":"#.to_vec();
    let written = nodes.serialize(&mut Serializer::with_formatter(&mut script, WithoutMarkup));
    written.expect("writing to memory can’t fail");
    script.push(b'}');
    String::from_utf8(script).expect("JSON is UTF-8")
}

/// Escapes characters that are special in HTML or end a line in JavaScript.
struct WithoutMarkup;

impl Formatter for WithoutMarkup {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, mut text: &str) -> io::Result<()> {
        while let Some(at) = text.find(['<', '>', '&', '\u{2028}', '\u{2029}']) {
            let (before, special) = text.split_at(at);
            let mut chars = special.chars();
            let code = chars.next().map_or(0, u32::from);
            write!(writer, "{before}\\u{code:04x}")?;
            text = chars.as_str();
        }
        writer.write_all(text.as_bytes())
    }
}

impl Head {
    /// A node's id: this page's URL with a fragment.
    pub fn part(&self, fragment: &str) -> String {
        format!("{}#{fragment}", self.canonical().unwrap_or_default())
    }

    pub fn with_trail(self, trail: &[(&str, &str)]) -> Self {
        Self { structured_data: Some(script(&[self.trail(trail)])), ..self }
    }

    /// Breadcrumbs, each a name and path; the last is this page.
    pub fn trail(&self, trail: &[(&str, &str)]) -> Node {
        let item = |(position, (name, path)): (usize, &(&str, &str))| {
            Node::new("ListItem")
                .with("position", position)
                .with("name", *name)
                .with_reference("item", &self.absolute(path))
        };
        Node::new("BreadcrumbList")
            .with("@id", self.part("breadcrumb"))
            .with_nodes("itemListElement", (1..).zip(trail).map(item).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    proptest! {
        #[test]
        fn a_script_holds_what_was_said_and_nothing_that_ends_it(text in "(\\PC|[<>&/\"'\\\\!-]|script|\u{2028}|\u{2029}|\n){0,40}") {
            let script = script(&[Node::new("AdministrativeArea").with("name", &*text)]);
            prop_assert!(!script.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{}", script);
            let read: Value = serde_json::from_str(&script).unwrap();
            prop_assert_eq!(&read["@graph"][0]["name"], &text);
        }
    }
}
