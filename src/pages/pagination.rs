//! Pages of a list: which one is asked for, and the links to the others.

use serde::{Deserialize, Deserializer};

use crate::error::Error;
use crate::models::Paged;

/// The page that an address asks for with `?page=`. Other parameters are ignored.
#[derive(Debug, Default, Deserialize)]
pub struct PageQuery {
    #[serde(default, deserialize_with = "number")]
    page: Option<i64>,
}

impl PageQuery {
    /// The page's number, from 1.
    pub fn number(&self) -> i64 {
        self.page.unwrap_or(1)
    }
}

/// What is no number from 1 is a page that doesn't exist, 0.
pub fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    let text = String::deserialize(deserializer)?;
    Ok(Some(text.parse().ok().filter(|page| *page >= 1).unwrap_or(0)))
}

/// The links between the pages of a list.
#[derive(Clone, Debug)]
pub struct Pagination {
    /// This page.
    pub page: i64,
    /// How many there are.
    pub pages: i64,
    base: String,
}

impl Pagination {
    /// The links for a list at an address, given with its other parameters.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a page that doesn't exist.
    pub fn of<T>(paged: &Paged<T>, base: impl Into<String>) -> Result<Self, Error> {
        match paged.exists() {
            true => Ok(Self { page: paged.page, pages: paged.pages(), base: base.into() }),
            false => Err(Error::NotFound),
        }
    }

    /// The address of a page; the first one has no parameter.
    pub fn url(&self, page: &i64) -> String {
        match (page, self.base.contains('?')) {
            (1, _) => self.base.clone(),
            (page, true) => format!("{}&page={page}", self.base),
            (page, false) => format!("{}?page={page}", self.base),
        }
    }

    /// The address of this page.
    pub fn here(&self) -> String {
        self.url(&self.page)
    }

    /// The numbers worth a link: the ends and the neighbours; `None` stands for a gap.
    pub fn numbers(&self) -> Vec<Option<i64>> {
        let mut numbers = Vec::new();
        let mut last = 0;
        for page in 1..=self.pages {
            if page == 1 || page == self.pages || (page - self.page).abs() <= 1 {
                if last + 1 < page {
                    // A gap of one page is no shorter than its number.
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
