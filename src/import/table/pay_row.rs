//! A row of a table of pay.

use chrono::NaiveDate;

use super::cells::{Cells, choice};
use super::places::PlacesOfTable;
use super::source::{date, not_after};
use super::stored::Stored;
use crate::forms::number;
use crate::models::place::NewPlace;
use crate::models::place_pay::ALL_OCCUPATIONS;
use crate::profile::money::{Currency, Figure, MAX_AMOUNT, Period};
use crate::profile::pay::Statistic;
use crate::profile::{Employed, Pay, PlaceFigures, Slug};

pub const PERCENTILES: [&str; 5] = ["p10", "p25", "median", "p75", "p90"];

/// The value of the “code” column for all occupations of a place together.
const ALL: &str = "all";

/// Markers of unpublished figures.
const UNKNOWN: [&str; 19] = [
    "x", "..", "...", ":", "*", "**", "-", "–", "—", "~", "n/a", "na", "c", "z", "u", "[x]", "[c]", "[z]",
    "[u]",
];

/// In characters.
const LONGEST_NOTE: usize = 300;

pub struct PayRow {
    pub number: u32,
    /// The place among the stored careers; none for all occupations together.
    pub career: Option<usize>,
    pub occupation: String,
    pub place: NewPlace,
    pub as_of: NaiveDate,
    pub figures: PlaceFigures,
    mean: Option<Figure>,
}

impl PayRow {
    /// None if a cell is wrong.
    pub fn read(
        cells: &mut Cells<'_, '_>,
        stored: &Stored,
        places: &PlacesOfTable,
        (as_of, today): (Option<NaiveDate>, NaiveDate),
    ) -> Option<Self> {
        let career = career(cells, stored);
        let place = places.of(cells);
        let as_of = match cells.text_if_any("as of") {
            Some(_) => cells.read("as of", |text| not_after(date(text)?, today)),
            None => as_of.or_else(|| {
                cells.wrong("as of", "Enter a date or month, or give one for all rows with --as-of");
                None
            }),
        };
        let figures = figures(cells);
        let (occupation, career) = career?;
        let (figures, mean) = figures?;
        Some(Self { number: cells.number(), career, occupation, place: place?, as_of: as_of?, figures, mean })
    }

    /// The pay for a profile: with the mean, if there is no median. None if no figure is known.
    pub fn pay(&self, source: &Slug) -> Option<Pay> {
        let mut figures = self.figures.clone();
        figures.percentiles[2] = figures.percentiles[2].or(self.mean);
        let mut pay = figures.pay(&self.place.name, None, source.clone(), self.as_of)?;
        if self.figures.median().is_none() && self.mean.is_some() {
            pay.statistic = Statistic::Mean;
        }
        Some(pay)
    }

    pub fn employed(&self, source: &Slug) -> Option<Employed> {
        Some(Employed {
            count: self.figures.employed?,
            place: self.place.name.clone(),
            counted_with: None,
            source: source.clone(),
            as_of: self.as_of,
        })
    }
}

/// The occupation, and the place of its career among the stored ones.
fn career(cells: &mut Cells<'_, '_>, stored: &Stored) -> Option<(String, Option<usize>)> {
    let (column, found) = match (cells.text("code"), cells.text("slug")) {
        ("", "") => {
            cells.wrong("code", "Enter the code of a career, or its slug");
            return None;
        }
        (code, "") if code.eq_ignore_ascii_case(ALL) => return Some((ALL_OCCUPATIONS.to_owned(), None)),
        ("", slug) => ("slug", Slug::parse(slug).ok().and_then(|slug| stored.with_slug(&slug))),
        (code, _) => ("code", stored.with_code(code)),
    };
    let Some(at) = found else {
        let name = cells.text(column);
        cells.wrong(column, format!("No career has the {column} “{name}”"));
        return None;
    };
    let profile = &stored.all[at].profile;
    match profile.occupation() {
        Some(occupation) => Some((occupation.to_owned(), Some(at))),
        None => {
            let message =
                format!("The career “{}” has no code yet, by which its pay is found", profile.title);
            cells.wrong(column, message);
            None
        }
    }
}

/// The figures and the mean.
fn figures(cells: &mut Cells<'_, '_>) -> Option<(PlaceFigures, Option<Figure>)> {
    let currency = cells.read("currency", |text| text.to_uppercase().parse::<Currency>());
    if cells.text("currency").is_empty() {
        cells.wrong("currency", "Enter an ISO 4217 code, such as GBP");
    }
    let period = match cells.text("period") {
        "" => Some(Period::Year),
        _ => cells.read("period", |text| choice(&Period::choices(), text)),
    };
    let employed = cells.read("employed", |text| known(text).map(number::people).transpose());
    let error = cells.read("relative standard error", |text| known(text).map(number::number).transpose());
    let note = cells.read("note", |text| match text.chars().count() {
        // Pages end it with a period.
        1..=LONGEST_NOTE => Ok(text.trim_end_matches('.').split_whitespace().collect::<Vec<_>>().join(" ")),
        length => Err(format!("Shorten this to {LONGEST_NOTE} characters; it has {length}")),
    });
    let currency = currency?;
    let mut money = |column: &str| cells.read(column, |text| figure(text, currency)).flatten();
    let mean = money("mean");
    let percentiles = PERCENTILES.map(money);
    let ordered: Vec<(&str, Figure)> =
        PERCENTILES.into_iter().zip(percentiles).filter_map(|(name, figure)| Some((name, figure?))).collect();
    for pair in ordered.windows(2) {
        if pair[0].1.amount > pair[1].1.amount {
            cells.wrong(pair[1].0, format!("This is less than {}", pair[0].0));
        }
    }
    let figures = PlaceFigures {
        currency,
        period: period?,
        percentiles,
        employed: employed.flatten(),
        jobs_per_1000: None,
        location_quotient: None,
        relative_standard_error: error.flatten(),
        note,
    };
    Some((figures, mean))
}

fn known(text: &str) -> Option<&str> {
    Some(text).filter(|text| !UNKNOWN.contains(&text.to_lowercase().as_str()))
}

fn figure(text: &str, currency: Currency) -> Result<Option<Figure>, String> {
    let Some(text) = known(text) else { return Ok(None) };
    let amount = number::amount(text, currency)?;
    match amount <= MAX_AMOUNT {
        true => Ok(Some(Figure::exact(amount))),
        false => Err("Enter a smaller amount".into()),
    }
}
