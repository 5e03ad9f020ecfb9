//! The filters of a list, as they stand in its address.

use crate::models::of_career::Filter;
use crate::pages::pagination::{encoded, parameter};

/// What a list is narrowed to. What isn't asked for is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// The slug of a career.
    pub career: String,
    /// A state: one of moderation, or whether a job is open.
    pub state: String,
    /// A text that is held.
    pub text: String,
}

impl Filters {
    /// Reads the parameters of an address.
    pub fn of(parameters: &[(String, String)]) -> Self {
        let find = |name| parameter(parameters, name);
        Self { career: find("career"), state: find("state"), text: find("q") }
    }

    /// Whether the list is narrowed at all.
    pub fn any(&self) -> bool {
        *self != Self::default()
    }

    /// As parameters, without those that are empty.
    pub fn query(&self) -> String {
        self.query_with(&[])
    }

    /// The same and some more.
    pub fn query_with(&self, more: &[(&str, &str)]) -> String {
        let mut parameters: Vec<(&str, &str)> =
            vec![("career", &self.career), ("state", &self.state), ("q", &self.text)];
        parameters.retain(|(_, value)| !value.is_empty());
        parameters.extend(more);
        encoded(&parameters)
    }

    /// What a model filters by, with the state that the asked one means.
    pub fn filter<S>(&self, state: Option<S>) -> Filter<S> {
        Filter { career: Self::asked(&self.career), state, text: Self::asked(&self.text) }
    }

    /// A text that is asked for, or none.
    pub fn asked(text: &str) -> Option<String> {
        (!text.is_empty()).then(|| text.to_owned())
    }
}
