//! What a career pays in each place: as its profile says, else by the newest release there.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use crate::db::Conn;
use crate::models::QueryResult;
use crate::models::place::Place;
use crate::models::place_pay::{self, PlacePay};
use crate::models::place_prices::{self, Prices};
use crate::models::published::card::{self, Card};
use crate::profile::combined;
use crate::profile::money::Period;
use crate::profile::pay::Statistic;
use crate::profile::{OnetCode, Pay, PlaceFigures, PlaceKind, Profile, Slug};

/// A place, and what a career pays there.
#[derive(Clone, Debug)]
pub struct PlaceLine {
    pub slug: Slug,
    pub name: String,
    /// None for a place that only the profile names.
    pub place: Option<Place>,
    pub pay: Option<Pay>,
    /// The imported figures: employment, percentiles and notes.
    pub figures: Option<PlaceFigures>,
    /// Of the year before the figures; none where they aren't known.
    pub prices: Option<Prices>,
}

#[derive(Clone, Debug, Default)]
pub struct PayByPlace {
    /// Widest first, then in alphabetical order.
    pub lines: Vec<PlaceLine>,
}

impl PlaceLine {
    pub fn kind(&self) -> Option<PlaceKind> {
        self.place.as_ref().map(|place| place.kind)
    }

    pub fn as_of(&self) -> Option<NaiveDate> {
        self.pay.as_ref().map(|pay| pay.as_of).or(self.place.as_ref()?.pay_as_of)
    }

    pub fn employed(&self) -> Option<i64> {
        self.figures.as_ref()?.employed
    }

    /// In minor units, as far as it can be compared.
    pub fn median(&self) -> Option<i64> {
        Some(self.pay.as_ref()?.total()?.amount)
    }

    /// The median at the country's average prices, in minor units.
    pub fn at_average_prices(&self) -> Option<i64> {
        let pay = self.pay.as_ref().filter(|pay| pay.statistic == Statistic::Median)?;
        let total = pay.headline()?;
        let amount = total.figure.amount as f64 / self.prices?.all_items * 100.0;
        let scale = total.currency.scale() as f64;
        // To ten dollars a year or a cent an hour, as the survey rounds.
        let step = if total.period == Period::Hour { 1.0 } else { 10.0 * scale };
        Some(((amount / step).round() * step) as i64)
    }

    /// Why there is no pay.
    pub fn why_not(&self) -> String {
        let note = self.figures.as_ref().and_then(|figures| figures.note.clone());
        note.unwrap_or_else(|| match &self.figures {
            None => "The source has no figures for this career here".into(),
            Some(figures) if figures.employed.is_some() => {
                "The source publishes how many people work here, but not what they earn".into()
            }
            Some(_) => "The source doesn’t publish its figures here".into(),
        })
    }
}

impl PayByPlace {
    pub fn read(conn: &mut Conn, profile: &Profile) -> QueryResult<Self> {
        let rows = match profile.occupation() {
            Some(occupation) => place_pay::by_place(conn, occupation)?,
            None => Vec::new(),
        };
        let newest = rows.iter().filter_map(|row| row.place.pay_as_of).max();
        let prices = match newest {
            Some(newest) => place_prices::of_year(conn, newest.year() - 1)?,
            None => HashMap::new(),
        };
        let with = CountedWith::read(conn, profile, &rows)?;
        Ok(Self::of(profile, rows, &with, &prices))
    }

    fn of(
        profile: &Profile,
        rows: Vec<PlacePay>,
        with: &CountedWith,
        prices: &HashMap<String, Prices>,
    ) -> Self {
        let own = |name: &str| {
            let slug = Slug::suggest(name);
            profile
                .pay
                .iter()
                .filter(|pay| pay.is_shown())
                .find(|pay| Slug::suggest(&pay.place) == slug)
                .cloned()
        };
        let line = |row: PlacePay| {
            let PlacePay { place, source, combined, figures } = row;
            let surveyed = || {
                let (figures, source, as_of) = (figures.as_ref()?, source?, place.pay_as_of?);
                figures.pay(&place.name, with.others(combined.as_deref()), source, as_of)
            };
            let pay = own(&place.name).or_else(surveyed);
            let prices = place.prices_code().and_then(|code| prices.get(&code).copied());
            PlaceLine {
                slug: place.slug.clone(),
                name: place.name.clone(),
                place: Some(place),
                pay,
                figures,
                prices,
            }
        };
        let mut lines: Vec<PlaceLine> = rows.into_iter().map(line).collect();
        lines.sort_by_key(|line| line.kind());
        let named = profile.pay.iter().filter(|pay| pay.is_shown()).map(|pay| PlaceLine {
            slug: Slug::suggest(&pay.place),
            name: pay.place.clone(),
            place: None,
            pay: Some(pay.clone()),
            figures: None,
            prices: None,
        });
        let others: Vec<PlaceLine> =
            named.filter(|own| lines.iter().all(|line| line.slug != own.slug)).collect();
        lines.extend(others);
        Self { lines }
    }

    pub fn find(&self, slug: &Slug) -> Option<&PlaceLine> {
        self.lines.iter().find(|line| line.slug == *slug)
    }

    /// The place that others are compared with: the country, or the one that the profile names first.
    pub fn nation(&self) -> Option<&PlaceLine> {
        let countries = self.lines.iter().filter(|line| line.kind() == Some(PlaceKind::Country));
        let [only] = countries.collect::<Vec<_>>()[..] else { return None };
        Some(only)
    }

    pub fn of_kind(&self, kind: PlaceKind) -> impl Iterator<Item = &PlaceLine> {
        self.lines.iter().filter(move |line| line.kind() == Some(kind))
    }

    /// The kinds of places that have figures, widest first, with the number of places that have pay.
    pub fn kinds(&self) -> Vec<(PlaceKind, usize)> {
        let paid = |kind| self.of_kind(kind).filter(|line| line.pay.is_some()).count();
        let all = <PlaceKind as strum::VariantArray>::VARIANTS.iter().copied();
        all.map(|kind| (kind, paid(kind))).filter(|(_, count)| *count > 0).collect()
    }

    /// The next wider place that has pay.
    pub fn wider(&self, line: &PlaceLine) -> Option<&PlaceLine> {
        let mut parent = line.place.as_ref()?.parent_id;
        while let Some(id) = parent {
            let wider =
                self.lines.iter().find(|line| line.place.as_ref().is_some_and(|place| place.id == id))?;
            if wider.pay.is_some() {
                return Some(wider);
            }
            parent = wider.place.as_ref()?.parent_id;
        }
        None
    }

    /// The places directly within one, in alphabetical order.
    pub fn within(&self, line: &PlaceLine) -> Vec<&PlaceLine> {
        let id = line.place.as_ref().map(|place| place.id);
        let is_within = |other: &&PlaceLine| {
            id.is_some() && other.place.as_ref().is_some_and(|place| place.parent_id == id)
        };
        self.lines.iter().filter(is_within).collect()
    }
}

/// Replaces each card's pay by that in a place, from a source.
pub fn pay_in_place(conn: &mut Conn, place: &Place, source: &Slug, cards: &mut [Card]) -> QueryResult<()> {
    let ids: Vec<i64> = cards.iter().map(|card| card.id).collect();
    let mut figures = place_pay::of_careers(conn, place, &ids)?;
    let as_of = place.pay_as_of.unwrap_or_default();
    for card in cards {
        let with = card.counted_with().map(str::to_owned);
        let figures = figures.remove(&card.id);
        card.headline_pay = figures.and_then(|one| one.pay(&place.name, with, source.clone(), as_of));
    }
    Ok(())
}

/// The careers that a source counts together with a career.
struct CountedWith {
    code: Option<OnetCode>,
    /// By SOC code.
    titles: HashMap<String, String>,
}

impl CountedWith {
    fn read(conn: &mut Conn, profile: &Profile, rows: &[PlacePay]) -> QueryResult<Self> {
        let code: Option<OnetCode> = profile.onet_code.as_ref().and_then(|code| code.parse().ok());
        let mut socs: Vec<&str> = rows.iter().filter_map(|row| row.combined.as_deref()).collect();
        socs.dedup();
        let mut parts: Vec<&str> = socs.iter().flat_map(|soc| combined::parts(soc)).copied().collect();
        parts.extend(code.as_ref().filter(|code| code.is_part()).map(OnetCode::soc));
        let titles = card::titles_of_occupations(conn, &parts)?;
        Ok(Self { code, titles })
    }

    fn others(&self, combined: Option<&str>) -> Option<String> {
        let title = |soc: &str| self.titles.get(soc).map(String::as_str);
        combined::counted_with(self.code.as_ref()?, combined, title)
    }
}
