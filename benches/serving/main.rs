//! Measures what it costs to serve a career's profile, compared with sending the same bytes: `cargo bench --bench
//! serving`. `-- --help` lists options.
#![allow(clippy::unwrap_used)] // a benchmark may panic

mod aims;
mod bare;
mod client;
mod cores;
mod figures;
mod group;
mod load;
mod nginx;
mod pages;
mod process;
mod program;
mod row;
#[path = "../shared/mod.rs"]
mod shared;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use cores::Cores;
use group::Group;
use shared::args::{Args, Careers, Kind};
use shared::stock::{self, Stock};

/// Measure what it costs to serve profiles, compared with a bare handler and nginx that send the same bytes
#[derive(Parser)]
struct Serving {
    #[command(flatten)]
    args: Args,
    /// The number of rounds; each round measures every row once
    #[arg(long, default_value_t = 5)]
    rounds: u32,
    /// Only check that every response is correct: few careers, one short round, no figures
    #[arg(long)]
    smoke: bool,
    /// Serve the pages of this folder with the bare handler; the benchmark starts itself with this
    #[arg(long, hide = true, value_name = "FOLDER")]
    bare: Option<PathBuf>,
}

/// Careers of the smoke test.
const FEW: u64 = 20;
/// The length of the smoke test's round.
const SHORT: Duration = Duration::from_millis(100);

fn main() -> ExitCode {
    let serving = Serving::parse();
    let system = actix_web::rt::System::new();
    let done = match &serving.bare {
        Some(folder) => system.block_on(bare::serve(folder)).map_err(|error| error.to_string()),
        None => system.block_on(serving.measure()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            println!("\n**Stopped: {reason}**");
            ExitCode::FAILURE
        }
    }
}

impl Serving {
    async fn measure(&self) -> Result<(), String> {
        let cores = Cores::of_this_machine();
        println!("# Serving: what a profile costs\n\n- {}", self.args.circumstances());
        println!("- {cores}.");
        let stocks = self.stocks()?;
        // Only after filling the databases, which uses all cores.
        cores.take_for_load();
        let mut groups = Vec::new();
        for (careers, kind, stock) in stocks {
            groups.push(Group::open(careers, kind, stock, cores, &self.args).await?);
        }
        self.rounds(&mut groups).await?;
        if self.smoke {
            println!("- Every response was correct.");
            return Ok(());
        }
        println!("- Medians of {} rounds; each measures every row for {} s.", self.rounds, self.args.seconds);
        table::explain();
        for group in &groups {
            table::print(group);
            aims::print(group);
        }
        table::print_growth(&groups);
        Ok(())
    }

    /// The databases. Prints what one needs if this machine lacks it.
    fn stocks(&self) -> Result<Vec<(Careers, Kind, Stock)>, String> {
        let mut stocks = Vec::new();
        for (careers, kind) in self.wanted() {
            match stock::missing(careers, kind) {
                Some(missing) => {
                    println!(
                        "- Skipped: {} careers on {kind:?}, because {missing} is missing.",
                        careers.name()
                    );
                }
                None => stocks.push((careers, kind, Stock::open(kind, careers, &self.args)?)),
            }
        }
        Ok(stocks)
    }

    fn wanted(&self) -> Vec<(Careers, Kind)> {
        if self.smoke {
            return vec![(Careers::Made(FEW), Kind::Sqlite)];
        }
        let careers = match stock::missing(Careers::Real, Kind::Sqlite) {
            Some(_) => Careers::Made(1_000),
            None => Careers::Real,
        };
        self.args.wanted(&[careers])
    }

    /// Measures every row once in each round, so that changes on the machine affect all rows alike.
    async fn rounds(&self, groups: &mut [Group]) -> Result<(), String> {
        let (rounds, length) = match self.smoke {
            true => (1, SHORT),
            false => (self.rounds, Duration::from_secs(self.args.seconds)),
        };
        for round in 1..=rounds {
            eprintln!("Round {round} of {rounds}");
            for row in groups.iter_mut().flat_map(|group| &mut group.rows) {
                row.measure(length, self.args.seed).await?;
            }
        }
        Ok(())
    }
}
