//! The buttons next to rows: add, remove, move up and move down.

use super::ProfileForm;
use crate::profile::fields::Group;

/// Sent by a button named `do`, such as `up:skills:3`. Rows count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowAction {
    Add(Group),
    Remove(Group, usize),
    Up(Group, usize),
    Down(Group, usize),
}

impl RowAction {
    /// None where the form was sent to be saved, or with an invalid action.
    pub fn from_pairs(pairs: &[(String, String)]) -> Option<Self> {
        let (_, value) = pairs.iter().find(|(name, _)| name == "do")?;
        Self::parse(value)
    }

    fn parse(value: &str) -> Option<Self> {
        let (what, rest) = value.split_once(':')?;
        if what == "add" {
            return Some(Self::Add(rest.parse().ok()?));
        }
        let (group, row) = rest.split_once(':')?;
        let (group, row) = (group.parse().ok()?, row.parse().ok()?);
        match what {
            "remove" => Some(Self::Remove(group, row)),
            "up" => Some(Self::Up(group, row)),
            "down" => Some(Self::Down(group, row)),
            _ => None,
        }
    }
}

impl ProfileForm {
    /// Applies the action if the row exists, and returns the id to focus: the first input of the row that was added or
    /// moved, or that took a removed one's place.
    pub fn apply(&mut self, action: &RowAction) -> String {
        match *action {
            RowAction::Add(group) => {
                self.rows_mut(group).add();
                self.focus(group, usize::MAX)
            }
            RowAction::Remove(group, row) => {
                if row < self.rows(group).count() {
                    self.rows_mut(group).remove(row);
                }
                self.focus(group, row)
            }
            RowAction::Up(group, row) => self.swap(group, row, row.checked_sub(1)),
            RowAction::Down(group, row) => self.swap(group, row, row.checked_add(1)),
        }
    }

    fn swap(&mut self, group: Group, row: usize, other: Option<usize>) -> String {
        let count = self.rows(group).count();
        match other.filter(|other| row < count && *other < count) {
            Some(other) => {
                self.rows_mut(group).swap(row, other);
                self.focus(group, other)
            }
            None => self.focus(group, row),
        }
    }

    /// The first input of a row, or of the last one; without rows, the button that adds one.
    fn focus(&self, group: Group, row: usize) -> String {
        let rows = self.rows(group);
        match rows.count().checked_sub(1) {
            Some(last) => group.input_id(row.min(last), rows.fields()[0]),
            None => format!("add-{}", group.name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(names: &[&str]) -> ProfileForm {
        ProfileForm { related: names.iter().map(|name| name.to_string()).collect(), ..ProfileForm::default() }
    }

    fn done(names: &[&str], what: &str) -> (Vec<String>, String) {
        let mut form = form(names);
        let action = RowAction::from_pairs(&[("do".into(), what.into())]).unwrap();
        let focus = form.apply(&action);
        (form.related, focus)
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
            let (related, focused) = done(&["a", "b"], what);
            assert_eq!((related, focused.as_str()), (form(expected).related, focus), "{what}");
        }
        assert_eq!(done(&["a"], "remove:related:0"), (vec![], "add-related".into()));
    }

    #[test]
    fn rows_that_are_not_there_stay_away() {
        for what in ["remove:related:2", "up:related:0", "up:related:2", "down:related:18446744073709551615"]
        {
            assert_eq!(done(&["a", "b"], what).0, ["a", "b"], "{what}");
        }
    }

    #[test]
    fn anything_odd_is_no_action() {
        for odd in
            ["", "save", "add", "add:", "add:x", "up:pay", "up:pay:-1", "up:pay:x", "turn:pay:1", "add:pay:1"]
        {
            assert_eq!(RowAction::from_pairs(&[("do".into(), odd.into())]), None, "{odd}");
        }
        assert_eq!(RowAction::from_pairs(&[]), None);
    }
}
