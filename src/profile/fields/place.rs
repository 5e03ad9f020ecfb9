//! Maps the field of a problem to its input and label.

use super::{Group, label};
use crate::profile::check::Problem;

/// `pay[0].likely.high` is row 0 of the pay, field `likely_high`.
pub struct Path {
    pub name: String,
    pub row: Option<usize>,
    pub field: String,
}

impl Path {
    pub fn parse(path: &str) -> Self {
        let (head, field) = path.split_once('.').unwrap_or((path, ""));
        let (name, row) = head.split_once('[').unwrap_or((head, ""));
        Self {
            name: name.to_owned(),
            row: row.trim_end_matches(']').parse().ok(),
            field: field.replace('.', "_"),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The id of the input, or of its group.
    pub id: String,
    /// `Pay 1: base`.
    pub label: String,
}

impl Place {
    pub fn of_field(field: &str) -> Self {
        let path = Path::parse(field);
        match (path.name.parse::<Group>(), path.row) {
            (Ok(group), Some(row)) => Self::of(Some((group, row)), input(group, &path.field)),
            (Ok(group), None) => Self { id: group.name().to_owned(), label: group.label().to_owned() },
            (Err(_), _) => Self::of(None, &path.name),
        }
    }

    pub fn of(at: Option<(Group, usize)>, field: &str) -> Self {
        match at {
            None => Self { id: field.to_owned(), label: label(None, field).to_owned() },
            Some((group, row)) => {
                let (start, name) = (format!("{} {}", group.row_label(), row + 1), label(Some(group), field));
                let label = if field.is_empty() { start } else { format!("{start}: {}", lower(name)) };
                Self { id: group.input_id(row, field), label }
            }
        }
    }
}

pub fn input(group: Group, field: &str) -> &str {
    match (group, field) {
        (Group::Pay, "") => "place",
        (Group::Pay, "likely") => "likely_low",
        (Group::Pay, "possible") => "possible_low",
        (Group::Pay, "likely_percentiles") => "likely_from",
        (Group::Pay, "possible_percentiles") => "possible_from",
        (Group::Experience, "") => "percent",
        (Group::Skills, "") => "name",
        (_, field) => field,
    }
}

/// A problem away from its input: the field's label, if it has one, and the message.
pub fn in_words(problem: &Problem) -> String {
    match Place::of_field(&problem.field).label {
        label if label.is_empty() => problem.message.clone(),
        label => format!("{label}: {}", problem.message),
    }
}

fn lower(label: &str) -> String {
    let mut chars = label.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_called_as_the_form_calls_them() {
        let place = |field| {
            let Place { id, label } = Place::of_field(field);
            format!("{id} {label}")
        };
        assert_eq!(place("summary"), "summary Summary");
        assert_eq!(place("pay[0].base"), "pay-0-base Pay 1: base");
        assert_eq!(place("pay[1].likely.high"), "pay-1-likely_high Pay 2: likely, to");
        assert_eq!(place("related[2]"), "related-2 Related career 3");
        assert_eq!(place("experience"), "experience Experience");
        assert_eq!(place("alternate_titles[7]"), "alternate_titles Other names");
        let said = |field: &str| in_words(&Problem { field: field.into(), message: "is wrong".into() });
        assert_eq!(said("pay[0].base"), "Pay 1: base: is wrong");
        assert_eq!(said("status"), "is wrong", "no field of the form");
    }
}
