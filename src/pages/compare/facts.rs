//! What a comparison says about each career, fact by fact.

use crate::filters::count;
use crate::pages::careers::sources::{Cited, SmallPrint, distinct};
use crate::profile::experience::typical;
use crate::profile::pay::Range;
use crate::profile::{Group, Outlook, Pay, Profile};

/// One fact about all careers.
pub struct Fact {
    pub label: &'static str,
    /// Whether it is a rating out of 5.
    pub is_rating: bool,
    /// One for each career, in order.
    pub cells: Vec<Cell>,
}

pub struct Cell {
    /// None is unknown.
    pub text: Option<String>,
    /// For whom or when it is true, if that may differ between the careers.
    pub note: Option<String>,
}

/// How many interests are listed.
const INTERESTS: usize = 2;

/// The facts that are known of at least one of the careers.
pub fn facts(profiles: &[&Profile]) -> Vec<Fact> {
    let fact = |label, cell: fn(&Profile) -> Cell| Fact {
        label,
        is_rating: false,
        cells: profiles.iter().map(|profile| cell(profile)).collect(),
    };
    let rating = |label, cell: fn(&Profile) -> Cell| Fact { is_rating: true, ..fact(label, cell) };
    let all = [
        fact("Total Pay", |profile| {
            let pay = profile.headline_pay();
            let with = pay.and_then(|pay| pay.counted_with.as_deref());
            let text = pay.and_then(|pay| pay.headline()).map(|total| total.with_period());
            Cell { text, note: with.map(counted_with) }
        }),
        fact("Most Likely Range", |profile| pay_range(profile, |pay| pay.likely)),
        fact("Possible Range", |profile| pay_range(profile, |pay| pay.possible)),
        fact("Education", |profile| profile.education.map(|level| level.label().to_owned()).into()),
        fact("Avg. Experience", |profile| typical(&profile.experience).map(|bucket| bucket.label()).into()),
        fact("Experience asked for", |profile| {
            typical(&profile.experience_asked).map(|bucket| bucket.label()).into()
        }),
        fact("Training on the job", |profile| {
            typical(&profile.on_the_job_training).map(|bucket| bucket.label()).into()
        }),
        fact("Number employed", |profile| {
            let employed = profile.number_employed.first();
            let with = employed.and_then(|one| one.counted_with.as_deref());
            let place = employed.map(|one| one.place.clone());
            Cell { text: employed.map(|one| one.text()), note: with.map(counted_with).or(place) }
        }),
        fact("Expected growth", |profile| outlook(profile, Outlook::growth_text)),
        fact("Openings a year", |profile| {
            outlook(profile, |one| one.openings.map(|openings| count(&openings)))
        }),
        fact("Interests", |profile| interests(profile).into()),
        rating("Work/Life Balance", |profile| {
            profile.work_life_balance.map(|of_5| format!("{of_5:.1}")).into()
        }),
        rating("Career Opportunity", |profile| {
            profile.career_opportunity.map(|of_5| format!("{of_5:.1}")).into()
        }),
    ];
    let is_known = |fact: &Fact| fact.cells.iter().any(|cell| cell.text.is_some());
    all.into_iter().filter(is_known).collect()
}

/// The sources of the facts.
pub fn sources(profiles: &[&Profile], small_print: &SmallPrint) -> Vec<Cited> {
    const GROUPS: [Group; 6] = [
        Group::Education,
        Group::Experience,
        Group::ExperienceAsked,
        Group::Training,
        Group::Interests,
        Group::Ratings,
    ];
    let of = |profile: &&Profile| {
        let pay = profile.headline_pay().map(|pay| (&pay.source, pay.as_of));
        let employed = profile.number_employed.first().map(|one| (&one.source, one.as_of));
        let outlook = profile.outlook.first().map(|one| (&one.source, one.as_of));
        let own = [pay, employed, outlook].into_iter().flatten();
        let own = own.filter_map(|(source, as_of)| small_print.cite(source, as_of));
        let groups = small_print.cited(profile, &GROUPS).map(Cited::without_respondents);
        own.chain(groups).collect::<Vec<_>>()
    };
    distinct(profiles.iter().flat_map(of))
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        Self { text, note: None }
    }
}

fn counted_with(title: &str) -> String {
    format!("Counted together with {title}")
}

fn pay_range(profile: &Profile, range: fn(&Pay) -> Option<Range>) -> Cell {
    let text = profile.headline_pay().and_then(|pay| {
        let ends = pay.between(range(pay)?.band()?);
        Some(format!("{ends}\u{a0}{}", pay.period.suffix()))
    });
    text.into()
}

fn outlook(profile: &Profile, text: impl Fn(&Outlook) -> Option<String>) -> Cell {
    let outlook = profile.outlook.first();
    let text = outlook.and_then(text);
    let with = outlook.and_then(|one| one.counted_with.as_deref()).map(counted_with);
    let note = with.or(outlook.map(|one| one.years())).filter(|_| text.is_some());
    Cell { text, note }
}

/// The strongest ones.
fn interests(profile: &Profile) -> Option<String> {
    let mut interests: Vec<_> = profile.interests.iter().collect();
    interests.sort_by(|one, other| other.score.total_cmp(&one.score));
    let names: Vec<&str> = interests.iter().take(INTERESTS).map(|one| one.kind.label()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::tests::pay;

    #[test]
    fn only_known_facts_are_rows_and_a_shared_wage_says_whose_it_is() {
        let baker = Profile::new("Baker");
        let mut nurse = Profile::new("Acute Care Nurse");
        nurse.pay = vec![Pay { counted_with: Some("Registered Nurse".into()), ..pay() }];
        let facts = facts(&[&baker, &nurse]);
        assert_eq!(facts.iter().map(|fact| fact.label).collect::<Vec<_>>(), ["Total Pay"]);
        assert_eq!(facts[0].cells[0].text, None);
        assert_eq!(facts[0].cells[1].note.as_deref(), Some("Counted together with Registered Nurse"));
    }
}
