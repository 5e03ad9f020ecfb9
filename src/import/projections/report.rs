//! The report of an import, for the operator.

use std::fmt;
use std::time::Duration;

use crate::import::onet::report::{Item, count, grouped, list};

#[derive(Debug)]
pub struct ProjectionReport {
    /// `Employment Projections 2024–34`.
    pub edition: String,
    pub dry_run: bool,
    pub careers: Projected,
    pub took: Duration,
}

/// Accounts for every career: those with an O*NET-SOC code are the sum of all but `changed`.
#[derive(Debug, Default)]
pub struct Projected {
    /// With a row of their own.
    pub own: usize,
    /// With a row that is for several careers together.
    pub shared: usize,
    /// Of these two, those that got another outlook than before.
    pub changed: usize,
    /// Edited by a person, and left as they are.
    pub left: Vec<Item>,
    /// Which the projections don't cover.
    pub military: usize,
    /// Others without a row.
    pub without: Vec<Item>,
    /// Without an O*NET-SOC code.
    pub without_code: usize,
}

impl Projected {
    /// With an O*NET-SOC code.
    pub fn with_code(&self) -> usize {
        self.own + self.shared + self.left.len() + self.military + self.without.len()
    }
}

impl fmt::Display for ProjectionReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Projected { own, shared, changed, left, military, without, without_code } = &self.careers;
        if self.dry_run {
            writeln!(f, "Dry run: nothing was written.")?;
        }
        let (all, covered) = (grouped(self.careers.with_code()), grouped(own + shared));
        writeln!(f, "{}: {covered} of {all} careers with an O*NET-SOC code have an outlook", self.edition)?;
        writeln!(f, "  {:>6} with a row of their own", grouped(*own))?;
        writeln!(f, "  {:>6} counted together with other careers", grouped(*shared))?;
        writeln!(f, "  {:>6} of these are new or have changed", grouped(*changed))?;
        count(f, "edited here, left as they are", left.len())?;
        count(f, "without: military, which the projections don’t cover", *military)?;
        count(f, "without: not in the projections", without.len())?;
        count(f, "other careers have no O*NET-SOC code", *without_code)?;
        list(f, "Edited here, left as they are", left)?;
        list(f, "Not in the projections", without)?;
        write!(f, "Took {:.1} s", self.took.as_secs_f64())
    }
}
