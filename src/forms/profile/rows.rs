//! The rows of a group, type-erased.

use super::row::Row;

pub trait Rows {
    fn count(&self) -> usize;
    fn fields(&self) -> &'static [&'static str];
    fn value(&self, row: usize, field: &str) -> Option<&str>;
    fn start(&self, field: &str) -> String;
    /// Sets an input, adding rows up to it.
    fn put(&mut self, row: usize, field: &str, text: String);
    fn add(&mut self);
    fn remove(&mut self, row: usize);
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
