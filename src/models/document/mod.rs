//! Whole profiles in and out of the database: everything that belongs to one, and nothing by halves.

mod read;
mod save;

use chrono::NaiveDateTime;

use super::career::{Origin, Status};
use crate::db;
use crate::profile::check::Problem;
use crate::profile::{Profile, Slug};

pub use read::{all_ids, load, load_main, load_many, load_shown};
pub use save::{bring_up_to_date, check_links, is_behind, save, store_again, store_category_again};

/// A profile and what the site keeps about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where it is in its life.
    pub status: Status,
    /// Who wrote it last.
    pub origin: Origin,
    /// Whether the home page starts from it.
    pub featured: bool,
    /// When it was last changed, UTC.
    pub updated_at: NaiveDateTime,
    /// The profile itself.
    pub profile: Profile,
}

/// Why profiles could not be stored.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The database failed.
    #[error(transparent)]
    Db(#[from] db::Error),
    /// They name careers, categories or sources that don't exist, or have the code of another career.
    #[error("{}", describe(.0))]
    Problems(Vec<(Slug, Problem)>),
}

impl From<diesel::result::Error> for SaveError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Db(error.into())
    }
}

fn describe(problems: &[(Slug, Problem)]) -> String {
    let lines: Vec<_> = problems.iter().map(|(slug, problem)| format!("{slug}: {problem}")).collect();
    lines.join("\n")
}
