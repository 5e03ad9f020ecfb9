//! Filters the catalog, and counts how many careers each facet option would give.

use strum::IntoEnumIterator;

use super::choices::{Choice, Facet};
use super::{Catalog, CatalogLine, FACETS};
use crate::models::{Paged, offset};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Title,
    /// Highest first.
    Pay,
}

/// The longest name of a place, in characters.
const LONGEST: usize = 80;

/// The filters of a list, as read from its URL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CareerFilter {
    chosen: [Option<String>; FACETS],
    pub sort: Sort,
    /// The slug of the place whose pay counts, as written; none for each career's own headline.
    pub place: Option<String>,
}

impl CareerFilter {
    /// Ignores other parameters, all but the first of repeated ones, and capital letters, which no key has.
    pub fn of(parameters: &[(String, String)]) -> Self {
        let value = |name: &str| {
            let found = parameters.iter().find(|(known, value)| known == name && !value.is_empty());
            found.map(|(_, value)| value.trim().to_lowercase())
        };
        let mut filter = Self::default();
        for facet in Facet::iter() {
            filter.chosen[facet as usize] = value(facet.name());
        }
        filter.place = value("place").map(|place| place.chars().take(LONGEST).collect());
        if value("sort").as_deref() == Some("pay") {
            filter.sort = Sort::Pay;
        }
        filter
    }

    pub fn chosen(&self, facet: Facet) -> Option<&str> {
        self.chosen[facet as usize].as_deref()
    }

    pub fn len(&self) -> usize {
        self.chosen.iter().flatten().count()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A copy with another option in a facet, or with none.
    pub fn with(&self, facet: Facet, key: Option<&str>) -> Self {
        let mut filter = self.clone();
        filter.chosen[facet as usize] = key.map(String::from);
        filter
    }

    pub fn sorted(&self, sort: Sort) -> Self {
        Self { sort, ..self.clone() }
    }

    pub fn in_place(&self, place: Option<&str>) -> Self {
        Self { place: place.map(String::from), ..self.clone() }
    }

    /// In a fixed order, so that equal filters have the same URL.
    pub fn parameters(&self) -> Vec<(&'static str, &str)> {
        let chosen = Facet::iter().filter_map(|facet| Some((facet.name(), self.chosen(facet)?)));
        let chosen = chosen.chain(self.place.as_deref().map(|place| ("place", place)));
        chosen.chain((self.sort == Sort::Pay).then_some(("sort", "pay"))).collect()
    }
}

#[derive(Debug)]
pub struct Narrowed {
    pub page: Paged<i64>,
    counts: [Vec<i64>; FACETS],
}

impl Catalog {
    /// A page of the matching careers, with facet counts; none if the filter names an option that doesn't exist.
    pub fn narrow(&self, filter: &CareerFilter, page: i64, per_page: i64) -> Option<Narrowed> {
        let mut chosen = [None; FACETS];
        for facet in Facet::iter() {
            if let Some(key) = filter.chosen(facet) {
                chosen[facet as usize] = Some(self.choices.place(facet, key)?);
            }
        }
        let mut counts = self.choices.counts();
        let mut total = 0;
        for line in &self.lines {
            total += count(line, &chosen, &mut counts);
        }
        let passes = |line: &&CatalogLine| misses(line, &chosen).next().is_none();
        let (skipped, taken) = (offset(page, per_page) as usize, per_page as usize);
        let ids = |lines: &mut dyn Iterator<Item = &CatalogLine>| -> Vec<i64> {
            lines.filter(passes).skip(skipped).take(taken).map(|line| line.id).collect()
        };
        let rows = match filter.sort {
            Sort::Title => ids(&mut self.lines.iter()),
            Sort::Pay => ids(&mut self.by_pay.iter().map(|place| &self.lines[*place])),
        };
        Some(Narrowed { page: Paged { rows, total, page, per_page }, counts })
    }

    /// A facet's options, each with the number of careers that match it and the other facets' filters.
    pub fn counted(&self, facet: Facet, narrowed: &Narrowed) -> Vec<(&Choice, i64)> {
        let counts = narrowed.counts[facet as usize].iter().copied();
        self.choices.of_facet(facet).iter().zip(counts).collect()
    }

    pub fn label(&self, facet: Facet, key: &str) -> Option<&str> {
        let place = self.choices.place(facet, key)?;
        Some(&self.choices.of_facet(facet)[usize::from(place)].label)
    }
}

/// The facets whose filter a career doesn't match.
fn misses(line: &CatalogLine, chosen: &[Option<u16>; FACETS]) -> impl Iterator<Item = usize> {
    (0..FACETS).filter(|facet| chosen[*facet].is_some_and(|wanted| wanted != line.choices[*facet]))
}

/// Counts a career in every facet if it matches all filters, or in the one facet that it misses, because another option
/// there would match it. Returns 1 if it matches all filters, else 0.
fn count(line: &CatalogLine, chosen: &[Option<u16>; FACETS], counts: &mut [Vec<i64>; FACETS]) -> i64 {
    let mut misses = misses(line, chosen);
    let (first, second) = (misses.next(), misses.next());
    let mut add = |facet: usize| counts[facet][usize::from(line.choices[facet])] += 1;
    match (first, second) {
        (None, _) => (0..FACETS).for_each(add),
        (Some(facet), None) => add(facet),
        _ => {}
    }
    i64::from(first.is_none())
}
