//! The number, date and attribution of a release.

use chrono::{Month, NaiveDate};

use super::rater::Rater;
use super::release::Release;
use crate::import::ImportError;
use crate::profile::{Slug, Source};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Like `29.3`.
    pub number: String,
    /// The first of the month of release.
    pub date: Option<NaiveDate>,
}

impl Edition {
    /// From "Read Me.txt", or else from the name of the zip or folder.
    pub fn read(release: &mut Release) -> Result<Self, ImportError> {
        let text = release.text("Read Me.txt")?.unwrap_or_default();
        let number = number_in_text(&text);
        let number = number.or_else(|| release.names().iter().find_map(|name| number_in_name(name)));
        let number = number.ok_or_else(|| {
            let reason = "can’t tell which release this is: no “Read Me.txt” says so, and the name isn’t like \
                          “db_29_3_text”";
            ImportError::file(release.path(), reason)
        })?;
        Ok(Self { number, date: date_in_text(&text) })
    }

    /// With the attribution that the license requires. Ratings that people didn't make are a source of their own, so
    /// that everything that cites them says so.
    pub fn source(&self, rater: Rater) -> Source {
        let name = format!("O*NET {} Database", self.number);
        let (slug, by) = match rater {
            Rater::People => ("", ""),
            Rater::MachineLearning => (" machine learning", " (estimated by machine learning)"),
            Rater::Ai => (" ai", " (rated by AI and experts)"),
        };
        let notice = format!(
            "This page includes information from the {name} by the U.S. Department of Labor, Employment and \
             Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark of \
             USDOL/ETA. {{site}} has modified all or some of this information. USDOL/ETA has not approved, \
             endorsed, or tested these modifications."
        );
        Source {
            slug: Slug::suggest(&format!("onet {}{slug}", self.number)),
            name: name + by,
            url: Some("https://www.onetcenter.org/database.html".into()),
            license: Some("CC BY 4.0".into()),
            license_url: Some("https://creativecommons.org/licenses/by/4.0/".into()),
            notice,
        }
    }
}

/// From "O*NET 29.3 Database".
fn number_in_text(text: &str) -> Option<String> {
    let line = text.lines().find(|line| line.contains("O*NET") && line.contains("Database"))?;
    line.split_whitespace().find(|word| is_number(word, '.')).map(str::to_owned)
}

/// From "db_29_3_text" or "db_29_3_text.zip".
fn number_in_name(name: &str) -> Option<String> {
    let (_, rest) = name.split_once("db_")?;
    let (number, _) = rest.split_once("_text")?;
    is_number(number, '_').then(|| number.replace('_', "."))
}

fn is_number(text: &str, point: char) -> bool {
    let digits = |part: &str| !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit());
    text.split_once(point).is_some_and(|(major, minor)| digits(major) && digits(minor))
}

/// From a line "May 2025 Release".
fn date_in_text(text: &str) -> Option<NaiveDate> {
    text.lines().find_map(|line| {
        let mut words = line.trim().strip_suffix("Release")?.split_whitespace();
        let month: Month = words.next()?.parse().ok()?;
        NaiveDate::from_ymd_opt(words.next()?.parse().ok()?, month.number_from_month(), 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_and_month_are_found() {
        let text = "O*NET 29.3 Database\r\nMay 2025 Release\r\n----";
        assert_eq!(number_in_text(text).as_deref(), Some("29.3"));
        assert_eq!(date_in_text(text), NaiveDate::from_ymd_opt(2025, 5, 1));
        assert_eq!(number_in_text("\u{feff}O*NET® 30.0 Database").as_deref(), Some("30.0"));
        assert_eq!(number_in_text("30.0"), None);
        assert_eq!(number_in_name("db_29_3_text.zip").as_deref(), Some("29.3"));
        assert_eq!(number_in_name("db_31_0_text").as_deref(), Some("31.0"));
        assert_eq!(number_in_name("db_text"), None);
    }

    #[test]
    fn the_source_carries_the_attribution_and_says_who_rated() {
        let edition = Edition { number: "31.0".into(), date: None };
        let source = edition.source(Rater::People);
        assert_eq!((source.slug.as_str(), source.name.as_str()), ("onet-31-0", "O*NET 31.0 Database"));
        assert!(source.notice.contains("{site} has modified") && source.notice.contains("O*NET 31.0"));
        let source = edition.source(Rater::Ai);
        let expected = ("onet-31-0-ai", "O*NET 31.0 Database (rated by AI and experts)");
        assert_eq!((source.slug.as_str(), source.name.as_str()), expected);
    }
}
