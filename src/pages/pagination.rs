//! Query parameters, and pages of a list with their links.

use std::convert::Infallible;
use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use crate::error::Error;
use crate::models::Paged;

/// In order; empty if the query can't be parsed.
pub fn parameters(query: &str) -> Vec<(String, String)> {
    serde_html_form::from_str(query).unwrap_or_default()
}

/// Trimmed; empty if absent. Removes NULs, since PostgreSQL rejects them.
pub fn parameter(parameters: &[(String, String)], name: &str) -> String {
    let found = parameters.iter().find(|(given, _)| given == name);
    found.map(|(_, value)| value.replace('\0', "").trim().to_owned()).unwrap_or_default()
}

pub fn encoded(parameters: &[(&str, &str)]) -> String {
    serde_html_form::to_string(parameters).unwrap_or_default()
}

/// A URL, which may have a query, with more parameters.
pub fn with_parameters(url: &str, parameters: &str) -> String {
    match (parameters, url.contains('?')) {
        ("", _) => url.into(),
        (_, true) => format!("{url}&{parameters}"),
        (_, false) => format!("{url}?{parameters}"),
    }
}

/// From 1; 0 for an invalid number, which no list has.
pub fn page(parameters: &[(String, String)]) -> i64 {
    let asked = parameters.iter().find(|(name, _)| name == "page");
    asked.map_or(1, |(_, page)| page.parse().ok().filter(|page| *page >= 1).unwrap_or(0))
}

/// The number in `?page=`; ignores other parameters.
#[derive(Debug)]
pub struct PageQuery(pub i64);

impl FromRequest for PageQuery {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(page(&parameters(request.query_string())))))
    }
}

#[derive(Clone, Debug)]
pub struct Pagination {
    pub page: i64,
    pub pages: i64,
    base: String,
}

impl Pagination {
    /// `base` has the other parameters. [`Error::NotFound`] for a page that doesn't exist.
    pub fn of<T>(paged: &Paged<T>, base: impl Into<String>) -> Result<Self, Error> {
        match paged.exists() {
            true => Ok(Self { page: paged.page, pages: paged.pages(), base: base.into() }),
            false => Err(Error::NotFound),
        }
    }

    /// The first page has no parameter.
    pub fn url(&self, page: &i64) -> String {
        let page = if *page == 1 { String::new() } else { format!("page={page}") };
        with_parameters(&self.base, &page)
    }

    pub fn here(&self) -> String {
        self.url(&self.page)
    }

    /// The first and last pages and the neighbors of this one; `None` is a gap.
    pub fn numbers(&self) -> Vec<Option<i64>> {
        let mut numbers = Vec::new();
        let mut last = 0;
        for page in 1..=self.pages {
            if page == 1 || page == self.pages || (page - self.page).abs() <= 1 {
                if last + 1 < page {
                    // The number of a single page takes no more room than a gap.
                    numbers.push((last + 2 == page).then_some(last + 1));
                }
                numbers.push(Some(page));
                last = page;
            }
        }
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pagination(page: i64, pages: i64) -> Pagination {
        Pagination { page, pages, base: "/careers".into() }
    }

    #[test]
    fn numbers_show_ends_and_neighbours() {
        let numbers = |page, pages| {
            let shown = pagination(page, pages).numbers();
            shown.iter().map(|n| n.map_or("…".into(), |n| n.to_string())).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(numbers(1, 1), "1");
        assert_eq!(numbers(1, 9), "1 2 … 9");
        assert_eq!(numbers(4, 9), "1 2 3 4 5 … 9");
        assert_eq!(numbers(5, 9), "1 … 4 5 6 … 9");
    }

    #[test]
    fn the_first_page_has_no_parameter() {
        assert_eq!(pagination(1, 3).here(), "/careers");
        assert_eq!(pagination(2, 3).here(), "/careers?page=2");
        let filtered = Pagination { base: "/careers?letter=a".into(), ..pagination(2, 3) };
        assert_eq!(filtered.here(), "/careers?letter=a&page=2");
    }
}
