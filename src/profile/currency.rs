//! Currencies, and the long and short way to print amounts.

use std::str::FromStr;

use iso_currency::Currency as Iso;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::money::{Figure, Period};

/// An ISO 4217 currency code, such as `USD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^[A-Z]{3}$"))]
pub struct Currency(Iso);

impl Currency {
    pub const USD: Self = Self(Iso::USD);

    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Minor units per major unit: 100 for `USD`, 1 for `JPY`.
    pub fn scale(self) -> i64 {
        10_i64.pow(u32::from(self.0.exponent().unwrap_or(0)))
    }

    /// The sign before an amount; the code if several currencies share the sign.
    /// `$`, `£`; for less common currencies their code.
    pub fn symbol(self) -> String {
        self.sign().trim_end().to_owned()
    }

    fn sign(self) -> String {
        match self.0 {
            Iso::USD => "$".into(),
            Iso::EUR => "€".into(),
            Iso::GBP => "£".into(),
            Iso::JPY => "¥".into(),
            Iso::INR => "₹".into(),
            other => format!("{}\u{a0}", other.code()),
        }
    }

    /// `$79,057`. Prints minor units if they aren't zero, and always for hourly pay.
    pub fn full(self, figure: Figure, period: Period) -> String {
        let scale = self.scale();
        let whole = grouped((figure.amount / scale).unsigned_abs());
        let rest = figure.amount % scale;
        let digits = usize::from(self.0.exponent().unwrap_or(0));
        let fraction = match rest != 0 || (period == Period::Hour && scale > 1) {
            true => format!(".{rest:0digits$}"),
            false => String::new(),
        };
        format!("{}{}{whole}{fraction}", figure.bound.sign(), self.sign())
    }

    /// `$950`, `$49K`, `$1.2M`, `$1.3B`, rounded half up. Moves to the next unit if rounding would give a thousand, so
    /// that nothing prints `$1000K`.
    pub fn short(self, figure: Figure) -> String {
        let tenths = |unit: i64| divide_half_up(figure.amount * 10, unit * self.scale());
        let decimal = |tenths: i64, letter: char| match tenths % 10 {
            0 => format!("{}{letter}", tenths / 10),
            tenth => format!("{}.{tenth}{letter}", tenths / 10),
        };
        let units = divide_half_up(figure.amount, self.scale());
        let thousands = divide_half_up(figure.amount, 1_000 * self.scale());
        let text = if units < 1_000 {
            units.to_string()
        } else if thousands < 1_000 {
            format!("{thousands}K")
        } else if tenths(1_000_000) < 10_000 {
            decimal(tenths(1_000_000), 'M')
        } else {
            decimal(tenths(1_000_000_000), 'B')
        };
        format!("{}{}{text}", figure.bound.sign(), self.sign())
    }
}

impl FromStr for Currency {
    type Err = String;

    fn from_str(code: &str) -> Result<Self, String> {
        let unknown = || format!("“{code}” is not an ISO 4217 currency code, such as USD");
        Iso::from_code(code).map(Self).ok_or_else(unknown)
    }
}

impl TryFrom<String> for Currency {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        code.parse()
    }
}

impl AsRef<str> for Currency {
    fn as_ref(&self) -> &str {
        self.code()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().into()
    }
}

/// For amounts that aren't negative.
fn divide_half_up(amount: i64, by: i64) -> i64 {
    (amount + by / 2) / by
}

/// With thousands separators, `1,234,567`.
pub fn grouped(whole: u64) -> String {
    let digits = whole.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::money::{Bound, MAX_AMOUNT};
    use proptest::prelude::*;

    fn usd(dollars_and_cents: f64) -> Figure {
        Figure::exact((dollars_and_cents * 100.0).round() as i64)
    }

    #[test]
    fn full_money_groups_thousands_and_keeps_cents() {
        let full = |amount, period| Currency::USD.full(usd(amount), period);
        assert_eq!(full(79_057.0, Period::Year), "$79,057");
        assert_eq!(full(0.0, Period::Year), "$0");
        assert_eq!(full(23.3, Period::Hour), "$23.30");
        assert_eq!(full(1_234_567.5, Period::Year), "$1,234,567.50");
        let top = Figure { amount: 23_920_000, bound: Bound::AtLeast };
        assert_eq!(Currency::USD.full(top, Period::Year), "≥\u{a0}$239,200");
    }

    #[test]
    fn short_money_changes_its_unit_before_it_would_print_a_thousand() {
        let cases = [
            (0.0, "$0"),
            (950.0, "$950"),
            (999.49, "$999"),
            (999.5, "$1K"),
            (49_000.0, "$49K"),
            (49_499.99, "$49K"),
            (49_500.0, "$50K"),
            (999_499.99, "$999K"),
            (999_500.0, "$1M"),
            (1_240_000.0, "$1.2M"),
            (1_250_000.0, "$1.3M"),
            (999_949_999.0, "$999.9M"),
            (999_950_000.0, "$1B"),
            (1_300_000_000.0, "$1.3B"),
        ];
        for (amount, expected) in cases {
            assert_eq!(Currency::USD.short(usd(amount)), expected, "{amount}");
        }
        let yen = "JPY".parse::<Currency>().unwrap();
        assert_eq!(yen.short(Figure::exact(950)), "¥950");
        assert!("US$".parse::<Currency>().is_err());
    }

    proptest! {
        #[test]
        fn short_money_never_prints_a_thousand_of_a_unit(amount in 0..=MAX_AMOUNT) {
            let text = Currency::USD.short(Figure::exact(amount));
            let number: f64 = text.trim_start_matches('$').trim_end_matches(['K', 'M', 'B']).parse().unwrap();
            prop_assert!(number < 1_000.0, "{}", text);
        }

        #[test]
        fn full_money_reads_back(amount in 0..=MAX_AMOUNT) {
            let text = Currency::USD.full(Figure::exact(amount), Period::Hour);
            prop_assert_eq!(text.replace(['$', ',', '.'], "").parse::<i64>().unwrap(), amount);
        }
    }
}
