//! Maps problems of a profile to the inputs of its form.

use super::check::lines;
use super::reader::Reader;
use crate::profile::check::Problem;
use crate::profile::fields::{Field, Path, Place, input};

impl Reader<'_> {
    /// Skips problems of a row with a value that couldn't be parsed: they may only follow from that, and come up again
    /// if they don't.
    pub(super) fn problems(&mut self, problems: Vec<Problem>) {
        let unread: Vec<String> = self.errors.iter().map(|error| error.id.clone()).collect();
        for Problem { field: path, message } in problems {
            let Path { name, row, input: part } = Path::parse(&path);
            let Some(field) = name.parse::<Field>().ok().filter(|field| field.is_list()) else {
                self.single(&path, row, message);
                continue;
            };
            let row = row.map(|row| self.kept[&field].get(row).copied().unwrap_or(row));
            let stem = match row {
                Some(row) => format!("{}-", field.input_id(row, "")),
                None => format!("{name}-"),
            };
            if !unread.iter().any(|id| format!("{id}-").starts_with(&stem)) {
                self.add_at(Place::of(field, row.unwrap_or(0), input(field, &part)), message);
            }
        }
    }

    /// Names the line of a problem with one alternate title.
    fn single(&mut self, path: &str, row: Option<usize>, message: String) {
        let place = Place::of_path(path);
        if self.errors.iter().any(|error| error.id == place.id) {
            return;
        }
        let line = row.and_then(|row| lines(self.form.get(Field::AlternateTitles)).nth(row));
        let message = match line {
            Some((line, _)) => format!("Line {}: {message}", line + 1),
            None => message,
        };
        self.add_at(place, message);
    }
}
