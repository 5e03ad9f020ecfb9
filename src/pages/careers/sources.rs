//! Small print: which source each group of figures has, and the sources of a whole page.

use crate::filters::month;
use crate::profile::{Group, Profile, Slug, Source};

/// A source in small print.
#[derive(Clone, Debug, PartialEq)]
pub struct Cited {
    /// Its name.
    pub name: String,
    /// Where it is described.
    pub url: Option<String>,
    /// When the figures were true, `May 2024`.
    pub as_of: String,
}

/// A source in the list at a page's end.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The source itself.
    pub source: Source,
    /// What its licence asks to be said.
    pub notice: String,
    /// When its facts here were true: a month, or the first and the last.
    pub as_of: String,
}

/// The small print of a profile's facts.
#[derive(Clone, Debug)]
pub struct SmallPrint {
    sources: Vec<Source>,
}

impl SmallPrint {
    /// With all sources that there are.
    pub fn new(sources: Vec<Source>) -> Self {
        Self { sources }
    }

    /// The source of a slug.
    pub fn source(&self, slug: &Slug) -> Option<&Source> {
        self.sources.iter().find(|source| source.slug == *slug)
    }

    /// A source that is cited as of a day.
    pub fn cite(&self, slug: &Slug, as_of: chrono::NaiveDate) -> Option<Cited> {
        let source = self.source(slug)?;
        Some(Cited { name: source.name.clone(), url: source.url.clone(), as_of: month(as_of) })
    }

    /// The sources of groups of facts, each once.
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

    /// Every source of a profile, with what its licence asks for.
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
