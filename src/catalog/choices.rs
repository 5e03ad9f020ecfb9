//! Facets, their options, and the option that each career falls under.

use std::collections::HashMap;
use std::str::FromStr;

use super::{CatalogRow, FACETS};
use crate::profile::money::{Currency, Figure};
use crate::profile::{Category, Education};

#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Facet {
    Category,
    Letter,
    Pay,
    Education,
    Experience,
}

impl Facet {
    pub fn name(self) -> &'static str {
        self.into()
    }

    pub fn heading(self) -> &'static str {
        match self {
            Self::Category => "Category",
            Self::Letter => "First letter",
            Self::Pay => "Total pay per year",
            Self::Education => "Typical education",
            Self::Experience => "Experience asked for",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub key: String,
    pub label: String,
}

/// The options of all facets; the last of each is "unknown".
#[derive(Clone, Debug)]
pub struct Facets {
    pub(super) categories: Vec<Category>,
    category_places: HashMap<i64, u16>,
    /// The most common currency; pay in other currencies isn't compared.
    currency: Option<Currency>,
    of: [Vec<Choice>; FACETS],
}

const UNKNOWN: &str = "unknown";
/// Lower bounds of the yearly pay ranges, in major units; multiplied by 100 in currencies without minor units.
const PAY: [i64; 7] = [0, 30_000, 45_000, 60_000, 80_000, 100_000, 150_000];
/// Lower bounds of the experience ranges, in years.
const EXPERIENCE: [i32; 5] = [0, 1, 2, 4, 8];

impl Facets {
    pub(super) fn of(categories: Vec<(i64, Category)>, rows: &[CatalogRow]) -> Self {
        let category_places = categories.iter().zip(0..).map(|((id, _), place)| (*id, place)).collect();
        let categories: Vec<Category> = categories.into_iter().map(|(_, category)| category).collect();
        let currency = commonest(rows.iter().filter_map(|row| row.pay_currency.as_deref()));
        let of = [
            ended(categories.iter().map(|one| choice(one.slug.as_str(), &one.name)), "No category"),
            ended(letters(), "Other"),
            ended(
                ranges(&pay_ends(currency), |low, high| pay_label(currency, low, high)),
                "No yearly figure",
            ),
            ended(Education::choices().into_iter().map(|(key, label)| choice(key, label)), "Unknown"),
            ended(ranges(&EXPERIENCE.map(i64::from), experience_label), "Unknown"),
        ];
        Self { categories, category_places, currency, of }
    }

    pub fn of_facet(&self, facet: Facet) -> &[Choice] {
        &self.of[facet as usize]
    }

    pub(super) fn of_row(&self, row: &CatalogRow) -> [u16; FACETS] {
        let category = row.category_id.and_then(|id| self.category_places.get(&id).copied());
        let letter = self.place(Facet::Letter, &row.letter);
        let pay = Some(self.of_pay(self.comparable_pay(row)));
        let education = row.education.as_deref().and_then(|level| self.place(Facet::Education, level));
        let experience = row.experience_months.map(|months| range_of(&EXPERIENCE, months / 12));
        // In the order of the facets.
        let places = [category, letter, pay, education, experience];
        std::array::from_fn(|facet| places[facet].unwrap_or(self.of[facet].len() as u16 - 1))
    }

    /// The option that yearly pay in minor units falls under.
    pub(super) fn of_pay(&self, pay: Option<i64>) -> u16 {
        let scale = self.currency.map_or(1, Currency::scale);
        let unknown = self.of[Facet::Pay as usize].len() as u16 - 1;
        pay.map_or(unknown, |pay| range_of(&pay_ends(self.currency), pay / scale))
    }

    pub(super) fn is_comparable(&self, currency: Currency) -> bool {
        self.currency == Some(currency)
    }

    /// Yearly pay in minor units, if it is in the catalog's currency.
    pub(super) fn comparable_pay(&self, row: &CatalogRow) -> Option<i64> {
        let currency = self.currency.map(|currency| currency.code());
        row.yearly_pay.filter(|_| row.pay_currency.as_deref() == currency)
    }

    /// The index of an option within its facet.
    pub(super) fn place(&self, facet: Facet, key: &str) -> Option<u16> {
        self.of_facet(facet).iter().position(|choice| choice.key == key).map(|place| place as u16)
    }

    /// A count of zero for every option.
    pub(super) fn counts(&self) -> [Vec<i64>; FACETS] {
        std::array::from_fn(|facet| vec![0; self.of[facet].len()])
    }
}

fn choice(key: &str, label: &str) -> Choice {
    Choice { key: key.into(), label: label.into() }
}

fn ended(choices: impl IntoIterator<Item = Choice>, unknown: &str) -> Vec<Choice> {
    choices.into_iter().chain([choice(UNKNOWN, unknown)]).collect()
}

/// `0` for titles that don't start with a letter, then `a` to `z`.
fn letters() -> impl Iterator<Item = Choice> {
    let letter = |letter: char| Choice { key: letter.into(), label: letter.to_ascii_uppercase().into() };
    [choice("0", "0–9")].into_iter().chain(('a'..='z').map(letter))
}

/// Ranges from each lower bound to the next; the last has no upper bound.
fn ranges(ends: &[i64], label: impl Fn(i64, Option<i64>) -> String) -> Vec<Choice> {
    let highs = ends.iter().skip(1).copied().map(Some).chain([None]);
    let range = |(low, high): (&i64, Option<i64>)| Choice {
        key: format!("{low}-{}", high.map(|high| high.to_string()).unwrap_or_default()),
        label: label(*low, high),
    };
    ends.iter().zip(highs).map(range).collect()
}

/// The index of the range that contains a number.
fn range_of<N: PartialOrd>(ends: &[N], number: N) -> u16 {
    ends.iter().filter(|low| **low <= number).count().saturating_sub(1) as u16
}

fn pay_ends(currency: Option<Currency>) -> [i64; PAY.len()] {
    let times = if currency.is_some_and(|currency| currency.scale() == 1) { 100 } else { 1 };
    PAY.map(|end| end * times)
}

fn pay_label(currency: Option<Currency>, low: i64, high: Option<i64>) -> String {
    let short = |amount: i64| match currency {
        Some(currency) => currency.short(Figure::exact(amount * currency.scale())),
        None => amount.to_string(),
    };
    match (low, high) {
        (0, Some(high)) => format!("Under {}", short(high)),
        (low, Some(high)) => format!("{} to {}", short(low), short(high)),
        (low, None) => format!("{} or more", short(low)),
    }
}

fn experience_label(low: i64, high: Option<i64>) -> String {
    match (low, high) {
        (0, Some(1)) => "Under a year".into(),
        (low, Some(high)) => format!("{low} to {high} years"),
        (low, None) => format!("{low} years or more"),
    }
}

/// The most frequent currency; ties go to the first code in alphabetical order.
fn commonest<'a>(codes: impl Iterator<Item = &'a str>) -> Option<Currency> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    codes.for_each(|code| *counts.entry(code).or_default() += 1);
    let most = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)));
    most.and_then(|(code, _)| Currency::from_str(code).ok())
}
