//! The rows of a group, whatever they are made of.

use super::row::Row;

/// The rows of a group, without their type.
pub trait Rows {
    /// How many there are.
    fn count(&self) -> usize;
    /// The names of the inputs of a row.
    fn fields(&self) -> &'static [&'static str];
    /// What stands in an input, none where there is no such input.
    fn value(&self, row: usize, field: &str) -> Option<&str>;
    /// What stands in an input of a new row.
    fn start(&self, field: &str) -> String;
    /// Puts a text into an input, with new rows up to it.
    fn put(&mut self, row: usize, field: &str, text: String);
    /// Appends a new row.
    fn add(&mut self);
    /// Takes a row out, which must be there.
    fn remove(&mut self, row: usize);
    /// Lets two rows, which must be there, change places.
    fn swap(&mut self, a: usize, b: usize);
}

impl<R: Row> Rows for Vec<R> {
    fn count(&self) -> usize {
        self.len()
    }

    fn fields(&self) -> &'static [&'static str] {
        R::FIELDS
    }

    fn value(&self, row: usize, field: &str) -> Option<&str> {
        Some(self.get(row)?.value(place::<R>(field)?))
    }

    fn start(&self, field: &str) -> String {
        place::<R>(field).map(|field| R::default().value(field).to_owned()).unwrap_or_default()
    }

    fn put(&mut self, row: usize, field: &str, text: String) {
        if self.len() <= row {
            self.resize(row + 1, R::default());
        }
        if let Some(value) = place::<R>(field).and_then(|field| self[row].value_mut(field)) {
            *value = text;
        }
    }

    fn add(&mut self) {
        self.push(R::default());
    }

    fn remove(&mut self, row: usize) {
        self.remove(row);
    }

    fn swap(&mut self, a: usize, b: usize) {
        self.as_mut_slice().swap(a, b);
    }
}

fn place<R: Row>(field: &str) -> Option<usize> {
    R::FIELDS.iter().position(|name| *name == field)
}
