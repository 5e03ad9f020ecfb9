//! Builds a career's document from its page's content.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::career::{
    Answered, BucketJson, CareerJson, EducationJson, Experience, JobJson, LinkJson, Newest, NumberEmployed,
    OverlapJson, QuoteJson, Ratings, RelatedJson, SkillJson, SkillsJson, StepJson,
};
use super::figures::{CitedJson, PlacePay};
use crate::addresses;
use crate::filters::safe_markdown;
use crate::models::Paged;
use crate::models::published::card::Card;
use crate::pages::careers::related::{self, related, steps};
use crate::pages::careers::show::ProfileContent;
use crate::pages::careers::sources::SmallPrint;
use crate::profile::experience::{bars, fullest, most};
use crate::profile::voices::{Insight, InterviewQuestion, JobPosting};
use crate::profile::{self, skill};
use crate::profile::{Group, Profile};
use crate::site::Site;

struct Maker<'a> {
    site: &'a Site,
    profile: &'a Profile,
    sources: SmallPrint,
}

impl CareerJson {
    pub(in crate::pages) fn of(content: ProfileContent, site: &Site, today: NaiveDate) -> Self {
        let ProfileContent { id, profile, updated, cards, weights, .. } = content;
        let sources = SmallPrint::new(content.sources);
        let cards: HashMap<&str, &Card> = cards.iter().map(|card| (card.slug.as_str(), card)).collect();
        let make = Maker { site, profile: &profile, sources };
        let pay_of = |slug: &str| cards.get(slug).and_then(|card| card.pay);
        let shown = related(&profile, id, weights.of(id), &cards, &weights);
        let shown = shown.into_iter().map(|one| RelatedJson {
            pay: pay_of(one.slug.as_str()).map(Into::into),
            skills_overlap: overlap(one.overlap),
            address: make.absolute(&addresses::career(&one.slug)),
            title: one.title,
        });
        Self {
            related: shown.collect(),
            path: steps(&profile, &cards).into_iter().map(|step| make.step(step)).collect(),
            address: make.absolute(&addresses::career(&profile.slug)),
            permanent_address: make.absolute(&addresses::permanent(id)),
            id,
            updated,
            category: make.category(content.category),
            title_with_article: profile.a_title(),
            summary: make.markdown(&profile.summary),
            text_sources: make.cited(Group::Text),
            education: make.education(),
            ratings: make.ratings(),
            pay: profile.pay.iter().filter_map(|pay| PlacePay::of(pay, &make.sources, today)).collect(),
            number_employed: profile.number_employed.iter().map(|one| make.employed(one)).collect(),
            experience: make.experience(),
            skills: make.skills(),
            faqs: profile.faqs.iter().map(|faq| make.answered(&faq.question, Some(&faq.answer))).collect(),
            insights: make.newest(content.insights, "insights", quote),
            interviews: make.newest(content.questions, "interviews", |question: InterviewQuestion| {
                make.answered(&question.question, question.answer.as_deref())
            }),
            jobs: make.newest(content.jobs, "jobs", job),
            sources: make.sources.list(&[&profile], &site.name).into_iter().map(Into::into).collect(),
            title: profile.title.clone(),
            alternate_titles: profile.alternate_titles.clone(),
            onet_code: profile.onet_code.clone(),
            sample: profile.sample,
            responsibilities: profile.responsibilities.clone(),
            qualifications: profile.qualifications.clone(),
        }
    }
}

impl Maker<'_> {
    fn absolute(&self, path: &str) -> String {
        self.site.absolute(path)
    }

    fn markdown(&self, text: &str) -> String {
        safe_markdown(text, &self.site.base_url)
    }

    fn cited(&self, group: Group) -> Vec<CitedJson> {
        CitedJson::of_group(self.profile, group, &self.sources)
    }

    fn category(&self, name: Option<String>) -> Option<LinkJson> {
        let (name, slug) = name.zip(self.profile.category.as_ref())?;
        Some(LinkJson { name, address: self.absolute(&addresses::category(slug)) })
    }

    fn education(&self) -> Option<EducationJson> {
        let level = self.profile.education?;
        Some(EducationJson { level, text: level.label().into(), sources: self.cited(Group::Education) })
    }

    fn ratings(&self) -> Option<Ratings> {
        let Profile { work_life_balance, career_opportunity, .. } = *self.profile;
        work_life_balance.or(career_opportunity)?;
        Some(Ratings { work_life_balance, career_opportunity, sources: self.cited(Group::Ratings) })
    }

    fn employed(&self, employed: &profile::Employed) -> NumberEmployed {
        NumberEmployed {
            count: employed.count,
            text: employed.text(),
            place: employed.place.clone(),
            source: CitedJson::of(&employed.source, employed.as_of, &self.sources),
        }
    }

    fn experience(&self) -> Option<Experience> {
        let buckets = &self.profile.experience;
        let bars = bars(buckets, most(buckets));
        let distribution: Vec<BucketJson> = buckets
            .iter()
            .zip(bars)
            .map(|(bucket, bar)| BucketJson {
                label: bar.label,
                from_months: bucket.from_months,
                to_months: bucket.to_months,
                percent: bucket.percent,
                text: bar.share,
            })
            .collect();
        let typical = fullest(buckets).map(|bucket| bucket.phrase());
        let sources = self.cited(Group::Experience);
        (!distribution.is_empty()).then_some(Experience { typical, distribution, sources })
    }

    fn skills(&self) -> Option<SkillsJson> {
        let skill = |skill: &skill::Skill| SkillJson {
            name: skill.name.clone(),
            address: self.absolute(&format!("/skills/{}", skill.slug())),
            importance: skill.importance,
        };
        let asked_for: Vec<SkillJson> = self.profile.skills.iter().map(skill).collect();
        let sources = self.cited(Group::Skills);
        (!asked_for.is_empty()).then_some(SkillsJson { asked_for, sources })
    }

    fn step(&self, step: related::Step) -> StepJson {
        let address = step.link.map(|slug| self.absolute(&addresses::career(slug)));
        StepJson { title: step.title, address, is_this_career: step.is_current, pay: step.pay }
    }

    fn answered(&self, question: &str, answer: Option<&str>) -> Answered {
        Answered { question: question.into(), answer: answer.map(|answer| self.markdown(answer)) }
    }

    fn newest<T, U>(&self, paged: Paged<T>, page: &str, one: impl FnMut(T) -> U) -> Newest<U> {
        let address = self.absolute(&addresses::below(&self.profile.slug, page));
        Newest { total: paged.total, address, shown: paged.rows.into_iter().map(one).collect() }
    }
}

fn overlap(overlap: skill::Overlap) -> Option<OverlapJson> {
    match overlap {
        skill::Overlap::NotAvailable => None,
        skill::Overlap::Empty => Some(OverlapJson { shared: 0, of: None, percent: 0 }),
        skill::Overlap::Shared { shared, of, fraction } => {
            Some(OverlapJson { shared, of: Some(of), percent: skill::Overlap::percent(&fraction) })
        }
    }
}

fn quote(insight: Insight) -> QuoteJson {
    let Insight { employer, job_title, said_on, quote, .. } = insight;
    QuoteJson { employer, job_title, said_on, quote }
}

fn job(posting: JobPosting) -> JobJson {
    let pay = posting.pay.map(|pay| pay.text());
    let JobPosting { title, employer, place, posted_on, expires_on, url, .. } = posting;
    JobJson { title, employer, place, pay, posted_on, expires_on, url }
}
