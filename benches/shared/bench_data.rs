//! Fills a database with any number of generated careers, to try a site with: `cargo run --release --example bench-data
//! -- 100000 --database-url big.db`.
#![allow(clippy::unwrap_used)] // generated data is always valid

mod made;
mod making;
mod random;
mod vocabulary;

use std::error::Error;
use std::process::ExitCode;

use clap::Parser;
use metier::config::DatabaseSettings;
use metier::db::{self, Db};
use metier::models::career;
use metier::models::published;

/// Fill a new or empty database with believable careers; the same seed gives the same careers
#[derive(Parser)]
struct Args {
    /// How many careers
    careers: u64,
    #[command(flatten)]
    database: DatabaseSettings,
    /// Leave out skills, and so moves: a million careers are stored faster
    #[arg(long)]
    without_skills: bool,
    /// Seed of the random careers
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> ExitCode {
    match fill(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench-data: {error}");
            ExitCode::FAILURE
        }
    }
}

fn fill(args: &Args) -> Result<(), Box<dyn Error>> {
    let url = &args.database.database_url;
    let db = Db::open(url, |_| Ok::<(), db::DbError>(()))?;
    let stored = db.read_now(career::all_ids)?.len();
    if stored > 0 {
        return Err(format!("{url} already has {stored} careers; use a new database").into());
    }
    // Marks the index as current: an empty database has no rows of an older version.
    db.write_now(|conn| published::rebuild(conn, |_| ()))?;
    making::make(&db, args.careers, args.seed, !args.without_skills)?;
    Ok(())
}
