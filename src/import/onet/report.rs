//! The report of an import, for the operator.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use super::tasks::Tally;
use crate::addresses;
use crate::import::oews::{Surveyed, WagesReport};
use crate::profile::fields::Field;
use crate::profile::{OnetCode, Profile, Slug, currency};

const NAMED: usize = 25;

#[derive(Debug)]
pub struct ImportReport {
    /// `O*NET 29.3 Database`.
    pub release: String,
    pub dry_run: bool,
    pub careers: Careers,
    pub tasks: Tally,
    /// Of the nation.
    pub wages: Option<WageReport>,
    /// The rows of all files of wages.
    pub places: Option<WagesReport>,
    pub notes: Vec<String>,
    pub took: Duration,
}

#[derive(Debug, Default)]
pub struct Careers {
    pub new: Vec<Item>,
    pub updated: Vec<Item>,
    pub unchanged: usize,
    /// Edited by a person, and updated nevertheless because of `--overwrite`.
    pub overwritten: Vec<Item>,
    /// Careers with a section that a person has edited and that was therefore left as it is, by section.
    pub kept: BTreeMap<Field, Vec<Item>>,
    /// Stored, but not in this release.
    pub missing: Vec<Item>,
    /// New, with their code in the slug because another career has the plain slug.
    pub moved: Vec<Item>,
    /// Samples that were taken off the public site.
    pub retired: Vec<Item>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub code: String,
    pub title: String,
    pub slug: Slug,
}

impl Item {
    pub fn of(profile: &Profile) -> Self {
        Self {
            code: profile.onet_code.as_ref().or(profile.code.as_ref()).cloned().unwrap_or_default(),
            title: profile.title.clone(),
            slug: profile.slug.clone(),
        }
    }
}

#[derive(Debug, Default)]
pub struct WageReport {
    /// With figures of their own.
    pub own: usize,
    /// With figures that the survey has only for several careers together.
    pub shared: usize,
    /// Military occupations, which the survey doesn't cover.
    pub military: usize,
    /// Other occupations without wages, each with the reason.
    pub without: Vec<String>,
}

impl WageReport {
    pub(super) fn count(&mut self, code: &OnetCode, profile: &Profile, found: Option<&Surveyed>) {
        let title = &profile.title;
        match (found, found.and_then(|found| found.pay.as_ref())) {
            (_, Some(pay)) if pay.counted_with.is_some() => self.shared += 1,
            (_, Some(_)) => self.own += 1,
            (None, None) if code.is_military() => self.military += 1,
            (None, None) => self.without.push(format!("{code} {title}: not in the survey")),
            (Some(_), None) => self.without.push(format!("{code} {title}: no figures published")),
        }
    }
}

impl Careers {
    pub fn of_release(&self) -> usize {
        self.new.len() + self.updated.len() + self.unchanged + self.overwritten.len()
    }
}

impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { careers, tasks, .. } = self;
        if self.dry_run {
            writeln!(f, "Dry run: nothing was written.")?;
        }
        writeln!(f, "{}: {} careers", self.release, grouped(careers.of_release()))?;
        for (what, count) in
            [("new", careers.new.len()), ("updated", careers.updated.len()), ("unchanged", careers.unchanged)]
        {
            writeln!(f, "  {:>6} {what}", grouped(count))?;
        }
        count(f, "overwritten", careers.overwritten.len())?;
        writeln!(f, "Tasks: {} read, {} imported", grouped(tasks.read), grouped(tasks.imported))?;
        count(f, "repeat another task of the same career", tasks.repeated)?;
        count(f, "are for occupations missing from the release", tasks.astray)?;
        if let Some(wages) = &self.wages {
            write!(f, "{wages}")?;
        }
        if let Some(places) = &self.places {
            write!(f, "{places}")?;
        }
        for (what, items) in [
            ("Updated", &careers.updated),
            ("Overwritten", &careers.overwritten),
            ("Not in this release, left as they are", &careers.missing),
            ("With their code in the slug, because another career has the plain slug", &careers.moved),
            ("Samples that left the public site (--keep-samples keeps them)", &careers.retired),
        ] {
            list(f, what, items)?;
        }
        kept(f, &careers.kept)?;
        for note in &self.notes {
            writeln!(f, "Note: {note}")?;
        }
        write!(f, "Took {:.1} s", self.took.as_secs_f64())
    }
}

impl fmt::Display for WageReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { own, shared, military, without } = self;
        writeln!(f, "Wages: {} careers", grouped(own + shared))?;
        writeln!(f, "  {:>6} with their own figures", grouped(*own))?;
        count(f, "counted together with other careers", *shared)?;
        if *military > 0 {
            writeln!(f, "  {military:>6} without: military, which the survey doesn’t cover")?;
        }
        if !without.is_empty() {
            writeln!(f, "  {:>6} without, for other reasons:", without.len())?;
        }
        without.iter().try_for_each(|line| writeln!(f, "         {line}"))
    }
}

/// Left out if it is zero.
pub(in crate::import) fn count(f: &mut fmt::Formatter<'_>, what: &str, count: usize) -> fmt::Result {
    match count {
        0 => Ok(()),
        _ => writeln!(f, "  {:>6} {what}", grouped(count)),
    }
}

pub(in crate::import) fn list(f: &mut fmt::Formatter<'_>, what: &str, items: &[Item]) -> fmt::Result {
    if items.is_empty() {
        return Ok(());
    }
    writeln!(f, "{what}:")?;
    for Item { code, title, slug } in items.iter().take(NAMED) {
        let space = if code.is_empty() { "" } else { " " };
        writeln!(f, "  {code}{space}{title} ({})", addresses::career(slug))?;
    }
    match items.len().saturating_sub(NAMED) {
        0 => Ok(()),
        more => writeln!(f, "  … and {} more", grouped(more)),
    }
}

/// One line for each section, with the titles of the careers.
fn kept(f: &mut fmt::Formatter<'_>, kept: &BTreeMap<Field, Vec<Item>>) -> fmt::Result {
    if !kept.is_empty() {
        writeln!(f, "Sections edited here, left as they are (--overwrite replaces them):")?;
    }
    kept.iter().try_for_each(|(field, items)| {
        let titles: Vec<&str> = items.iter().take(NAMED).map(|item| item.title.as_str()).collect();
        let more = match items.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" … and {} more", grouped(more)),
        };
        writeln!(f, "  {}: {}{more}", field.label(), titles.join(", "))
    })
}

pub(in crate::import) fn grouped(count: usize) -> String {
    currency::grouped(count as u64)
}
