//! Maps the field of a problem to its input and label.

use super::Field;
use crate::profile::check::Problem;

/// A parsed path: `pay[0].likely.high` is row 0 of the pay, input `likely_high`.
pub struct Path {
    pub name: String,
    pub row: Option<usize>,
    pub input: String,
}

impl Path {
    pub fn parse(path: &str) -> Self {
        let (head, input) = path.split_once('.').unwrap_or((path, ""));
        let (name, row) = head.split_once('[').unwrap_or((head, ""));
        Self {
            name: name.to_owned(),
            row: row.trim_end_matches(']').parse().ok(),
            input: input.replace('.', "_"),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The id of the input, or of the whole list.
    pub id: String,
    /// `Pay 1: base`.
    pub label: String,
}

impl Place {
    pub fn of_path(path: &str) -> Self {
        let path = Path::parse(path);
        match path.name.parse::<Field>() {
            Ok(field) if path.row.is_none() => Self { id: path.name, label: field.label().to_owned() },
            Ok(field) => Self::of(field, path.row.unwrap_or(0), input(field, &path.input)),
            Err(_) => Self { id: path.name, label: String::new() },
        }
    }

    pub fn of(field: Field, row: usize, input: &str) -> Self {
        let entry = field.entry();
        let label = match entry.rows {
            None => entry.label.to_owned(),
            Some(rows) => match rows.inputs.iter().find(|one| !input.is_empty() && one.name == input) {
                Some(one) => format!("{} {}: {}", rows.label, row + 1, lower(one.label)),
                None => format!("{} {}", rows.label, row + 1),
            },
        };
        Self { id: field.input_id(row, input), label }
    }
}

/// The input beside which a problem with part of a row is shown.
pub fn input(field: Field, part: &str) -> &str {
    match (field, part) {
        (Field::Pay, "") => "place",
        (Field::Pay, "likely") => "likely_low",
        (Field::Pay, "possible") => "possible_low",
        (Field::Pay, "likely_percentiles") => "likely_from",
        (Field::Pay, "possible_percentiles") => "possible_from",
        (Field::Experience | Field::ExperienceAsked | Field::TimeInJob, "") => "percent",
        (Field::OnTheJobTraining | Field::EducationLevels, "") => "percent",
        (Field::Skills | Field::Tools | Field::WorkStyles | Field::Industries, "") => "name",
        (Field::NumberEmployed | Field::Outlook, "") => "place",
        (Field::Interests, "") => "kind",
        (_, part) => part,
    }
}

/// A problem as shown away from its input: the field's label, if it has one, and the message.
pub fn in_words(problem: &Problem) -> String {
    match Place::of_path(&problem.field).label {
        label if label.is_empty() => problem.message.clone(),
        label => format!("{label}: {}", problem.message),
    }
}

pub(in crate::profile) fn lower(label: &str) -> String {
    let mut chars = label.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_called_as_the_form_calls_them() {
        let place = |field| {
            let Place { id, label } = Place::of_path(field);
            format!("{id} {label}")
        };
        assert_eq!(place("summary"), "summary Summary");
        assert_eq!(place("pay[0].base"), "pay-0-base Pay 1: base");
        assert_eq!(place("pay[1].likely.high"), "pay-1-likely_high Pay 2: typical range to");
        assert_eq!(place("related[2]"), "related-2 Related career 3");
        assert_eq!(place("experience"), "experience Experience");
        assert_eq!(place("alternate_titles[7]"), "alternate_titles Alternate titles");
        let said = |field: &str| in_words(&Problem { field: field.into(), message: "is wrong".into() });
        assert_eq!(said("pay[0].base"), "Pay 1: base: is wrong");
        assert_eq!(said("status"), "is wrong", "no field of the form");
    }
}
