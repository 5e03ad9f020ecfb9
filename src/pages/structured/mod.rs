//! What pages say in the words of schema.org, for search engines and other readers that are no people. Nothing
//! stands here that the page doesn't show.

pub mod salary;

use serde_json::{Value, json};

use super::Head;

/// Nodes as the text of a script element, in which nothing can end the element or begin another.
pub fn script(nodes: &[Value]) -> String {
    let graph = serde_json::to_string(nodes).unwrap_or_else(|_| "[]".into());
    format!(r#"{{"@context":"https://schema.org","@graph":{}}}"#, without_markup(&graph))
}

/// JSON whose strings write in another way what means something in HTML or ends a line of a script.
fn without_markup(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    let mut rest = json;
    // The two separators begin with 0xe2, as do dashes and quotation marks.
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'<' | b'>' | b'&' | 0xe2)) {
        let (before, after) = rest.split_at(at);
        safe.push_str(before);
        let mut chars = after.chars();
        match chars.next() {
            Some(char @ ('<' | '>' | '&' | '\u{2028}' | '\u{2029}')) => {
                safe += &format!("\\u{:04x}", char as u32);
            }
            other => safe.extend(other),
        }
        rest = chars.as_str();
    }
    safe + rest
}

/// A node without what is unknown: null, and lists and nodes that hold nothing.
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
    /// A part of this page, by its fragment, as other nodes refer to it.
    pub fn part(&self, fragment: &str) -> String {
        format!("{}#{fragment}", self.canonical().unwrap_or_default())
    }

    /// The same with a trail of pages that leads here, each with its name and path; the last is this one.
    pub fn with_trail(mut self, trail: &[(&str, &str)]) -> Self {
        let item = |(place, (name, path)): (usize, &(&str, &str))| json!({ "@type": "ListItem", "position": place + 1, "name": name, "item": { "@id": self.absolute(path) } });
        let items: Vec<Value> = trail.iter().enumerate().map(item).collect();
        self.structured.push(json!({
            "@type": "BreadcrumbList",
            "@id": self.part("breadcrumb"),
            "itemListElement": items,
        }));
        self
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
