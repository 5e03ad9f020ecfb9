//! Parses numbers, amounts and dates as people type them. Errors say what to enter.

use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use crate::filters::count;
use crate::profile::money::Currency;

/// Parses an amount in major units, `79057`, `79,057` or `79 057.50`, into minor units.
pub fn amount(text: &str, currency: Currency) -> Result<i64, String> {
    let text = text.trim();
    let decimals = decimals(currency);
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if !is_digits(fraction) || !is_grouped(whole) {
        let example = if decimals == 0 { "95000 or 95,000" } else { "95000 or 95,000.50" };
        return Err(format!("Enter an amount, like {example}"));
    }
    let significant = fraction.trim_end_matches('0');
    if significant.len() > decimals {
        let code = currency.code();
        return Err(match decimals {
            0 => format!("Enter a whole amount: {code} has no decimals"),
            _ => format!("Enter an amount with at most {decimals} decimals for {code}"),
        });
    }
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let minor = format!("{digits}{significant:0<decimals$}");
    minor.parse().map_err(|_| "Enter a smaller amount".to_owned())
}

/// The inverse of [`amount`]: `79,057`, `23.30`.
pub fn write_amount(amount: i64, currency: Currency) -> String {
    let (whole, rest) = (amount / currency.scale(), amount % currency.scale());
    let decimals = decimals(currency);
    match rest {
        0 => count(&whole),
        _ => format!("{}.{:0decimals$}", count(&whole), rest.abs()),
    }
}

fn decimals(currency: Currency) -> usize {
    currency.scale().ilog10() as usize
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

/// Whether a text is only digits, ungrouped or grouped by thousands. `12,50` means something else.
fn is_grouped(text: &str) -> bool {
    let mut groups = text.split([',', ' ', '\u{a0}', '\u{202f}', '\u{2009}']);
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    let first_fits = rest.peek().is_none() || first.len() <= 3;
    is_digits(first) && first_fits && rest.all(|group| is_digits(group) && group.len() == 3)
}

/// Not negative, `12` or `12.5`.
pub fn number(text: &str) -> Result<f64, String> {
    let text = text.trim();
    let is_plain = text.chars().all(|c| c.is_ascii_digit() || c == '.');
    let number = is_plain.then(|| text.parse().ok()).flatten();
    number.ok_or_else(|| "Enter a number, like 12 or 12.5".to_owned())
}

/// [`number`], or a negative one: `-3.5` or `−3.5`.
pub fn signed(text: &str) -> Result<f64, String> {
    let text = text.trim();
    match text.strip_prefix(['-', '−']) {
        Some(text) => number(text).map(|number| -number),
        None => number(text),
    }
}

/// How many people or things, `1654440` or `1,654,440`.
pub fn people(text: &str) -> Result<i64, String> {
    whole(&text.replace(',', ""))
}

pub fn whole<T: FromStr>(text: &str) -> Result<T, String> {
    let text = text.trim();
    match is_digits(text) {
        true => text.parse().map_err(|_| "Enter a smaller number".to_owned()),
        false => Err("Enter a whole number, like 12".to_owned()),
    }
}

/// Parses `2024-05-31`. Years have at most four digits, since PostgreSQL doesn't support every year that parses.
pub fn date(text: &str) -> Result<NaiveDate, String> {
    let text = text.trim();
    let is_usual = |date: &NaiveDate| (1..=9999).contains(&date.year());
    let date = text.parse().ok().filter(is_usual);
    date.ok_or_else(|| "Enter a date like 2024-05-31".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn currency(code: &str) -> Currency {
        code.parse().unwrap()
    }

    #[test]
    fn amounts_are_taken_with_and_without_separators() {
        let cases = [
            ("0", 0),
            ("79057", 7_905_700),
            (" 79,057 ", 7_905_700),
            ("79\u{a0}057.5", 7_905_750),
            ("1,234,567.05", 123_456_705),
            ("12.500", 1_250),
        ];
        for (text, expected) in cases {
            assert_eq!(amount(text, Currency::USD), Ok(expected), "{text}");
        }
        assert_eq!(amount("1,200", currency("JPY")), Ok(1_200));
        assert_eq!(amount("1.234", currency("KWD")), Ok(1_234));
    }

    #[test]
    fn what_is_no_amount_is_said_with_an_example() {
        for wrong in ["12k", "$12", "-5", "12,50", "1234,567", "1.2.3", "12.", ".5", "1e3", "", ",", "１２"]
        {
            let message = Err("Enter an amount, like 95000 or 95,000.50".into());
            assert_eq!(amount(wrong, Currency::USD), message, "{wrong}");
        }
        assert!(amount("1.005", Currency::USD).unwrap_err().ends_with("at most 2 decimals for USD"));
        assert!(amount("1.5", currency("JPY")).unwrap_err().ends_with("JPY has no decimals"));
        assert!(amount("99999999999999999999", Currency::USD).unwrap_err().ends_with("a smaller amount"));
    }

    #[test]
    fn numbers_and_dates_say_what_would_be_right() {
        assert_eq!(number("12.5"), Ok(12.5));
        for wrong in ["", ".", "inf", "1e5", "-1", "5%", "1,5"] {
            assert_eq!(number(wrong), Err("Enter a number, like 12 or 12.5".into()), "{wrong}");
        }
        assert_eq!(whole::<u16>(" 24 "), Ok(24));
        assert_eq!(whole::<u16>("70000"), Err("Enter a smaller number".into()));
        assert_eq!(whole::<u16>("1.5"), Err("Enter a whole number, like 12".into()));
        assert!(date("May 2024").unwrap_err().contains("2024-05-31"));
        for wrong in ["2024-02-30", "-5000-01-01", "+12024-01-01"] {
            assert!(date(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn amounts_read_back(minor in 0..i64::MAX, code in "USD|JPY|KWD|EUR") {
            let currency = currency(&code);
            prop_assert_eq!(amount(&write_amount(minor, currency), currency), Ok(minor));
        }

        #[test]
        fn numbers_read_back(value in 0.0..1e12_f64) {
            prop_assert_eq!(number(&value.to_string()), Ok(value));
        }
    }
}
