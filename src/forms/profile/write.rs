//! Writes a profile into its form.

use super::*;
use crate::forms::number::write_amount;
use crate::profile::confidence::Evidence;
use crate::profile::money::{Currency, Figure};
use crate::profile::pay::Range;
use crate::profile::{Bucket, Citation, PathStep, Pay, Profile};

impl ProfileForm {
    pub fn from_profile(profile: &Profile) -> Self {
        Self {
            version: String::new(),
            note: String::new(),
            slug: profile.slug.to_string(),
            title: profile.title.clone(),
            article: word(profile.article),
            category: text(&profile.category),
            onet_code: text(&profile.onet_code),
            sample: if profile.sample { "yes".into() } else { String::new() },
            summary: profile.summary.clone(),
            education: profile.education.map(word).unwrap_or_default(),
            work_life_balance: text(&profile.work_life_balance),
            career_opportunity: text(&profile.career_opportunity),
            alternate_titles: profile.alternate_titles.join("\n"),
            responsibilities: profile.responsibilities.clone(),
            qualifications: profile.qualifications.clone(),
            pay: profile.pay.iter().map(pay).collect(),
            experience: profile.experience.iter().map(bucket).collect(),
            path: profile.path.iter().map(step).collect(),
            skills: profile
                .skills
                .iter()
                .map(|skill| SkillRow { name: skill.name.clone(), importance: skill.importance.to_string() })
                .collect(),
            related: profile.related.iter().map(Slug::to_string).collect(),
            faqs: profile
                .faqs
                .iter()
                .map(|faq| FaqRow { question: faq.question.clone(), answer: faq.answer.clone() })
                .collect(),
            citations: profile.citations.iter().map(citation).collect(),
        }
    }
}

fn word(word: impl Into<&'static str>) -> String {
    word.into().to_owned()
}

fn text(value: &Option<impl ToString>) -> String {
    value.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn pay(pay: &Pay) -> PayRow {
    let mut row = PayRow {
        place: pay.place.clone(),
        currency: pay.currency.code().into(),
        period: word(pay.period),
        statistic: word(pay.statistic),
        source: pay.source.to_string(),
        as_of: pay.as_of.to_string(),
        ..PayRow::default()
    };
    let put = |figure, amount, bound| put(figure, pay.currency, amount, bound);
    put(pay.total, &mut row.total, &mut row.total_bound);
    put(pay.base, &mut row.base, &mut row.base_bound);
    put(pay.additional, &mut row.additional, &mut row.additional_bound);
    let (low, high, percentiles) = ends(pay.likely);
    put(low, &mut row.likely_low, &mut row.likely_low_bound);
    put(high, &mut row.likely_high, &mut row.likely_high_bound);
    (row.likely_from, row.likely_to) = percentiles;
    let (low, high, percentiles) = ends(pay.possible);
    put(low, &mut row.possible_low, &mut row.possible_low_bound);
    put(high, &mut row.possible_high, &mut row.possible_high_bound);
    (row.possible_from, row.possible_to) = percentiles;
    evidence(pay.evidence, &mut row);
    row
}

fn put(figure: Option<Figure>, currency: Currency, amount: &mut String, bound: &mut String) {
    if let Some(figure) = figure {
        *amount = write_amount(figure.amount, currency);
        *bound = word(figure.bound);
    }
}

fn ends(range: Option<Range>) -> (Option<Figure>, Option<Figure>, (String, String)) {
    let Some(range) = range else { return Default::default() };
    let percentiles = range.percentiles.map(|(from, to)| (from.to_string(), to.to_string()));
    (range.low, range.high, percentiles.unwrap_or_default())
}

fn evidence(evidence: Option<Evidence>, row: &mut PayRow) {
    match evidence {
        None => {}
        Some(Evidence::Reports { count, newest }) => {
            row.evidence = "reports".into();
            (row.count, row.newest) = (count.to_string(), newest.to_string());
        }
        Some(Evidence::Survey { relative_standard_error }) => {
            row.evidence = "survey".into();
            row.relative_standard_error = relative_standard_error.to_string();
        }
        Some(Evidence::Editor { label }) => {
            row.evidence = "editor".into();
            row.label = word(label);
        }
    }
}

fn bucket(bucket: &Bucket) -> ExperienceRow {
    ExperienceRow {
        from_months: bucket.from_months.to_string(),
        to_months: text(&bucket.to_months),
        percent: bucket.percent.to_string(),
    }
}

fn step(step: &PathStep) -> PathRow {
    let mut row = PathRow { title: step.title.clone(), career: text(&step.career), ..PathRow::default() };
    if let Some(money) = step.pay {
        put(Some(money.figure), money.currency, &mut row.pay, &mut row.pay_bound);
        row.pay_currency = money.currency.code().into();
        row.pay_period = word(money.period);
    }
    row
}

fn citation(citation: &Citation) -> CitationRow {
    CitationRow {
        group: word(citation.group),
        source: citation.source.to_string(),
        as_of: citation.as_of.to_string(),
    }
}
