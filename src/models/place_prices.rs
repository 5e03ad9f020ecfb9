//! Price levels by place. Only importers change them.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::upsert::excluded;

use super::QueryResult;
use super::place_release::Saved;
use crate::db::{BATCH, Conn, on_each, place_prices};

/// Prices in a place compared with the country's average, which is 100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prices {
    pub year: i32,
    pub all_items: f64,
    pub housing: Option<f64>,
}

type PricesRow = (String, i64, f64, Option<f64>);

fn read((code, year, all_items, housing): PricesRow) -> (String, Prices) {
    (code, Prices { year: year as i32, all_items, housing })
}

/// By code and year.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<(String, Prices)>> {
    let rows: Vec<PricesRow> =
        place_prices::table.order((place_prices::code, place_prices::year)).load(conn)?;
    Ok(rows.into_iter().map(read).collect())
}

/// Prices of one year, by code.
pub fn of_year(conn: &mut Conn, year: i32) -> QueryResult<HashMap<String, Prices>> {
    let rows: Vec<PricesRow> =
        place_prices::table.filter(place_prices::year.eq(i64::from(year))).load(conn)?;
    Ok(rows.into_iter().map(read).collect())
}

/// Stores prices, replacing those of the same codes and years.
pub fn save(conn: &mut Conn, wanted: &[(String, Prices)]) -> QueryResult<Saved> {
    let stored: HashMap<(String, i32), Prices> =
        all(conn)?.into_iter().map(|(code, prices)| ((code, prices.year), prices)).collect();
    let is_stored =
        |(code, prices): &&(String, Prices)| stored.get(&(code.clone(), prices.year)) == Some(prices);
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
    for batch in rows.chunks(BATCH) {
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
