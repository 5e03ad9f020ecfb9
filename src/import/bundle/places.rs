//! Places with their pay, and prices, in a bundle.

use std::cell::RefCell;

use chrono::NaiveDate;
use csv::{ReaderBuilder, StringRecord, Writer};
use schemars::JsonSchema;
use serde::ser::{Error as _, SerializeSeq};
use serde::{Deserialize, Serialize, Serializer};

use crate::db::Conn;
use crate::import::ImportError;
use crate::models::place::{self, NewPlace, Place};
use crate::models::place_prices::{self, Prices};
use crate::models::place_release::{self, NewPay, PlaceRelease};
use crate::models::source;
use crate::profile::money::{Bound, Figure};
use crate::profile::{PlaceFigures, PlaceKind, Slug};

/// A place, and what occupations pay there.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BundledPlace {
    /// Its name.
    pub name: String,
    /// The kind of place.
    pub kind: PlaceKind,
    /// The code that its source gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The abbreviation of the state that it is, or is mainly in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abbreviation: Option<String>,
    /// The name of the next wider place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// Its common names, in lowercase words.
    pub names: Vec<String>,
    /// Its releases of pay, oldest first.
    pub pay: Vec<BundledPay>,
}

/// The pay of one release in a place.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BundledPay {
    /// When the figures are from.
    pub as_of: NaiveDate,
    /// The source's slug.
    pub source: Slug,
    /// A CSV record for each occupation: its code, the code that it is counted under, currency, period, percentiles 10,
    /// 25, 50, 75 and 90 in minor units (`>` before lower bounds), the number employed, jobs per 1,000, location
    /// quotient, relative standard error in percent, and why figures are missing.
    pub rows: Vec<String>,
}

/// The places of a bundle, read while it is being written.
pub(super) struct OutgoingPlaces<'a> {
    pub conn: &'a RefCell<&'a mut Conn>,
    pub places: Vec<Place>,
}

impl OutgoingPlaces<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    fn place(&self, place: &Place) -> Result<BundledPlace, crate::db::DbError> {
        let conn = &mut **self.conn.borrow_mut();
        let within = self.places.iter().find(|wider| Some(wider.id) == place.parent_id);
        let releases = place_release::of_place(conn, place.id)?.into_iter();
        Ok(BundledPlace {
            name: place.name.clone(),
            kind: place.kind,
            code: place.code.clone(),
            abbreviation: place.abbreviation.clone(),
            within: within.map(|wider| wider.name.clone()),
            names: place::names(conn, place.id)?,
            pay: releases
                .map(|(as_of, source, rows)| BundledPay {
                    as_of,
                    source,
                    rows: rows.iter().map(record).collect(),
                })
                .collect(),
        })
    }
}

impl Serialize for OutgoingPlaces<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut places = serializer.serialize_seq(Some(self.places.len()))?;
        for place in &self.places {
            places.serialize_element(&self.place(place).map_err(S::Error::custom)?)?;
        }
        places.end()
    }
}

/// Records of a code, a year, and the levels of all prices and of housing.
pub(super) fn prices(conn: &mut Conn) -> Result<Vec<String>, crate::db::DbError> {
    let record = |(code, prices): (String, Prices)| {
        let housing = prices.housing.map(|housing| housing.to_string()).unwrap_or_default();
        joined(&[code, prices.year.to_string(), prices.all_items.to_string(), housing])
    };
    Ok(place_prices::all(conn)?.into_iter().map(record).collect())
}

/// Stores places and prices whose sources are stored already.
pub(super) fn store(
    conn: &mut Conn,
    places: Vec<BundledPlace>,
    prices: &[String],
) -> Result<(), ImportError> {
    let sources = source::ids(conn)?;
    let mut releases = Vec::new();
    let mut all = Vec::new();
    for BundledPlace { name, kind, code, abbreviation, within, names, pay } in places {
        let place = NewPlace { code, kind, name, abbreviation, within, names };
        for BundledPay { as_of, source, rows } in pay {
            let wrong = |problem| ImportError::Content(vec![format!("{}, {as_of}: {problem}", place.name)]);
            if !sources.contains_key(source.as_str()) {
                return Err(wrong(format!("there is no source “{source}”")));
            }
            let rows: Result<Vec<NewPay>, String> = rows.iter().map(|row| parsed(row)).collect();
            releases.push(PlaceRelease { place: place.clone(), as_of, source, rows: rows.map_err(wrong)? });
        }
        all.push(place);
    }
    place::ensure(conn, &all.iter().collect::<Vec<_>>())?;
    place_release::save(conn, &releases)?;
    let levels: Result<Vec<(String, Prices)>, String> = prices.iter().map(|row| level(row)).collect();
    place_prices::save(conn, &levels.map_err(|problem| ImportError::Content(vec![problem]))?)?;
    Ok(())
}

const COLUMNS: usize = 14;

fn record(row: &NewPay) -> String {
    let figures = &row.figures;
    let amount = |figure: Option<Figure>| match figure {
        Some(Figure { amount, bound: Bound::AtLeast }) => format!(">{amount}"),
        Some(Figure { amount, .. }) => amount.to_string(),
        None => String::new(),
    };
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let [p10, p25, p50, p75, p90] = figures.percentiles.map(amount);
    joined(&[
        row.occupation.clone(),
        row.combined.clone().unwrap_or_default(),
        figures.currency.code().to_owned(),
        figures.period.as_ref().to_owned(),
        p10,
        p25,
        p50,
        p75,
        p90,
        figures.employed.map(|employed| employed.to_string()).unwrap_or_default(),
        number(figures.jobs_per_1000),
        number(figures.location_quotient),
        number(figures.relative_standard_error),
        figures.note.clone().unwrap_or_default(),
    ])
}

fn joined(cells: &[String]) -> String {
    let mut writer = Writer::from_writer(Vec::new());
    writer.write_record(cells).expect("writing to memory can’t fail");
    let bytes = writer.into_inner().expect("writing to memory can’t fail");
    String::from_utf8(bytes).expect("the cells are UTF-8").trim_end_matches('\n').to_owned()
}

fn cells(row: &str) -> Result<StringRecord, String> {
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(row.as_bytes());
    let record = reader.records().next();
    record.and_then(Result::ok).ok_or_else(|| format!("“{row}” is not a CSV record"))
}

fn parsed(row: &str) -> Result<NewPay, String> {
    let cells = cells(row)?;
    let wrong = || format!("“{row}” is not a record of {COLUMNS} values as the schema describes them");
    if cells.len() != COLUMNS || cells[0].is_empty() {
        return Err(wrong());
    }
    let amount = |text: &str| -> Result<Option<Figure>, String> {
        let (bound, digits) = match text.strip_prefix('>') {
            Some(digits) => (Bound::AtLeast, digits),
            None => (Bound::Exact, text),
        };
        let figure = |amount| Figure { amount, bound };
        if text.is_empty() { Ok(None) } else { digits.parse().map(figure).map(Some).map_err(|_| wrong()) }
    };
    let number = |text: &str| -> Result<Option<f64>, String> {
        if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| wrong()) }
    };
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let mut percentiles = [None; 5];
    for (at, percentile) in percentiles.iter_mut().enumerate() {
        *percentile = amount(&cells[4 + at])?;
    }
    Ok(NewPay {
        occupation: cells[0].to_owned(),
        combined: text(&cells[1]),
        figures: PlaceFigures {
            currency: cells[2].parse().map_err(|_| wrong())?,
            period: cells[3].parse().map_err(|_| wrong())?,
            percentiles,
            employed: text(&cells[9]).map(|count| count.parse().map_err(|_| wrong())).transpose()?,
            jobs_per_1000: number(&cells[10])?,
            location_quotient: number(&cells[11])?,
            relative_standard_error: number(&cells[12])?,
            note: text(&cells[13]),
        },
    })
}

fn level(row: &str) -> Result<(String, Prices), String> {
    let cells = cells(row)?;
    let wrong = || format!("“{row}” is not a record of a code, a year and two levels of prices");
    let [code, year, all_items, housing] = cells.iter().collect::<Vec<_>>()[..] else { return Err(wrong()) };
    let number = |text: &str| text.parse::<f64>().map_err(|_| wrong());
    let prices = Prices {
        year: year.parse().map_err(|_| wrong())?,
        all_items: number(all_items)?,
        housing: if housing.is_empty() { None } else { Some(number(housing)?) },
    };
    Ok((code.to_owned(), prices))
}
