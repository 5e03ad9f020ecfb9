//! Public pages.

mod browse;
mod card;
mod clock;
mod compare;
mod crawlers;
mod edge;
mod errors;
mod formats;
mod labels;
mod moves;
mod places;
mod previews;
mod profile;
mod skills;
mod starter;
pub mod structured;

use metier::models::snapshot::Snapshot;
use metier::profile::Pay;
use metier::profile::money::Figure;
use metier::profile::voices::{Insight, Moderation};

use crate::common::skilled;
use crate::support::{date, pay};

/// An exact amount of dollars.
fn dollars(amount: i64) -> Option<Figure> {
    Some(Figure::exact(amount * 100))
}

/// A career with equally important skills, and yearly pay in dollars.
fn paid(title: &str, skills: &[&str], total: i64) -> Snapshot {
    let mut career = skilled(title, skills);
    career.profile.pay = vec![Pay { total: dollars(total), base: None, additional: None, ..pay() }];
    career
}

/// An insight from a day of January 2025.
fn insight(day: u32, moderation: Moderation) -> Insight {
    Insight {
        employer: "Quillhaven".into(),
        job_title: "Clerk".into(),
        said_on: date(&format!("2025-01-{day:02}")),
        quote: format!("Quote {day}"),
        moderation,
        logo: None,
    }
}
