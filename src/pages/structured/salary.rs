//! Pay as schema.org data. Leaves out figures that are only a bound, which the vocabulary can't express.

use serde_json::Number;

use super::Node;
use crate::profile::Pay;
use crate::profile::money::{Bound, Figure, Period};
use crate::profile::pay::{Range, Statistic};

pub fn salary(pay: &Pay) -> Vec<Node> {
    distribution(pay).into_iter().chain(amount(pay)).collect()
}

fn distribution(pay: &Pay) -> Option<Node> {
    let median = pay.total().filter(|_| pay.statistic == Statistic::Median);
    let median = median.and_then(|total| exact(total, pay));
    let ends = percentiles(pay);
    let at =
        |wanted: u8| ends.iter().find(|(percentile, _)| *percentile == wanted).map(|(_, end)| end.clone());
    let points = [
        ("median", median),
        ("percentile10", at(10)),
        ("percentile25", at(25)),
        ("percentile75", at(75)),
        ("percentile90", at(90)),
    ];
    let is_any_known = points.iter().any(|(_, point)| point.is_some());
    let node = Node::new("MonetaryAmountDistribution")
        .with("name", name(pay))
        .with("currency", pay.currency.code())
        .with("duration", duration(pay.period));
    is_any_known.then(|| points.into_iter().fold(node, |node, (name, point)| node.with(name, point)))
}

/// The exact ends of the ranges whose percentiles are known.
fn percentiles(pay: &Pay) -> Vec<(u8, Number)> {
    let bands = [pay.likely, pay.possible].into_iter().flatten().filter(|range| range.band().is_some());
    let ends = |range: Range| {
        let named = range.percentiles.map(|(low, high)| [(low, range.low), (high, range.high)]);
        named.into_iter().flatten()
    };
    let exact = |(percentile, figure): (u8, Option<Figure>)| Some((percentile, exact(figure?, pay)?));
    bands.flat_map(ends).filter_map(exact).collect()
}

/// A total that isn't the median, as a single amount.
fn amount(pay: &Pay) -> Option<Node> {
    if pay.statistic == Statistic::Median {
        return None;
    }
    let unit = match pay.period {
        Period::Hour => "HOUR",
        Period::Day => "DAY",
        Period::Week => "WEEK",
        Period::Month => "MONTH",
        Period::Year => "YEAR",
    };
    let value =
        Node::new("QuantitativeValue").with("value", exact(pay.total()?, pay)?).with("unitText", unit);
    let amount = Node::new("MonetaryAmount").with("name", name(pay)).with("currency", pay.currency.code());
    Some(amount.with_node("value", value))
}

/// What the figures are, and whose, if the source counts careers together.
fn name(pay: &Pay) -> String {
    let mean = if pay.statistic == Statistic::Mean { " (mean)" } else { "" };
    let with = pay.counted_with.as_ref().map(|with| format!(", counted together with {with}"));
    format!("Total pay{mean}{}", with.unwrap_or_default())
}

/// In major units; none for "at least" and "at most".
fn exact(figure: Figure, pay: &Pay) -> Option<Number> {
    let scale = pay.currency.scale();
    let value = match figure.amount % scale {
        0 => Some(Number::from(figure.amount / scale)),
        _ => Number::from_f64(figure.amount as f64 / scale as f64),
    };
    value.filter(|_| figure.bound == Bound::Exact)
}

/// ISO 8601.
fn duration(period: Period) -> &'static str {
    match period {
        Period::Hour => "PT1H",
        Period::Day => "P1D",
        Period::Week => "P1W",
        Period::Month => "P1M",
        Period::Year => "P1Y",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::profile::tests::pay;

    fn range(high: Figure, percentiles: Option<(u8, u8)>) -> Option<Range> {
        Some(Range { low: Some(Figure::exact(4_900_050)), high: Some(high), percentiles })
    }

    #[test]
    fn percentiles_are_named_where_they_are_known_and_exact() {
        let top = Figure { amount: 23_920_000, bound: Bound::AtLeast };
        let likely = range(Figure::exact(12_700_000), Some((25, 75)));
        let pay = Pay { likely, possible: range(top, Some((10, 90))), ..pay() };
        let expected = json!([{
            "@type": "MonetaryAmountDistribution", "name": "Total pay", "currency": "USD", "duration": "P1Y",
            "median": 79_057, "percentile10": 49_000.5, "percentile25": 49_000.5, "percentile75": 127_000,
        }]);
        assert_eq!(json!(salary(&pay)), expected);
    }

    #[test]
    fn a_figure_of_unknown_meaning_is_an_amount_and_no_point() {
        let likely = range(Figure::exact(12_700_000), None);
        let pay = Pay { likely, statistic: Statistic::Point, ..pay() };
        let value = json!({ "@type": "QuantitativeValue", "value": 79_057, "unitText": "YEAR" });
        let expected =
            json!([{ "@type": "MonetaryAmount", "name": "Total pay", "currency": "USD", "value": value }]);
        assert_eq!(json!(salary(&pay)), expected);
        let top = Some(Figure { amount: 23_920_000, bound: Bound::AtLeast });
        assert_eq!(salary(&Pay { total: top, likely: None, ..pay }), []);
    }
}
