//! A profile as texts, field by field, for comparisons.

use crate::profile::{Bucket, Citation, Group, PathStep, Pay, Profile};

/// Lists have a line for each entry.
pub fn of(profile: &Profile) -> Vec<(&'static str, String)> {
    let rating = |rating: Option<f64>| rating.map(|rating| rating.to_string()).unwrap_or_default();
    let slug =
        |slug: &Option<crate::profile::Slug>| slug.as_ref().map(ToString::to_string).unwrap_or_default();
    vec![
        ("Title", profile.title.clone()),
        ("Article", <&str>::from(profile.article).to_owned()),
        ("Slug", profile.slug.to_string()),
        ("Category", slug(&profile.category)),
        ("O*NET code", profile.onet_code.clone().unwrap_or_default()),
        ("Sample content", if profile.sample { "yes".into() } else { String::new() }),
        ("Other names", profile.alternate_titles.join("\n")),
        ("Summary", profile.summary.clone()),
        ("Responsibilities", profile.responsibilities.join("\n")),
        ("Qualifications", profile.qualifications.join("\n")),
        ("Education", profile.education.map(|level| level.label().to_owned()).unwrap_or_default()),
        ("Work/life balance", rating(profile.work_life_balance)),
        ("Career opportunity", rating(profile.career_opportunity)),
        ("Pay", lines(&profile.pay, pay)),
        ("Experience", lines(&profile.experience, bucket)),
        ("Career path", lines(&profile.path, step)),
        ("Skills", lines(&profile.skills, |skill| format!("{} ({})", skill.name, skill.importance))),
        ("Related careers", lines(&profile.related, ToString::to_string)),
        ("Questions and answers", lines(&profile.faqs, |faq| format!("{}\n{}", faq.question, faq.answer))),
        ("Sources", lines(&profile.citations, citation)),
    ]
}

fn lines<T>(list: &[T], line: impl Fn(&T) -> String) -> String {
    list.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn pay(pay: &Pay) -> String {
    let statistic: &str = pay.statistic.into();
    let mut parts = vec![format!("{}: {statistic} pay {}", pay.place, pay.period.suffix())];
    parts.extend(
        pay.figures()
            .map(|(name, figure)| format!("{} {}", name.replace(['.', '_'], " "), pay.money(figure).full())),
    );
    parts.push(format!("from {} as of {}", pay.source, pay.as_of));
    // What has no words of its own is still seen to differ.
    parts.extend(pay.evidence.as_ref().and_then(|evidence| serde_json::to_string(evidence).ok()));
    parts.join(", ")
}

fn bucket(bucket: &Bucket) -> String {
    format!("{}: {} %", bucket.label(), bucket.percent)
}

fn step(step: &PathStep) -> String {
    let pay = step.pay.map(|pay| format!(", {}", pay.with_period())).unwrap_or_default();
    let career = step.career.as_ref().map(|slug| format!(" ({slug})")).unwrap_or_default();
    format!("{}{career}{pay}", step.title)
}

fn citation(citation: &Citation) -> String {
    let group = match citation.group {
        Group::Text => "Text",
        Group::Education => "Education",
        Group::Ratings => "Ratings",
        Group::Experience => "Experience",
        Group::Skills => "Skills",
    };
    format!("{group}: {} as of {}", citation.source, citation.as_of)
}
