//! Pay by place. Only importers change it; `occupation` joins it to careers.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::QueryResult;
use super::place::Place;
use super::published::card::Card;
use crate::db::{Conn, categories, on_each, place_pay, place_releases, places, published, sources};
use crate::profile::money::{Bound, Currency, Figure, Period};
use crate::profile::{PlaceFigures, Slug};

/// The row for all occupations of a place together.
pub const ALL_OCCUPATIONS: &str = "00-0000";

/// The columns of figures.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = place_pay, treat_none_as_default_value = false)]
pub(super) struct FiguresRow {
    currency: Currency,
    period: Period,
    p10: Option<i64>,
    p25: Option<i64>,
    p50: Option<i64>,
    p75: Option<i64>,
    p90: Option<i64>,
    at_least: i32,
    employed: Option<i64>,
    jobs_per_1000: Option<f64>,
    location_quotient: Option<f64>,
    relative_standard_error: Option<f64>,
    note: Option<String>,
}

impl From<FiguresRow> for PlaceFigures {
    fn from(row: FiguresRow) -> Self {
        let amounts = [row.p10, row.p25, row.p50, row.p75, row.p90];
        let percentiles = std::array::from_fn(|at| {
            let bound = if row.at_least & (1 << at) == 0 { Bound::Exact } else { Bound::AtLeast };
            Some(Figure { amount: amounts[at]?, bound })
        });
        Self {
            currency: row.currency,
            period: row.period,
            percentiles,
            employed: row.employed,
            jobs_per_1000: row.jobs_per_1000,
            location_quotient: row.location_quotient,
            relative_standard_error: row.relative_standard_error,
            note: row.note,
        }
    }
}

impl From<&PlaceFigures> for FiguresRow {
    fn from(figures: &PlaceFigures) -> Self {
        let [p10, p25, p50, p75, p90] = figures.percentiles.map(|figure| Some(figure?.amount));
        let is_bound = |figure: &Option<Figure>| figure.is_some_and(|figure| figure.bound == Bound::AtLeast);
        let bits =
            figures.percentiles.iter().enumerate().map(|(at, figure)| i32::from(is_bound(figure)) << at);
        Self {
            currency: figures.currency,
            period: figures.period,
            p10,
            p25,
            p50,
            p75,
            p90,
            at_least: bits.sum(),
            employed: figures.employed,
            jobs_per_1000: figures.jobs_per_1000,
            location_quotient: figures.location_quotient,
            relative_standard_error: figures.relative_standard_error,
            note: figures.note.clone(),
        }
    }
}

/// An occupation's pay in a place, from the newest release there.
#[derive(Clone, Debug)]
pub struct PlacePay {
    pub place: Place,
    /// None where there is no release.
    pub source: Option<Slug>,
    /// The code that the source counts the occupation under, together with others.
    pub combined: Option<String>,
    /// None if the release doesn't have the occupation.
    pub figures: Option<PlaceFigures>,
}

type PlacePayRow = (Place, Option<Slug>, Option<String>, Option<FiguresRow>);

/// An occupation's pay in every place, in alphabetical order of the places.
pub fn by_place(conn: &mut Conn, occupation: &str) -> QueryResult<Vec<PlacePay>> {
    let newest =
        place_releases::place_id.eq(places::id).and(places::pay_as_of.eq(place_releases::as_of.nullable()));
    let of_occupation = place_pay::place_id
        .eq(places::id)
        .and(places::pay_as_of.eq(place_pay::as_of.nullable()))
        .and(place_pay::occupation.eq(occupation));
    let rows: Vec<PlacePayRow> = on_each!(conn, c => places::table
            .left_join(place_releases::table.on(newest))
            .left_join(sources::table.on(place_releases::source_id.eq(sources::id)))
            .left_join(place_pay::table.on(of_occupation))
            .order(places::sort_key)
            .select((
                Place::as_select(),
                sources::slug.nullable(),
                place_pay::combined.nullable(),
                Option::<FiguresRow>::as_select(),
            ))
            .load(c))?;
    let read = |(place, source, combined, figures): PlacePayRow| PlacePay {
        place,
        source,
        combined,
        figures: figures.map(Into::into),
    };
    Ok(rows.into_iter().map(read).collect())
}

/// An occupation's figures in a place from each release, oldest first.
pub fn over_the_years(
    conn: &mut Conn,
    occupation: &str,
    place_id: i64,
) -> QueryResult<Vec<(NaiveDate, PlaceFigures)>> {
    let rows: Vec<(NaiveDate, FiguresRow)> = place_pay::table
        .filter(place_pay::occupation.eq(occupation))
        .filter(place_pay::place_id.eq(place_id))
        .order(place_pay::as_of)
        .select((place_pay::as_of, FiguresRow::as_select()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(as_of, figures)| (as_of, figures.into())).collect())
}

/// A published career's pay in a place.
#[derive(Clone, Debug)]
pub struct CareerPay {
    pub card: Card,
    pub combined: Option<String>,
    pub figures: PlaceFigures,
}

/// The pay of published careers in a place, from its newest release, in alphabetical order of the careers.
pub fn in_place(conn: &mut Conn, place: &Place) -> QueryResult<Vec<CareerPay>> {
    let Some(as_of) = place.pay_as_of else { return Ok(Vec::new()) };
    let same = published::occupation.eq(place_pay::occupation.nullable());
    let rows: Vec<(Card, Option<String>, FiguresRow)> = on_each!(conn, c => place_pay::table
        .inner_join(published::table.on(same))
        .left_join(categories::table.on(published::category_id.eq(categories::id.nullable())))
        .filter(place_pay::place_id.eq(place.id))
        .filter(place_pay::as_of.eq(as_of))
        .order((published::sort_key, published::career_id))
        .select((Card::as_select(), place_pay::combined, FiguresRow::as_select()))
        .load(c))?;
    let read = |(card, combined, figures): (Card, Option<String>, FiguresRow)| CareerPay {
        card,
        combined,
        figures: figures.into(),
    };
    Ok(rows.into_iter().map(read).collect())
}

/// The figures of some published careers in a place, from its newest release, by the careers' ids.
pub fn of_careers(conn: &mut Conn, place: &Place, ids: &[i64]) -> QueryResult<HashMap<i64, PlaceFigures>> {
    let Some(as_of) = place.pay_as_of else { return Ok(HashMap::new()) };
    let same = published::occupation.eq(place_pay::occupation.nullable());
    let rows: Vec<(i64, FiguresRow)> = on_each!(conn, c => published::table
        .inner_join(place_pay::table.on(same))
        .filter(published::career_id.eq_any(ids))
        .filter(place_pay::place_id.eq(place.id))
        .filter(place_pay::as_of.eq(as_of))
        .select((published::career_id, FiguresRow::as_select()))
        .load(c))?;
    Ok(rows.into_iter().map(|(id, figures)| (id, figures.into())).collect())
}

/// The yearly medians of all published careers in a place with their currency, by id, in minor units.
pub fn yearly_medians(conn: &mut Conn, place: &Place) -> QueryResult<Vec<(i64, i64, Currency)>> {
    let Some(as_of) = place.pay_as_of else { return Ok(Vec::new()) };
    let same = published::occupation.eq(place_pay::occupation.nullable());
    let rows: Vec<(i64, Option<i64>, Currency)> = place_pay::table
        .inner_join(published::table.on(same))
        .filter(place_pay::place_id.eq(place.id))
        .filter(place_pay::as_of.eq(as_of))
        .filter(place_pay::period.eq(Period::Year))
        .select((published::career_id, place_pay::p50, place_pay::currency))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(id, median, currency)| Some((id, median?, currency))).collect())
}

/// The figures of all occupations of a place together, from its newest release, and the source of that release.
pub fn of_all_occupations(
    conn: &mut Conn,
    place: &Place,
) -> QueryResult<(Option<PlaceFigures>, Option<Slug>)> {
    let Some(as_of) = place.pay_as_of else { return Ok((None, None)) };
    let of_all = place_pay::place_id
        .eq(place_releases::place_id)
        .and(place_pay::as_of.eq(place_releases::as_of))
        .and(place_pay::occupation.eq(ALL_OCCUPATIONS));
    let found: Option<(Slug, Option<FiguresRow>)> = on_each!(conn, c => place_releases::table
        .inner_join(sources::table)
        .left_join(place_pay::table.on(of_all))
        .filter(place_releases::place_id.eq(place.id))
        .filter(place_releases::as_of.eq(as_of))
        .select((sources::slug, Option::<FiguresRow>::as_select()))
        .first(c))
    .optional()?;
    Ok(match found {
        Some((source, figures)) => (figures.map(Into::into), Some(source)),
        None => (None, None),
    })
}
