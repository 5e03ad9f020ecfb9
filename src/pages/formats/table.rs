//! `/careers.csv`: all careers as a table, read and sent in batches.

use actix_web::HttpRequest;
use actix_web::http::header;
use actix_web::web::Data;

use super::open;
use crate::addresses;
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::models::published::{self, WithProfile};
use crate::models::source;
use crate::pages::PageResult;
use crate::pages::alternates::{CSV, format_links, of_list};
use crate::pages::batched::{ContentTag, batched};
use crate::pages::careers::sources::SmallPrint;
use crate::profile::experience::typical;
use crate::profile::money::Figure;
use crate::profile::{Bucket, Employed, Outlook, Pay, Slug};
use crate::site::Site;
use crate::web::spreadsheet;

const BATCH: i64 = 500;

pub async fn csv(request: HttpRequest, site: Data<Site>, db: Data<Db>) -> PageResult {
    let tag = ContentTag::now(&site, &db);
    if let Some(answer) = tag.known(&request) {
        return Ok(answer);
    }
    let mut answer = open(CSV);
    answer.insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"careers.csv\""));
    tag.mark(&mut answer);
    let its_site = site.clone();
    let mut answer = batched(&request, answer, db, 0, move |conn, after| batch(conn, &its_site, after));
    format_links(&mut answer, &site, addresses::LIST, CSV, of_list(&site));
    Ok(answer)
}

fn batch(conn: &mut Conn, site: &Site, after: i64) -> Result<(Vec<u8>, Option<i64>), Error> {
    let sources = SmallPrint::new(source::all(conn)?);
    let batch = published::after(conn, after, BATCH)?;
    let mut records = if after == 0 { vec![columns()] } else { Vec::new() };
    records.extend(batch.careers.iter().map(|career| record(career, site, &sources)));
    let text = spreadsheet::written(records.iter().map(|record| record.iter().map(String::as_str)))?;
    Ok((text, batch.end))
}

type Column = (&'static str, fn(&WithProfile, &Site) -> String);

const OF_CAREER: [Column; 12] = [
    ("id", |career, _| career.id.to_string()),
    ("slug", |career, _| career.profile.slug.to_string()),
    ("title", |career, _| career.profile.title.clone()),
    ("plain_title", |career, _| career.profile.plain_title.clone().unwrap_or_default()),
    ("category", |career, _| career.category.clone().unwrap_or_default()),
    ("address", |career, site| site.absolute(&addresses::career(&career.profile.slug))),
    ("permanent_address", |career, site| site.absolute(&addresses::permanent(career.id))),
    ("onet_code", |career, _| career.profile.onet_code.clone().unwrap_or_default()),
    ("code", |career, _| career.profile.code.clone().unwrap_or_default()),
    ("education", |career, _| {
        career.profile.education.map(|level| level.as_ref().to_owned()).unwrap_or_default()
    }),
    ("experience", |career, _| span(&career.profile.experience)),
    ("experience_asked", |career, _| span(&career.profile.experience_asked)),
];

/// The typical length of time.
fn span(buckets: &[Bucket]) -> String {
    typical(buckets).map(Bucket::label).unwrap_or_default()
}

const EMPLOYED: [&str; 6] = [
    "number_employed",
    "number_employed_place",
    "number_employed_counted_with",
    "number_employed_source",
    "number_employed_source_url",
    "number_employed_as_of",
];

const OUTLOOK: [&str; 12] = [
    "outlook_place",
    "outlook_from_year",
    "outlook_to_year",
    "outlook_employed_from",
    "outlook_employed_to",
    "growth_percent",
    "openings_a_year",
    "self_employed_percent",
    "outlook_counted_with",
    "outlook_source",
    "outlook_source_url",
    "outlook_as_of",
];

const UPDATED: Column = ("updated", |career, _| career.updated_at.date().to_string());

pub fn columns() -> Vec<String> {
    let of_career = OF_CAREER.iter().map(|(name, _)| name.to_string());
    let employed = EMPLOYED.map(String::from);
    let outlook = OUTLOOK.map(String::from);
    of_career.chain(pay_columns()).chain(employed).chain(outlook).chain([UPDATED.0.into()]).collect()
}

fn pay_columns() -> Vec<String> {
    let first = ["pay_place", "pay_currency", "pay_period", "pay_statistic"];
    let figures = Pay::FIGURES.map(|name| format!("pay_{}", name.replace('.', "_")));
    let figures = figures.into_iter().flat_map(|name| [name.clone(), name + "_bound"]);
    let last = [
        "pay_likely_percentiles",
        "pay_possible_percentiles",
        "pay_counted_with",
        "pay_source",
        "pay_source_url",
        "pay_as_of",
    ];
    first.map(String::from).into_iter().chain(figures).chain(last.map(String::from)).collect()
}

pub(super) fn record(career: &WithProfile, site: &Site, sources: &SmallPrint) -> Vec<String> {
    let of_career = OF_CAREER.iter().map(|(_, cell)| cell(career, site));
    let pay = match career.profile.headline_pay() {
        Some(pay) => pay_cells(pay, sources),
        None => vec![String::new(); pay_columns().len()],
    };
    let employed = career.profile.number_employed.first();
    let employed = employed.map_or_else(Default::default, |one| employed_cells(one, sources));
    let outlook = career.profile.outlook.first();
    let outlook = outlook.map_or_else(Default::default, |one| outlook_cells(one, sources));
    of_career.chain(pay).chain(employed).chain(outlook).chain([UPDATED.1(career, site)]).collect()
}

fn employed_cells(employed: &Employed, sources: &SmallPrint) -> [String; 6] {
    let [source, url] = source_cells(&employed.source, sources);
    let with = employed.counted_with.clone().unwrap_or_default();
    [employed.count.to_string(), employed.place.clone(), with, source, url, employed.as_of.to_string()]
}

fn outlook_cells(outlook: &Outlook, sources: &SmallPrint) -> [String; 12] {
    let [source, url] = source_cells(&outlook.source, sources);
    let people = |count: Option<i64>| count.map(|count| count.to_string()).unwrap_or_default();
    let percent = |share: Option<f64>| share.map(|share| share.to_string()).unwrap_or_default();
    [
        outlook.place.clone(),
        outlook.from_year.to_string(),
        outlook.to_year.to_string(),
        people(outlook.employed_from),
        people(outlook.employed_to),
        percent(outlook.growth),
        people(outlook.openings),
        percent(outlook.self_employed),
        outlook.counted_with.clone().unwrap_or_default(),
        source,
        url,
        outlook.as_of.to_string(),
    ]
}

/// The source's name and URL.
fn source_cells(slug: &Slug, sources: &SmallPrint) -> [String; 2] {
    let source = sources.source(slug);
    let name = source.map(|source| source.name.clone());
    let url = source.and_then(|source| source.url.clone());
    [name, url].map(Option::unwrap_or_default)
}

/// Empty where unknown.
fn pay_cells(pay: &Pay, sources: &SmallPrint) -> Vec<String> {
    let words: [&str; 2] = [pay.period.into(), pay.statistic.into()];
    let mut cells = vec![pay.place.clone(), pay.currency.code().into()];
    cells.extend(words.map(String::from));
    let mut figures = pay.every_figure();
    figures[0] = pay.total();
    for figure in figures {
        cells.extend(figure.map_or_else(Default::default, |figure| amount(pay, figure)));
    }
    for range in [pay.likely, pay.possible] {
        let percentiles = range.and_then(|range| range.percentiles);
        cells.push(percentiles.map(|(low, high)| format!("{low} to {high}")).unwrap_or_default());
    }
    cells.push(pay.counted_with.clone().unwrap_or_default());
    cells.extend(source_cells(&pay.source, sources));
    cells.push(pay.as_of.to_string());
    cells
}

/// In major units with decimals, and the bound.
pub(in crate::pages) fn amount(pay: &Pay, figure: Figure) -> [String; 2] {
    let (whole, rest) = (figure.amount / pay.currency.scale(), figure.amount % pay.currency.scale());
    let digits = pay.currency.scale().ilog10() as usize;
    let text = if digits == 0 { whole.to_string() } else { format!("{whole}.{rest:0digits$}") };
    [text, <&str>::from(figure.bound).to_owned()]
}
