//! Pay as schema.org data: only figures whose meaning is known, and no bounds, which the vocabulary lacks.

use serde_json::{Map, Value, json};

use super::known;
use crate::profile::Pay;
use crate::profile::money::{Bound, Figure, Period};
use crate::profile::pay::{Range, Statistic};

/// The percentiles that the vocabulary has.
const NAMED: [u8; 4] = [10, 25, 75, 90];

pub fn salary(pay: &Pay) -> Vec<Value> {
    [distribution(pay), amount(pay)].into_iter().flatten().collect()
}

fn distribution(pay: &Pay) -> Option<Value> {
    let mut points = Map::new();
    let bands = [pay.possible, pay.likely].into_iter().flatten().filter(|range| range.band().is_some());
    points.extend(bands.flat_map(|range| percentiles(&range, pay)));
    if pay.statistic == Statistic::Median
        && let Some(median) = pay.total().and_then(|total| exact(total, pay))
    {
        points.insert("median".into(), median);
    }
    if points.is_empty() {
        return None;
    }
    points.insert("@type".into(), "MonetaryAmountDistribution".into());
    points.insert("name".into(), "Total pay".into());
    points.insert("currency".into(), pay.currency.code().into());
    points.insert("duration".into(), duration(pay.period).into());
    Some(Value::Object(points))
}

/// Only where the range says which percentiles it has.
fn percentiles(range: &Range, pay: &Pay) -> Vec<(String, Value)> {
    let Some((low, high)) = range.percentiles else { return Vec::new() };
    let point = |(percentile, figure): (u8, Option<Figure>)| {
        let named = NAMED.contains(&percentile).then(|| format!("percentile{percentile}"))?;
        Some((named, exact(figure?, pay)?))
    };
    [(low, range.low), (high, range.high)].into_iter().filter_map(point).collect()
}

/// A total that isn't the median, as a single amount.
fn amount(pay: &Pay) -> Option<Value> {
    let name = match pay.statistic {
        Statistic::Median => return None,
        Statistic::Mean => "Total pay (mean)",
        Statistic::Point => "Total pay",
    };
    let value = exact(pay.total()?, pay)?;
    let unit = match pay.period {
        Period::Hour => "HOUR",
        Period::Day => "DAY",
        Period::Week => "WEEK",
        Period::Month => "MONTH",
        Period::Year => "YEAR",
    };
    let value = json!({ "@type": "QuantitativeValue", "value": value, "unitText": unit });
    Some(known(json!({
        "@type": "MonetaryAmount",
        "name": name,
        "currency": pay.currency.code(),
        "value": value,
    })))
}

/// In major units; none for "at least" and "at most".
fn exact(figure: Figure, pay: &Pay) -> Option<Value> {
    let scale = pay.currency.scale();
    let value = match figure.amount % scale {
        0 => Value::from(figure.amount / scale),
        _ => Value::from(figure.amount as f64 / scale as f64),
    };
    (figure.bound == Bound::Exact).then_some(value)
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
        let [amount] = &salary(&pay)[..] else { panic!("{:?}", salary(&pay)) };
        assert_eq!(amount["@type"], "MonetaryAmount");
        assert_eq!(amount["value"]["value"], 79_057);
        let top = Some(Figure { amount: 23_920_000, bound: Bound::AtLeast });
        assert_eq!(salary(&Pay { total: top, likely: None, ..pay }), [Value::Null; 0]);
    }
}
