//! Imports O*NET releases: a profile for every occupation, optionally with OEWS wages.
//!
//! Each kind of file has a module, which knows the file's names in different releases, reads it line by line and
//! returns its data by code. [`occupation`] joins the data, [`document`] makes profiles of it, [`merge`] compares the
//! profiles with what is stored, and [`report`] tells the operator what was done.

mod category;
mod document;
mod edition;
mod elements;
mod ladder;
mod merge;
mod occupation;
mod qualifications;
mod related;
mod release;
pub mod report;
mod table;
mod tasks;
mod technology;
mod text;
pub mod title;
mod titles;
mod training;
mod zones;

use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Instant;

use chrono::{NaiveDate, NaiveDateTime};

use super::oews::{FoundWages, Wages};
use super::{ImportError, Progress};
use crate::db::{CHUNK, Conn, Db};
use crate::models::audit::Actor;
use crate::models::snapshot::{self, Snapshot};
use crate::models::{career, category as categories, draft, imported, source as sources};
use crate::profile::{Category, OnetCode, Source};
use document::ImportContext;
use edition::Edition;
use merge::{Incoming, MergeRules};
use occupation::{Occupation, Occupations};
use release::{Limits, Release};
pub use report::ImportReport;
use report::WageReport;
use technology::TechnologyWeights;

#[derive(clap::Args, Clone, Debug)]
pub struct OnetArgs {
    /// The release: the zip as downloaded (db_29_3_text.zip), or its unpacked folder
    pub path: PathBuf,
    /// Wages from the Occupational Employment and Wage Statistics, as xlsx (national_M2024_dl.xlsx). Without them,
    /// careers keep their current pay
    #[arg(long, value_name = "FILE.xlsx")]
    pub wages: Option<PathBuf>,
    /// Read and check everything and show what would change, but write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Also replace what was edited here
    #[arg(long)]
    pub overwrite: bool,
    /// Don’t show progress, only the report
    #[arg(long)]
    pub quiet: bool,
}

/// Imports a release, all or nothing. Errors name the file and line, or list every career that can't be published.
pub fn run(db: &Db, args: &OnetArgs, now: NaiveDateTime) -> Result<ImportReport, ImportError> {
    let started = Instant::now();
    let progress = if args.quiet { Progress::Quiet } else { Progress::for_stderr() };
    let read = ReadRelease::files(args, progress)?;
    let wages = args.wages.as_ref().map(|path| Wages::read(path, progress)).transpose()?;
    let (incoming, wage_report) = read.careers(wages.as_ref());
    let rules = MergeRules { overwrite: args.overwrite, has_wages: wages.is_some(), now };
    let (release, tasks, notes) = (read.source.name.clone(), read.occupations.tally, read.notes());
    let new_categories = read.categories();
    let mut new_sources = vec![read.source];
    new_sources.extend(wages.map(|wages| wages.source));
    drop(read.occupations);
    let _step = progress.step("Comparing with the database");
    let careers = match args.dry_run {
        true => {
            let plan = |conn: &mut Conn| merge::plan(stored(conn)?, draft::ahead(conn)?, incoming, rules);
            db.read_now(|conn| Ok::<_, ImportError>(plan(conn)?.careers))?
        }
        false => db.write_now(|conn| {
            let plan = merge::plan(stored(conn)?, draft::ahead(conn)?, incoming, rules)?;
            categories::ensure(conn, &new_categories)?;
            sources::save(conn, &new_sources)?;
            let actor = Actor::other("O*NET import", now);
            if !plan.snapshots.is_empty() {
                imported::save(conn, &actor, &plan.snapshots)?;
            }
            if !plan.drafts.is_empty() {
                imported::save_drafts(conn, &actor, &plan.drafts)?;
            }
            Ok::<_, ImportError>(plan.careers)
        })?,
    };
    let dry_run = args.dry_run;
    Ok(ImportReport { release, dry_run, careers, tasks, wages: wage_report, notes, took: started.elapsed() })
}

fn stored(conn: &mut Conn) -> Result<Vec<Snapshot>, ImportError> {
    let mut all = Vec::new();
    for ids in career::all_ids(conn)?.chunks(CHUNK) {
        all.extend(snapshot::of(conn, ids)?.into_iter().map(|(_, snapshot)| snapshot));
    }
    Ok(all)
}

struct ReadRelease {
    source: Source,
    released: NaiveDate,
    occupations: Occupations,
}

impl ReadRelease {
    fn files(args: &OnetArgs, progress: Progress) -> Result<Self, ImportError> {
        let mut release = Release::open(&args.path, Limits::default(), progress)?;
        release.require(occupation::FILE)?;
        release.require(tasks::FILE)?;
        let edition = Edition::read(&mut release)?;
        let occupations = Occupations::read(&mut release)?;
        let released = edition.date.or(occupations.newest).ok_or_else(|| {
            let reason = "can’t tell when this was released: no “Read Me.txt” says so, and no row has a date";
            ImportError::file(release.path(), reason)
        })?;
        Ok(Self { source: edition.source(), released, occupations })
    }

    fn categories(&self) -> Vec<Category> {
        let mut seen = HashSet::new();
        let all = self.occupations.all.iter().filter_map(|occupation| category::of(&occupation.code));
        all.filter(|category| seen.insert(category.slug.clone())).collect()
    }

    fn notes(&self) -> Vec<String> {
        let note = |(file, (rows, code)): (&String, &(usize, OnetCode))| {
            let descriptions = occupation::FILE;
            format!(
                "skipped rows of {file} for occupations missing from {descriptions}: {rows}, such as {code}"
            )
        };
        self.occupations.strangers.iter().map(note).collect()
    }

    fn careers(&self, wages: Option<&Wages>) -> (Vec<Incoming>, Option<WageReport>) {
        let software = self.occupations.all.iter().map(|one| (&one.code, one.tools.as_slice()));
        let context = ImportContext {
            source: self.source.slug.clone(),
            released: self.released,
            software: TechnologyWeights::of(software),
        };
        let mut report =
            wages.map(|wages| WageReport { release: wages.source.name.clone(), ..WageReport::default() });
        let career = |occupation: &Occupation| {
            let mut profile = context.profile(occupation);
            if let (Some(wages), Some(report)) = (wages, &mut report) {
                profile.number_employed = wages.employed(&occupation.code).to_vec();
                let found = wages.find(occupation.code.soc());
                report.count(&occupation.code, &profile.title, found);
                if let FoundWages::Direct(pay) | FoundWages::Combined(pay) = found {
                    profile.pay = pay.to_vec();
                }
            }
            let related = related::nearest(occupation, &self.occupations);
            let (code, zone) = (occupation.code.clone(), occupation.zone.number);
            Incoming { code, profile, related, zone, relations: occupation.related.clone() }
        };
        let careers = self.occupations.all.iter().map(career).collect();
        (careers, report)
    }
}
