//! A row of the form, as typed.

use crate::profile::fields::Field;

/// The inputs for currencies. A new row has one, which says nothing.
pub(super) const CURRENCIES: [&str; 2] = ["currency", "pay_currency"];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormRow {
    field: Field,
    /// In the order of the field's inputs.
    values: Vec<String>,
}

impl FormRow {
    pub fn new(field: Field) -> Self {
        Self { field, values: field.inputs().iter().map(|input| input.start.to_owned()).collect() }
    }

    /// Empty if there is no such input.
    pub fn get(&self, input: &str) -> &str {
        self.place(input).map_or("", |place| &self.values[place])
    }

    pub fn set(&mut self, input: &str, value: impl ToString) {
        if let Some(place) = self.place(input) {
            self.values[place] = value.to_string();
        }
    }

    pub fn is_blank(&self) -> bool {
        let inputs = self.values.iter().zip(self.field.inputs());
        let mut telling = inputs.filter(|(_, input)| !CURRENCIES.contains(&input.name));
        telling.all(|(value, input)| value.trim() == input.start)
    }

    fn place(&self, input: &str) -> Option<usize> {
        self.field.inputs().iter().position(|one| one.name == input)
    }
}
