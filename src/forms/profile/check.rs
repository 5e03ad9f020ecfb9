//! Turns a form into a profile, or into field errors.

use super::reader::{Reader, currency, word};
use super::*;
use crate::forms::{FieldErrors, number};
use crate::profile::check::{Problem, Strictness, check};
use crate::profile::money::Money;
use crate::profile::occupation_code;
use crate::profile::{Article, Bucket, Citation, Employed, Faq, OnetCode, PathStep, Profile, Skill};

impl ProfileForm {
    /// Trims single-line values, but not texts. The errors are everything that can't be parsed, and everything that
    /// [`check`] finds in the rest.
    pub fn check(&self, strictness: Strictness, known: &Known) -> Result<Profile, FieldErrors> {
        let mut reader = Reader::new(known, self);
        let profile = reader.profile();
        reader.problems(check(&profile, strictness));
        if reader.errors.is_empty() {
            return Ok(profile);
        }
        reader.errors.sort_by_key(|error| place(&error.id));
        Err(FieldErrors(reader.errors))
    }

    /// Turns problems that only the database could find into errors of fields.
    pub fn place(&self, problems: Vec<Problem>, known: &Known) -> FieldErrors {
        let mut reader = Reader::new(known, self);
        reader.profile();
        reader.problems(problems);
        FieldErrors(reader.errors)
    }
}

impl Reader<'_> {
    fn profile(&mut self) -> Profile {
        let title = self.form.get(Field::Title).trim();
        let slug = self.one(Field::Slug, Slug::parse);
        Profile {
            slug: slug.unwrap_or_else(|| Slug::suggest(title)),
            title: title.to_owned(),
            article: self.one(Field::Article, word).unwrap_or_else(|| Article::suggest(title)),
            plain_title: self.one(Field::PlainTitle, |text| Ok(text.to_owned())),
            category: self.category(),
            onet_code: self.one(Field::OnetCode, OnetCode::written).map(|code| code.to_string()),
            code: self.one(Field::Code, occupation_code),
            sample: !self.form.get(Field::Sample).is_empty(),
            summary: self.form.get(Field::Summary).to_owned(),
            education: self.one(Field::Education, word),
            certification: self.one(Field::Certification, number::number),
            apprenticeship: self.one(Field::Apprenticeship, number::number),
            work_life_balance: self.one(Field::WorkLifeBalance, number::number),
            career_opportunity: self.one(Field::CareerOpportunity, number::number),
            responsibilities: self.lines(Field::Responsibilities),
            emerging_tasks: self.lines(Field::EmergingTasks),
            activities: self.lines(Field::Activities),
            qualifications: self.lines(Field::Qualifications),
            education_levels: self.rows(Field::EducationLevels, Self::education_share),
            on_the_job_training: self.rows(Field::OnTheJobTraining, Self::bucket),
            pay: self.rows(Field::Pay, Self::pay),
            number_employed: self.rows(Field::NumberEmployed, Self::employed),
            outlook: self.rows(Field::Outlook, Self::outlook),
            industries: self.rows(Field::Industries, Self::industry),
            experience: self.rows(Field::Experience, Self::bucket),
            experience_asked: self.rows(Field::ExperienceAsked, Self::bucket),
            time_in_job: self.rows(Field::TimeInJob, Self::bucket),
            path: self.rows(Field::Path, Self::step),
            skills: self.rows(Field::Skills, Self::skill),
            tools: self.rows(Field::Tools, Self::tool),
            interests: self.rows(Field::Interests, Self::interest),
            work_styles: self.rows(Field::WorkStyles, Self::skill),
            related: self.rows(Field::Related, |row| row.required("", Slug::parse)),
            faqs: self.rows(Field::Faqs, |row| {
                Some(Faq { question: row.text("question").to_owned(), answer: row.raw("answer").to_owned() })
            }),
            alternate_titles: lines(self.form.get(Field::AlternateTitles))
                .map(|(_, title)| title.to_owned())
                .collect(),
            citations: self.rows(Field::Citations, Self::citation),
            edited: BTreeSet::new(),
        }
    }

    fn lines(&mut self, field: Field) -> Vec<String> {
        self.rows(field, |row| Some(row.text("").to_owned()))
    }

    fn category(&mut self) -> Option<Slug> {
        let slug = self.one(Field::Category, Slug::parse)?;
        let is_known = self.known.categories.iter().any(|category| category.slug == slug);
        self.expect("", is_known, || format!("There is no category “{slug}”. Choose another"));
        Some(slug)
    }

    pub(super) fn source(&mut self) -> Option<Slug> {
        let slug = self.required("source", Slug::parse)?;
        let is_known = self.known.sources.iter().any(|source| source.slug == slug);
        self.expect("source", is_known, || format!("There is no source “{slug}”. Choose another"));
        Some(slug)
    }

    fn employed(&mut self) -> Option<Employed> {
        let count = self.required("count", number::people);
        let (place, counted_with) = (self.text("place").to_owned(), self.text_if_any("counted_with"));
        let source = self.source();
        let as_of = self.required("as_of", number::date);
        Some(Employed { count: count?, place, counted_with, source: source?, as_of: as_of? })
    }

    fn bucket(&mut self) -> Option<Bucket> {
        let from_months = self.required("from_months", number::whole);
        let to_months = self.optional("to_months", number::whole);
        let percent = self.required("percent", number::number);
        Some(Bucket { from_months: from_months?, to_months, percent: percent? })
    }

    fn step(&mut self) -> Option<PathStep> {
        let career = self.optional("career", Slug::parse);
        let currency = self.required("pay_currency", currency);
        let period = self.required("pay_period", word);
        let figure = self.figure("pay", currency);
        let pay = || Some(Money { figure: figure?, currency: currency?, period: period? });
        let suggested = self.text("basis") == "suggested";
        Some(PathStep { title: self.text("title").to_owned(), career, pay: pay(), suggested })
    }

    fn skill(&mut self) -> Option<Skill> {
        let importance = self.required("importance", number::number);
        Some(Skill { name: self.text("name").to_owned(), importance: importance? })
    }

    fn citation(&mut self) -> Option<Citation> {
        let group = self.required("group", word);
        let source = self.source();
        let as_of = self.required("as_of", number::date);
        let respondents = self.optional("respondents", number::whole);
        Some(Citation { group: group?, source: source?, as_of: as_of?, respondents })
    }
}

/// A sort key for input ids: the position of the field in the form, then the row.
fn place(id: &str) -> (usize, usize) {
    let mut parts = id.split('-');
    let name = parts.next().unwrap_or_default();
    let row = parts.next().and_then(|row| row.parse().ok()).unwrap_or(0);
    (name.parse::<Field>().map_or(Field::COUNT, |field| field as usize), row)
}

/// The lines that aren't blank, each with its index in the text.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().map(str::trim).enumerate().filter(|(_, line)| !line.is_empty())
}
