//! What a form has sent.

use serde::Deserialize;

/// The fields of a form in their order, as they were typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// What was typed in a field, without the spaces around it; empty where there is no such field.
    pub fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value.trim())
    }

    /// Every value of a field that may be there often.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The version that the form was read at; 0, which no career has, where it says none.
    pub fn version(&self) -> i64 {
        self.get("version").parse().unwrap_or(0)
    }

    /// The same with the version of now, to be sent again.
    pub fn at_version(&self, version: i64) -> Vec<(String, String)> {
        let others = self.0.iter().filter(|(field, _)| field != "version").cloned();
        others.chain([("version".to_owned(), version.to_string())]).collect()
    }
}
