//! Shown with a form after somebody else has changed the same thing.

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The thing that was changed: `career`.
    pub what: &'static str,
    /// Who saved it last, and when, in words. May be empty.
    pub saved: String,
    /// The fields that differ. Without any, the form shows the stored version.
    pub rows: Vec<Compared>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    pub label: String,
    pub theirs: String,
    pub yours: String,
}

impl Conflict {
    pub fn new(what: &'static str, rows: Vec<Compared>) -> Self {
        Self { what, saved: String::new(), rows }
    }
}

impl Compared {
    pub(super) fn versions(&self) -> [(&'static str, &str); 2] {
        [("Their version", &self.theirs), ("Your version", &self.yours)]
    }
}
