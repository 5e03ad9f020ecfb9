//! `/careers.csv`: all careers as a table, read and sent in batches.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Data;

use crate::addresses;
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::models::published::line::{self, Line};
use crate::models::source;
use crate::pages::PageResult;
use crate::pages::alternates::{Alternate, CSV, links, of_list};
use crate::pages::batched::batches;
use crate::pages::careers::sources::SmallPrint;
use crate::profile::Pay;
use crate::profile::money::Figure;
use crate::site::Site;
use crate::web::spreadsheet;

const BATCH: i64 = 500;

pub async fn csv(site: Data<Site>, db: Data<Db>) -> PageResult {
    let its_site = site.clone();
    let batches = batches(db, 0, move |conn, after| batch(conn, &its_site, after));
    let mut answer = HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"careers.csv\""))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .streaming(batches);
    let page = Alternate::page(addresses::LIST);
    let others = of_list(&site).into_iter().filter(|other| other.media_type != CSV);
    links(&mut answer, &site, Some(addresses::LIST), [page].into_iter().chain(others));
    Ok(answer.map_into_boxed_body())
}

fn batch(conn: &mut Conn, site: &Site, after: i64) -> Result<(Vec<u8>, Option<i64>), Error> {
    let sources = SmallPrint::new(source::all(conn)?);
    let batch = line::after(conn, after, BATCH)?;
    let mut records = if after == 0 { vec![columns()] } else { Vec::new() };
    records.extend(batch.careers.iter().map(|line| record(line, site, &sources)));
    let text = spreadsheet::written(records.iter().map(|record| record.iter().map(String::as_str)))?;
    Ok((text, batch.end))
}

pub fn columns() -> Vec<String> {
    let of_career =
        ["id", "slug", "title", "category", "address", "permanent_address", "onet_code", "education"];
    let of_pay = ["pay_place", "pay_currency", "pay_period", "pay_statistic"];
    let figures = Pay::FIGURES.map(|name| format!("pay_{}", name.replace('.', "_")));
    let figures = figures.into_iter().flat_map(|name| [name.clone(), name + "_bound"]);
    let rest =
        ["pay_likely_percentiles", "pay_possible_percentiles", "pay_source", "pay_source_url", "pay_as_of"];
    let texts = of_career.into_iter().chain(of_pay).map(String::from);
    texts.chain(figures).chain(rest.map(String::from)).chain(["updated".into()]).collect()
}

fn record(line: &Line, site: &Site, sources: &SmallPrint) -> Vec<String> {
    let absolute = |path: String| site.absolute(&path);
    let education = line.education.map(|level| <&str>::from(level).to_owned());
    let mut record = vec![
        line.id.to_string(),
        line.slug.to_string(),
        line.title.clone(),
        line.category.clone().unwrap_or_default(),
        absolute(addresses::career(&line.slug)),
        absolute(addresses::permanent(line.id)),
        line.onet_code.clone().unwrap_or_default(),
        education.unwrap_or_default(),
    ];
    match &line.pay {
        Some(pay) => record.extend(cells(pay, sources)),
        // Empty cells for pay, up to the date in the last column.
        None => record.resize(columns().len() - 1, String::new()),
    }
    record.push(line.updated_at.date().to_string());
    record
}

/// Empty where unknown.
fn cells(pay: &Pay, sources: &SmallPrint) -> Vec<String> {
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
    let source = sources.source(&pay.source);
    cells.push(source.map(|source| source.name.clone()).unwrap_or_default());
    cells.push(source.and_then(|source| source.url.clone()).unwrap_or_default());
    cells.push(pay.as_of.to_string());
    cells
}

/// In major units with decimals, and the bound.
fn amount(pay: &Pay, figure: Figure) -> [String; 2] {
    let (whole, rest) = (figure.amount / pay.currency.scale(), figure.amount % pay.currency.scale());
    let digits = pay.currency.scale().ilog10() as usize;
    let text = if digits == 0 { whole.to_string() } else { format!("{whole}.{rest:0digits$}") };
    [text, <&str>::from(figure.bound).to_owned()]
}
