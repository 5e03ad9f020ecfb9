//! Command-line arguments of the benchmarks.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Parser, ValueEnum};

/// Measure how long requests take, at p50 and p99.
#[derive(Parser, Clone, Debug)]
pub struct Args {
    /// Which careers: real, or a number of generated ones. Can be repeated
    #[arg(long, value_name = "real|NUMBER")]
    pub careers: Vec<Careers>,
    /// The database to measure. Can be repeated [default: both]
    #[arg(long)]
    pub database: Vec<Kind>,
    /// Seconds to measure each class, or each row in each round
    #[arg(long, default_value_t = 2)]
    pub seconds: u64,
    /// Only classes whose name starts with this, such as "search" or "search, one letter". Can be repeated
    #[arg(long, value_name = "CLASS")]
    pub only: Vec<String>,
    /// Skip classes whose name starts with this. Can be repeated
    #[arg(long, value_name = "CLASS")]
    pub without: Vec<String>,
    /// Keep SQLite databases in this folder, and reuse the ones that are already there
    #[arg(long, value_name = "FOLDER")]
    pub keep: Option<PathBuf>,
    /// Generate careers without skills, and so without moves: a million are stored faster
    #[arg(long)]
    pub without_skills: bool,
    /// Measure PostgreSQL right after loading, before VACUUM and ANALYZE
    #[arg(long)]
    pub unsettled: bool,
    /// Seed of the random careers and requests
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Cargo passes this to every benchmark
    #[arg(long, hide = true)]
    pub bench: bool,
}

#[derive(Clone, Copy, Debug)]
pub enum Careers {
    /// Imported from the files in `../shared/data`.
    Real,
    /// This many, generated.
    Made(u64),
}

#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub enum Kind {
    Sqlite,
    Postgres,
}

impl Args {
    /// The databases to measure; `unless_given` is the default for `--careers`.
    pub fn wanted(&self, unless_given: &[Careers]) -> Vec<(Careers, Kind)> {
        let careers = if self.careers.is_empty() { unless_given } else { &self.careers };
        let both = [Kind::Sqlite, Kind::Postgres];
        let kinds = if self.database.is_empty() { &both[..] } else { &self.database };
        careers.iter().flat_map(|careers| kinds.iter().map(|kind| (*careers, *kind))).collect()
    }

    /// One line about the time, the machine and the build.
    pub fn circumstances(&self) -> String {
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        let profile = if cfg!(debug_assertions) { "debug (not for comparison)" } else { "release" };
        let now = chrono::Utc::now().format("%F %R UTC");
        format!("{now}; {cores} cores; {profile} build; seed {}", self.seed)
    }

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
            _ => Err("enter “real”, or a number of at least 1000".into()),
        }
    }
}

impl Careers {
    /// In file names and headings.
    pub fn name(self) -> String {
        match self {
            Self::Real => "real".into(),
            Self::Made(count) => count.to_string(),
        }
    }

    /// None for real careers: only the import counts them.
    pub fn count(self) -> Option<u64> {
        match self {
            Self::Real => None,
            Self::Made(count) => Some(count),
        }
    }
}
