//! Small print: the sources of each group of figures, and of a whole page.

use crate::filters::month;
use crate::profile::{Group, Profile, Slug, Source};

#[derive(Clone, Debug, PartialEq)]
pub struct Cited {
    pub name: String,
    pub url: Option<String>,
    /// `May 2024`.
    pub as_of: String,
}

impl Cited {
    pub fn month(&self) -> &str {
        &self.as_of
    }
}

#[derive(Clone, Debug)]
pub struct Listed {
    pub source: Source,
    pub notice: String,
    /// A month, or the first and last month.
    pub as_of: String,
}

#[derive(Clone, Debug)]
pub struct SmallPrint {
    sources: Vec<Source>,
}

impl SmallPrint {
    pub fn new(sources: Vec<Source>) -> Self {
        Self { sources }
    }

    pub fn source(&self, slug: &Slug) -> Option<&Source> {
        self.sources.iter().find(|source| source.slug == *slug)
    }

    pub fn cite(&self, slug: &Slug, as_of: chrono::NaiveDate) -> Option<Cited> {
        let source = self.source(slug)?;
        Some(Cited { name: source.name.clone(), url: source.url.clone(), as_of: month(as_of) })
    }

    /// Without duplicates.
    pub fn of(&self, profile: &Profile, groups: &[Group]) -> Vec<Cited> {
        let citations = profile.citations.iter().filter(|citation| groups.contains(&citation.group));
        distinct(citations.filter_map(|citation| self.cite(&citation.source, citation.as_of)))
    }

    /// The sources of a page about these profiles.
    pub fn list(&self, profiles: &[&Profile], site_name: &str) -> Vec<Listed> {
        let all: Vec<_> = profiles.iter().flat_map(|profile| profile.cited()).collect();
        let listed = |source: &Source| {
            let dates = || all.iter().filter(|(_, slug, _)| **slug == source.slug).map(|(.., as_of)| *as_of);
            let (first, last) = (month(dates().min()?), month(dates().max()?));
            let as_of = if first == last { last } else { format!("{first} to {last}") };
            Some(Listed { source: source.clone(), notice: source.notice.replace("{site}", site_name), as_of })
        };
        self.sources.iter().filter_map(listed).collect()
    }
}

/// In the order of their first places.
pub fn distinct(all: impl Iterator<Item = Cited>) -> Vec<Cited> {
    let mut seen = Vec::new();
    for one in all {
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    seen
}
