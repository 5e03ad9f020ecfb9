//! Imports the Employment Projections of the U.S. Bureau of Labor Statistics: how many people a career is expected to
//! employ in ten years, and why.
//!
//! [`table`] reads the figures, [`factors`] the reasons. Every stored career with an O*NET-SOC code gets the outlook of
//! its code; [`report`] accounts for each.

mod factors;
mod report;
mod table;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::{NaiveDate, NaiveDateTime};

use super::onet::report::Item;
use super::spreadsheet::Spreadsheet;
use super::{ImportError, Progress};
use crate::db::{Conn, Db};
use crate::models::audit::Actor;
use crate::models::draft::Draft;
use crate::models::imported::MergedDraft;
use crate::models::snapshot::Snapshot;
use crate::models::{draft, imported, snapshot, source as sources};
use crate::profile::combined;
use crate::profile::fields::Field;
use crate::profile::{OnetCode, Outlook, Slug, Source};
use factors::Factors;
pub use report::{Projected, ProjectionReport};
use table::Table;

const COUNTRY: &str = "United States";

#[derive(clap::Args, Clone, Debug)]
pub struct ProjectionArgs {
    /// The spreadsheet as downloaded (occupation.xlsx)
    pub path: PathBuf,
    /// Read and check everything and show what would change, but write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Don’t show progress, only the report
    #[arg(long)]
    pub quiet: bool,
}

/// Imports an edition, all or nothing.
pub fn run(db: &Db, args: &ProjectionArgs, now: NaiveDateTime) -> Result<ProjectionReport, ImportError> {
    let started = Instant::now();
    let progress = if args.quiet { Progress::Quiet } else { Progress::for_stderr() };
    let projections = Projections::read(&args.path, progress)?;
    let _step = progress.step("Comparing with the database");
    let careers = match args.dry_run {
        true => db.read_now(|conn| Ok::<_, ImportError>(projections.plan_for(conn, now)?.careers))?,
        false => db.write_now(|conn| {
            let plan = projections.plan_for(conn, now)?;
            sources::save(conn, std::slice::from_ref(&projections.source))?;
            let actor = Actor::other("projections import", now);
            if !plan.snapshots.is_empty() {
                imported::save(conn, &actor, &plan.snapshots)?;
            }
            if !plan.drafts.is_empty() {
                imported::save_drafts(conn, &actor, &plan.drafts)?;
            }
            Ok::<_, ImportError>(plan.careers)
        })?,
    };
    let edition = projections.source.name;
    Ok(ProjectionReport { edition, dry_run: args.dry_run, careers, took: started.elapsed() })
}

#[derive(Default)]
struct Plan {
    snapshots: Vec<Snapshot>,
    /// Drafts newer than the live profiles, to be saved after these.
    drafts: Vec<MergedDraft>,
    careers: Projected,
}

struct Projections {
    source: Source,
    table: Table,
    factors: Factors,
}

impl Projections {
    fn read(path: &Path, progress: Progress) -> Result<Self, ImportError> {
        let _step = progress.step(&format!("Reading {}", path.display()));
        let mut spreadsheet = Spreadsheet::open(path)?;
        let table = Table::read(path, &mut spreadsheet)?;
        let factors = Factors::read(&mut spreadsheet)?;
        Ok(Self { source: source(table.from_year, table.to_year), table, factors })
    }

    fn plan_for(&self, conn: &mut Conn, now: NaiveDateTime) -> Result<Plan, ImportError> {
        Ok(self.plan(snapshot::all(conn)?, draft::ahead(conn)?, now))
    }

    fn plan(&self, stored: Vec<Snapshot>, drafts: Vec<Draft>, now: NaiveDateTime) -> Plan {
        let mut drafts: HashMap<Slug, Draft> =
            drafts.into_iter().map(|draft| (draft.profile.slug.clone(), draft)).collect();
        let code = |snapshot: &Snapshot| snapshot.profile.onet_code.as_ref()?.parse::<OnetCode>().ok();
        let whole = stored.iter().filter_map(|one| Some((code(one).filter(|code| !code.is_part())?, one)));
        let titles: HashMap<String, String> =
            whole.map(|(code, one)| (code.soc().to_owned(), one.profile.title.clone())).collect();
        let mut plan = Plan::default();
        let Plan { snapshots, drafts: merged, careers } = &mut plan;
        for mut career in stored {
            let Some(code) = code(&career) else {
                careers.without_code += 1;
                continue;
            };
            let outlook = self.outlook(&code, |soc| titles.get(soc).map(String::as_str));
            match outlook {
                None if code.is_military() => careers.military += 1,
                None => careers.without.push(Item::of(&career.profile)),
                Some(_) if career.profile.edited.contains(&Field::Outlook) => {
                    careers.left.push(Item::of(&career.profile));
                }
                Some(outlook) => {
                    *if outlook.counted_with.is_some() { &mut careers.shared } else { &mut careers.own } += 1;
                    let outlook = vec![outlook];
                    let is_changed = career.profile.outlook != outlook;
                    if let Some(draft) = drafts.remove(&career.profile.slug) {
                        let mut profile = draft.profile.clone();
                        if !profile.edited.contains(&Field::Outlook) {
                            profile.outlook.clone_from(&outlook);
                        }
                        if is_changed || profile != draft.profile {
                            merged.push(MergedDraft { draft, profile });
                        }
                    }
                    if is_changed {
                        careers.changed += 1;
                        career.profile.outlook = outlook;
                        career.updated_at = now;
                        snapshots.push(career);
                    }
                }
            }
        }
        plan
    }

    /// `title` gives the title of a SOC occupation.
    fn outlook<'t>(&self, code: &OnetCode, title: impl Fn(&str) -> Option<&'t str>) -> Option<Outlook> {
        let rows = &self.table.rows;
        let own = rows.get_key_value(code.soc());
        let mut combined = combined::of(code.soc());
        let (soc, row) = own.or_else(|| combined.find_map(|soc| rows.get_key_value(soc)))?;
        Some(Outlook {
            place: COUNTRY.into(),
            from_year: self.table.from_year,
            to_year: self.table.to_year,
            employed_from: row.employed_from,
            employed_to: row.employed_to,
            growth: row.growth,
            openings: row.openings,
            self_employed: row.self_employed,
            reason: self.factors.reason(soc),
            counted_with: combined::counted_with(code, own.is_none().then_some(soc.as_str()), title),
            source: self.source.slug.clone(),
            // The spreadsheet doesn't say when it was published, only which year it starts from.
            as_of: NaiveDate::from_ymd_opt(self.table.from_year.into(), 12, 31).unwrap_or_default(),
        })
    }
}

fn source(from_year: u16, to_year: u16) -> Source {
    let to = to_year % 100;
    let name = format!("Employment Projections {from_year}–{to:02}");
    let notice = format!(
        "Projections of employment are from the {name} of the U.S. Bureau of Labor Statistics. In its words, they “are \
         not intended to be a forecast of what the future will be but instead are a description of what would be \
         expected to happen under these specific assumptions and circumstances.”"
    );
    Source {
        slug: Slug::suggest(&format!("employment projections {from_year} {to:02}")),
        name,
        url: Some("https://www.bls.gov/emp/".into()),
        license: Some("Public domain".into()),
        license_url: None,
        notice,
    }
}
