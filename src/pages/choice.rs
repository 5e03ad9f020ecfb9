//! The careers selected for comparison. Only the URL stores them, as repeated `c=` parameters.

use super::pagination::{self, encoded, with_parameters};
use crate::addresses;
use crate::db::Conn;
use crate::models::QueryResult;
use crate::models::published::card;
use crate::profile::Slug;

pub const MOST: usize = 4;

/// How many dropped careers are listed at most; a URL may name thousands.
const TOLD: usize = 10;

/// In the order selected, without duplicates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    pub slugs: Vec<Slug>,
    /// The places whose pay counts, as repeated `place=` parameters. Of several careers, that of the first place.
    pub places: Vec<Slug>,
    pub dropped: Vec<Dropped>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    pub slug: Slug,
    pub why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Repeated,
    TooMany,
    Unknown,
}

#[derive(Clone, Debug, Default)]
pub struct Chosen {
    pub choice: Comparison,
    pub careers: Vec<(Slug, String)>,
}

impl Chosen {
    /// Drops careers that aren't published.
    pub fn read(conn: &mut Conn, choice: &Comparison) -> QueryResult<Self> {
        if choice.slugs.is_empty() {
            return Ok(Self::default());
        }
        let careers = card::titles(conn, &choice.slugs)?;
        Ok(Self { choice: choice.rest(careers.iter().map(|(slug, _)| slug)), careers })
    }

    /// Selected careers that a page doesn't list; its form passes them on as hidden inputs.
    pub fn not_among<'a>(&'a self, listed: impl Fn(&Slug) -> bool + 'a) -> Vec<&'a Slug> {
        self.choice.slugs.iter().filter(|slug| !listed(slug)).collect()
    }
}

impl Comparison {
    /// Ignores other parameters.
    pub fn of(parameters: &[(String, String)]) -> Self {
        let mut choice = Self::default();
        let named = parameters.iter().filter(|(name, slug)| name == "c" && !slug.trim().is_empty());
        for slug in named.map(|(_, slug)| Slug::suggest(slug)) {
            let why = match choice.slugs.len() {
                _ if choice.slugs.contains(&slug) => Why::Repeated,
                MOST.. => Why::TooMany,
                _ => {
                    choice.slugs.push(slug);
                    continue;
                }
            };
            if choice.dropped.len() < TOLD {
                choice.dropped.push(Dropped { slug, why });
            }
        }
        let places = parameters.iter().filter(|(name, place)| name == "place" && !place.trim().is_empty());
        for place in places.map(|(_, place)| Slug::suggest(place)) {
            if choice.places.len() < MOST && !choice.places.contains(&place) {
                choice.places.push(place);
            }
        }
        choice
    }

    /// The list to go back to with the selection, if the reader asked for that. Only a list of this site.
    pub fn list(&self, parameters: &[(String, String)]) -> Option<String> {
        let list = pagination::parameter(parameters, "list");
        let (path, query) = list.split_once('?').unwrap_or((&list, ""));
        let path = [addresses::LIST, "/search"].into_iter().find(|known| *known == path)?;
        let others = pagination::parameters(query);
        let others: Vec<_> = others.iter().filter(|(name, _)| name != "c").collect();
        let others: Vec<(&str, &str)> = others.iter().map(|(name, value)| (&**name, &**value)).collect();
        Some(self.on(&with_parameters(path, &encoded(&others))))
    }

    pub fn has_room(&self) -> bool {
        self.slugs.len() < MOST
    }

    pub fn without(&self, slug: &Slug) -> Self {
        self.rest(self.slugs.iter().filter(|chosen| *chosen != slug))
    }

    /// With this career appended.
    pub fn with(&self, slug: &Slug) -> Self {
        self.rest(self.slugs.iter().filter(|chosen| *chosen != slug).chain([slug]))
    }

    /// With this career moved to the front.
    pub fn from(&self, slug: &Slug) -> Self {
        self.rest([slug].into_iter().chain(self.slugs.iter().filter(|chosen| *chosen != slug)))
    }

    fn rest<'a>(&self, slugs: impl Iterator<Item = &'a Slug>) -> Self {
        Self { slugs: slugs.cloned().collect(), places: self.places.clone(), dropped: Vec::new() }
    }

    pub fn url(&self) -> String {
        let places: Vec<_> = self.places.iter().map(|place| ("place", place.as_str())).collect();
        with_parameters(&self.on("/compare"), &encoded(&places))
    }

    pub fn without_place(&self, place: &Slug) -> Self {
        let mut rest = self.rest(self.slugs.iter());
        rest.places.retain(|other| other != place);
        rest
    }

    pub fn on(&self, url: &str) -> String {
        let chosen: Vec<_> = self.slugs.iter().map(|slug| ("c", slug.as_str())).collect();
        with_parameters(url, &encoded(&chosen))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::pagination::parameters;
    use proptest::prelude::*;

    fn slug(text: &str) -> Slug {
        Slug::parse(text).unwrap()
    }

    #[test]
    fn the_address_is_read_and_written() {
        let choice = Comparison::of(&parameters("c=a&q=x&c=B_b&c=&c=a&c=c&c=d&c=e"));
        assert_eq!(choice.url(), "/compare?c=a&c=b-b&c=c&c=d");
        let dropped: Vec<_> =
            choice.dropped.iter().map(|dropped| (dropped.slug.as_str(), dropped.why)).collect();
        assert_eq!(dropped, [("a", Why::Repeated), ("e", Why::TooMany)]);
        assert!(!choice.has_room());
        assert_eq!(choice.without(&slug("a")).on("/search?q=x"), "/search?q=x&c=b-b&c=c&c=d");
        assert_eq!(choice.without(&slug("a")).with(&slug("z")).url(), "/compare?c=b-b&c=c&c=d&c=z");
        assert_eq!(choice.from(&slug("c")).url(), "/compare?c=c&c=a&c=b-b&c=d");
        assert_eq!(Comparison::default().on("/careers"), "/careers");
    }

    #[test]
    fn the_list_to_go_back_to_is_one_of_this_site() {
        let list = |list: &str| {
            let parameters = [("c", "a"), ("list", list)].map(|(name, value)| (name.into(), value.into()));
            Comparison::of(&parameters).list(&parameters)
        };
        assert_eq!(list("/careers").as_deref(), Some("/careers?c=a"));
        assert_eq!(list("/careers?letter=b&c=z&page=2").as_deref(), Some("/careers?letter=b&page=2&c=a"));
        assert_eq!(list("/search?q=x\n%26").as_deref(), Some("/search?q=x%0A%26&c=a"));
        for other in
            ["", "//evil.example/careers", "https://evil.example", "/admin", "/careers/a", "\\/careers"]
        {
            assert_eq!(list(other), None, "{other}");
        }
    }

    proptest! {
        #[test]
        fn any_query_is_read(query in "(c=|&|%|[a-z]|\\PC){0,60}") {
            let choice = Comparison::of(&parameters(&query));
            let distinct: std::collections::HashSet<_> = choice.slugs.iter().collect();
            prop_assert!(choice.slugs.len() <= MOST && distinct.len() == choice.slugs.len());
            prop_assert_eq!(Comparison::of(&parameters(choice.url().trim_start_matches("/compare").trim_start_matches('?'))).slugs, choice.slugs);
        }
    }
}
