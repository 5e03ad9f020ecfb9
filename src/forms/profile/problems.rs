//! Maps problems of a profile to the inputs of its form.

use super::ProfileForm;
use super::check::lines;
use super::reader::Reader;
use crate::forms::FieldError;
use crate::profile::check::Problem;
use crate::profile::fields::{Group, Path, Place, input};

impl Reader<'_> {
    /// Skips those of a row that couldn't be parsed: they may be consequences, and come back if they aren't.
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

    /// A problem of one alternate title names its line.
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
