//! The buttons next to rows: add, remove, move up and move down.

use super::row::CURRENCIES;
use super::{FormRow, ProfileForm};
use crate::profile::fields::Field;

/// Sent by a button named `do`, such as `up:skills:3`. Rows count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowAction {
    Add(Field),
    Remove(Field, usize),
    Up(Field, usize),
    Down(Field, usize),
}

impl RowAction {
    /// None if the form was submitted to be saved, or with an invalid action.
    pub fn from_pairs(pairs: &[(String, String)]) -> Option<Self> {
        let (_, value) = pairs.iter().find(|(name, _)| name == "do")?;
        Self::parse(value)
    }

    fn parse(value: &str) -> Option<Self> {
        let (what, rest) = value.split_once(':')?;
        let list = |name: &str| name.parse().ok().filter(|field: &Field| field.is_list());
        if what == "add" {
            return list(rest).map(Self::Add);
        }
        let (field, row) = rest.split_once(':')?;
        let (field, row) = (list(field)?, row.parse().ok()?);
        match what {
            "remove" => Some(Self::Remove(field, row)),
            "up" => Some(Self::Up(field, row)),
            "down" => Some(Self::Down(field, row)),
            _ => None,
        }
    }
}

impl ProfileForm {
    /// Applies the action if the row exists, and returns the id to focus: the first input of the added or moved row, or
    /// of the row that took the removed one's place.
    pub fn apply(&mut self, action: &RowAction) -> String {
        match *action {
            RowAction::Add(field) => {
                let mut row = FormRow::new(field);
                // Rows without a currency ignore it.
                for input in CURRENCIES {
                    self.currency().iter().for_each(|currency| row.set(input, currency));
                }
                self.rows_mut(field).push(row);
                self.focus(field, usize::MAX)
            }
            RowAction::Remove(field, row) => {
                if row < self.rows(field).len() {
                    self.rows_mut(field).remove(row);
                }
                self.focus(field, row)
            }
            RowAction::Up(field, row) => self.swap(field, row, row.checked_sub(1)),
            RowAction::Down(field, row) => self.swap(field, row, row.checked_add(1)),
        }
    }

    /// The currency that the career is paid in, if its form says.
    fn currency(&self) -> Option<String> {
        Some(self.rows(Field::Pay).first()?.get("currency").to_owned())
    }

    fn swap(&mut self, field: Field, row: usize, other: Option<usize>) -> String {
        let count = self.rows(field).len();
        match other.filter(|other| row < count && *other < count) {
            Some(other) => {
                self.rows_mut(field).swap(row, other);
                self.focus(field, other)
            }
            None => self.focus(field, row),
        }
    }

    /// The id of the row's first input, or of the last row's if there is no such row; without rows, of the add button.
    fn focus(&self, field: Field, row: usize) -> String {
        match self.rows(field).len().checked_sub(1) {
            Some(last) => field.input_id(row.min(last), field.inputs()[0].name),
            None => format!("add-{}", field.name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(names: &[&str]) -> ProfileForm {
        ProfileForm::from_pairs(names.iter().map(|name| ("related".into(), name.to_string())).collect())
    }

    fn done(names: &[&str], what: &str) -> (ProfileForm, String) {
        let mut form = form(names);
        let action = RowAction::from_pairs(&[("do".into(), what.into())]).unwrap();
        let focus = form.apply(&action);
        (form, focus)
    }

    #[test]
    fn rows_are_added_removed_and_moved() {
        let cases: [(&str, &[&str], &str); 6] = [
            ("add:related", &["a", "b", ""], "related-2"),
            ("remove:related:0", &["b"], "related-0"),
            ("remove:related:1", &["a"], "related-0"),
            ("up:related:1", &["b", "a"], "related-0"),
            ("down:related:0", &["b", "a"], "related-1"),
            ("down:related:1", &["a", "b"], "related-1"),
        ];
        for (what, expected, focus) in cases {
            assert_eq!(done(&["a", "b"], what), (form(expected), focus.into()), "{what}");
        }
        assert_eq!(done(&["a"], "remove:related:0"), (form(&[]), "add-related".into()));
    }

    #[test]
    fn a_new_row_has_the_currency_of_the_pay_and_is_blank() {
        let mut form = ProfileForm::from_pairs(vec![("pay.currency".into(), "GBP".into())]);
        for field in [Field::Pay, Field::Path] {
            form.apply(&RowAction::Add(field));
        }
        let (pay, step) = (&form.rows(Field::Pay)[1], &form.rows(Field::Path)[0]);
        assert_eq!((pay.get("currency"), step.get("pay_currency")), ("GBP", "GBP"));
        assert!(pay.is_blank() && step.is_blank());
    }

    #[test]
    fn rows_that_are_not_there_stay_away() {
        for what in ["remove:related:2", "up:related:0", "up:related:2", "down:related:18446744073709551615"]
        {
            assert_eq!(done(&["a", "b"], what).0, form(&["a", "b"]), "{what}");
        }
    }

    #[test]
    fn anything_odd_is_no_action() {
        for odd in [
            "",
            "save",
            "add",
            "add:",
            "add:x",
            "up:pay",
            "up:pay:-1",
            "up:pay:x",
            "turn:pay:1",
            "add:pay:1",
            "add:title",
            "remove:title:0",
        ] {
            assert_eq!(RowAction::from_pairs(&[("do".into(), odd.into())]), None, "{odd}");
        }
        assert_eq!(RowAction::from_pairs(&[]), None);
    }
}
