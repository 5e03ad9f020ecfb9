//! A row of a table of careers.

use std::collections::HashSet;

use super::cells::{Cells, choice};
use super::title;
use crate::profile::slug::fold;
use crate::profile::{Article, Category, Education, Profile, Skill, Slug, occupation_code};

pub struct CareerRow {
    pub number: u32,
    pub code: Option<String>,
    pub slug: Option<Slug>,
    /// The columns that the title and the slug come from.
    pub title_column: &'static str,
    pub slug_column: &'static str,
    pub category: Option<Category>,
    /// The plural title, which becomes an alternate title.
    pub plural: Option<String>,
    has_alternate_titles: bool,
    /// Codes or slugs.
    pub related: Vec<String>,
    pub profile: Profile,
}

impl CareerRow {
    pub fn read(cells: &mut Cells<'_, '_>) -> Self {
        let plural = cells.text_if_any("plural title").map(str::to_owned);
        let given = cells.text_if_any("title").map(str::to_owned);
        let made = || plural.as_deref().map(title::from_plural);
        let mut profile = Profile::new(&given.or_else(made).unwrap_or_default());
        profile.plain_title = cells.text_if_any("plain title").map(str::to_owned);
        let suggested = Article::suggest(profile.spoken());
        profile.article =
            cells.read("article", |text| choice(&Article::choices(), text)).unwrap_or(suggested);
        profile.code = cells.read("code", occupation_code);
        let category = cells
            .text_if_any("category")
            .map(|name| Category { slug: Slug::suggest(name), name: name.to_owned() });
        profile.category = category.as_ref().map(|category| category.slug.clone());
        profile.summary = cells.text("summary").replace("\r\n", "\n");
        profile.responsibilities = cells.lines("responsibilities");
        profile.emerging_tasks = cells.lines("emerging tasks");
        profile.activities = cells.lines("activities");
        profile.qualifications = cells.lines("qualifications");
        profile.education = cells.read("education", |text| choice(&Education::choices(), text));
        profile.skills = skills(cells);
        profile.alternate_titles = cells.lines("alternate titles");
        let (related, number) = (cells.lines("related"), cells.number());
        let slug = cells.read("slug", Slug::parse);
        let title_column =
            if cells.text("title").is_empty() && plural.is_some() { "plural title" } else { "title" };
        let slug_column = if slug.is_some() { "slug" } else { title_column };
        let code = profile.code.clone();
        let has_alternate_titles = cells.columns.has("alternate titles");
        Self {
            number,
            code,
            slug,
            title_column,
            slug_column,
            category,
            plural,
            has_alternate_titles,
            related,
            profile,
        }
    }

    /// Adds the plural title to the alternate titles of the row or, if the table has no such column, to the stored ones.
    pub fn add_plural(&mut self, stored: &[String]) {
        let own = std::mem::take(&mut self.profile.alternate_titles);
        let titles = if self.has_alternate_titles { own } else { stored.to_vec() };
        let mut seen = HashSet::from([fold(&self.profile.title)]);
        let titles = titles.into_iter().chain(self.plural.clone());
        self.profile.alternate_titles = titles.filter(|title| seen.insert(fold(title))).collect();
    }

    /// The slug by which a row without a code finds its career.
    pub fn key(&self) -> Option<&Slug> {
        self.slug.as_ref().or_else(|| self.code.is_none().then_some(&self.profile.slug))
    }
}

/// `Negotiation (0.8)`.
fn skills(cells: &mut Cells<'_, '_>) -> Vec<Skill> {
    let mut skills = Vec::new();
    for line in cells.lines("skills") {
        let parts = line.strip_suffix(')').and_then(|line| line.rsplit_once(" ("));
        match parts.and_then(|(name, importance)| Some((name, importance.parse().ok()?))) {
            Some((name, importance)) => skills.push(Skill { name: name.trim().to_owned(), importance }),
            None => {
                cells.wrong("skills", format!("Write “{line}” with its importance, like Negotiation (0.8)"))
            }
        }
    }
    skills
}
