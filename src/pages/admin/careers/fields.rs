//! The fields of a submitted form.

use serde::Deserialize;

/// In order, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// Trimmed; empty where there is no such field.
    pub fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value.trim())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The version that the form was shown at; 0, which no career has, where there is none.
    pub fn version(&self) -> i64 {
        self.get("version").parse().unwrap_or(0)
    }

    /// With the current version, to be sent again.
    pub fn at_version(&self, version: i64) -> Vec<(String, String)> {
        let others = self.0.iter().filter(|(field, _)| field != "version").cloned();
        others.chain([("version".to_owned(), version.to_string())]).collect()
    }
}
