//! The filters in the query of a list. A missing filter is empty.

use crate::models::of_career::Filter;
use crate::pages::pagination::{encoded, parameter};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    pub career: String,
    /// A moderation state, or whether a job is open.
    pub state: String,
    pub text: String,
}

impl Filters {
    pub fn of(parameters: &[(String, String)]) -> Self {
        let find = |name| parameter(parameters, name);
        Self { career: find("career"), state: find("state"), text: find("q") }
    }

    pub fn any(&self) -> bool {
        *self != Self::default()
    }

    /// Without empty filters.
    pub fn query(&self) -> String {
        self.query_with(&[])
    }

    pub fn query_with(&self, more: &[(&str, &str)]) -> String {
        let mut parameters: Vec<(&str, &str)> =
            vec![("career", &self.career), ("state", &self.state), ("q", &self.text)];
        parameters.retain(|(_, value)| !value.is_empty());
        parameters.extend(more);
        encoded(&parameters)
    }

    pub fn filter<S>(&self, state: Option<S>) -> Filter<S> {
        Filter { career: Self::asked(&self.career), state, text: Self::asked(&self.text) }
    }

    pub fn asked(text: &str) -> Option<String> {
        (!text.is_empty()).then(|| text.to_owned())
    }
}
