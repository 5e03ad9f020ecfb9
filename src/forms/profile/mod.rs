//! The profile form, as typed.

mod action;
mod check;
mod pay;
mod problems;
mod reader;
mod row;
mod rows;
#[cfg(test)]
pub(crate) mod tests;
mod write;

use std::collections::HashMap;

use strum::VariantArray;

use super::{Pairs, with_plain_line_ends};
use crate::profile::fields::Group;
use crate::profile::{Category, Slug, Source};

pub use action::RowAction;
pub use row::{CitationRow, ExperienceRow, FaqRow, PathRow, PayRow, Row, SkillRow};
pub use rows::Rows;

#[derive(Clone, Debug, Default)]
pub struct Known {
    pub categories: Vec<Category>,
    pub sources: Vec<Source>,
}

/// A profile as typed. Blank rows stay, so that buttons refer to the rows they were next to; [`ProfileForm::check`]
/// skips them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProfileForm {
    /// The career's version when the form was shown.
    pub version: String,
    pub note: String,
    pub slug: String,
    pub title: String,
    pub article: String,
    pub category: String,
    pub onet_code: String,
    /// `yes` or empty: an unticked checkbox isn't sent.
    pub sample: String,
    pub summary: String,
    pub education: String,
    pub work_life_balance: String,
    pub career_opportunity: String,
    /// One on each line.
    pub alternate_titles: String,
    pub responsibilities: Vec<String>,
    pub qualifications: Vec<String>,
    pub pay: Vec<PayRow>,
    pub experience: Vec<ExperienceRow>,
    pub path: Vec<PathRow>,
    pub skills: Vec<SkillRow>,
    pub related: Vec<String>,
    pub faqs: Vec<FaqRow>,
    pub citations: Vec<CitationRow>,
}

impl ProfileForm {
    /// The names of the inputs outside groups.
    pub const SINGLE: [&'static str; 13] = [
        "version",
        "note",
        "slug",
        "title",
        "article",
        "category",
        "onet_code",
        "sample",
        "summary",
        "education",
        "work_life_balance",
        "career_opportunity",
        "alternate_titles",
    ];

    /// The first row's inputs are the first of each name, and so on; unknown names are ignored.
    pub fn from_pairs(pairs: Pairs) -> Self {
        let mut form = Self::default();
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (name, value) in pairs {
            let value = with_plain_line_ends(&value);
            if let Some(single) = form.single_mut(&name) {
                *single = value;
                continue;
            }
            let (group, field) = name.split_once('.').unwrap_or((&name, ""));
            let Ok(group) = group.parse::<Group>() else { continue };
            if form.rows(group).fields().contains(&field) {
                let row = seen.entry(name.clone()).or_default();
                form.rows_mut(group).put(*row, field, value);
                *row += 1;
            }
        }
        form
    }

    pub fn pairs(&self) -> Pairs {
        let single = |name: &&str| (name.to_string(), self.single(name).to_owned());
        let sent = |(name, value): &(String, String)| name != "sample" || !value.is_empty();
        let mut pairs: Pairs = Self::SINGLE.iter().map(single).filter(sent).collect();
        for group in Group::VARIANTS {
            let rows = self.rows(*group);
            for row in 0..rows.count() {
                for field in rows.fields() {
                    let value = rows.value(row, field).unwrap_or_default();
                    pairs.push((group.input_name(field), value.to_owned()));
                }
            }
        }
        pairs
    }

    /// Sets the slug of a career whose address is frozen: the form has no input for it, and one that is sent anyway is
    /// ignored.
    pub fn freeze(&mut self, slug: &Slug) {
        self.slug = slug.to_string();
    }

    pub fn single(&self, name: &str) -> &str {
        match name {
            "version" => &self.version,
            "note" => &self.note,
            "slug" => &self.slug,
            "title" => &self.title,
            "article" => &self.article,
            "category" => &self.category,
            "onet_code" => &self.onet_code,
            "sample" => &self.sample,
            "summary" => &self.summary,
            "education" => &self.education,
            "work_life_balance" => &self.work_life_balance,
            "career_opportunity" => &self.career_opportunity,
            "alternate_titles" => &self.alternate_titles,
            _ => "",
        }
    }

    fn single_mut(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "version" => &mut self.version,
            "note" => &mut self.note,
            "slug" => &mut self.slug,
            "title" => &mut self.title,
            "article" => &mut self.article,
            "category" => &mut self.category,
            "onet_code" => &mut self.onet_code,
            "sample" => &mut self.sample,
            "summary" => &mut self.summary,
            "education" => &mut self.education,
            "work_life_balance" => &mut self.work_life_balance,
            "career_opportunity" => &mut self.career_opportunity,
            "alternate_titles" => &mut self.alternate_titles,
            _ => return None,
        })
    }

    pub fn rows(&self, group: Group) -> &dyn Rows {
        match group {
            Group::Responsibilities => &self.responsibilities,
            Group::Qualifications => &self.qualifications,
            Group::Pay => &self.pay,
            Group::Experience => &self.experience,
            Group::Path => &self.path,
            Group::Skills => &self.skills,
            Group::Related => &self.related,
            Group::Faqs => &self.faqs,
            Group::Citations => &self.citations,
        }
    }

    fn rows_mut(&mut self, group: Group) -> &mut dyn Rows {
        match group {
            Group::Responsibilities => &mut self.responsibilities,
            Group::Qualifications => &mut self.qualifications,
            Group::Pay => &mut self.pay,
            Group::Experience => &mut self.experience,
            Group::Path => &mut self.path,
            Group::Skills => &mut self.skills,
            Group::Related => &mut self.related,
            Group::Faqs => &mut self.faqs,
            Group::Citations => &mut self.citations,
        }
    }
}
