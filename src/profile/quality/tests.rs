use super::*;
use crate::profile::pay::Range;
use crate::profile::tests::pay;
use crate::profile::{Bucket, Citation, Group, Skill};

fn found(profile: &Profile, kind: FindingKind) -> Vec<String> {
    let skills = HashMap::from([
        ("cook".to_owned(), HashSet::from([Slug::suggest("Heat")])),
        ("poet".to_owned(), HashSet::from([Slug::suggest("Words")])),
        ("ghost".to_owned(), HashSet::new()),
    ]);
    let all = findings(profile, "2026-11-24".parse().unwrap(), &skills).into_iter();
    all.filter(|finding| finding.kind == kind).map(|finding| finding.field).collect()
}

#[test]
fn sums_and_ranges_are_compared() {
    let mut profile = Profile::new("Baker");
    let mut uneven = pay();
    uneven.as_of = "2026-01-01".parse().unwrap();
    (uneven.base, uneven.additional) = (Some(Figure::exact(7_000_000)), Some(Figure::exact(1)));
    let range = |low, high| Some(Range { low, high: Some(Figure::exact(high)), percentiles: None });
    (uneven.likely, uneven.possible) = (range(None, 9), range(Some(Figure::exact(2)), 8));
    profile.pay = vec![uneven.clone()];
    assert_eq!(found(&profile, FindingKind::Total), ["pay[0].total"]);
    assert_eq!(found(&profile, FindingKind::Ranges), ["pay[0].likely.low"]);
    (uneven.additional, uneven.possible) = (None, range(None, 9));
    profile.pay = vec![uneven];
    assert_eq!(found(&profile, FindingKind::Total), [""; 0], "if a part is unknown there is no sum");
    assert_eq!(found(&profile, FindingKind::Ranges), [""; 0]);
}

#[test]
fn figures_may_be_two_years_old_to_the_day() {
    let mut profile = Profile::new("Baker");
    let at = |day: &str| Pay { as_of: day.parse().unwrap(), ..pay() };
    profile.pay = vec![at("2024-11-24"), at("2024-11-23")];
    let (group, source) = (Group::Text, Slug::suggest("onet"));
    profile.citations =
        vec![Citation { group, source, as_of: "2020-02-29".parse().unwrap(), respondents: None }];
    assert_eq!(found(&profile, FindingKind::Stale), ["citations[0].as_of", "pay[1].as_of"]);
}

#[test]
fn years_asked_for_are_held_against_the_typical_bucket() {
    let mut profile = Profile::new("Baker");
    let bucket = |from_months, to_months, percent| Bucket { from_months, to_months, percent };
    profile.experience = vec![bucket(0, Some(24), 10.0), bucket(24, Some(48), 60.0), bucket(48, None, 20.0)];
    profile.qualifications =
        ["Five years of baking", "4 years", "3-6 years", "A degree", "10+ years' practice"]
            .map(String::from)
            .to_vec();
    assert_eq!(found(&profile, FindingKind::Years), ["qualifications[0]", "qualifications[4]"]);
    assert_eq!(found(&profile, FindingKind::Sums), ["experience"]);
    profile.experience = vec![bucket(24, None, 100.0)];
    assert_eq!(found(&profile, FindingKind::Years), [""; 0], "an open-ended bucket has no upper end");
    assert_eq!(found(&profile, FindingKind::Sums), [""; 0]);
}

#[test]
fn years_are_read_from_texts() {
    let cases = [
        ("At least 5+ years of practice", Some(5)),
        ("3-5 years", Some(3)),
        ("3 to 5 years", Some(3)),
        ("two years in a kitchen or one year at sea", Some(1)),
        ("a year", None),
        ("years of practice", None),
        ("in 2019 years ago", None),
    ];
    for (text, years) in cases {
        assert_eq!(years_in(text), years, "{text}");
    }
}

#[test]
fn related_careers_should_share_a_skill() {
    let mut profile = Profile::new("Baker");
    profile.related = ["cook", "poet", "ghost", "nobody"].map(Slug::suggest).to_vec();
    assert_eq!(found(&profile, FindingKind::Related), [""; 0], "its own skills aren’t known");
    profile.skills = vec![Skill { name: "Heat".into(), importance: 0.5 }];
    assert_eq!(found(&profile, FindingKind::Related), ["related[1]"]);
}

#[test]
fn an_empty_profile_lacks_every_section() {
    let profile = Profile::new("Baker");
    assert_eq!(found(&profile, FindingKind::Missing).len(), 12);
    assert_eq!(found(&profile, FindingKind::Missing)[0], "summary");
}

#[test]
fn one_field_is_enough_for_a_section() {
    let mut profile = Profile::new("Baker");
    assert_eq!(profile.sections(), 0);
    profile.experience_asked = vec![Bucket { from_months: 0, to_months: None, percent: 100.0 }];
    assert_eq!(profile.sections(), 1);
    let missing = found(&profile, FindingKind::Missing);
    assert!(!missing.contains(&"experience".into()) && missing.contains(&"outlook".into()));
}
