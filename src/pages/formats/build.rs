//! Builds a career's document from its page's content.

use chrono::NaiveDate;

use super::career::{
    Answered, CareerJson, EducationJson, JobJson, LinkJson, Newest, NumberEmployed, OverlapJson, QuoteJson,
    Ratings, RelatedJson, SkillJson, SkillsJson, StepJson,
};
use super::facts::{Distribution, EducationShareJson, OutlookJson, Sourced, Training, WorkStyle};
use super::figures::PlacePay;
use crate::addresses;
use crate::filters::safe_markdown;
use crate::models::Paged;
use crate::pages::careers::show::ProfileContent;
use crate::pages::careers::sources::SmallPrint;
use crate::profile::Group;
use crate::profile::skill::Overlap;
use crate::profile::voices::{Insight, JobPosting};
use crate::site::Site;

impl CareerJson {
    pub(in crate::pages) fn of(content: ProfileContent, site: &Site, today: NaiveDate) -> Self {
        let (path, related) = (content.steps(), content.related());
        let ProfileContent { id, profile, updated, category, insights, questions, jobs, .. } = content;
        let sources = SmallPrint::new(content.sources);
        let cited = |group| -> Vec<_> { sources.cited(&profile, &[group]).collect() };
        let absolute = |path: String| site.absolute(&path);
        let below = |page| absolute(addresses::below(&profile.slug, page));
        let markdown = |text: &str| safe_markdown(text, &site.base_url);
        let answered = |question: &str, answer: Option<&str>| Answered {
            question: question.into(),
            answer: answer.map(markdown),
        };
        let levels = profile.education_levels.iter().map(|share| EducationShareJson {
            level: share.level,
            text: share.level.label().into(),
            percent: share.percent,
        });
        let styles = profile
            .work_styles
            .iter()
            .map(|style| WorkStyle { name: style.name.clone(), importance: style.importance });
        let skills = profile.skills.iter().map(|skill| SkillJson {
            name: skill.name.clone(),
            address: absolute(format!("/skills/{}", skill.slug())),
            importance: skill.importance,
        });
        let number_employed = profile.number_employed.iter().map(|one| NumberEmployed {
            count: one.count,
            text: one.text(),
            place: one.place.clone(),
            counted_with: one.counted_with.clone(),
            source: sources.cite(&one.source, one.as_of),
        });
        let path = path.into_iter().map(|step| StepJson {
            title: step.title,
            address: step.link.map(|slug| absolute(addresses::career(slug))),
            is_this_career: step.is_current,
            suggested: step.suggested,
            pay: step.pay,
            counted_with: step.counted_with,
            education: step.education.map(str::to_owned),
            to_learn: step.to_learn,
        });
        let related = related.into_iter().map(|other| RelatedJson {
            address: absolute(addresses::career(&other.card.slug)),
            pay: other.card.pay().map(Into::into),
            counted_with: other.card.counted_with().map(str::to_owned),
            title: other.card.title,
            skills_overlap: overlap(other.overlap, other.skills.what()),
        });
        let category = category.zip(profile.category.as_ref());
        let rating = profile.work_life_balance.or(profile.career_opportunity);
        Self {
            address: absolute(addresses::career(&profile.slug)),
            permanent_address: absolute(addresses::permanent(id)),
            id,
            updated,
            title_with_article: profile.a_title(),
            category: category
                .map(|(name, slug)| LinkJson { name, address: absolute(addresses::category(slug)) }),
            summary: markdown(&profile.summary),
            text_sources: cited(Group::Text),
            education: profile.education.map(|level| EducationJson {
                level,
                text: level.label().into(),
                sources: cited(Group::Education),
            }),
            education_levels: Sourced::of(levels, cited(Group::Education)),
            training: Training::of(&profile, &sources),
            ratings: rating.map(|_| Ratings {
                work_life_balance: profile.work_life_balance,
                career_opportunity: profile.career_opportunity,
                sources: cited(Group::Ratings),
            }),
            pay: profile.pay.iter().filter_map(|pay| PlacePay::of(pay, &sources, today)).collect(),
            number_employed: number_employed.collect(),
            outlook: profile.outlook.iter().map(|one| OutlookJson::of(one, &sources)).collect(),
            industries: Sourced::of(profile.industries.iter().map(Into::into), cited(Group::Industries)),
            experience: Distribution::of(&profile.experience, cited(Group::Experience)),
            experience_asked: Distribution::of(&profile.experience_asked, cited(Group::ExperienceAsked)),
            time_in_job: Distribution::of(&profile.time_in_job, cited(Group::TimeInJob)),
            path: path.collect(),
            skills: (!profile.skills.is_empty())
                .then(|| SkillsJson { asked_for: skills.collect(), sources: cited(Group::Skills) }),
            tools: Sourced::of(profile.tools.iter().map(Into::into), cited(Group::Tools)),
            interests: Sourced::of(profile.interests.iter().map(Into::into), cited(Group::Interests)),
            work_styles: Sourced::of(styles, cited(Group::WorkStyles)),
            related: related.collect(),
            faqs: profile.faqs.iter().map(|faq| answered(&faq.question, Some(&faq.answer))).collect(),
            insights: Newest::of(insights, below("insights"), quote),
            interviews: Newest::of(questions, below("interviews"), |question| {
                answered(&question.question, question.answer.as_deref())
            }),
            jobs: Newest::of(jobs, below("jobs"), job),
            sources: sources.list([&profile], &site.name),
            title: profile.title.clone(),
            plain_title: profile.plain_title.clone(),
            alternate_titles: profile.alternate_titles.clone(),
            onet_code: profile.onet_code.clone(),
            code: profile.code.clone(),
            sample: profile.sample,
            responsibilities: profile.responsibilities.clone(),
            emerging_tasks: profile.emerging_tasks.clone(),
            activities: Sourced::of(profile.activities.iter().cloned(), cited(Group::Activities)),
            qualifications: profile.qualifications.clone(),
        }
    }
}

impl<T> Newest<T> {
    fn of<U>(paged: Paged<U>, address: String, one: impl FnMut(U) -> T) -> Self {
        Self { total: paged.total, address, shown: paged.rows.into_iter().map(one).collect() }
    }
}

fn overlap(overlap: Overlap, counted: &'static str) -> Option<OverlapJson> {
    match overlap {
        Overlap::NotAvailable => None,
        Overlap::Empty => Some(OverlapJson { counted, shared: 0, of: None, percent: 0 }),
        Overlap::Shared { shared, of, fraction } => {
            Some(OverlapJson { counted, shared, of: Some(of), percent: Overlap::percent(&fraction) })
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
