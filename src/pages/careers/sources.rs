//! Small print: the sources of each group of figures, and of a whole page.

use std::collections::HashSet;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::filters::{counted, month};
use crate::profile::{Group, Profile, Slug, Source};

/// The source of figures, and the date they are from.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Cited {
    /// The source's name.
    pub name: String,
    /// The address of the page that describes it.
    pub url: Option<String>,
    /// The name of its license.
    pub license: Option<String>,
    /// The date the figures are from.
    pub as_of: NaiveDate,
    /// How many people answered, if the source says so.
    pub respondents: Option<u32>,
}

/// A source of the career, with the attribution that its license asks for.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Noticed {
    /// Its name.
    pub name: String,
    /// The address of the page that describes it.
    pub url: Option<String>,
    /// The name of its license.
    pub license: Option<String>,
    /// The address of the license text.
    pub license_url: Option<String>,
    /// The attribution that its license asks for.
    pub notice: String,
    /// When its facts are from: a month, or the first and last month.
    pub as_of: String,
}

impl Cited {
    pub fn month(&self) -> String {
        month(self.as_of)
    }

    /// The month that its figures are from, unless its name ends with it.
    pub fn unnamed_month(&self) -> Option<String> {
        Some(self.month()).filter(|month| !self.name.ends_with(month))
    }

    /// For a list of sources of several groups, of which each had its own number of answers.
    pub fn without_respondents(self) -> Self {
        Self { respondents: None, ..self }
    }

    /// `95 people answered`.
    pub fn answered(&self) -> Option<String> {
        self.respondents.map(|people| format!("{} answered", counted(&people.into(), "person", "people")))
    }
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

    pub fn cite(&self, slug: &Slug, as_of: NaiveDate) -> Option<Cited> {
        let Source { name, url, license, .. } = self.source(slug)?.clone();
        Some(Cited { name, url, license, as_of, respondents: None })
    }

    /// With the number of people who answered, if the source says so.
    pub fn cited(&self, profile: &Profile, groups: &[Group]) -> impl Iterator<Item = Cited> {
        let citations = profile.citations.iter().filter(|citation| groups.contains(&citation.group));
        citations.filter_map(|citation| {
            let cited = self.cite(&citation.source, citation.as_of)?;
            Some(Cited { respondents: citation.respondents, ..cited })
        })
    }

    /// Without duplicates.
    pub fn of<'a>(&self, profiles: impl IntoIterator<Item = &'a Profile>, groups: &[Group]) -> Vec<Cited> {
        distinct(profiles.into_iter().flat_map(|profile| self.cited(profile, groups)))
    }

    /// The sources of a page about these profiles.
    pub fn list<'a>(&self, profiles: impl IntoIterator<Item = &'a Profile>, site_name: &str) -> Vec<Noticed> {
        let cited = profiles.into_iter().flat_map(Profile::cited);
        self.listed(cited.map(|(_, slug, as_of)| (slug, as_of)), site_name)
    }

    /// The sources of figures, given by slug and date.
    pub fn listed<'a>(
        &self,
        cited: impl Iterator<Item = (&'a Slug, NaiveDate)>,
        site_name: &str,
    ) -> Vec<Noticed> {
        let all: HashSet<(&Slug, NaiveDate)> = cited.collect();
        let noticed = |source: &Source| {
            let dates = || all.iter().filter(|(slug, _)| **slug == source.slug).map(|(_, as_of)| *as_of);
            let (first, last) = (month(dates().min()?), month(dates().max()?));
            let as_of = if first == last { last } else { format!("{first} to {last}") };
            let Source { name, url, license, license_url, .. } = source.clone();
            Some(Noticed {
                name,
                url,
                license,
                license_url,
                notice: source.notice.replace("{site}", site_name),
                as_of,
            })
        };
        self.sources.iter().filter_map(noticed).collect()
    }
}

/// In the order of their first places. Of those that a page would print alike, only the first.
pub fn distinct(all: impl Iterator<Item = Cited>) -> Vec<Cited> {
    let printed = |one: &Cited| (one.name.clone(), one.url.clone(), one.month(), one.respondents);
    let mut seen = HashSet::new();
    all.filter(|one| seen.insert(printed(one))).collect()
}
