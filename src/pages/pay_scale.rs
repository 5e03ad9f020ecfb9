//! The pay of several careers on one scale from zero.

use crate::profile::Pay;
use crate::profile::money::{Bound, Figure, Period};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bands {
    Likely,
    Both,
}

#[derive(Clone, Debug)]
pub struct PayScale {
    /// One for each career, in order; none for pay in a less common currency or period.
    pub rows: Vec<Option<Drawn>>,
    /// The figures at its two ends, the first of which is zero.
    pub ends: Option<(String, String)>,
}

/// Positions in percent of the width.
#[derive(Clone, Debug)]
pub struct Drawn {
    pub possible: Option<Span>,
    pub likely: Option<Span>,
    pub total: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Span {
    pub x: String,
    pub width: String,
}

impl PayScale {
    pub fn of(pay: &[Option<&Pay>], bands: Bands) -> Self {
        let shown = |pay: &&Pay| pay.is_shown();
        let first = usual(&pay.iter().flatten().copied().filter(shown).collect::<Vec<_>>());
        let alike = |pay: &&Pay| first.is_some_and(|first| are_alike(first, pay));
        let pay: Vec<Option<&Pay>> = pay.iter().map(|pay| pay.filter(shown).filter(alike)).collect();
        let highest = |pay: &&Pay| drawn_figures(pay, bands).map(|figure| figure.amount).max();
        let top = pay.iter().flatten().filter_map(highest).max().unwrap_or(1).max(1);
        let end = |pay: &Pay, amount| pay.currency.short(Figure::exact(amount));
        let ends = first.map(|pay| (end(pay, 0), end(pay, top)));
        Self { rows: pay.iter().map(|pay| Some(draw((*pay)?, bands, top))).collect(), ends }
    }
}

/// The most frequent currency and period; ties go to yearly pay, then to the first.
fn usual<'a>(pay: &[&'a Pay]) -> Option<&'a Pay> {
    let count = |one: &Pay| pay.iter().filter(|other| are_alike(one, other)).count();
    // `max_by_key` returns the last of equal elements.
    pay.iter().rev().copied().max_by_key(|one| (count(one), one.period == Period::Year))
}

fn are_alike(one: &Pay, other: &Pay) -> bool {
    (one.currency, one.period) == (other.currency, other.period)
}

type Ends = Option<(Figure, Figure)>;

fn ends(pay: &Pay, bands: Bands) -> (Ends, Ends) {
    let possible = pay.possible.filter(|_| bands == Bands::Both).and_then(|range| range.band());
    (possible, pay.likely.and_then(|range| range.band()))
}

fn drawn_figures(pay: &Pay, bands: Bands) -> impl Iterator<Item = Figure> {
    let (possible, likely) = ends(pay, bands);
    [possible, likely].into_iter().flatten().map(|(_, high)| high).chain(pay.total())
}

fn draw(pay: &Pay, bands: Bands, top: i64) -> Drawn {
    let place = |amount: i64| amount as f64 / top as f64 * 100.0;
    let span = |(low, high): (Figure, Figure)| {
        // An "at least" end is open, so the band runs to the edge.
        let end = if high.bound == Bound::AtLeast { 100.0 } else { place(high.amount) };
        Span { x: percent(place(low.amount)), width: percent(end - place(low.amount)) }
    };
    let (possible, likely) = ends(pay, bands);
    Drawn {
        possible: possible.map(span),
        likely: likely.map(span),
        total: pay.total().map(|total| percent(place(total.amount))),
    }
}

pub fn percent(x: f64) -> String {
    format!("{x:.2}%")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::money::Currency;
    use crate::profile::pay::Range;
    use crate::profile::tests::pay;

    fn ranged(low: i64, high: i64) -> Pay {
        let dollars = |amount: i64| Some(Figure::exact(amount * 100));
        Pay { likely: Some(Range { low: dollars(low), high: dollars(high), percentiles: None }), ..pay() }
    }

    #[test]
    fn the_highest_end_is_the_end_of_the_scale() {
        let (one, two) = (ranged(49_000, 127_000), ranged(100_000, 254_000));
        let scale = PayScale::of(&[Some(&one), None, Some(&two)], Bands::Likely);
        assert_eq!(scale.ends, Some(("$0".into(), "$254K".into())));
        let spans: Vec<_> = scale.rows.iter().map(|row| row.as_ref()?.likely.clone()).collect();
        let texts = |span: &Option<Span>| span.as_ref().map(|span| format!("{} {}", span.x, span.width));
        assert_eq!(texts(&spans[0]).as_deref(), Some("19.29% 30.71%"));
        assert_eq!(texts(&spans[1]), None);
        assert_eq!(texts(&spans[2]).as_deref(), Some("39.37% 60.63%"));
    }

    #[test]
    fn other_currencies_and_periods_have_no_place() {
        let by_hour = Pay { period: Period::Hour, ..pay() };
        let yen = Pay { currency: "JPY".parse::<Currency>().unwrap(), ..pay() };
        let rows = PayScale::of(&[Some(&pay()), Some(&by_hour), Some(&yen)], Bands::Both).rows;
        assert_eq!(rows.iter().map(Option::is_some).collect::<Vec<_>>(), [true, false, false]);
        let rows = PayScale::of(&[Some(&by_hour), Some(&pay())], Bands::Both).rows;
        assert_eq!(
            rows.iter().map(Option::is_some).collect::<Vec<_>>(),
            [false, true],
            "ties go to yearly pay"
        );
        assert!(PayScale::of(&[None], Bands::Both).ends.is_none());
    }
}
