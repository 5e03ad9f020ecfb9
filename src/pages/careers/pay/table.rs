//! The table of a career's pay in all places: filtered, sorted, and with bars on one scale.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::asked::{Asked, Kinds, PlaceSort};
use super::by_place::{PayByPlace, PlaceLine};
use crate::addresses;
use crate::filters::{count, month};
use crate::pages::pay_scale::{Bands, Drawn, PayScale};
use crate::profile::money::{Figure, Money};
use crate::profile::place::search_key;
use crate::profile::{Pay, PlaceKind, Slug};

pub struct PlaceTable {
    pub kinds: Vec<TableLink>,
    pub columns: Vec<TableLink>,
    pub rows: Vec<PlaceRow>,
    /// The figures at the ends of the scale.
    pub ends: Option<(String, String)>,
    pub name: String,
    /// The other parameters, for the form.
    pub hidden: Vec<(&'static str, String)>,
    /// How many places of this kind have no pay and aren't shown.
    pub left_out: i64,
    /// The careers that the source counts together with this one, in one or more ways.
    pub counted_with: Vec<String>,
    /// When the figures are from, as a sentence.
    pub dates: String,
    /// The year of the prices.
    pub prices_of: Option<i32>,
    /// The sources of the figures, with their dates.
    pub cited: Vec<(Slug, NaiveDate)>,
}

pub struct TableLink {
    pub label: String,
    pub url: String,
    pub is_current: bool,
}

pub struct PlaceRow {
    pub name: String,
    pub url: String,
    pub is_nation: bool,
    pub pay: Option<String>,
    pub drawn: Option<Drawn>,
    pub at_average_prices: Option<String>,
    pub employed: Option<String>,
    /// Why there is no pay, and the next wider place that has some.
    pub why_not: Option<String>,
    pub wider: Option<(String, String)>,
}

impl PlaceTable {
    /// None if there is nothing to compare.
    pub fn of(places: &PayByPlace, asked: &Asked, slug: &Slug) -> Option<Self> {
        if places.lines.iter().filter(|line| line.pay.is_some()).count() < 2 {
            return None;
        }
        let own = addresses::below(slug, "pay");
        let kind = asked.kind(places);
        let key = search_key(&asked.name);
        let is_meant = |line: &&PlaceLine| {
            (kind.is_none() || line.kind() == kind) && search_key(&line.name).contains(&key)
        };
        let meant: Vec<&PlaceLine> = places.lines.iter().filter(is_meant).collect();
        // The nation is the first row of every table, for comparison.
        let nation = places.nation().filter(|line| line.pay.is_some());
        let is_nation = |line: &PlaceLine| nation.is_some_and(|nation| nation.slug == line.slug);
        let few = meant.len() <= FEW;
        let mut shown: Vec<&PlaceLine> =
            meant.iter().copied().filter(|line| !is_nation(line) && (line.pay.is_some() || few)).collect();
        let left_out = if few { 0 } else { meant.iter().filter(|line| line.pay.is_none()).count() as i64 };
        asked.sort.sort(&mut shown);
        let lines: Vec<&PlaceLine> = nation.into_iter().chain(shown).collect();
        let scale =
            PayScale::of(&lines.iter().map(|line| line.pay.as_ref()).collect::<Vec<_>>(), Bands::Likely);
        let rows =
            lines.iter().zip(scale.rows).map(|(line, drawn)| row(places, line, drawn, &own, is_nation(line)));
        Some(Self {
            rows: rows.collect(),
            ends: scale.ends,
            kinds: kind_links(places, asked, &own),
            columns: column_links(places, asked, &own),
            name: asked.name.clone(),
            hidden: asked.hidden(),
            left_out,
            counted_with: counted_with(&lines),
            dates: dates(&lines),
            prices_of: lines.iter().find_map(|line| line.prices).map(|prices| prices.year),
            cited: cited(&lines),
        })
    }

    pub fn has_prices(&self) -> bool {
        self.prices_of.is_some()
    }
}

/// With so few places, those without pay are shown, too, with the reason.
const FEW: usize = 60;

fn row(places: &PayByPlace, line: &PlaceLine, drawn: Option<Drawn>, own: &str, is_nation: bool) -> PlaceRow {
    let money = |amount: i64, pay: &Pay| pay.money(Figure::exact(amount)).with_period();
    let pay = line.pay.as_ref();
    let address = |line: &PlaceLine| format!("{own}/{}", line.slug);
    let wider = places.wider(line).filter(|_| pay.is_none());
    PlaceRow {
        name: line.name.clone(),
        url: address(line),
        is_nation,
        pay: pay.and_then(Pay::headline).as_ref().map(Money::with_period),
        drawn,
        at_average_prices: pay.zip(line.at_average_prices()).map(|(pay, amount)| money(amount, pay)),
        employed: line.employed().map(|employed| count(&employed)),
        why_not: pay.is_none().then(|| line.why_not()),
        wider: wider.map(|wider| (wider.name.clone(), address(wider))),
    }
}

/// `United States: May 2024; all others: May 2025.`
fn dates(lines: &[&PlaceLine]) -> String {
    let as_of = |line: &&PlaceLine| Some(line.pay.as_ref()?.as_of);
    let first = lines.first().and_then(as_of).zip(lines.first());
    let mut others: Vec<NaiveDate> = lines.iter().skip(1).filter_map(as_of).collect();
    others.sort();
    others.dedup();
    let months = |dates: &[NaiveDate]| match dates {
        [] => String::new(),
        [one] => month(*one),
        [first, .., last] => format!("{} to {}", month(*first), month(*last)),
    };
    match first {
        Some((first, line)) if others != [first] && !others.is_empty() => {
            format!("{}: {}; all others: {}.", line.name, month(first), months(&others))
        }
        Some((first, _)) => format!("Figures of {}.", month(first)),
        None => format!("Figures of {}.", months(&others)),
    }
}

fn cited(lines: &[&PlaceLine]) -> Vec<(Slug, NaiveDate)> {
    let pay = lines.iter().filter_map(|line| line.pay.as_ref());
    let all: BTreeSet<(&Slug, NaiveDate)> = pay.map(|pay| (&pay.source, pay.as_of)).collect();
    all.into_iter().map(|(slug, as_of)| (slug.clone(), as_of)).collect()
}

fn counted_with(lines: &[&PlaceLine]) -> Vec<String> {
    let mut all: Vec<String> =
        lines.iter().filter_map(|line| line.pay.as_ref()?.counted_with.clone()).collect();
    all.sort();
    all.dedup();
    all
}

fn kind_links(places: &PayByPlace, asked: &Asked, own: &str) -> Vec<TableLink> {
    let kinds: Vec<(PlaceKind, usize)> =
        places.kinds().into_iter().filter(|(kind, _)| *kind != PlaceKind::Country).collect();
    if kinds.len() < 2 {
        return Vec::new();
    }
    let all = kinds.iter().map(|(_, places)| places).sum::<usize>();
    let current = asked.kind(places);
    let link = |kinds: Kinds, label: &str, number: usize, is_current| TableLink {
        label: format!("{label} ({})", count(&(number as i64))),
        url: Asked { kinds, ..asked.clone() }.on(own, places),
        is_current,
    };
    let each = kinds
        .iter()
        .map(|(kind, number)| link(Kinds::Only(*kind), kind.plural(), *number, current == Some(*kind)));
    each.chain([link(Kinds::All, "All places", all, current.is_none())]).collect()
}

fn column_links(places: &PayByPlace, asked: &Asked, own: &str) -> Vec<TableLink> {
    let is_known = |sort: &PlaceSort| match sort {
        PlaceSort::Prices => places.lines.iter().any(|line| line.at_average_prices().is_some()),
        PlaceSort::Employed => places.lines.iter().any(|line| line.employed().is_some()),
        _ => true,
    };
    let link = |sort: PlaceSort| TableLink {
        label: sort.label().into(),
        url: Asked { sort, ..asked.clone() }.on(own, places),
        is_current: sort == asked.sort,
    };
    PlaceSort::ALL.into_iter().filter(is_known).map(link).collect()
}
