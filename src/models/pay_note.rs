//! Why figures of pay in a country are missing, as their source says. [`super::place_pay`] stores it.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::QueryResult;
use super::source::SourceRow;
use crate::db::{Conn, on_each, place_pay, place_releases, places, sources};
use crate::profile::{PlaceKind, Source};

#[derive(Clone, Debug, PartialEq)]
pub struct PayNote {
    pub place: String,
    pub note: String,
    pub as_of: NaiveDate,
    pub source: Source,
}

/// The note about an occupation in the newest release of a country.
pub fn in_country(conn: &mut Conn, occupation: &str) -> QueryResult<Option<PayNote>> {
    let release = place_pay::place_id
        .eq(place_releases::place_id)
        .and(place_pay::as_of.eq(place_releases::as_of))
        .and(place_pay::occupation.eq(occupation));
    let found: Option<(String, Option<String>, NaiveDate, SourceRow)> = on_each!(conn, c => place_releases::table
        .inner_join(places::table)
        .inner_join(sources::table)
        .inner_join(place_pay::table.on(release))
        .filter(places::kind.eq(PlaceKind::Country))
        .filter(places::pay_as_of.eq(place_releases::as_of.nullable()))
        .order(places::id)
        .select((places::name, place_pay::note, place_releases::as_of, SourceRow::as_select()))
        .first(c)
        .optional())?;
    Ok(found.and_then(|(place, note, as_of, source)| {
        Some(PayNote { place, note: note?, as_of, source: source.into() })
    }))
}
