//! The range chart: bands, a mark for the total, and labels on a scale from zero, positioned in percent of the width. The
//! drawing has no fixed size, so its text stays readable on a narrow screen.

use crate::pages::pay_scale::percent;
use crate::profile::money::{Bound, Figure};
use crate::profile::{Money, Pay};

#[derive(Clone, Debug)]
pub struct PayChart {
    pub possible: Option<Band>,
    pub likely: Option<Band>,
    pub total: Option<Label>,
    /// The visitor's own pay.
    pub mine: Option<String>,
    per_unit: f64,
    /// The start of the scale, if there is room for its label.
    pub zero: Option<String>,
    /// For screen readers.
    pub sentence: String,
}

#[derive(Clone, Debug)]
pub struct Band {
    /// In percent.
    pub x: String,
    /// In percent.
    pub width: String,
    /// One for each end, or a single one where two would overlap.
    pub labels: Vec<Label>,
}

#[derive(Clone, Debug)]
pub struct Label {
    pub x: String,
    /// SVG's `text-anchor`: `start`, `middle` or `end`.
    pub anchor: &'static str,
    pub text: String,
}

/// Where the highest figure is, in percent.
const SPAN: f64 = 98.0;
/// Where it is if only the likely range is known, which leaves room for possible pay beyond it.
const LONE_SPAN: f64 = 80.0;
/// A band narrower than this, in percent, has its labels outside.
const NARROW: f64 = 30.0;
/// The label at zero needs this much room, in percent.
const FREE: f64 = 8.0;

impl PayChart {
    pub fn of(pay: &Pay) -> Option<Self> {
        let likely = pay.likely.and_then(|range| range.band());
        let possible = pay.possible.and_then(|range| range.band());
        let total = pay.total();
        let drawn =
            || [likely, possible].into_iter().flatten().flat_map(|(low, high)| [low, high]).chain(total);
        likely.or(possible)?;
        let low = drawn().min_by_key(|figure| figure.amount)?;
        let high = drawn().map(|figure| figure.amount).max()?;
        let span = if possible.is_some() { SPAN } else { LONE_SPAN };
        let scale = ChartScale { per_unit: span / high.max(1) as f64 };
        let band = |(low, high)| scale.band(low, high, pay);
        let mut outer = possible.map(band);
        // Both ranges may end at the limit above which a survey stops counting; print it once.
        let ends_alike =
            possible.zip(likely).is_some_and(|(possible, likely)| possible.1.amount == likely.1.amount);
        if let Some(outer) = outer.as_mut().filter(|_| ends_alike) {
            outer.labels.truncate(1);
        }
        Some(Self {
            possible: outer,
            likely: likely.map(band),
            total: total.map(|figure| scale.mark(figure, pay)),
            mine: None,
            per_unit: scale.per_unit,
            zero: (scale.at(low) > FREE).then(|| pay.currency.short(Figure::exact(0))),
            sentence: sentence(pay, likely, possible),
        })
    }
}

impl PayChart {
    /// Marks an amount; one beyond the scale is at its end.
    pub fn with_mine(self, mine: Figure) -> Self {
        let x = (mine.amount as f64 * self.per_unit).min(99.5);
        Self { mine: Some(percent(x)), ..self }
    }
}

struct ChartScale {
    per_unit: f64,
}

impl ChartScale {
    fn at(&self, figure: Figure) -> f64 {
        figure.amount as f64 * self.per_unit
    }

    fn band(&self, low: Figure, high: Figure, pay: &Pay) -> Band {
        let (from, to) = (self.at(low), self.at(high));
        let label = |text, x, anchor| Label { x: percent(x), anchor, text };
        let (first, last) = (pay.currency.short(low), pay.currency.short(high));
        let labels = match to - from >= NARROW {
            true => vec![label(first, from, "start"), label(last, to, "end")],
            false if to > 90.0 => vec![label(pay.between((low, high)), to, "end")],
            false if from < 10.0 => vec![label(pay.between((low, high)), from, "start")],
            false => vec![label(first, from, "end"), label(last, to, "start")],
        };
        Band {
            x: percent(from),
            // An "at least" end is open, so the band runs to the edge.
            width: percent(if high.bound == Bound::AtLeast { 100.0 - from } else { to - from }),
            labels,
        }
    }

    fn mark(&self, figure: Figure, pay: &Pay) -> Label {
        let x = self.at(figure);
        let anchor = match x {
            ..12.0 => "start",
            88.0.. => "end",
            _ => "middle",
        };
        Label { x: percent(x), anchor, text: pay.currency.short(figure) }
    }
}

fn sentence(pay: &Pay, likely: Option<(Figure, Figure)>, possible: Option<(Figure, Figure)>) -> String {
    let spoken = |figure: Figure| spoken(pay.money(figure));
    let band =
        |name: &str, (low, high): (Figure, Figure)| format!("{name}: {} to {}", spoken(low), spoken(high));
    let parts = [
        pay.total().map(|total| format!("Total pay: {}", spoken(total))),
        likely.map(|range| band("Most likely range", range)),
        possible.map(|range| band("Possible range", range)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{}, {}.", parts.join(". "), pay.period.label())
}

/// For screen readers: bounds in words.
fn spoken(money: Money) -> String {
    let exact = Money { figure: Figure::exact(money.figure.amount), ..money }.full();
    match money.figure.bound {
        Bound::Exact => exact,
        bound => format!("{} {exact}", bound.label()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::pay::Range;
    use crate::profile::tests::pay;

    fn range(low: i64, high: i64) -> Option<Range> {
        let dollars = |amount: i64| Some(Figure::exact(amount * 100));
        Some(Range { low: dollars(low), high: dollars(high), percentiles: None })
    }

    fn number(text: &str) -> f64 {
        text.trim_end_matches('%').parse().unwrap()
    }

    #[test]
    fn bands_lie_within_each_other_and_the_mark_within_them() {
        let both = Pay { likely: range(49_000, 127_000), possible: range(30_000, 200_000), ..pay() };
        let chart = PayChart::of(&both).unwrap();
        let (likely, possible) = (chart.likely.unwrap(), chart.possible.unwrap());
        assert_eq!((possible.x.as_str(), possible.width.as_str()), ("14.70%", "83.30%"), "from zero");
        assert_eq!(chart.zero.as_deref(), Some("$0"));
        assert!(number(&likely.x) > number(&possible.x));
        assert!(number(&likely.width) < number(&possible.width));
        let mark = number(&chart.total.unwrap().x);
        assert!(mark > number(&likely.x) && mark < number(&likely.x) + number(&likely.width));
        assert!(chart.sentence.contains("Most likely range: $49,000 to $127,000"), "{}", chart.sentence);
    }

    #[test]
    fn no_two_labels_lie_on_each_other() {
        let labels = |low, high| {
            let both = Pay { likely: range(low, high), possible: range(80_000, 239_200), ..pay() };
            let chart = PayChart::of(&both).unwrap();
            let texts =
                |band: Option<Band>| band.unwrap().labels.into_iter().map(|label| (label.text, label.anchor));
            (texts(chart.likely).collect::<Vec<_>>(), texts(chart.possible).collect::<Vec<_>>())
        };
        let owned = |labels: &[(&str, &'static str)]| {
            labels.iter().map(|(text, at)| (text.to_string(), *at)).collect()
        };
        assert_eq!(
            labels(237_000, 239_200),
            (owned(&[("$237K–$239K", "end")]), owned(&[("$80K", "start")])),
            "a shared end is printed once"
        );
        assert_eq!(labels(10_000, 12_000).0, owned(&[("$10K–$12K", "start")]));
        assert_eq!(labels(150_000, 160_000).0, owned(&[("$150K", "end"), ("$160K", "start")]));
        assert_eq!(labels(90_000, 200_000).0, owned(&[("$90K", "start"), ("$200K", "end")]));
    }

    #[test]
    fn an_open_end_runs_to_the_edge_and_no_band_is_no_chart() {
        let mut open = Pay { likely: range(100_000, 239_200), ..pay() };
        if let Some(high) = open.likely.as_mut().and_then(|range| range.high.as_mut()) {
            high.bound = Bound::AtLeast;
        }
        let chart = PayChart::of(&open).unwrap();
        let likely = chart.likely.unwrap();
        assert!((number(&likely.x) + number(&likely.width) - 100.0).abs() < 0.02);
        assert!(chart.sentence.contains("at least $239,200"));
        assert!(PayChart::of(&pay()).is_none());
        let mut half = pay();
        half.likely = Some(Range { low: Some(Figure::exact(1)), high: None, percentiles: None });
        assert!(PayChart::of(&half).is_none());
    }
}
