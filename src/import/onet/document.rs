//! Makes a profile from a release's data about an occupation.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::edition::Edition;
use super::elements::Element;
use super::occupation::Occupation;
use super::rater::{Rater, Ratings};
use super::spans::{EXPERIENCE, EXPERIENCE_SPANS, ON_THE_JOB, ON_THE_JOB_SPANS};
use super::summary::{self, Verbs};
use super::table::Dated;
use super::training::{Answers, Scale};
use super::{category, education, qualifications, text, title};
use crate::profile::slug::fold;
use crate::profile::{Article, Bucket, Citation, Group, Profile, Skill, Slug};

pub struct ImportContext {
    sources: HashMap<Rater, Slug>,
    /// For facts without a date of their own.
    released: NaiveDate,
    verbs: Verbs,
}

impl ImportContext {
    pub fn new(edition: &Edition, released: NaiveDate, occupations: &[Occupation]) -> Self {
        let descriptions = occupations.iter().map(|one| one.description.as_str());
        let tasks = occupations.iter().flat_map(|one| one.tasks.facts.iter().map(|task| task.text.as_str()));
        Self {
            sources: Rater::ALL.into_iter().map(|rater| (rater, edition.source(rater).slug)).collect(),
            released,
            verbs: Verbs::of(descriptions, tasks),
        }
    }

    /// Without its final slug, pay and related careers, which depend on other data.
    pub fn profile(&self, occupation: Occupation) -> Profile {
        let answers = &occupation.answers;
        let mut profile = Profile::new(&title::singular(&occupation.official));
        profile.plain_title = title::plain(&occupation.official);
        profile.article = Article::suggest(profile.spoken());
        profile.onet_code = Some(occupation.code.to_string());
        profile.category = category::of(&occupation.code).map(|category| category.slug);
        let answer = summary::answer(&occupation.official, &occupation.description, &self.verbs);
        profile.summary = text::summary(&answer);
        profile.education = education::typical(answers);
        profile.qualifications = qualifications::bullets(&occupation, profile.education);
        profile.apprenticeship = answers.apprenticeship.facts;
        profile.certification = answers.certification.facts;
        profile.skills = skills(&occupation);
        profile.alternate_titles = alternate_titles(&occupation, &profile.title);

        let mut cited = Citations { context: self, all: Vec::new() };
        cited.add(Group::Text, Rater::People, &occupation.tasks);
        let levels = education::levels(answers);
        if profile.education.is_some() || !levels.facts.is_empty() {
            cited.add(Group::Education, Rater::People, &levels);
        }
        profile.education_levels = levels.facts;
        profile.on_the_job_training = cited.training(answers);
        let asked = answers.buckets(Scale::Experience, &EXPERIENCE, &EXPERIENCE_SPANS);
        profile.experience_asked = cited.facts(Group::ExperienceAsked, asked);
        profile.experience = cited.facts(Group::Experience, occupation.metadata.experience());
        profile.time_in_job = cited.facts(Group::TimeInJob, occupation.metadata.time_in_job());
        profile.industries = cited.facts(Group::Industries, occupation.metadata.industries());
        // Relations and tools have no dates of their own.
        let undated = Dated::<()>::default();
        match profile.skills.is_empty() {
            false => cited.add(Group::Skills, Rater::People, &occupation.elements),
            true if occupation.related.is_empty() => {}
            true => cited.add(Group::Skills, Rater::People, &undated),
        }
        if !occupation.tools.is_empty() {
            cited.add(Group::Tools, Rater::People, &undated);
        }
        profile.interests = cited.ratings(Group::Interests, occupation.interests);
        profile.work_styles = cited.ratings(Group::WorkStyles, occupation.work_styles);
        profile.activities = cited.facts(Group::Activities, occupation.activities);
        profile.citations = cited.all;
        profile.responsibilities = occupation.tasks.facts.into_iter().map(|task| task.text).collect();
        profile.emerging_tasks = occupation.emerging_tasks;
        profile.tools = occupation.tools;
        profile
    }
}

struct Citations<'a> {
    context: &'a ImportContext,
    all: Vec<Citation>,
}

impl Citations<'_> {
    /// Facts without a date get the release's.
    fn add<T>(&mut self, group: Group, rater: Rater, facts: &Dated<T>) {
        let source = self.context.sources[&rater].clone();
        let as_of = facts.newest.unwrap_or(self.context.released);
        self.all.push(Citation { group, source, as_of, respondents: facts.respondents });
    }

    /// Cites facts, if there are any.
    fn facts<T>(&mut self, group: Group, facts: Dated<Vec<T>>) -> Vec<T> {
        if !facts.facts.is_empty() {
            self.add(group, Rater::People, &facts);
        }
        facts.facts
    }

    /// Training on the job, cited together with apprenticeship and certification.
    fn training(&mut self, answers: &Answers) -> Vec<Bucket> {
        let on_the_job = answers.buckets(Scale::OnTheJob, &ON_THE_JOB, &ON_THE_JOB_SPANS);
        let importance = [&answers.apprenticeship, &answers.certification];
        if !on_the_job.facts.is_empty() || importance.iter().any(|one| one.facts.is_some()) {
            let newest = importance.iter().fold(on_the_job.newest, |newest, one| newest.max(one.newest));
            let most = importance.iter().fold(on_the_job.respondents, |most, one| most.max(one.respondents));
            self.add(Group::Training, Rater::People, &Dated { facts: (), newest, respondents: most });
        }
        on_the_job.facts
    }

    fn ratings<T>(&mut self, group: Group, ratings: Ratings<T>) -> Vec<T> {
        if !ratings.all.facts.is_empty() {
            self.add(group, ratings.rater, &ratings.all);
        }
        ratings.all.facts
    }
}

/// Distinct titles without the main one. The official plural comes last, since people don't call themselves that.
fn alternate_titles(occupation: &Occupation, title: &str) -> Vec<String> {
    let mut seen = HashSet::from([fold(title)]);
    let titles = occupation.titles.iter().chain([&occupation.official]);
    titles.filter(|title| seen.insert(fold(title))).cloned().collect()
}

/// Skills and knowledge in one list, most important first. Mathematics is both, and its higher importance counts.
fn skills(occupation: &Occupation) -> Vec<Skill> {
    let importance = |value: f64| ((value - 1.0) / 4.0 * 1_000.0).round() / 1_000.0;
    let skill = |one: &Element| Skill { name: one.name.clone(), importance: importance(one.importance) };
    let mut skills: Vec<Skill> = occupation.elements.facts.iter().map(skill).collect();
    skills.sort_by(|a, b| b.importance.total_cmp(&a.importance).then(a.name.cmp(&b.name)));
    let mut seen = HashSet::new();
    skills.retain(|skill| seen.insert(Slug::suggest(&skill.name)));
    skills
}
