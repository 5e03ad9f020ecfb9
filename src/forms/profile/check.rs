//! Turns a form into a profile, or into field errors.

use super::reader::{Reader, currency, word};
use super::*;
use crate::forms::{FieldError, number};
use crate::profile::check::{Problem, Strictness, check};
use crate::profile::money::Money;
use crate::profile::{Article, Bucket, Citation, Faq, OnetCode, PathStep, Profile, Skill};

impl ProfileForm {
    /// Trims lines, but takes texts as they are. Returns everything that can't be parsed, and everything that [`check`]
    /// finds in the rest.
    pub fn check(&self, strictness: Strictness, known: &Known) -> Result<Profile, Vec<FieldError>> {
        let mut reader = Reader::new(known);
        let profile = reader.profile(self);
        reader.problems(self, check(&profile, strictness));
        if reader.errors.is_empty() {
            return Ok(profile);
        }
        reader.errors.sort_by_key(|error| place(&error.id));
        Err(reader.errors)
    }
}

impl ProfileForm {
    /// Problems that only the database could find.
    pub fn place(&self, problems: Vec<Problem>, known: &Known) -> Vec<FieldError> {
        let mut reader = Reader::new(known);
        reader.profile(self);
        reader.problems(self, problems);
        reader.errors
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
            onet_code: self
                .optional("onet_code", &form.onet_code, OnetCode::written)
                .map(|code| code.to_string()),
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
}

/// The inputs and groups in the order of the form.
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

/// A sort key for an input's id: its position in the form, and its row.
fn place(id: &str) -> (usize, usize) {
    let mut parts = id.split('-');
    let name = parts.next().unwrap_or_default();
    let row = parts.next().and_then(|row| row.parse().ok()).unwrap_or(0);
    (ORDER.iter().position(|one| *one == name).unwrap_or(ORDER.len()), row)
}

/// The lines that aren't blank, with their index.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().map(str::trim).enumerate().filter(|(_, line)| !line.is_empty())
}

#[allow(clippy::ptr_arg)] // as rows are read
fn line(_: &mut Reader<'_>, text: &String) -> Option<String> {
    Some(text.trim().to_owned())
}
