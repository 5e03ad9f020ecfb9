//! Pay by place. Only importers change it; `occupation` joins it to careers.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::place::{self, NewPlace, Place};
use super::published::card::Card;
use super::{QueryResult, insert_all, source};
use crate::db::{
    Conn, categories, on_each, place_pay, place_prices, place_releases, places, published, sources,
};
use crate::profile::money::{Bound, Currency, Figure, Period};
use crate::profile::{PlaceFigures, Slug};

/// The row for all occupations of a place together.
pub const ALL_OCCUPATIONS: &str = "00-0000";

#[derive(Queryable, Selectable)]
#[diesel(table_name = place_pay)]
struct FiguresRow {
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
        let FiguresRow { currency, period, p10, p25, p50, p75, p90, at_least, .. } = row;
        let amounts = [p10, p25, p50, p75, p90];
        let percentiles = std::array::from_fn(|at| {
            let bound = if at_least & (1 << at) == 0 { Bound::Exact } else { Bound::AtLeast };
            Some(Figure { amount: amounts[at]?, bound })
        });
        let FiguresRow { employed, jobs_per_1000, location_quotient, relative_standard_error, note, .. } =
            row;
        Self {
            currency,
            period,
            percentiles,
            employed,
            jobs_per_1000,
            location_quotient,
            relative_standard_error,
            note,
        }
    }
}

/// What an occupation pays in a place, by the newest release there.
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

/// What an occupation pays in all places, in alphabetical order.
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

/// What an occupation paid in some places by each release, oldest first.
pub fn over_the_years(
    conn: &mut Conn,
    occupation: &str,
    place_ids: &[i64],
) -> QueryResult<Vec<(i64, NaiveDate, PlaceFigures)>> {
    let rows: Vec<(i64, NaiveDate, FiguresRow)> = place_pay::table
        .filter(place_pay::occupation.eq(occupation))
        .filter(place_pay::place_id.eq_any(place_ids))
        .order(place_pay::as_of)
        .select((place_pay::place_id, place_pay::as_of, FiguresRow::as_select()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(place, as_of, figures)| (place, as_of, figures.into())).collect())
}

/// What a published career pays in one place.
#[derive(Clone, Debug)]
pub struct CareerPay {
    pub card: Card,
    pub occupation: String,
    pub combined: Option<String>,
    pub figures: PlaceFigures,
}

/// What published careers pay in a place, by its newest release, in alphabetical order.
pub fn in_place(conn: &mut Conn, place: &Place) -> QueryResult<Vec<CareerPay>> {
    let Some(as_of) = place.pay_as_of else { return Ok(Vec::new()) };
    let same = published::occupation.eq(place_pay::occupation.nullable());
    let rows: Vec<(Card, String, Option<String>, FiguresRow)> = on_each!(conn, c => place_pay::table
        .inner_join(published::table.on(same))
        .left_join(categories::table.on(published::category_id.eq(categories::id.nullable())))
        .filter(place_pay::place_id.eq(place.id))
        .filter(place_pay::as_of.eq(as_of))
        .order((published::sort_key, published::career_id))
        .select((Card::as_select(), place_pay::occupation, place_pay::combined, FiguresRow::as_select()))
        .load(c))?;
    let read = |(card, occupation, combined, figures): (Card, String, Option<String>, FiguresRow)| {
        CareerPay { card, occupation, combined, figures: figures.into() }
    };
    Ok(rows.into_iter().map(read).collect())
}

/// What some published careers pay in a place, by its newest release, by id.
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

/// What all occupations of a place pay together by its newest release, and the source of that release.
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

/// Prices in a place compared with the country's average, which is 100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prices {
    pub year: i32,
    pub all_items: f64,
    pub housing: Option<f64>,
}

/// Prices by code, of one year.
pub fn prices(conn: &mut Conn, year: i32) -> QueryResult<HashMap<String, Prices>> {
    let rows: Vec<(String, f64, Option<f64>)> = place_prices::table
        .filter(place_prices::year.eq(i64::from(year)))
        .select((place_prices::code, place_prices::all_items, place_prices::housing))
        .load(conn)?;
    let read = |(code, all_items, housing)| (code, Prices { year, all_items, housing });
    Ok(rows.into_iter().map(read).collect())
}

/// The figures of one release in one place.
#[derive(Clone, Debug)]
pub struct PlaceRelease {
    pub place: NewPlace,
    pub as_of: NaiveDate,
    /// Its slug; it must be stored already.
    pub source: Slug,
    pub rows: Vec<NewPay>,
}

#[derive(Clone, Debug)]
pub struct NewPay {
    pub occupation: String,
    pub combined: Option<String>,
    pub figures: PlaceFigures,
}

/// The releases of a place, oldest first, each with its source and its rows by occupation.
pub fn releases(conn: &mut Conn, place_id: i64) -> QueryResult<Vec<(NaiveDate, Slug, Vec<NewPay>)>> {
    let releases: Vec<(NaiveDate, Slug)> = place_releases::table
        .inner_join(sources::table)
        .filter(place_releases::place_id.eq(place_id))
        .order(place_releases::as_of)
        .select((place_releases::as_of, sources::slug))
        .load(conn)?;
    let rows: Vec<(NaiveDate, String, Option<String>, FiguresRow)> = place_pay::table
        .filter(place_pay::place_id.eq(place_id))
        .order((place_pay::as_of, place_pay::occupation))
        .select((place_pay::as_of, place_pay::occupation, place_pay::combined, FiguresRow::as_select()))
        .load(conn)?;
    let mut by_date: HashMap<NaiveDate, Vec<NewPay>> = HashMap::new();
    for (as_of, occupation, combined, figures) in rows {
        by_date.entry(as_of).or_default().push(NewPay { occupation, combined, figures: figures.into() });
    }
    let with_rows =
        |(as_of, source): (NaiveDate, Slug)| (as_of, source, by_date.remove(&as_of).unwrap_or_default());
    Ok(releases.into_iter().map(with_rows).collect())
}

/// All prices by code, of all years.
pub fn all_prices(conn: &mut Conn) -> QueryResult<Vec<(String, Prices)>> {
    let rows: Vec<(String, i64, f64, Option<f64>)> =
        place_prices::table.order((place_prices::code, place_prices::year)).load(conn)?;
    let read = |(code, year, all_items, housing): (String, i64, f64, Option<f64>)| {
        (code, Prices { year: year as i32, all_items, housing })
    };
    Ok(rows.into_iter().map(read).collect())
}

/// What [`save`] did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    pub changed: usize,
    pub unchanged: usize,
}

#[derive(Insertable)]
#[diesel(table_name = place_pay, treat_none_as_default_value = false)]
struct PayRow<'a> {
    occupation: &'a str,
    place_id: i64,
    as_of: NaiveDate,
    combined: Option<&'a str>,
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
    note: Option<&'a str>,
}

impl<'a> PayRow<'a> {
    fn of(new: &'a NewPay, place_id: i64, as_of: NaiveDate) -> Self {
        let figures = &new.figures;
        let [p10, p25, p50, p75, p90] = figures.percentiles.map(|figure| figure.map(|figure| figure.amount));
        let bounds = figures.percentiles.iter().enumerate();
        let at_least = bounds
            .filter(|(_, figure)| figure.is_some_and(|figure| figure.bound == Bound::AtLeast))
            .fold(0, |bits, (at, _)| bits | 1 << at);
        Self {
            occupation: &new.occupation,
            place_id,
            as_of,
            combined: new.combined.as_deref(),
            currency: figures.currency,
            period: figures.period,
            p10,
            p25,
            p50,
            p75,
            p90,
            at_least,
            employed: figures.employed,
            jobs_per_1000: figures.jobs_per_1000,
            location_quotient: figures.location_quotient,
            relative_standard_error: figures.relative_standard_error,
            note: figures.note.as_deref(),
        }
    }
}

/// Stores releases that differ from what is stored, each in place of its former rows.
pub fn save(conn: &mut Conn, releases: &[PlaceRelease]) -> QueryResult<Saved> {
    let wanted: Vec<&NewPlace> = releases.iter().map(|release| &release.place).collect();
    let ids = place::ensure(conn, &wanted)?;
    let source_ids = source::ids(conn)?;
    let stored: Vec<(i64, NaiveDate, String)> = place_releases::table
        .select((place_releases::place_id, place_releases::as_of, place_releases::digest))
        .load(conn)?;
    let stored: HashMap<(i64, NaiveDate), String> =
        stored.into_iter().map(|(id, as_of, digest)| ((id, as_of), digest)).collect();
    let mut saved = Saved::default();
    for (release, place_id) in releases.iter().zip(ids) {
        let digest = digest(&release.source, &release.rows);
        if stored.get(&(place_id, release.as_of)) == Some(&digest) {
            saved.unchanged += 1;
            continue;
        }
        saved.changed += 1;
        let as_of = release.as_of;
        let Some(source_id) = source_ids.get(release.source.as_str()) else { continue };
        let old =
            place_pay::table.filter(place_pay::place_id.eq(place_id)).filter(place_pay::as_of.eq(as_of));
        diesel::delete(old).execute(conn)?;
        let rows: Vec<PayRow<'_>> = release.rows.iter().map(|new| PayRow::of(new, place_id, as_of)).collect();
        insert_all!(conn, place_pay::table, rows)?;
        put_release(conn, place_id, as_of, *source_id, &digest)?;
    }
    if saved.changed > 0 {
        newest(conn)?;
        // PostgreSQL would plan with the size of before until it analyzes the table by itself.
        if let Conn::Postgres(c) = conn {
            diesel::sql_query("ANALYZE place_pay").execute(c)?;
        }
    }
    Ok(saved)
}

fn put_release(
    conn: &mut Conn,
    place_id: i64,
    as_of: NaiveDate,
    source_id: i64,
    digest: &str,
) -> QueryResult<()> {
    use place_releases::columns;
    let row = (
        columns::place_id.eq(place_id),
        columns::as_of.eq(as_of),
        columns::source_id.eq(source_id),
        columns::digest.eq(digest),
    );
    on_each!(conn, c => diesel::insert_into(place_releases::table)
        .values(row)
        .on_conflict((columns::place_id, columns::as_of))
        .do_update()
        .set((columns::source_id.eq(source_id), columns::digest.eq(digest)))
        .execute(c))?;
    Ok(())
}

/// Brings the newest release of each place up to date, and how many people all occupations employ by it.
fn newest(conn: &mut Conn) -> QueryResult<()> {
    let newest = "SELECT MAX(as_of) FROM place_releases WHERE place_id = places.id";
    let employed = format!(
        "SELECT employed FROM place_pay WHERE place_id = places.id AND occupation = '{ALL_OCCUPATIONS}' \
         AND as_of = ({newest})"
    );
    let sql = format!("UPDATE places SET pay_as_of = ({newest}), employed = ({employed})");
    on_each!(conn, c => diesel::sql_query(&sql).execute(c))?;
    Ok(())
}

fn digest(source: &Slug, rows: &[NewPay]) -> String {
    let mut hash = Sha256::new();
    hash.update(source.as_str());
    for row in rows {
        hash.update(format!("{row:?}\n"));
    }
    data_encoding::HEXLOWER.encode(&hash.finalize())
}

/// Stores prices by code, in place of those of the same codes and years.
pub fn save_prices(conn: &mut Conn, wanted: &[(String, Prices)]) -> QueryResult<Saved> {
    let rows: Vec<(String, i64, f64, Option<f64>)> = place_prices::table.load(conn)?;
    let stored: HashMap<(String, i64), (f64, Option<f64>)> =
        rows.into_iter().map(|(code, year, all, housing)| ((code, year), (all, housing))).collect();
    let is_stored = |(code, prices): &&(String, Prices)| {
        stored.get(&(code.clone(), prices.year.into())) == Some(&(prices.all_items, prices.housing))
    };
    let (same, changed): (Vec<_>, Vec<_>) = wanted.iter().partition(is_stored);
    let rows: Vec<_> = changed
        .iter()
        .map(|(code, prices)| {
            (
                place_prices::code.eq(code),
                place_prices::year.eq(i64::from(prices.year)),
                place_prices::all_items.eq(prices.all_items),
                place_prices::housing.eq(prices.housing),
            )
        })
        .collect();
    for batch in rows.chunks(crate::db::BATCH) {
        use diesel::upsert::excluded;
        use place_prices::columns::{all_items, code, housing, year};
        on_each!(conn, c => diesel::insert_into(place_prices::table)
            .values(batch)
            .on_conflict((code, year))
            .do_update()
            .set((all_items.eq(excluded(all_items)), housing.eq(excluded(housing))))
            .execute(c))?;
    }
    Ok(Saved { changed: changed.len(), unchanged: same.len() })
}
