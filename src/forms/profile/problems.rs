//! What is wrong with a profile, brought to the inputs of its form.

use super::check::lines;
use super::reader::Reader;
use super::{Group, ProfileForm, label};
use crate::forms::FieldError;
use crate::profile::check::Problem;

/// The place of a problem's field: `pay[0].likely.high` is row 0 of the pay, and `likely_high` there.
struct Path {
    name: String,
    row: Option<usize>,
    field: String,
}

impl Path {
    fn parse(path: &str) -> Self {
        let (head, field) = path.split_once('.').unwrap_or((path, ""));
        let (name, row) = head.split_once('[').unwrap_or((head, ""));
        Self {
            name: name.to_owned(),
            row: row.trim_end_matches(']').parse().ok(),
            field: field.replace('.', "_"),
        }
    }
}

impl Reader<'_> {
    /// Adds the problems of the profile that was read. Those of a row that couldn't be read as a whole may
    /// only follow from that, and come back when they don't.
    pub(super) fn problems(&mut self, form: &ProfileForm, problems: Vec<Problem>) {
        let unread: Vec<String> = self.errors.iter().map(|error| error.id.clone()).collect();
        for Problem { field, message } in problems {
            let path = Path::parse(&field);
            let Ok(group) = path.name.parse::<Group>() else {
                self.single(form, &path, message);
                continue;
            };
            let place = path.row.map(|row| self.kept[&group].get(row).copied().unwrap_or(row));
            let stem = match place {
                Some(row) => format!("{}-", group.input_id(row, "")),
                None => format!("{}-", group.name()),
            };
            if !unread.iter().any(|id| format!("{id}-").starts_with(&stem)) {
                self.add_at(Some((group, place.unwrap_or(0))), input(group, &path.field), message);
            }
        }
    }

    /// A problem of an input that stands once. One of a single alternate title names the title's line.
    fn single(&mut self, form: &ProfileForm, path: &Path, message: String) {
        if self.errors.iter().any(|error| error.id == path.name) {
            return;
        }
        let line = path.row.and_then(|row| lines(&form.alternate_titles).nth(row));
        let message = match line {
            Some((line, _)) => format!("line {} {message}", line + 1),
            None => message,
        };
        self.add_at(None, &path.name, message);
    }

    pub(super) fn add_at(&mut self, at: Option<(Group, usize)>, field: &str, message: String) {
        let Place { id, label } = Place::of(at, field);
        self.errors.push(FieldError { id, label, message });
    }
}

/// Where a field of a profile is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The id of its input, or of its group of rows.
    pub id: String,
    /// What it is called there, `Pay 1: base`.
    pub label: String,
}

impl Place {
    /// The place of the field that a problem names, `pay[0].base`.
    pub fn of_field(field: &str) -> Self {
        let path = Path::parse(field);
        match (path.name.parse::<Group>(), path.row) {
            (Ok(group), Some(row)) => Self::of(Some((group, row)), input(group, &path.field)),
            (Ok(group), None) => Self { id: group.name().to_owned(), label: group.label().to_owned() },
            (Err(_), _) => Self::of(None, &path.name),
        }
    }

    fn of(at: Option<(Group, usize)>, field: &str) -> Self {
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

/// The input that a problem of a row, or of a part of it, stands beside.
fn input(group: Group, field: &str) -> &str {
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

/// A problem where its input isn't beside it: what the form calls the field, where it has one, and what is wrong.
pub fn in_words(problem: &Problem) -> String {
    match Place::of_field(&problem.field).label {
        label if label.is_empty() => problem.message.clone(),
        label => format!("{label}: {}", problem.message),
    }
}

/// A label within a sentence.
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
