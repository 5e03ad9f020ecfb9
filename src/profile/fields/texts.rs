//! Field values as text.

use crate::profile::{Bucket, Citation, PathStep, Pay, Skill};

pub(super) fn text(value: &Option<impl ToString>) -> String {
    value.as_ref().map(ToString::to_string).unwrap_or_default()
}

pub(super) fn lines<T>(list: &[T], line: impl Fn(&T) -> String) -> String {
    list.iter().map(line).collect::<Vec<_>>().join("\n")
}

pub(super) fn pay(pay: &Pay) -> String {
    let statistic: &str = pay.statistic.into();
    let mut parts = vec![format!("{}: {statistic} pay {}", pay.place, pay.period.suffix())];
    parts.extend(
        pay.figures()
            .map(|(name, figure)| format!("{} {}", name.replace(['.', '_'], " "), pay.money(figure).full())),
    );
    parts.extend(pay.counted_with.as_ref().map(|with| format!("counted together with {with}")));
    parts.push(format!("from {} as of {}", pay.source, pay.as_of));
    // Evidence has no text form, but its JSON shows that it differs.
    parts.extend(pay.evidence.as_ref().and_then(|evidence| serde_json::to_string(evidence).ok()));
    parts.join(", ")
}

pub(super) fn bucket(bucket: &Bucket) -> String {
    format!("{}: {}%", bucket.label(), bucket.percent)
}

pub(super) fn weighed(skill: &Skill) -> String {
    format!("{} ({})", skill.name, skill.importance)
}

pub(super) fn step(step: &PathStep) -> String {
    let pay = step.pay.map(|pay| format!(", {}", pay.with_period())).unwrap_or_default();
    let career = step.career.as_ref().map(|slug| format!(" ({slug})")).unwrap_or_default();
    let suggested = if step.suggested { ", suggested" } else { "" };
    format!("{}{career}{pay}{suggested}", step.title)
}

pub(super) fn citation(citation: &Citation) -> String {
    let people = citation.respondents.map(|people| format!(", {people} people")).unwrap_or_default();
    format!("{}: {} as of {}{people}", citation.group.label(), citation.source, citation.as_of)
}
