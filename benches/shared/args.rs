//! What is measured, as the command line says.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Parser, ValueEnum};

/// Measure how long requests take, at p50 and p99.
#[derive(Parser, Clone, Debug)]
pub struct Args {
    /// How many careers: real, or a number of made ones. May be repeated
    #[arg(long, value_name = "real|NUMBER")]
    pub careers: Vec<Careers>,
    /// On which database. May be repeated [default: both]
    #[arg(long)]
    pub database: Vec<Kind>,
    /// For how long each class is measured, or each round of it
    #[arg(long, default_value_t = 2)]
    pub seconds: u64,
    /// Only classes whose name begins so, such as "search" or "search, one letter". May be repeated
    #[arg(long, value_name = "CLASS")]
    pub only: Vec<String>,
    /// No classes whose name begins so. May be repeated
    #[arg(long, value_name = "CLASS")]
    pub without: Vec<String>,
    /// Keep SQLite databases in this folder, and use those that are there
    #[arg(long, value_name = "FOLDER")]
    pub keep: Option<PathBuf>,
    /// Make careers without skills, and so without moves, to store a million sooner
    #[arg(long)]
    pub without_skills: bool,
    /// Measure PostgreSQL as a load leaves it, before VACUUM and ANALYZE
    #[arg(long)]
    pub unsettled: bool,
    /// What careers and requests are drawn by
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Cargo passes this to every benchmark
    #[arg(long, hide = true)]
    pub bench: bool,
}

/// Which careers a database holds.
#[derive(Clone, Copy, Debug)]
pub enum Careers {
    /// The release that lies beside the repository.
    Real,
    /// So many that are made up.
    Made(u64),
}

/// A kind of database.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub enum Kind {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

impl Args {
    /// The databases that are asked for: so many careers on such a one.
    pub fn wanted(&self, unless_given: &[Careers]) -> Vec<(Careers, Kind)> {
        let careers = if self.careers.is_empty() { unless_given } else { &self.careers };
        let both = [Kind::Sqlite, Kind::Postgres];
        let kinds = if self.database.is_empty() { &both[..] } else { &self.database };
        careers.iter().flat_map(|careers| kinds.iter().map(|kind| (*careers, *kind))).collect()
    }

    /// When and on what this is measured.
    pub fn circumstances(&self) -> String {
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        let profile = if cfg!(debug_assertions) { "debug (no figures to keep)" } else { "release" };
        let now = chrono::Utc::now().format("%F %R UTC");
        format!("{now}; {cores} cores; {profile} build; seed {}", self.seed)
    }

    /// Whether a class is asked for.
    pub fn wants(&self, class: &str) -> bool {
        let begins = |starts: &[String]| starts.iter().any(|start| class.starts_with(start.as_str()));
        (self.only.is_empty() || begins(&self.only)) && !begins(&self.without)
    }
}

impl FromStr for Careers {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.replace(['_', ','], "").parse() {
            _ if text == "real" => Ok(Self::Real),
            Ok(count) if count >= 1_000 => Ok(Self::Made(count)),
            _ => Err("neither “real” nor a number from 1000".into()),
        }
    }
}

impl Careers {
    /// What they are called in file names and headings.
    pub fn name(self) -> String {
        match self {
            Self::Real => "real".into(),
            Self::Made(count) => count.to_string(),
        }
    }

    /// How many there are, where that is known beforehand.
    pub fn count(self) -> Option<u64> {
        match self {
            Self::Real => None,
            Self::Made(count) => Some(count),
        }
    }
}
