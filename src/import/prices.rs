//! Imports regional price parities of the U.S. Bureau of Economic Analysis: how prices in a place compare with the
//! country's average.

use std::collections::HashMap;
use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};

use csv::{ReaderBuilder, StringRecord};

use super::onet::report::grouped;
use super::{ImportError, Progress};
use crate::db::Db;
use crate::models::place_prices::{self, Prices};
use crate::models::place_release::Saved;

/// The lines of the table that are used.
const ALL_ITEMS: &str = "1";
const HOUSING: &str = "3";

/// More than any place has had; the average is 100.
const MOST: f64 = 1_000.0;

/// The most bytes that a file may have. Metropolitan areas take 450 KB.
const LARGEST: u64 = 32 << 20;

#[derive(clap::Args, Clone, Debug)]
pub struct PricesArgs {
    /// The tables as downloaded: by metropolitan area (MARPP_MSA_2008_2024.csv), by part of a state
    /// (PARPP_PORT_2008_2024.csv) or by state (SARPP_STATE_2008_2024.csv)
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Read and check everything and show what would change, but write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Don’t show progress, only the report
    #[arg(long)]
    pub quiet: bool,
}

#[derive(Debug)]
pub struct PricesReport {
    pub dry_run: bool,
    /// Numbers of places, and the first and last year.
    pub places: usize,
    pub years: Option<(i32, i32)>,
    /// None in a dry run.
    pub saved: Option<Saved>,
}

/// Imports tables, all or nothing. Errors name the file, line and column.
pub fn run(db: &Db, args: &PricesArgs) -> Result<PricesReport, ImportError> {
    let progress = if args.quiet { Progress::Quiet } else { Progress::for_stderr() };
    let mut all: HashMap<(String, i32), Levels> = HashMap::new();
    for path in &args.paths {
        let _step = progress.step(&format!("Reading {}", path.display()));
        read(path, &mut all)?;
    }
    let mut prices: Vec<(String, Prices)> = all
        .into_iter()
        .filter_map(|((code, year), levels)| {
            Some((code, Prices { year, all_items: levels.all_items?, housing: levels.housing }))
        })
        .collect();
    prices.sort_by(|(one, a), (other, b)| (one, a.year).cmp(&(other, b.year)));
    let years = || prices.iter().map(|(_, prices)| prices.year);
    let mut report = PricesReport {
        dry_run: args.dry_run,
        places: prices.chunk_by(|(one, _), (other, _)| one == other).count(),
        years: years().min().zip(years().max()),
        saved: None,
    };
    if !args.dry_run {
        report.saved = Some(db.write_now(|conn| Ok::<_, ImportError>(place_prices::save(conn, &prices)?))?);
    }
    Ok(report)
}

#[derive(Debug, Default)]
struct Levels {
    all_items: Option<f64>,
    housing: Option<f64>,
}

fn read(path: &Path, all: &mut HashMap<(String, i32), Levels>) -> Result<(), ImportError> {
    let file = File::open(path).map_err(|error| ImportError::file(path, error))?;
    let size = file.metadata().map_err(|error| ImportError::file(path, error))?.len();
    if size > LARGEST {
        return Err(ImportError::file(
            path,
            format!("is larger than {} MiB, so it wasn’t read", LARGEST >> 20),
        ));
    }
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(file);
    let header = reader.headers().map_err(|error| ImportError::file(path, error))?.clone();
    let column = |name: &str| {
        let missing = || ImportError::line(path, 1, format!("there is no column “{name}”"));
        header.iter().position(|head| head.trim() == name).ok_or_else(missing)
    };
    let (code_at, line_at) = (column("GeoFIPS")?, column("LineCode")?);
    let years: Vec<(usize, i32)> = header
        .iter()
        .enumerate()
        .filter_map(|(at, head)| {
            Some((at, head.trim().parse().ok().filter(|year| (1990..2200).contains(year))?))
        })
        .collect();
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).map_err(|error| ImportError::file(path, error))? {
        let line = record.position().map_or(0, csv::Position::line);
        // The notes at the end have one column.
        let Some(which) = record.get(line_at).map(str::trim) else { continue };
        if ![ALL_ITEMS, HOUSING].contains(&which) {
            continue;
        }
        // The file has a space before the quotes of the code.
        let code = record.get(code_at).unwrap_or_default().trim_matches([' ', '"']);
        if code.len() != 5 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ImportError::line(
                path,
                line,
                format!("GeoFIPS is “{code}”, not a code of 5 digits"),
            ));
        }
        for (at, year) in &years {
            let text = record.get(*at).unwrap_or_default().trim();
            let Some(level) =
                level(text).map_err(|reason| ImportError::line(path, line, format!("{year} {reason}")))?
            else {
                continue;
            };
            let levels = all.entry((code.to_owned(), *year)).or_default();
            match which {
                ALL_ITEMS => levels.all_items = Some(level),
                _ => levels.housing = Some(level),
            }
        }
    }
    Ok(())
}

/// None where the table says that there is no figure. A part that a state doesn't have is 0.000.
fn level(text: &str) -> Result<Option<f64>, String> {
    if matches!(text, "" | "(NA)" | "(D)" | "(NM)" | "0.000") {
        return Ok(None);
    }
    let level = text.parse().ok().filter(|level| *level > 0.0 && *level <= MOST);
    level.map(Some).ok_or_else(|| format!("is “{text}”, not an index such as 97.5"))
}

impl fmt::Display for PricesReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.dry_run {
            writeln!(f, "Dry run: nothing was written.")?;
        }
        write!(f, "Regional price parities: {} places", grouped(self.places))?;
        if let Some((first, last)) = self.years {
            write!(f, ", {first} to {last}")?;
        }
        self.saved.iter().try_for_each(|Saved { changed, unchanged }| {
            write!(f, "\n  {:>6} levels written, {} unchanged", grouped(*changed), grouped(*unchanged))
        })
    }
}
