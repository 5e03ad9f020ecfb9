//! The filters in the query of a list.

use crate::forms::{Control, FormState, Typed};
use crate::pages::pagination::{encoded, parameter};

#[derive(Clone, Debug)]
pub struct Filters {
    names: &'static [&'static str],
    form: FormState,
}

impl Filters {
    /// The prefix keeps their ids apart from those of other inputs.
    pub fn of(parameters: &[(String, String)], names: &'static [&'static str]) -> Self {
        let typed = Typed::from(
            names.iter().map(|name| ((*name).into(), parameter(parameters, name))).collect::<Vec<_>>(),
        );
        Self { names, form: FormState { prefix: "by-", ..FormState::of(typed) } }
    }

    /// Empty if it is missing.
    pub fn get(&self, name: &str) -> &str {
        self.form.typed.get(name)
    }

    pub fn asked(&self, name: &str) -> Option<String> {
        self.form.typed.optional(name)
    }

    pub fn field<'a>(&self, name: &str, label: &'a str) -> Control<'a> {
        self.form.field(name, label)
    }

    pub fn any(&self) -> bool {
        self.names.iter().any(|name| !self.get(name).is_empty())
    }

    /// Without empty filters, and with `more` parameters.
    pub fn query_with(&self, more: &[(&str, &str)]) -> String {
        let given = self.names.iter().map(|name| (*name, self.get(name)));
        let given = given.filter(|(_, value)| !value.is_empty());
        encoded(&given.chain(more.iter().copied()).collect::<Vec<_>>())
    }

    pub fn query(&self) -> String {
        self.query_with(&[])
    }
}
