//! Finds every problem in a profile, each with the path of its field.

use super::fields::Field;
use super::findings::Findings;
pub use super::findings::Problem;
use super::money::{Bound, MAX_AMOUNT};
use super::pay::{Pay, Range};
use super::voices::{Insight, InterviewQuestion, JobPosting};
use super::{Bucket, OnetCode, Profile, Skill, Slug, occupation_code};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// Can be saved: everything filled in is valid.
    Draft,
    /// Can be published: the required sections are filled in too.
    Publish,
}

pub fn check(profile: &Profile, strictness: Strictness) -> Vec<Problem> {
    let mut found = Findings::default();
    found.line("title", &profile.title);
    found.line_if_any("plain_title", profile.plain_title.as_deref().unwrap_or_default());
    found.markdown("summary", &profile.summary);
    if let Some(Err(message)) = profile.onet_code.as_ref().map(|code| code.parse::<OnetCode>()) {
        found.add("onet_code", message);
    }
    if let Some(Err(message)) = profile.code.as_deref().map(occupation_code) {
        found.add("code", message);
    }
    for (name, list) in [
        ("responsibilities", &profile.responsibilities),
        ("emerging_tasks", &profile.emerging_tasks),
        ("activities", &profile.activities),
        ("qualifications", &profile.qualifications),
        ("alternate_titles", &profile.alternate_titles),
    ] {
        for (i, entry) in list.iter().enumerate() {
            found.line_up_to(&format!("{name}[{i}]"), entry, 2_000);
        }
    }
    found.rating("certification", profile.certification);
    found.rating("apprenticeship", profile.apprenticeship);
    found.rating("work_life_balance", profile.work_life_balance);
    found.rating("career_opportunity", profile.career_opportunity);
    for (i, pay) in profile.pay.iter().enumerate() {
        found.pay(&format!("pay[{i}]"), pay);
    }
    found.no_repeats("pay", profile.pay.iter().map(|pay| pay.place.as_str()));
    found.employed(&profile.number_employed);
    found.outlook(&profile.outlook);
    found.industries(&profile.industries);
    found.education_levels(&profile.education_levels);
    for (field, buckets) in [
        ("experience", &profile.experience),
        ("experience_asked", &profile.experience_asked),
        ("time_in_job", &profile.time_in_job),
        ("on_the_job_training", &profile.on_the_job_training),
    ] {
        found.buckets(field, buckets);
    }
    if strictness == Strictness::Publish {
        found.sums(profile);
    }
    for (i, step) in profile.path.iter().enumerate() {
        found.line(&format!("path[{i}].title"), &step.title);
        if let Some(pay) = step.pay {
            found.figure(&format!("path[{i}].pay"), pay.figure);
        }
    }
    found.weighed("skills", &profile.skills);
    found.weighed("work_styles", &profile.work_styles);
    found.tools(&profile.tools);
    found.interests(&profile.interests);
    found.no_repeats("related", profile.related.iter().map(Slug::as_str));
    if let Some(i) = profile.related.iter().position(|slug| *slug == profile.slug) {
        found.add(&format!("related[{i}]"), "A career can’t be related to itself".into());
    }
    for (i, faq) in profile.faqs.iter().enumerate() {
        found.line(&format!("faqs[{i}].question"), &faq.question);
        found.required(&format!("faqs[{i}].answer"), &faq.answer);
        found.markdown(&format!("faqs[{i}].answer"), &faq.answer);
    }
    if strictness == Strictness::Publish {
        found.required("summary", &profile.summary);
    }
    found.all
}

pub fn check_voices(
    insights: &[Insight],
    questions: &[InterviewQuestion],
    postings: &[JobPosting],
) -> Vec<Problem> {
    let mut found = Findings::default();
    for (i, insight) in insights.iter().enumerate() {
        found.line(&format!("insights[{i}].employer"), &insight.employer);
        found.line(&format!("insights[{i}].job_title"), &insight.job_title);
        found.required(&format!("insights[{i}].quote"), &insight.quote);
        found.text(&format!("insights[{i}].quote"), &insight.quote);
    }
    for (i, question) in questions.iter().enumerate() {
        found.line(&format!("interview_questions[{i}].question"), &question.question);
        let answer = question.answer.as_deref().unwrap_or_default();
        found.markdown(&format!("interview_questions[{i}].answer"), answer);
    }
    for (i, posting) in postings.iter().enumerate() {
        let field = format!("job_postings[{i}]");
        found.line(&format!("{field}.title"), &posting.title);
        found.line(&format!("{field}.employer"), &posting.employer);
        found.line(&format!("{field}.place"), posting.place.as_deref().unwrap_or("remote"));
        if !is_web_address(&posting.url) {
            found.add(&format!("{field}.url"), "Enter an address like https://example.org".into());
        }
        if posting.pay.is_some_and(|pay| pay.low < 0 || pay.low > pay.high || pay.high > MAX_AMOUNT) {
            found.add(&format!("{field}.pay"), "Enter two amounts, the lower one first".into());
        }
    }
    found.all
}

/// Only http and https, never a script.
pub fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or(url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control()))
}

/// Says how the given total differs from the sum of its parts.
pub(super) fn wrong_total(pay: &Pay) -> Option<String> {
    let (total, sum) = (pay.total?, pay.total()?);
    let [given, added] = [total, sum].map(|figure| pay.money(figure).full());
    (total != sum).then(|| format!("Base and additional pay add up to {added}, not {given}"))
}

/// The sum of the shares, if there are any and it isn't 100.
pub(super) fn wrong_sum(shares: impl Iterator<Item = f64>) -> Option<f64> {
    let sum = shares.reduce(|one, other| one + other)?;
    ((sum - 100.0).abs() >= 0.005).then_some(sum)
}

/// The distributions whose shares don't add up to 100, with their sums.
pub(super) fn wrong_sums(profile: &Profile) -> impl Iterator<Item = (Field, f64)> {
    let of = |buckets: &[Bucket]| wrong_sum(buckets.iter().map(|bucket| bucket.percent));
    let sums = [
        (Field::EducationLevels, wrong_sum(profile.education_levels.iter().map(|share| share.percent))),
        (Field::OnTheJobTraining, of(&profile.on_the_job_training)),
        (Field::Experience, of(&profile.experience)),
        (Field::ExperienceAsked, of(&profile.experience_asked)),
        (Field::TimeInJob, of(&profile.time_in_job)),
    ];
    sums.into_iter().filter_map(|(field, sum)| Some((field, sum?)))
}

impl Findings {
    fn pay(&mut self, field: &str, pay: &Pay) {
        self.line(&format!("{field}.place"), &pay.place);
        self.line_if_any(&format!("{field}.counted_with"), pay.counted_with.as_deref().unwrap_or_default());
        for (name, figure) in pay.figures() {
            self.figure(&format!("{field}.{name}"), figure);
        }
        if let Some(message) = wrong_total(pay) {
            self.add(&format!("{field}.total"), message);
        }
        self.range(&format!("{field}.likely"), pay.likely);
        self.range(&format!("{field}.possible"), pay.possible);
        let ends = pay.likely.and_then(|range| range.band()).zip(pay.possible.and_then(|range| range.band()));
        if let Some((likely, possible)) = ends
            && (likely.0.amount < possible.0.amount || likely.1.amount > possible.1.amount)
        {
            self.add(&format!("{field}.likely"), "The typical range must be within the full range".into());
        }
    }

    fn range(&mut self, field: &str, range: Option<Range>) {
        let Some(range) = range else { return };
        if let (Some(low), Some(high)) = (range.low, range.high)
            && (low.amount > high.amount || (low.bound == Bound::AtLeast && high.bound != Bound::AtLeast))
        {
            self.add(field, "The lower end must not be above the upper end".into());
        }
        if range.low.is_none() && range.high.is_none() {
            self.add(field, "Fill in at least one end, or leave the range out".into());
        } else if range.percentiles.is_some() && (range.low.is_none() || range.high.is_none()) {
            self.add(
                &format!("{field}.percentiles"),
                "Fill in both ends, or leave the percentiles out".into(),
            );
        }
        if let Some((low, high)) = range.percentiles
            && !(low < high && high < 100 && low > 0)
        {
            let wanted = "Enter two percentiles from 1 to 99, the lower one first";
            self.add(&format!("{field}.percentiles"), format!("{wanted}, not {low} and {high}"));
        }
    }

    fn weighed(&mut self, field: &str, list: &[Skill]) {
        for (i, skill) in list.iter().enumerate() {
            self.line(&format!("{field}[{i}].name"), &skill.name);
            if !(skill.importance > 0.0 && skill.importance <= 1.0) {
                let message = format!("Enter a number above 0 and up to 1, not {}", skill.importance);
                self.add(&format!("{field}[{i}].importance"), message);
            }
        }
        let slugs: Vec<Slug> = list.iter().map(Skill::slug).collect();
        self.no_repeats(field, slugs.iter().map(Slug::as_str));
    }

    fn buckets(&mut self, field: &str, buckets: &[Bucket]) {
        for (i, bucket) in buckets.iter().enumerate() {
            let field = format!("{field}[{i}]");
            self.percent(&format!("{field}.percent"), bucket.percent);
            if bucket.to_months.is_some_and(|to| to < bucket.from_months) {
                self.add(&format!("{field}.to_months"), "The end must not be before the start".into());
            }
        }
    }

    fn sums(&mut self, profile: &Profile) {
        for (field, sum) in wrong_sums(profile) {
            self.add(field.name(), format!("The shares add up to {sum}, not 100"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::findings::MAX_TEXT;
    use crate::profile::money::Figure;
    use crate::profile::tests::pay;
    use crate::profile::{Faq, Skill};

    fn fields(profile: &Profile, strictness: Strictness) -> Vec<String> {
        check(profile, strictness).into_iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn a_right_profile_has_no_problems_and_a_draft_needs_only_a_title() {
        let mut profile = Profile::new("Actuary");
        assert_eq!(fields(&profile, Strictness::Draft), [] as [&str; 0]);
        assert_eq!(fields(&profile, Strictness::Publish), ["summary"]);
        profile.summary = "Counts.".into();
        assert_eq!(fields(&profile, Strictness::Publish), [] as [&str; 0]);
    }

    #[test]
    fn everything_wrong_is_listed_with_its_path() {
        let mut profile = Profile::new(" ");
        profile.responsibilities = vec!["Fine".into(), "two\nlines".into()];
        profile.work_life_balance = Some(5.1);
        profile.onet_code = Some("15-1252".into());
        profile.code = Some("22/31".into());
        let mut wrong = pay();
        wrong.total = Some(Figure::exact(-1));
        wrong.likely = Some(Range {
            low: Some(Figure::exact(9)),
            high: Some(Figure::exact(3)),
            percentiles: Some((75, 25)),
        });
        profile.pay = vec![wrong, pay()];
        profile.experience = vec![Bucket { from_months: 24, to_months: Some(12), percent: 99.0 }];
        profile.skills = vec![
            Skill { name: "C++".into(), importance: 0.5 },
            Skill { name: "c plus plus".into(), importance: 1.5 },
        ];
        profile.related = vec![profile.slug.clone()];
        profile.faqs = vec![Faq { question: "Why?".into(), answer: String::new() }];
        profile.summary = "x".repeat(MAX_TEXT + 1);
        assert_eq!(
            fields(&profile, Strictness::Publish),
            [
                "title",
                "summary",
                "onet_code",
                "code",
                "responsibilities[1]",
                "work_life_balance",
                "pay[0].total",
                "pay[0].likely",
                "pay[0].likely.percentiles",
                "pay[1]",
                "experience[0].to_months",
                "experience",
                "skills[1].importance",
                "skills[1]",
                "related[0]",
                "faqs[0].answer",
            ]
        );
    }

    #[test]
    fn sums_and_ranges_must_agree() {
        let mut profile = Profile::new("Actuary");
        let range = |low, high| Some(Range { low: Some(low), high: Some(high), percentiles: None });
        let mut uneven = pay();
        (uneven.base, uneven.additional) = (Some(Figure::exact(7_000_000)), Some(Figure::exact(1)));
        uneven.likely = range(Figure::exact(1), Figure::exact(9));
        uneven.possible = range(Figure::exact(2), Figure::exact(8));
        profile.pay.push(uneven);
        assert_eq!(fields(&profile, Strictness::Draft), ["pay[0].total", "pay[0].likely"]);
    }
}
