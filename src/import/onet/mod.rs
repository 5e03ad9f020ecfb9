//! Imports O*NET releases: a profile for every occupation, optionally with OEWS wages.
//!
//! Each kind of file has a module, which knows the file's names in different releases, reads it line by line and
//! returns its data by code. [`occupation`] joins the data, [`document`] makes profiles of it, [`merge`] compares the
//! profiles with what is stored, and [`report`] tells the operator what was done.

mod activities;
mod category;
mod definitions;
mod document;
mod edition;
mod education;
mod elements;
mod emerging;
mod interests;
mod ladder;
mod merge;
mod metadata;
mod occupation;
mod qualifications;
mod rater;
mod related;
mod release;
pub mod report;
mod spans;
mod summary;
mod table;
mod tasks;
pub(super) mod text;
pub mod title;
mod titles;
mod tool_weights;
mod tools;
mod training;
mod work_styles;
mod zones;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::time::Instant;

use chrono::{NaiveDate, NaiveDateTime};

use super::oews::{Surveyed, Wages};
use super::{ImportError, Progress};
use crate::db::{Conn, Db};
use crate::models::audit::Actor;
use crate::models::{
    category as categories, draft, imported, place_release, sample, skill_definition, snapshot,
    source as sources,
};
use crate::profile::{Category, OnetCode, Slug, Source};
use document::ImportContext;
use edition::Edition;
use merge::{Incoming, MergeRules};
use occupation::{Occupation, Occupations};
use rater::Rater;
use release::{Limits, Release};
pub use report::ImportReport;
use report::WageReport;

#[derive(clap::Args, Clone, Debug)]
pub struct OnetArgs {
    /// The release: the zip as downloaded (db_29_3_text.zip), or its unpacked folder
    pub path: PathBuf,
    /// Wages from the Occupational Employment and Wage Statistics: any number of files with national, state or area data,
    /// of one or more years, each an xlsx (national_M2024_dl.xlsx) or the zip it comes in (oesm24st.zip). Without national
    /// data, careers keep their current pay
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub wages: Vec<PathBuf>,
    /// Read and check everything and show what would change, but write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Also replace what was edited here
    #[arg(long)]
    pub overwrite: bool,
    /// Keep the sample careers public. Without this, they are withdrawn: their addresses lead to the real careers
    #[arg(long)]
    pub keep_samples: bool,
    /// Don’t show progress, only the report
    #[arg(long)]
    pub quiet: bool,
}

/// Imports a release, all or nothing. Errors name the file and line, or list every career that can't be published.
pub fn run(db: &Db, args: &OnetArgs, now: NaiveDateTime) -> Result<ImportReport, ImportError> {
    let started = Instant::now();
    let progress = if args.quiet { Progress::Quiet } else { Progress::for_stderr() };
    let mut read = ReadRelease::files(args, progress)?;
    let mut wages = match args.wages.as_slice() {
        [] => None,
        paths => Some(Wages::read(paths, progress)?),
    };
    let new_categories = read.categories();
    let mut incoming = read.careers();
    let nation = wages.as_ref().filter(|wages| wages.has_nation());
    let wage_report = nation.map(|wages| add_wages(&mut incoming, wages));
    let rules = MergeRules {
        overwrite: args.overwrite,
        has_wages: nation.is_some(),
        keep_samples: args.keep_samples,
        now,
    };
    let mut new_sources = read.sources(&incoming);
    new_sources.extend(wages.iter().flat_map(Wages::sources));
    let (release, tasks, notes) = (read.release(), read.occupations.tally, read.notes());
    let definitions = read.occupations.definitions;
    let _step = progress.step("Comparing with the database");
    let careers = match args.dry_run {
        true => {
            let plan =
                |conn: &mut Conn| merge::plan(snapshot::all(conn)?, draft::ahead(conn)?, incoming, rules);
            db.read_now(|conn| Ok::<_, ImportError>(plan(conn)?.careers))?
        }
        false => db.write_now(|conn| {
            let plan = merge::plan(snapshot::all(conn)?, draft::ahead(conn)?, incoming, rules)?;
            categories::ensure(conn, &new_categories)?;
            sources::save(conn, &new_sources)?;
            skill_definition::save(conn, &definitions)?;
            if let Some(wages) = &mut wages {
                wages.report.saved = Some(place_release::save(conn, &wages.places)?);
            }
            let actor = Actor::other("O*NET import", now);
            if !plan.samples.is_empty() {
                sample::retire(conn, &actor, &plan.samples)?;
            }
            if !plan.snapshots.is_empty() {
                imported::save(conn, &actor, &plan.snapshots)?;
            }
            if !plan.drafts.is_empty() {
                imported::save_drafts(conn, &actor, &plan.drafts)?;
            }
            if !args.keep_samples {
                sample::lead_on(conn)?;
            }
            Ok::<_, ImportError>(plan.careers)
        })?,
    };
    let dry_run = args.dry_run;
    let took = started.elapsed();
    let places = wages.map(|wages| wages.report);
    Ok(ImportReport { release, dry_run, careers, tasks, wages: wage_report, places, notes, took })
}

struct ReadRelease {
    edition: Edition,
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
        Ok(Self { edition, released, occupations })
    }

    fn release(&self) -> String {
        self.edition.source(Rater::People).name
    }

    /// The sources that the careers cite.
    fn sources(&self, careers: &[Incoming]) -> Vec<Source> {
        let citations = careers.iter().flat_map(|career| &career.profile.citations);
        let cited: HashSet<&Slug> = citations.map(|citation| &citation.source).collect();
        let all = Rater::ALL.into_iter().map(|rater| self.edition.source(rater));
        all.filter(|source| cited.contains(&source.slug)).collect()
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

    /// Takes the occupations, because both at once would need much memory.
    fn careers(&mut self) -> Vec<Incoming> {
        let occupations = std::mem::take(&mut self.occupations.all);
        let context = ImportContext::new(&self.edition, self.released, &occupations);
        let career = |occupation: Occupation| {
            let (code, zone) = (occupation.code.clone(), occupation.zone.number);
            let related = related::nearest(&occupation, &self.occupations);
            let relations = occupation.related.clone();
            Incoming { code, profile: context.profile(occupation), related, zone, relations }
        };
        occupations.into_iter().map(career).collect()
    }
}

fn add_wages(careers: &mut [Incoming], wages: &Wages) -> WageReport {
    let mut report = WageReport::default();
    let whole = careers.iter().filter(|career| !career.code.is_part());
    let titles: HashMap<String, String> =
        whole.map(|career| (career.code.soc().to_owned(), career.profile.title.clone())).collect();
    for Incoming { code, profile, .. } in careers {
        let found = wages.in_nation(code, |soc| titles.get(soc).map(String::as_str));
        report.count(code, profile, found.as_ref());
        let Surveyed { pay, employed } = found.unwrap_or_default();
        (profile.pay, profile.number_employed) = (Vec::from_iter(pay), Vec::from_iter(employed));
    }
    report
}
