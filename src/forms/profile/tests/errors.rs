//! Each error is next to its field.

use super::samples::{full, known};
use crate::forms::FieldError;
use crate::forms::profile::{ExperienceRow, PathRow, PayRow, ProfileForm, Row, SkillRow};
use crate::profile::check::Strictness;

fn errors(form: &ProfileForm) -> Vec<FieldError> {
    form.check(Strictness::Publish, &known()).err().unwrap_or_default()
}

/// Changes the form of a valid profile and returns the ids of the errors.
fn ids(change: impl FnOnce(&mut ProfileForm)) -> Vec<String> {
    let mut form = ProfileForm::from_profile(&full());
    change(&mut form);
    errors(&form).into_iter().map(|error| error.id).collect()
}

#[test]
fn what_cannot_be_read_stands_beside_its_input() {
    let ids = ids(|form| {
        form.slug = "No Slug".into();
        form.category = "colours".into();
        form.education = "school".into();
        form.work_life_balance = "good".into();
        (form.pay[0].total, form.pay[0].likely_from) = ("12k".into(), String::new());
        (form.pay[1].currency, form.pay[1].total) = ("YEN".into(), "1.234".into());
        (form.pay[2].source, form.pay[2].count) = (String::new(), "3".into());
        form.experience[1].to_months = "two".into();
        form.path[0].career = "A B".into();
        form.path[0].pay = "1.234".into();
        form.skills[2].importance = String::new();
        form.related[0] = "http://x/careers/helper".into();
        form.citations[0].as_of = "May".into();
    });
    assert_eq!(
        ids,
        [
            "slug",
            "category",
            "education",
            "work_life_balance",
            "pay-0-total",
            "pay-0-likely_from",
            "pay-1-currency",
            "pay-2-count",
            "pay-2-source",
            "experience-1-to_months",
            "path-0-career",
            "path-0-pay",
            "skills-2-importance",
            "related-0",
            "citations-0-as_of",
        ]
    );
}

#[test]
fn what_the_profile_check_finds_stands_beside_its_input_past_blank_rows() {
    let ids = ids(|form| {
        form.title = " ".into();
        form.summary = String::new();
        form.responsibilities.insert(0, "  ".into());
        form.responsibilities[3] = "two\nlines".into();
        form.alternate_titles = "\n\nFine\nno\u{7}\n".into();
        form.pay.insert(0, PayRow::default());
        form.pay[1].total = "5".into();
        form.pay[2].additional = "99999999999999".into();
        form.pay[3].place = form.pay[2].place.clone();
        form.experience.insert(0, ExperienceRow::default());
        form.experience[1].percent = "5".into();
        form.path.insert(0, PathRow::default());
        form.path[1].title = String::new();
        form.skills.insert(1, SkillRow::default());
        form.skills[2].importance = "1.5".into();
        form.skills[3].name = "Rust".into();
        form.related.insert(0, String::new());
        form.related[1] = "actuary".into();
        form.faqs[0].answer = String::new();
    });
    assert_eq!(
        ids,
        [
            "title",
            "summary",
            "responsibilities-3",
            "pay-1-total",
            "pay-2-additional",
            "pay-3-place",
            "experience-0-percent",
            "path-1-title",
            "skills-2-importance",
            "skills-3-name",
            "related-1",
            "faqs-0-answer",
            "alternate_titles",
        ]
    );
}

#[test]
fn what_only_follows_from_an_unreadable_part_is_not_said() {
    assert_eq!(ids(|form| form.pay[0].base = "much".into()), ["pay-0-base"]);
    assert_eq!(ids(|form| form.experience[0].percent = "half".into()), ["experience-0-percent"]);
}

#[test]
fn errors_say_what_and_where() {
    let mut form = ProfileForm::from_profile(&full());
    form.pay[1].total = "12.5".into();
    form.alternate_titles = "Fine\n\nno\u{7}".into();
    let said: Vec<_> = errors(&form).into_iter().map(|error| (error.label, error.message)).collect();
    let said: Vec<_> = said.iter().map(|(label, message)| (label.as_str(), message.as_str())).collect();
    assert_eq!(
        said,
        [
            ("Pay 2: total", "“12.5” has decimals; JPY has none"),
            ("Other names", "line 3 holds a line break or another control character"),
        ]
    );
}

#[test]
fn every_input_has_a_label() {
    use crate::profile::fields::{Group, label};
    use strum::VariantArray;
    let form = ProfileForm::default();
    for group in Group::VARIANTS {
        for field in form.rows(*group).fields() {
            assert_ne!(label(Some(*group), field), "", "{group:?} {field}");
        }
    }
    for single in ProfileForm::SINGLE.iter().filter(|name| **name != "version") {
        assert_ne!(label(None, single), "", "{single}");
    }
    assert!(PayRow::default().is_blank());
}
