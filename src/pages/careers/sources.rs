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
        let mut cited = Vec::new();
        for one in citations.filter_map(|citation| self.cite(&citation.source, citation.as_of)) {
            if !cited.contains(&one) {
                cited.push(one);
            }
        }
        cited
    }

    pub fn list(&self, profile: &Profile, site_name: &str) -> Vec<Listed> {
        let citations = profile.citations.iter().map(|citation| (&citation.source, citation.as_of));
        let all: Vec<_> = citations.chain(profile.pay.iter().map(|pay| (&pay.source, pay.as_of))).collect();
        let listed = |source: &Source| {
            let dates = || all.iter().filter(|(slug, _)| **slug == source.slug).map(|(_, as_of)| *as_of);
            let (first, last) = (month(dates().min()?), month(dates().max()?));
            let as_of = if first == last { last } else { format!("{first} to {last}") };
            Some(Listed { source: source.clone(), notice: source.notice.replace("{site}", site_name), as_of })
        };
        self.sources.iter().filter_map(listed).collect()
    }
}
