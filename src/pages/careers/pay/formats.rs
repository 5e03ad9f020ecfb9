//! `/careers/{slug}/pay.json` and `.csv`: what a career pays in each place, as data.

use actix_web::http::header;
use actix_web::web::Data;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::PayContent;
use super::by_place::PlaceLine;
use crate::addresses;
use crate::db::Db;
use crate::pages::alternates::{CSV, JSON};
use crate::pages::careers::Address;
use crate::pages::careers::sources::SmallPrint;
use crate::pages::formats::figures::PlacePay;
use crate::pages::formats::{open, table};
use crate::pages::{PageResult, kept};
use crate::profile::money::Figure;
use crate::profile::pay::Range;
use crate::profile::{PlaceKind, Slug};
use crate::site::Site;
use crate::web::spreadsheet;

/// A career’s pay by place.
#[derive(Serialize, JsonSchema)]
pub struct PayByPlaceJson {
    /// The career's title.
    title: String,
    /// The address of the page.
    address: String,
    /// Widest first, then in alphabetical order.
    places: Vec<PlaceJson>,
}

/// A place, and what a career pays there.
#[derive(Serialize, JsonSchema)]
struct PlaceJson {
    /// The place's name.
    place: String,
    /// The kind of place; null if only the profile names it.
    kind: Option<PlaceKind>,
    /// The code that its source gives it.
    code: Option<String>,
    /// The address of the page about the career's pay there; null in an export, which leaves it out.
    address: Option<String>,
    /// The pay; null if it isn't known.
    pay: Option<PlacePay>,
    /// Why the pay isn't known.
    why_not: Option<String>,
    /// How many people work in the career there.
    employed: Option<i64>,
    /// How many of 1,000 jobs in the place are in the career.
    jobs_per_1000: Option<f64>,
    /// The career's share of the jobs in the place, divided by its share in the country.
    location_quotient: Option<f64>,
    /// Typical pay at the country's average prices, as text.
    at_average_prices: Option<String>,
    /// Prices compared with the country's average, which is 100.
    prices: Option<f64>,
    /// The year of the prices.
    prices_of: Option<i32>,
}

impl PlaceJson {
    fn of(line: &PlaceLine, site: &Site, slug: &Slug, sources: &SmallPrint, today: NaiveDate) -> Self {
        let figures = line.figures.as_ref();
        let place = line.place.as_ref();
        let pay = line.pay.as_ref();
        let money = |amount| Some(pay?.money(Figure::exact(amount)).with_period());
        Self {
            place: line.name.clone(),
            kind: line.kind(),
            code: place.and_then(|place| place.code.clone()),
            address: (!site.is_static).then(|| site.absolute(&addresses::pay_in(slug, &line.slug))),
            why_not: pay.is_none().then(|| line.why_not()),
            pay: pay.and_then(|pay| PlacePay::of(pay, sources, today)),
            employed: line.employed(),
            jobs_per_1000: figures.and_then(|figures| figures.jobs_per_1000),
            location_quotient: figures.and_then(|figures| figures.location_quotient),
            at_average_prices: line.at_average_prices().and_then(money),
            prices: line.prices.map(|prices| prices.all_items),
            prices_of: line.prices.map(|prices| prices.year),
        }
    }
}

pub async fn json(address: Address, site: Data<Site>, db: Data<Db>) -> PageResult {
    let PayContent { profile, places, small_print } =
        db.read_shown(move |conn| PayContent::read(conn, &address)).await?;
    let today = site.clock.today();
    let lines = places.lines.iter();
    let document = PayByPlaceJson {
        title: profile.title.clone(),
        address: site.absolute(&addresses::below(&profile.slug, "pay")),
        places: lines.map(|line| PlaceJson::of(line, &site, &profile.slug, &small_print, today)).collect(),
    };
    let answer = open(JSON).body(serde_json::to_vec(&document)?);
    Ok(kept(answer, addresses::below(&profile.slug, "pay.json")))
}

/// Amounts are in major units.
pub async fn csv(address: Address, site: Data<Site>, db: Data<Db>) -> PageResult {
    let PayContent { profile, places, small_print } =
        db.read_shown(move |conn| PayContent::read(conn, &address)).await?;
    let records: Vec<[String; COLUMNS.len()]> =
        places.lines.iter().map(|line| record(line, &site, &profile.slug, &small_print)).collect();
    let rows = records.iter().map(|record| record.iter().map(String::as_str).collect::<Vec<_>>());
    let text = spreadsheet::written([COLUMNS.to_vec()].into_iter().chain(rows))?;
    let name = format!("attachment; filename=\"{}-pay.csv\"", profile.slug);
    let mut answer = open(CSV);
    let answer = answer.insert_header((header::CONTENT_DISPOSITION, name)).body(text);
    Ok(kept(answer, addresses::below(&profile.slug, "pay.csv")))
}

pub const COLUMNS: [&str; 24] = [
    "place",
    "kind",
    "code",
    "address",
    "currency",
    "period",
    "p10",
    "p10_bound",
    "p25",
    "p25_bound",
    "median",
    "median_bound",
    "p75",
    "p75_bound",
    "p90",
    "p90_bound",
    "counted_with",
    "why_not",
    "employed",
    "jobs_per_1000",
    "location_quotient",
    "prices",
    "as_of",
    "source",
];

fn record(line: &PlaceLine, site: &Site, slug: &Slug, sources: &SmallPrint) -> [String; COLUMNS.len()] {
    let pay = line.pay.as_ref();
    let figures = line.figures.as_ref();
    let amount = |figure: Option<Figure>| match pay.zip(figure) {
        Some((pay, figure)) => table::amount(pay, figure),
        None => Default::default(),
    };
    let ends = |range: Option<Range>| range.map_or((None, None), |range| (range.low, range.high));
    let (p10, p90) = ends(pay.and_then(|pay| pay.possible));
    let (p25, p75) = ends(pay.and_then(|pay| pay.likely));
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let [[p10, p10_bound], [p25, p25_bound], [median, median_bound], [p75, p75_bound], [p90, p90_bound]] =
        [p10, p25, pay.and_then(|pay| pay.total()), p75, p90].map(amount);
    [
        line.name.clone(),
        line.kind().map(|kind| kind.as_ref().to_owned()).unwrap_or_default(),
        line.place.as_ref().and_then(|place| place.code.clone()).unwrap_or_default(),
        if site.is_static { String::new() } else { site.absolute(&addresses::pay_in(slug, &line.slug)) },
        pay.map(|pay| pay.currency.code().to_owned()).unwrap_or_default(),
        pay.map(|pay| pay.period.as_ref().to_owned()).unwrap_or_default(),
        p10,
        p10_bound,
        p25,
        p25_bound,
        median,
        median_bound,
        p75,
        p75_bound,
        p90,
        p90_bound,
        pay.and_then(|pay| pay.counted_with.clone()).unwrap_or_default(),
        if pay.is_none() { line.why_not() } else { String::new() },
        line.employed().map(|employed| employed.to_string()).unwrap_or_default(),
        number(figures.and_then(|figures| figures.jobs_per_1000)),
        number(figures.and_then(|figures| figures.location_quotient)),
        number(line.prices.map(|prices| prices.all_items)),
        line.as_of().map(|as_of| as_of.to_string()).unwrap_or_default(),
        pay.and_then(|pay| Some(sources.source(&pay.source)?.name.clone())).unwrap_or_default(),
    ]
}
