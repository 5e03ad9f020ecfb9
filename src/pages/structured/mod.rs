//! Pages as schema.org data, for search engines and other programs. Only what the page shows.

pub mod salary;

use serde_json::{Value, json};

use super::Head;

/// JSON for a script element, which no content can end.
pub fn script(nodes: &[Value]) -> String {
    let graph = serde_json::to_string(nodes).unwrap_or_else(|_| "[]".into());
    format!(r#"{{"@context":"https://schema.org","@graph":{}}}"#, without_markup(&graph))
}

/// Escapes characters that are special in HTML or end a line in JavaScript.
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

    /// With breadcrumbs, each a name and path; the last is this page.
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
