//! Pages as schema.org data, for search engines and other programs. Only what the page shows.

pub mod salary;

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use serde_json::{Value, json};

use super::Head;

/// JSON for a script element, which no content can end.
pub fn script(nodes: &[Value]) -> String {
    let mut script = br#"{"@context":"https://schema.org","@graph":"#.to_vec();
    let written = nodes.serialize(&mut Serializer::with_formatter(&mut script, WithoutMarkup));
    written.expect("memory takes what is written to it");
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

/// Removes nulls, and lists and nodes that are empty.
pub fn known(mut node: Value) -> Value {
    if let Some(properties) = node.as_object_mut() {
        properties.retain(|_, value| match value {
            Value::Null => false,
            Value::Array(items) => !items.is_empty(),
            _ => true,
        });
    }
    node
}

impl Head {
    /// A node's id: this page with a fragment.
    pub fn part(&self, fragment: &str) -> String {
        format!("{}#{fragment}", self.canonical().unwrap_or_default())
    }

    pub fn with_trail(mut self, trail: &[(&str, &str)]) -> Self {
        self.structured.push(self.trail(trail));
        self
    }

    /// Breadcrumbs, each a name and path; the last is this page.
    pub fn trail(&self, trail: &[(&str, &str)]) -> Value {
        let item = |(place, (name, path)): (usize, &(&str, &str))| json!({ "@type": "ListItem", "position": place + 1, "name": name, "item": { "@id": self.absolute(path) } });
        let items: Vec<Value> = trail.iter().enumerate().map(item).collect();
        json!({ "@type": "BreadcrumbList", "@id": self.part("breadcrumb"), "itemListElement": items })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_script_holds_what_was_said_and_nothing_that_ends_it(text in "(\\PC|[<>&/\"'\\\\!-]|script|\u{2028}|\u{2029}|\n){0,40}") {
            let script = script(&[json!({ "name": text })]);
            prop_assert!(!script.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{}", script);
            let read: Value = serde_json::from_str(&script).unwrap();
            prop_assert_eq!(&read["@graph"][0]["name"], &text);
        }
    }

    #[test]
    fn what_is_unknown_is_left_out() {
        let node = known(json!({ "a": null, "b": [], "c": 0, "d": "" }));
        assert_eq!(node, json!({ "c": 0, "d": "" }));
    }
}
