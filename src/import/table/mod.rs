//! Imports tables that an operator makes from the open data of any country: one of careers, and one of pay by place.
//!
//! [`sheet`] reads xlsx and CSV files, [`columns`] tells the two tables apart by their header, and [`cells`] collects
//! everything that is wrong. [`careers`] and [`pay`] compare their rows with what is stored and make a [`plan`].

mod career_row;
mod careers;
mod cells;
mod columns;
mod pay;
mod pay_row;
mod places;
mod plan;
mod report;
mod sheet;
mod source;
mod stored;
mod title;

use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::{NaiveDate, NaiveDateTime};

use super::{ImportError, Progress};
use crate::db::{Conn, Db};
use crate::models::audit::Actor;
use crate::models::source as sources;
use crate::profile::Source;
use cells::Table;
use columns::Kind;
use plan::Plan;
pub use report::{Done, Places, TableReport};
pub use source::SourceArgs;

#[derive(clap::Args, Clone, Debug)]
pub struct TableArgs {
    /// The table: an xlsx file, of which the first sheet is read, or a CSV file in UTF-8
    pub path: PathBuf,
    #[command(flatten)]
    pub source: SourceArgs,
    /// Read and check everything and show what would change, but write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Don’t show progress, only the report
    #[arg(long)]
    pub quiet: bool,
}

/// Imports a table, all or nothing. An error names the wrong cells by row and column.
pub fn run(db: &Db, args: &TableArgs, now: NaiveDateTime) -> Result<TableReport, ImportError> {
    let started = Instant::now();
    let progress = if args.quiet { Progress::Quiet } else { Progress::for_stderr() };
    let reading = progress.step(&format!("Reading {}", args.path.display()));
    let table = Table::read(&args.path)?;
    drop(reading);
    let _step = progress.step("Comparing with the database");
    let done = match args.dry_run {
        true => db.read_now(|conn| Ok::<_, ImportError>(plan(conn, &table, args, now)?.0.done))?,
        false => db.write_now(|conn| {
            let (plan, source) = plan(conn, &table, args, now)?;
            plan.save(conn, &Actor::other("table import", now), &source)
        })?,
    };
    let source = args.source.source.clone();
    Ok(TableReport { source, dry_run: args.dry_run, done, took: started.elapsed() })
}

/// Everything but the rows that a plan is made from.
struct Context<'a> {
    file: &'a Path,
    source: &'a Source,
    as_of: Option<NaiveDate>,
    now: NaiveDateTime,
}

fn plan(
    conn: &mut Conn,
    table: &Table,
    args: &TableArgs,
    now: NaiveDateTime,
) -> Result<(Plan, Source), ImportError> {
    let source = args.source.source(&sources::all(conn)?, now.date())?;
    let context = Context { file: &args.path, source: &source, as_of: args.source.as_of, now };
    let plan = match table.columns.kind {
        Kind::Careers => careers::plan(conn, table, &context)?,
        Kind::Pay => pay::plan(conn, table, &context)?,
    };
    Ok((plan, source))
}
