//! The differences between two values, field by field, with their JSON paths.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use similar::DiffOp;

use crate::models::QueryResult;
use crate::profile::steps;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// A JSON path, such as `pay[0].total`. List entries are numbered from 0: in the old list if the entry was removed,
    /// otherwise in the new one. An entry that moved has both numbers, as in `skills[5→0]`.
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl Change {
    pub fn new(field: &str, before: Option<&str>, after: Option<&str>) -> Self {
        Self { field: field.into(), before: before.map(Into::into), after: after.map(Into::into) }
    }

    /// A change of a field that had no value before.
    pub fn to(field: &str, after: impl ToString) -> Self {
        Self { field: field.into(), before: None, after: Some(after.to_string()) }
    }
}

pub fn changes<T: Serialize>(before: Option<&T>, after: &T) -> QueryResult<Vec<Change>> {
    let before = serde_json::to_value(before)?;
    let mut changes = Vec::new();
    compare("", &before, &serde_json::to_value(after)?, &mut changes);
    Ok(changes)
}

pub fn removed<T: Serialize>(before: &T) -> QueryResult<Vec<Change>> {
    let mut changes = Vec::new();
    compare("", &serde_json::to_value(before)?, &Value::Null, &mut changes);
    Ok(changes)
}

/// Empty lists and objects have no fields, so they equal a missing value.
fn compare(path: &str, before: &Value, after: &Value, changes: &mut Vec<Change>) {
    match (before, after) {
        (before, after) if before == after => {}
        (Value::Object(before), Value::Object(after)) => {
            let gone = before.iter().filter(|(name, _)| !after.contains_key(*name));
            for (name, value) in gone {
                compare(&below(path, name), value, &Value::Null, changes);
            }
            for (name, value) in after {
                compare(&below(path, name), before.get(name).unwrap_or(&Value::Null), value, changes);
            }
        }
        (Value::Array(before), Value::Array(after)) => compare_lists(path, before, after, changes),
        (Value::Object(_) | Value::Array(_), _) | (_, Value::Object(_) | Value::Array(_)) => {
            each(path, before, &mut |field, text| {
                changes.push(Change { field, before: Some(text), after: None });
            });
            each(path, after, &mut |field, text| {
                changes.push(Change { field, before: None, after: Some(text) });
            });
        }
        (before, after) => {
            changes.push(Change { field: path.into(), before: text(before), after: text(after) });
        }
    }
}

/// Diffs lists as sequences, so that one entry inserted before a thousand others is one change.
fn compare_lists(path: &str, before: &[Value], after: &[Value], changes: &mut Vec<Change>) {
    let mut spans = Vec::new();
    for op in steps(before, after) {
        if !matches!(op, DiffOp::Equal { .. }) {
            spans.push((op.old_range().collect::<Vec<_>>(), op.new_range().collect::<Vec<_>>()));
        }
    }
    for (from, to) in moves(before, after, &mut spans) {
        let entry = Some(in_a_line(&before[from]));
        let field = format!("{path}[{from}→{to}]");
        changes.push(Change { field, before: entry.clone(), after: entry });
    }
    for (old, new) in spans {
        let both = old.len().min(new.len());
        for (from, to) in old.iter().zip(&new) {
            compare(&format!("{path}[{to}]"), &before[*from], &after[*to], changes);
        }
        for place in &old[both..] {
            compare(&format!("{path}[{place}]"), &before[*place], &Value::Null, changes);
        }
        for place in &new[both..] {
            compare(&format!("{path}[{place}]"), &Value::Null, &after[*place], changes);
        }
    }
}

/// Removes entries that only moved from `spans`, and returns their old and new positions.
fn moves(before: &[Value], after: &[Value], spans: &mut [(Vec<usize>, Vec<usize>)]) -> Vec<(usize, usize)> {
    let mut gone: HashMap<&Value, Vec<usize>> = HashMap::new();
    for place in spans.iter().flat_map(|(old, _)| old).rev() {
        gone.entry(&before[*place]).or_default().push(*place);
    }
    let mut moves = Vec::new();
    for place in spans.iter().flat_map(|(_, new)| new) {
        if let Some(from) = gone.get_mut(&after[*place]).and_then(Vec::pop) {
            moves.push((from, *place));
        }
    }
    let (from, to): (Vec<_>, Vec<_>) = moves.iter().copied().unzip();
    let from: HashSet<usize> = from.into_iter().collect();
    let to: HashSet<usize> = to.into_iter().collect();
    for (old, new) in spans {
        old.retain(|place| !from.contains(place));
        new.retain(|place| !to.contains(place));
    }
    moves
}

/// Calls `found` with every scalar and its path.
fn each(path: &str, value: &Value, found: &mut impl FnMut(String, String)) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| each(&below(path, name), value, found))
        }
        Value::Array(entries) => {
            for (place, value) in entries.iter().enumerate() {
                each(&format!("{path}[{place}]"), value, found);
            }
        }
        single => {
            if let Some(text) = text(single) {
                found(path.into(), text);
            }
        }
    }
}

fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.into() } else { format!("{path}.{name}") }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn in_a_line(entry: &Value) -> String {
    let mut texts = Vec::new();
    each("", entry, &mut |_, text| texts.push(text));
    texts.join(", ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn between(before: Value, after: Value) -> Vec<String> {
        let line = |Change { field, before, after }: Change| {
            format!("{field}: {} → {}", before.unwrap_or_default(), after.unwrap_or_default())
        };
        changes(Some(&before), &after).unwrap().into_iter().map(line).collect()
    }

    #[test]
    fn fields_are_named_by_their_path() {
        let before = json!({ "title": "Baker", "pay": { "total": 1, "label": null }, "sample": true });
        let after = json!({ "title": "Miller", "pay": { "total": 1, "label": "x" } });
        assert_eq!(between(before, after), ["sample: true → ", "pay.label:  → x", "title: Baker → Miller"]);
        assert_eq!(between(json!({ "a": [] }), json!({})), [""; 0]);
        assert_eq!(
            between(json!({ "a": "x" }), json!({ "a": ["y", "z"] })),
            ["a: x → ", "a[0]:  → y", "a[1]:  → z"]
        );
    }

    #[test]
    fn what_is_put_into_a_long_list_or_taken_out_is_one_change() {
        let names: Vec<String> = (0..2_750).map(|n| format!("Name {n}")).collect();
        let mut longer = names.clone();
        longer.insert(0, "First".into());
        assert_eq!(between(json!({ "names": names }), json!({ "names": longer })), ["names[0]:  → First"]);
        assert_eq!(between(json!({ "names": longer }), json!({ "names": names })), ["names[0]: First → "]);
        longer.insert(1_000, "Middle".into());
        longer[2_000] = "Other".into();
        assert_eq!(
            between(json!(names), json!(longer)),
            ["[0]:  → First", "[1000]:  → Middle", "[2000]: Name 1998 → Other"]
        );
    }

    #[test]
    fn what_moves_within_a_list_is_one_change_that_says_from_where_to_where() {
        assert_eq!(between(json!(["a", "b", "c", "d"]), json!(["d", "a", "b", "c"])), ["[3→0]: d → d"]);
        assert_eq!(between(json!(["a", "a", "b"]), json!(["b", "a", "a"])), ["[2→0]: b → b"]);
        let skill = |name: &str, importance: f64| json!({ "name": name, "importance": importance });
        let skills = [skill("Rust", 0.5), skill("SQL", 0.5), skill("C", 0.25), skill("Go", 0.25)];
        let now = [skill("SQL", 0.5), skill("C", 0.75), skill("Go", 0.25), skill("Rust", 0.5)];
        assert_eq!(
            between(json!({ "skills": skills }), json!({ "skills": now })),
            ["skills[0→3]: 0.5, Rust → 0.5, Rust", "skills[1].importance: 0.25 → 0.75"]
        );
    }

    #[test]
    fn what_is_gone_has_nothing_after() {
        let gone = removed(&json!({ "names": ["a"], "none": null })).unwrap();
        assert_eq!(gone, [Change { field: "names[0]".into(), before: Some("a".into()), after: None }]);
    }
}
