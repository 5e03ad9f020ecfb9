//! Makes a profile from a release's data about an occupation.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::edition::Edition;
use super::elements::Element;
use super::occupation::{Occupation, Occupations};
use super::rater::{Rater, Ratings};
use super::spans::{EXPERIENCE, EXPERIENCE_SPANS, ON_THE_JOB, ON_THE_JOB_SPANS};
use super::summary::{self, Verbs};
use super::table::Dated;
use super::tool_weights::ToolWeights;
use super::training::Scale;
use super::{category, education, qualifications, text, title};
use crate::profile::slug::fold;
use crate::profile::{Article, Citation, Group, Profile, Skill, Slug};

pub struct ImportContext<'a> {
    sources: HashMap<Rater, Slug>,
    /// For facts without a date of their own.
    released: NaiveDate,
    tools: ToolWeights<'a>,
    verbs: Verbs,
}

impl<'a> ImportContext<'a> {
    pub fn new(edition: &Edition, released: NaiveDate, occupations: &'a Occupations) -> Self {
        let all = || occupations.all.iter();
        let descriptions = all().map(|one| one.description.as_str());
        let tasks = all().flat_map(|one| one.tasks.facts.iter().map(|task| task.text.as_str()));
        Self {
            sources: Rater::ALL.into_iter().map(|rater| (rater, edition.source(rater).slug)).collect(),
            released,
            tools: ToolWeights::of(all().map(|one| (&one.code, one.tools.as_slice()))),
            verbs: Verbs::of(descriptions, tasks),
        }
    }

    /// Without its final slug, pay and related careers, which depend on other data.
    pub fn profile(&self, occupation: &Occupation) -> Profile {
        let Occupation { code, official, description, answers, metadata, tools, .. } = occupation;
        let mut profile = Profile::new(&title::singular(official));
        profile.plain_title = title::plain(official);
        profile.article = Article::suggest(profile.spoken());
        profile.onet_code = Some(code.to_string());
        profile.category = category::of(code).map(|category| category.slug);
        profile.summary = text::summary(&summary::answer(official, description, &self.verbs));
        profile.responsibilities = occupation.tasks.facts.iter().map(|task| task.text.clone()).collect();
        profile.emerging_tasks = occupation.emerging_tasks.clone();
        profile.alternate_titles = alternate_titles(occupation, &profile.title);
        profile.skills = skills(occupation);
        profile.tools = self.tools.most_useful(code, tools);
        profile.education = education::typical(answers);
        profile.qualifications = qualifications::bullets(occupation, profile.education, &self.tools);
        profile.apprenticeship = answers.apprenticeship.facts;
        profile.certification = answers.certification.facts;

        let mut cited = Citations { context: self, all: Vec::new() };
        cited.add(Group::Text, Rater::People, &occupation.tasks);
        let levels = education::levels(answers);
        if profile.education.is_some() || !levels.facts.is_empty() {
            cited.add(Group::Education, Rater::People, &levels);
        }
        profile.education_levels = levels.facts;
        let on_the_job = answers.buckets(Scale::OnTheJob, &ON_THE_JOB, &ON_THE_JOB_SPANS);
        let importance = [&answers.apprenticeship, &answers.certification];
        if !on_the_job.facts.is_empty() || importance.iter().any(|one| one.facts.is_some()) {
            let newest = importance.iter().fold(on_the_job.newest, |newest, one| newest.max(one.newest));
            let respondents =
                importance.iter().fold(on_the_job.respondents, |most, one| most.max(one.respondents));
            cited.add(Group::Training, Rater::People, &Dated { facts: (), newest, respondents });
        }
        profile.on_the_job_training = on_the_job.facts;
        let asked = answers.buckets(Scale::Experience, &EXPERIENCE, &EXPERIENCE_SPANS);
        profile.experience_asked = cited.facts(Group::ExperienceAsked, asked);
        profile.experience = cited.facts(Group::Experience, metadata.experience());
        profile.time_in_job = cited.facts(Group::TimeInJob, metadata.time_in_job());
        profile.industries = cited.facts(Group::Industries, metadata.industries());
        if !profile.skills.is_empty() {
            cited.add(Group::Skills, Rater::People, &occupation.elements);
        } else if !occupation.related.is_empty() {
            cited.add(Group::Skills, Rater::People, &Dated::<()>::default());
        }
        if !profile.tools.is_empty() {
            cited.add(Group::Tools, Rater::People, &Dated::<()>::default());
        }
        profile.interests = cited.ratings(Group::Interests, &occupation.interests);
        profile.work_styles = cited.ratings(Group::WorkStyles, &occupation.work_styles);
        profile.activities = cited.facts(Group::Activities, occupation.activities.clone());
        profile.citations = cited.all;
        profile
    }
}

struct Citations<'a> {
    context: &'a ImportContext<'a>,
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

    fn ratings<T: Clone>(&mut self, group: Group, ratings: &Ratings<T>) -> Vec<T> {
        if !ratings.all.facts.is_empty() {
            self.add(group, ratings.rater, &ratings.all);
        }
        ratings.all.facts.clone()
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
