//! A database of any size to try a site with: `cargo run --release --example bench-data -- 100000 --database-url
//! big.db` fills it with made careers.
#![allow(clippy::unwrap_used)] // the makers say where made data is right by itself

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

/// Fill a new or empty database with believable careers, the same for the same seed.
#[derive(Parser)]
struct Args {
    /// How many
    careers: u64,
    #[command(flatten)]
    database: DatabaseSettings,
    /// Without skills, and so without moves: a million are stored sooner
    #[arg(long)]
    without_skills: bool,
    /// What they are drawn by
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
    let db = Db::open(url, |_| Ok::<(), db::Error>(()))?;
    let stored = db.read_now(career::all_ids)?.len();
    if stored > 0 {
        return Err(format!("{url} holds {stored} careers already; name a new database").into());
    }
    // An empty database has nothing that old rules made; this says so.
    db.write_now(|conn| published::rebuild(conn, |_| ()))?;
    making::make(&db, args.careers, args.seed, !args.without_skills)?;
    Ok(())
}
