//! The source of a table, from the command line.

use chrono::NaiveDate;

use crate::import::ImportError;
use crate::profile::{Slug, Source};

#[derive(clap::Args, Clone, Debug)]
pub struct SourceArgs {
    /// The name of the source with its release, such as “ASHE 2024”. Careers cite it, and pay names it
    #[arg(long, value_name = "NAME")]
    pub source: String,
    /// A page that describes the source
    #[arg(long, value_name = "URL")]
    pub source_url: Option<String>,
    /// The name of its license, such as “Open Government Licence v3.0”
    #[arg(long, value_name = "NAME")]
    pub license: Option<String>,
    /// The text of its license
    #[arg(long, value_name = "URL")]
    pub license_url: Option<String>,
    /// The attribution that its license asks for; {site} becomes the name of the site
    #[arg(long, value_name = "TEXT")]
    pub notice: Option<String>,
    /// When the facts were true: a date like 2024-04-30, or a month like 2024-04. A table of pay may have a column
    /// “as of” instead
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<NaiveDate>,
}

impl SourceArgs {
    /// The source. What isn't given stays as it is stored.
    pub fn source(&self, stored: &[Source], today: NaiveDate) -> Result<Source, ImportError> {
        let slug = Slug::suggest(&self.source);
        let old = stored.iter().find(|source| source.slug == slug);
        let or_old = |given: &Option<String>, old: Option<&String>| given.clone().or_else(|| old.cloned());
        let source = Source {
            url: or_old(&self.source_url, old.and_then(|old| old.url.as_ref())),
            license: or_old(&self.license, old.and_then(|old| old.license.as_ref())),
            license_url: or_old(&self.license_url, old.and_then(|old| old.license_url.as_ref())),
            notice: or_old(&self.notice, old.map(|old| &old.notice)).unwrap_or_default(),
            name: self.source.trim().to_owned(),
            slug,
        };
        let flag = |field: &str| match field {
            "name" => "--source".to_owned(),
            "url" => "--source-url".to_owned(),
            other => format!("--{}", other.replace('_', "-")),
        };
        let problems = source.problems().into_iter();
        let mut wrong: Vec<String> =
            problems.map(|problem| format!("{}: {}", flag(&problem.field), problem.message)).collect();
        wrong.extend(
            self.as_of.and_then(|date| not_after(date, today).err()).map(|why| format!("--as-of: {why}")),
        );
        match wrong.is_empty() {
            true => Ok(source),
            false => Err(ImportError::Content(wrong)),
        }
    }
}

/// A date, or the first day of a month: `2024-04-30`, `2024-04` or `April 2024`.
pub fn date(text: &str) -> Result<NaiveDate, String> {
    let text = text.trim();
    let named = || NaiveDate::parse_from_str(&format!("1 {text}"), "%d %B %Y");
    let date = text.parse().or_else(|_| format!("{text}-01").parse()).or_else(|_| named());
    let date: Option<NaiveDate> =
        date.ok().filter(|date| (1900..=9999).contains(&chrono::Datelike::year(date)));
    date.ok_or_else(|| format!("“{text}” is not a date like 2024-04-30 or a month like 2024-04"))
}

pub fn not_after(date: NaiveDate, today: NaiveDate) -> Result<NaiveDate, String> {
    match date <= today {
        true => Ok(date),
        false => Err(format!("{date} is in the future")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_may_be_months() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (text, expected) in
            [("2024-04-30", "2024-04-30"), ("2024-04", "2024-04-01"), ("April 2024", "2024-04-01")]
        {
            assert_eq!(date(text), Ok(day(expected)), "{text}");
        }
        for wrong in ["", "2024", "30/04/2024", "45383", "2024-13", "0024-01-01"] {
            assert!(date(wrong).unwrap_err().contains("2024-04-30"), "{wrong}");
        }
        assert!(not_after(day("2024-04-30"), day("2024-04-29")).is_err());
    }
}
