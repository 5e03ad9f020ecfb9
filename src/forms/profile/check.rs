//! The profile that a form holds, or what is wrong with it.

use std::collections::HashMap;
use std::str::FromStr;

use super::*;
use crate::forms::{FieldError, number};
use crate::profile::check::{Strictness, check};
use crate::profile::money::{Currency, Figure, Money};
use crate::profile::{Article, Bucket, Citation, Faq, PathStep, Profile, Skill};

/// Reads a form, and keeps what is wrong with it.
pub(super) struct Reader<'a> {
    pub known: &'a Known,
    pub errors: Vec<FieldError>,
    /// The rows that became a part of the profile: their places in the form, in the order of the profile.
    pub kept: HashMap<Group, Vec<usize>>,
    /// The row that is being read.
    at: Option<(Group, usize)>,
}

impl ProfileForm {
    /// The profile, or all that is wrong with it, each beside its field. Space around lines is no part of
    /// them; texts are taken as they are.
    ///
    /// # Errors
    /// Everything that can't be read, and everything that [`check`] finds in what can.
    pub fn check(&self, strictness: Strictness, known: &Known) -> Result<Profile, Vec<FieldError>> {
        let mut reader = Reader { known, errors: Vec::new(), kept: HashMap::new(), at: None };
        let profile = reader.profile(self);
        reader.problems(self, check(&profile, strictness));
        if reader.errors.is_empty() {
            return Ok(profile);
        }
        reader.errors.sort_by_key(|error| place(&error.id));
        Err(reader.errors)
    }
}

impl Reader<'_> {
    fn profile(&mut self, form: &ProfileForm) -> Profile {
        let title = form.title.trim();
        let slug = self.optional("slug", &form.slug, Slug::parse);
        let rating = number::number;
        Profile {
            slug: slug.unwrap_or_else(|| Slug::suggest(title)),
            title: title.to_owned(),
            article: self.optional("article", &form.article, word).unwrap_or_else(|| Article::suggest(title)),
            category: self.category(&form.category),
            onet_code: Some(form.onet_code.trim()).filter(|code| !code.is_empty()).map(str::to_owned),
            sample: !form.sample.is_empty(),
            summary: form.summary.clone(),
            education: self.optional("education", &form.education, word),
            work_life_balance: self.optional("work_life_balance", &form.work_life_balance, rating),
            career_opportunity: self.optional("career_opportunity", &form.career_opportunity, rating),
            responsibilities: self.rows(Group::Responsibilities, &form.responsibilities, line),
            qualifications: self.rows(Group::Qualifications, &form.qualifications, line),
            pay: self.rows(Group::Pay, &form.pay, Self::pay),
            experience: self.rows(Group::Experience, &form.experience, Self::bucket),
            path: self.rows(Group::Path, &form.path, Self::step),
            skills: self.rows(Group::Skills, &form.skills, Self::skill),
            related: self
                .rows(Group::Related, &form.related, |own, text| own.required("", text, Slug::parse)),
            faqs: self.rows(Group::Faqs, &form.faqs, |_, row| {
                Some(Faq { question: row.question.trim().to_owned(), answer: row.answer.clone() })
            }),
            alternate_titles: lines(&form.alternate_titles).map(|(_, title)| title.to_owned()).collect(),
            citations: self.rows(Group::Citations, &form.citations, Self::citation),
        }
    }

    /// Reads the rows of a group that aren't blank.
    fn rows<R: Row, T>(
        &mut self,
        group: Group,
        rows: &[R],
        read: impl Fn(&mut Self, &R) -> Option<T>,
    ) -> Vec<T> {
        let (mut all, mut kept) = (Vec::new(), Vec::new());
        for (i, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_blank()) {
            self.at = Some((group, i));
            if let Some(one) = read(self, row) {
                all.push(one);
                kept.push(i);
            }
        }
        self.at = None;
        self.kept.insert(group, kept);
        all
    }

    fn category(&mut self, text: &str) -> Option<Slug> {
        let slug = self.optional("category", text, Slug::parse)?;
        let is_known = self.known.categories.iter().any(|category| category.slug == slug);
        self.expect("category", is_known, || format!("there is no category “{slug}”; choose another"));
        Some(slug)
    }

    pub(super) fn source(&mut self, text: &str) -> Option<Slug> {
        let slug = self.required("source", text, Slug::parse)?;
        let is_known = self.known.sources.iter().any(|source| source.slug == slug);
        self.expect("source", is_known, || format!("there is no source “{slug}”; choose another"));
        Some(slug)
    }

    fn bucket(&mut self, row: &ExperienceRow) -> Option<Bucket> {
        let from_months = self.required("from_months", &row.from_months, number::whole);
        let to_months = self.optional("to_months", &row.to_months, number::whole);
        let percent = self.required("percent", &row.percent, number::number);
        Some(Bucket { from_months: from_months?, to_months, percent: percent? })
    }

    fn step(&mut self, row: &PathRow) -> Option<PathStep> {
        let career = self.optional("career", &row.career, Slug::parse);
        let currency = self.required("pay_currency", &row.pay_currency, currency);
        let period = self.required("pay_period", &row.pay_period, word);
        let figure = self.figure("pay", (&row.pay, &row.pay_bound), currency);
        let pay = || Some(Money { figure: figure?, currency: currency?, period: period? });
        Some(PathStep { title: row.title.trim().to_owned(), career, pay: pay() })
    }

    fn skill(&mut self, row: &SkillRow) -> Option<Skill> {
        let importance = self.required("importance", &row.importance, number::number);
        Some(Skill { name: row.name.trim().to_owned(), importance: importance? })
    }

    fn citation(&mut self, row: &CitationRow) -> Option<Citation> {
        let group = self.required("group", &row.group, word);
        let source = self.source(&row.source);
        let as_of = self.required("as_of", &row.as_of, number::date);
        Some(Citation { group: group?, source: source?, as_of: as_of? })
    }

    /// An amount with its bound, where one is given and its currency is known.
    pub(super) fn figure(
        &mut self,
        field: &str,
        (amount, bound): (&str, &str),
        currency: Option<Currency>,
    ) -> Option<Figure> {
        let bound = self.required(&format!("{field}_bound"), bound, word);
        let amount = self.optional(field, amount, |text| match currency {
            Some(currency) => number::amount(text, currency),
            None => Ok(0), // it stays as it is typed until the currency is right
        });
        Some(Figure { amount: amount?, bound: bound? })
    }

    /// What an input holds; none where it is blank or wrong.
    pub(super) fn optional<T>(
        &mut self,
        field: &str,
        text: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        read(text).map_err(|message| self.add(field, message)).ok()
    }

    /// What an input holds that can't be left out.
    pub(super) fn required<T>(
        &mut self,
        field: &str,
        text: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        self.expect(field, !text.trim().is_empty(), || "is missing".into());
        self.optional(field, text, read)
    }

    pub(super) fn expect(&mut self, field: &str, is_right: bool, message: impl Fn() -> String) {
        if !is_right {
            self.add(field, message());
        }
    }

    pub(super) fn add(&mut self, field: &str, message: String) {
        self.add_at(self.at, field, message);
    }
}

/// The inputs and groups of rows in the order in which the form shows them.
const ORDER: [&str; 20] = [
    "title",
    "article",
    "slug",
    "category",
    "onet_code",
    "sample",
    "summary",
    "responsibilities",
    "qualifications",
    "education",
    "work_life_balance",
    "career_opportunity",
    "pay",
    "experience",
    "path",
    "skills",
    "related",
    "faqs",
    "alternate_titles",
    "citations",
];

/// The place of an input in the form, by its id: of it or its group, and of its row.
fn place(id: &str) -> (usize, usize) {
    let mut parts = id.split('-');
    let name = parts.next().unwrap_or_default();
    let row = parts.next().and_then(|row| row.parse().ok()).unwrap_or(0);
    (ORDER.iter().position(|one| *one == name).unwrap_or(ORDER.len()), row)
}

/// The lines of a text that hold something, each with its place.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().map(str::trim).enumerate().filter(|(_, line)| !line.is_empty())
}

#[allow(clippy::ptr_arg)] // as rows are read
fn line(_: &mut Reader<'_>, text: &String) -> Option<String> {
    Some(text.trim().to_owned())
}

/// One of the words of a select.
pub(super) fn word<T: FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("“{text}” is none of the choices"))
}

pub(super) fn currency(text: &str) -> Result<Currency, String> {
    text.to_uppercase().parse()
}
