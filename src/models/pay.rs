//! Pay by place, and its figures.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::links::Links;
use super::{ByCareer, QueryResult, grouped};
use crate::db::{BATCH, CHUNK, Conn, Word, among, on_each, pay, pay_figures, sources};
use crate::profile::confidence::{Confidence, Evidence};
use crate::profile::money::{Bound, Currency, Figure, Money, Period};
use crate::profile::pay::{Range, Statistic, total};
use crate::profile::{Pay, Profile, Slug};

#[derive(Insertable)]
#[diesel(table_name = pay, treat_none_as_default_value = false)]
struct NewPay<'a> {
    career_id: i64,
    position: i32,
    place: &'a str,
    currency: &'static str,
    period: &'static str,
    statistic: &'static str,
    source_id: i64,
    as_of: NaiveDate,
    evidence: Option<&'static str>,
    report_count: Option<i32>,
    newest_report: Option<NaiveDate>,
    relative_standard_error: Option<f64>,
    set_confidence: Option<&'static str>,
}

#[derive(Insertable)]
#[diesel(table_name = pay_figures, treat_none_as_default_value = false)]
struct NewFigure {
    pay_id: i64,
    kind: &'static str,
    amount: i64,
    bound: &'static str,
    percentile: Option<i32>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = pay)]
struct Row {
    id: i64,
    career_id: i64,
    place: String,
    currency: Word<Currency>,
    period: Word<Period>,
    statistic: Word<Statistic>,
    as_of: NaiveDate,
    evidence: Option<String>,
    report_count: Option<i32>,
    newest_report: Option<NaiveDate>,
    relative_standard_error: Option<f64>,
    set_confidence: Option<Word<Confidence>>,
}

impl Row {
    fn evidence(&self) -> Option<Evidence> {
        match self.evidence.as_deref()? {
            "reports" => Some(Evidence::Reports {
                count: self.report_count?.try_into().ok()?,
                newest: self.newest_report?,
            }),
            "survey" => Some(Evidence::Survey { relative_standard_error: self.relative_standard_error? }),
            _ => Some(Evidence::Editor { label: self.set_confidence?.0 }),
        }
    }
}

type FigureRow = (i64, String, i64, Word<Bound>, Option<i32>);
type HeadlineRow = (i64, Word<Currency>, Word<Period>, String, i64, Word<Bound>);

/// A figure and the percentile it is, by its kind.
type Figures = HashMap<String, (Figure, Option<u8>)>;

/// The pay of careers, the headline first.
pub fn of(conn: &mut Conn, careers: &[i64]) -> QueryResult<ByCareer<Pay>> {
    let rows: Vec<(Row, Word<Slug>)> = pay::table
        .inner_join(sources::table)
        .filter(among(pay::career_id, careers))
        .order((pay::career_id, pay::position))
        .select((Row::as_select(), sources::slug))
        .load(conn)?;
    let figures: Vec<FigureRow> = pay_figures::table
        .inner_join(pay::table)
        .filter(among(pay::career_id, careers))
        .order(pay_figures::id)
        .select((
            pay_figures::pay_id,
            pay_figures::kind,
            pay_figures::amount,
            pay_figures::bound,
            pay_figures::percentile,
        ))
        .load(conn)?;
    let mut figures = grouped(figures.into_iter().map(|(pay, kind, amount, bound, percentile)| {
        let percentile = percentile.and_then(|percentile| percentile.try_into().ok());
        (pay, (kind, (Figure { amount, bound: bound.0 }, percentile)))
    }));
    Ok(grouped(rows.into_iter().map(|(row, source)| {
        let figures: Figures = figures.remove(&row.id).unwrap_or_default().into_iter().collect();
        (row.career_id, assemble(row, source.0, &figures))
    })))
}

fn assemble(row: Row, source: Slug, figures: &Figures) -> Pay {
    let figure = |kind: &str| figures.get(kind).map(|(figure, _)| *figure);
    let range = |low: &str, high: &str| {
        let percentile = |kind: &str| figures.get(kind).and_then(|(_, percentile)| *percentile);
        (figure(low).is_some() || figure(high).is_some()).then(|| Range {
            low: figure(low),
            high: figure(high),
            percentiles: percentile(low).zip(percentile(high)),
        })
    };
    Pay {
        evidence: row.evidence(),
        place: row.place,
        currency: row.currency.0,
        period: row.period.0,
        statistic: row.statistic.0,
        total: figure("total"),
        base: figure("base"),
        additional: figure("additional"),
        likely: range("likely.low", "likely.high"),
        possible: range("possible.low", "possible.high"),
        source,
        as_of: row.as_of,
    }
}

/// The headline total of careers, for lists. Pay that rests on too few reports is left out.
pub fn headlines(conn: &mut Conn, careers: &[i64]) -> QueryResult<HashMap<i64, Money>> {
    let rows: Vec<HeadlineRow> = pay_figures::table
        .inner_join(pay::table)
        .filter(among(pay::career_id, careers))
        .filter(pay::position.eq(0))
        .filter(pay::report_count.is_null().or(pay::report_count.ge(5)))
        .filter(among(pay_figures::kind, ["total", "base", "additional"]))
        .order((pay::career_id, pay_figures::id))
        .select((
            pay::career_id,
            pay::currency,
            pay::period,
            pay_figures::kind,
            pay_figures::amount,
            pay_figures::bound,
        ))
        .load(conn)?;
    let rows = rows.into_iter().map(|(career, currency, period, kind, amount, bound)| {
        (career, (currency.0, period.0, kind, Figure { amount, bound: bound.0 }))
    });
    let headline = |figures: Vec<(Currency, Period, String, Figure)>| {
        let of = |name| figures.iter().find(|(_, _, kind, _)| kind == name).map(|(.., figure)| *figure);
        let (currency, period, ..) = figures.first()?;
        let figure = total(of("total"), of("base"), of("additional"))?;
        Some(Money { figure, currency: *currency, period: *period })
    };
    Ok(grouped(rows).into_iter().filter_map(|(career, figures)| Some((career, headline(figures)?))).collect())
}

/// Writes the pay of careers.
pub(super) fn insert(conn: &mut Conn, careers: &[(i64, &Profile)], links: &Links) -> QueryResult<()> {
    let mut rows = Vec::new();
    for (career_id, profile) in careers {
        rows.extend(
            profile.pay.iter().zip(0..).map(|(pay, position)| new_pay(*career_id, position, pay, links)),
        );
    }
    for batch in rows.chunks(BATCH) {
        on_each!(conn, c => diesel::insert_into(pay::table).values(batch).execute(c))?;
    }
    let careers_by_id: HashMap<i64, &Profile> = careers.iter().copied().collect();
    let ids: Vec<i64> = careers_by_id.keys().copied().collect();
    let mut figures = Vec::new();
    for ids in ids.chunks(CHUNK) {
        let stored: Vec<(i64, i64, i32)> = pay::table
            .filter(among(pay::career_id, ids))
            .order(pay::id)
            .select((pay::id, pay::career_id, pay::position))
            .load(conn)?;
        for (pay_id, career_id, position) in stored {
            let pay = &careers_by_id[&career_id].pay[position as usize];
            figures.extend(pay.figures().map(|(kind, figure)| new_figure(pay_id, kind, figure, pay)));
        }
    }
    super::insert_all!(conn, pay_figures::table, figures)
}

fn new_pay<'a>(career_id: i64, position: i32, pay: &'a Pay, links: &Links) -> NewPay<'a> {
    let mut row = NewPay {
        career_id,
        position,
        place: &pay.place,
        currency: pay.currency.code(),
        period: pay.period.into(),
        statistic: pay.statistic.into(),
        source_id: links.sources[pay.source.as_str()],
        as_of: pay.as_of,
        evidence: None,
        report_count: None,
        newest_report: None,
        relative_standard_error: None,
        set_confidence: None,
    };
    match pay.evidence {
        Some(Evidence::Reports { count, newest }) => {
            row.evidence = Some("reports");
            row.report_count = Some(count.try_into().unwrap_or(i32::MAX));
            row.newest_report = Some(newest);
        }
        Some(Evidence::Survey { relative_standard_error }) => {
            row.evidence = Some("survey");
            row.relative_standard_error = Some(relative_standard_error);
        }
        Some(Evidence::Editor { label }) => {
            row.evidence = Some("editor");
            row.set_confidence = Some(label.into());
        }
        None => {}
    }
    row
}

fn new_figure(pay_id: i64, kind: &'static str, figure: Figure, pay: &Pay) -> NewFigure {
    let range = match kind {
        "likely.low" | "likely.high" => pay.likely,
        "possible.low" | "possible.high" => pay.possible,
        _ => None,
    };
    let percentiles = range.and_then(|range| range.percentiles);
    let percentile = percentiles.map(|(low, high)| if kind.ends_with("low") { low } else { high });
    NewFigure {
        pay_id,
        kind,
        amount: figure.amount,
        bound: figure.bound.into(),
        percentile: percentile.map(i32::from),
    }
}
