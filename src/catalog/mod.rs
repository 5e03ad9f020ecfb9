//! The catalog: every published career with its facets, in memory, so that a page counts all facet options in one pass
//! instead of with one query each.
//!
//! Each page first reads the content version, and reloads the catalog if the version has changed.

mod choices;
mod filter;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use diesel::prelude::*;

use crate::db::{self, Conn, published};
use crate::models::QueryResult;
use crate::models::{category, place};
use crate::profile::Category;
use crate::profile::money::Currency;
use choices::Facets;
pub use choices::{Choice, Facet};
pub use filter::{CareerFilter, Narrowed, Sort};

const FACETS: usize = 5;

#[derive(Debug)]
pub struct Catalog {
    version: i64,
    choices: Facets,
    /// Sorted by title.
    lines: Vec<CatalogLine>,
    /// Whether pay is known by place.
    has_places: bool,
    /// Indexes into `lines`: highest pay first, unknown pay last, ties by title.
    by_pay: Vec<usize>,
}

#[derive(Debug)]
struct CatalogLine {
    id: i64,
    /// The index of its option in each facet.
    choices: [u16; FACETS],
}

#[derive(Debug, Default)]
pub struct CatalogCache(Mutex<Option<Arc<Catalog>>>);

impl CatalogCache {
    pub fn careers(&self) -> i64 {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().map_or(0, |catalog| catalog.careers())
    }

    /// The catalog at the content version of the transaction's snapshot.
    pub fn current(&self, conn: &mut Conn) -> QueryResult<Arc<Catalog>> {
        let version = db::version::read(conn)?;
        // Hold the lock while loading, so that concurrent requests don't load the same catalog.
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(catalog) = held.as_ref().filter(|catalog| catalog.version == version) {
            return Ok(catalog.clone());
        }
        let catalog = Arc::new(Catalog::read(conn, version)?);
        *held = Some(catalog.clone());
        Ok(catalog)
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = published)]
struct CatalogRow {
    career_id: i64,
    category_id: Option<i64>,
    letter: String,
    education: Option<String>,
    yearly_pay: Option<i64>,
    pay_currency: Option<String>,
    experience_months: Option<i32>,
}

impl Catalog {
    fn read(conn: &mut Conn, version: i64) -> QueryResult<Self> {
        let rows: Vec<CatalogRow> = published::table
            .order((published::sort_key, published::career_id))
            .select(CatalogRow::as_select())
            .load(conn)?;
        let categories = category::with_ids(conn)?;
        let choices = Facets::of(categories, &rows);
        let mut by_pay: Vec<usize> = (0..rows.len()).collect();
        by_pay.sort_by_key(|place| std::cmp::Reverse(choices.comparable_pay(&rows[*place])));
        let line = |row: &CatalogRow| CatalogLine { id: row.career_id, choices: choices.of_row(row) };
        let has_places = place::is_any(conn)?;
        Ok(Self { version, has_places, lines: rows.iter().map(line).collect(), by_pay, choices })
    }

    pub fn careers(&self) -> i64 {
        self.lines.len() as i64
    }

    /// The same careers by what they pay in a place a year, in minor units. Careers without pay there count as unknown.
    pub fn in_place(&self, pay: &[(i64, i64, Currency)]) -> Self {
        let pay: HashMap<i64, i64> = pay
            .iter()
            .filter(|(.., currency)| self.choices.is_comparable(*currency))
            .map(|(id, amount, _)| (*id, *amount))
            .collect();
        let line = |line: &CatalogLine| {
            let mut choices = line.choices;
            choices[Facet::Pay as usize] = self.choices.of_pay(pay.get(&line.id).copied());
            CatalogLine { id: line.id, choices }
        };
        let lines: Vec<CatalogLine> = self.lines.iter().map(line).collect();
        let mut by_pay: Vec<usize> = (0..lines.len()).collect();
        by_pay.sort_by_key(|place| std::cmp::Reverse(pay.get(&lines[*place].id)));
        Self { lines, by_pay, choices: self.choices.clone(), ..*self }
    }

    pub fn has_places(&self) -> bool {
        self.has_places
    }

    /// The categories that have careers, by name, each with its number of careers.
    pub fn categories(&self) -> Vec<(&Category, i64)> {
        let counts = self.counts(Facet::Category);
        self.choices.categories.iter().zip(counts).filter(|(_, careers)| *careers > 0).collect()
    }

    /// The ranges of yearly pay that have careers, lowest first, each with its number of careers.
    pub fn pay_ranges(&self) -> Vec<(&Choice, i64)> {
        let (_, ranges) = self.choices.of_facet(Facet::Pay).split_last().expect("there is “unknown”");
        ranges.iter().zip(self.counts(Facet::Pay)).filter(|(_, careers)| *careers > 0).collect()
    }

    /// How many careers each option of a facet has.
    fn counts(&self, facet: Facet) -> Vec<i64> {
        let mut counts = vec![0; self.choices.of_facet(facet).len()];
        for line in &self.lines {
            counts[usize::from(line.choices[facet as usize])] += 1;
        }
        counts
    }
}
