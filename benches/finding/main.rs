//! How long it takes to find careers: `cargo bench --bench finding`; with `-- --help` it says more.
#![allow(clippy::unwrap_used)] // it ends where something it needs is missing

mod classes;
mod crawl;
mod made;
mod measure;
#[path = "../../tests/site/support/postgres.rs"]
mod postgres;
mod random;
mod report;
mod site;
mod stock;
mod typing;
mod vocabulary;

use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;
use std::time::Duration;

use clap::{Parser, ValueEnum};

use site::Site;
use stock::Stock;

/// Measure how long searches, suggestions, lists and comparisons take, at p50 and p99.
#[derive(Parser, Clone, Debug)]
pub struct Args {
    /// How many careers: real, or a number of made ones. May be repeated [default: real and 100000]
    #[arg(long, value_name = "real|NUMBER")]
    careers: Vec<Careers>,
    /// On which database. May be repeated [default: both]
    #[arg(long)]
    database: Vec<Kind>,
    /// For how long each class is measured
    #[arg(long, default_value_t = 2)]
    seconds: u64,
    /// Only classes whose name begins so, such as "search" or "search, one letter". May be repeated
    #[arg(long, value_name = "CLASS")]
    only: Vec<String>,
    /// No classes whose name begins so. May be repeated
    #[arg(long, value_name = "CLASS")]
    without: Vec<String>,
    /// Keep SQLite databases in this folder, and use those that are there
    #[arg(long, value_name = "FOLDER")]
    keep: Option<PathBuf>,
    /// Make careers without skills, and so without moves, to store a million sooner
    #[arg(long)]
    without_skills: bool,
    /// Measure PostgreSQL as a load leaves it, before VACUUM and ANALYZE
    #[arg(long)]
    unsettled: bool,
    /// What careers and requests are drawn by
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Cargo passes this to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
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
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Kind {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
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
    fn name(self) -> String {
        match self {
            Self::Real => "real".into(),
            Self::Made(count) => count.to_string(),
        }
    }

    /// How many there are, where that is known beforehand.
    fn count(self) -> Option<u64> {
        match self {
            Self::Real => None,
            Self::Made(count) => Some(count),
        }
    }

    /// What p99 shall be at most; a million is only looked at.
    fn aim(self) -> Option<Duration> {
        match self {
            Self::Real => Some(Duration::from_millis(5)),
            Self::Made(..=100_000) => Some(Duration::from_millis(25)),
            Self::Made(_) => None,
        }
    }
}

fn main() -> ExitCode {
    let mut args = Args::parse();
    if args.careers.is_empty() {
        args.careers = vec![Careers::Real, Careers::Made(100_000)];
    }
    if args.database.is_empty() {
        args.database = vec![Kind::Sqlite, Kind::Postgres];
    }
    report::head(&args);
    let wanted = args.careers.iter().flat_map(|careers| args.database.iter().map(|kind| (*careers, *kind)));
    for (careers, kind) in wanted {
        if let Err(reason) = actix_web::rt::System::new().block_on(measure(careers, kind, &args)) {
            println!("\n**Ended: {reason}**");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Measures one database; where what it needs isn't on this machine, says so.
async fn measure(careers: Careers, kind: Kind, args: &Args) -> Result<(), String> {
    if let Some(missing) = missing(careers, kind) {
        println!("\n**Skipped: {} careers on {kind:?}, since there is no {missing}.**", careers.name());
        return Ok(());
    }
    let stock = Stock::open(kind, careers, args)?;
    let site = Site::over(stock.db.clone()).await;
    report::table(&stock, careers);
    for class in
        classes::all(&stock, &site, args.seed).await.iter().filter(|class| is_wanted(&class.name, args))
    {
        let measured = measure::class(&site, class, Duration::from_secs(args.seconds)).await?;
        report::line(&class.name, class.requests.len(), &measured, careers.aim());
    }
    Ok(())
}

fn missing(careers: Careers, kind: Kind) -> Option<String> {
    let needed = match careers {
        Careers::Real => stock::real_files().into(),
        Careers::Made(_) => Vec::new(),
    };
    let file = needed.iter().find(|file| !file.exists()).map(|file| file.display().to_string());
    let server = || postgres::Server::shared().is_none().then(|| "PostgreSQL on this machine".into());
    file.or_else(|| matches!(kind, Kind::Postgres).then(server).flatten())
}

fn is_wanted(name: &str, args: &Args) -> bool {
    let begins = |starts: &[String]| starts.iter().any(|start| name.starts_with(start.as_str()));
    (args.only.is_empty() || begins(&args.only)) && !begins(&args.without)
}
