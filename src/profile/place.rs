//! Places, and what an occupation pays in one. Importers fill them; no profile contains them.

use chrono::NaiveDate;

use super::confidence::Evidence;
use super::money::{Bound, Currency, Figure, Period};
use super::pay::{Range, Statistic};
use super::slug::ascii;
use super::{Pay, Slug, words};

words! {
    /// The kind of a place, widest first.
    pub enum PlaceKind {
        Country = "Country",
        State = "State",
        Region = "Region",
        Metro = "Metro area",
        Nonmetro = "Nonmetropolitan area",
    }
}

impl PlaceKind {
    pub fn plural(self) -> &'static str {
        match self {
            Self::Country => "Countries",
            Self::State => "States",
            Self::Region => "Regions",
            Self::Metro => "Metro areas",
            Self::Nonmetro => "Nonmetropolitan areas",
        }
    }
}

/// A place's name in a sentence: `the United States`, `Texas`.
pub fn spoken(name: &str) -> String {
    let takes_article =
        ["United ", "District of ", "Virgin Islands"].iter().any(|start| name.starts_with(start))
            || name.ends_with(" area");
    if takes_article { format!("the {name}") } else { name.to_owned() }
}

/// How search compares the names of places: in lowercase ASCII, words only.
pub fn search_key(text: &str) -> String {
    let ascii = ascii(text);
    let words = ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The percentiles that are stored.
pub const PERCENTILES: [u8; 5] = [10, 25, 50, 75, 90];

/// The figures of an occupation in a place.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceFigures {
    pub currency: Currency,
    pub period: Period,
    /// In the order of [`PERCENTILES`].
    pub percentiles: [Option<Figure>; 5],
    pub employed: Option<i64>,
    /// How many of 1,000 jobs in the place it has.
    pub jobs_per_1000: Option<f64>,
    /// Its share of the jobs in the place, divided by its share in the country.
    pub location_quotient: Option<f64>,
    /// Of the mean, in percent.
    pub relative_standard_error: Option<f64>,
    /// Why figures are missing, if the source says so.
    pub note: Option<String>,
}

impl PlaceFigures {
    pub fn median(&self) -> Option<Figure> {
        self.percentiles[2]
    }

    pub fn has_pay(&self) -> bool {
        self.percentiles.iter().any(Option::is_some)
    }

    /// None if no figure of pay is known.
    pub fn pay(
        &self,
        place: &str,
        counted_with: Option<String>,
        source: Slug,
        as_of: NaiveDate,
    ) -> Option<Pay> {
        let [p10, p25, median, p75, p90] = self.percentiles;
        self.has_pay().then(|| Pay {
            place: place.to_owned(),
            currency: self.currency,
            period: self.period,
            statistic: Statistic::Median,
            total: median,
            base: None,
            additional: None,
            likely: range(p25, p75, (25, 75)),
            possible: range(p10, p90, (10, 90)),
            evidence: self
                .relative_standard_error
                .map(|relative_standard_error| Evidence::Survey { relative_standard_error }),
            counted_with,
            source,
            as_of,
        })
    }
}

/// The range between two percentiles. If both are published only as "at least", the upper one is dropped, since it
/// adds nothing.
fn range(low: Option<Figure>, high: Option<Figure>, percentiles: (u8, u8)) -> Option<Range> {
    let is_open = |figure: Figure| figure.bound == Bound::AtLeast;
    let high = high.filter(|high| !(is_open(*high) && low.is_some_and(is_open)));
    let percentiles = low.and(high).map(|_| percentiles);
    (low.is_some() || high.is_some()).then_some(Range { low, high, percentiles })
}
