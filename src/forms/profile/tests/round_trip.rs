//! A form gives back the profile it was filled from, and the input as typed.

use proptest::prelude::*;
use strum::VariantArray;

use super::any::any_profile;
use super::samples::{full, known};
use crate::forms::Pairs;
use crate::forms::profile::{FormRow, Known, ProfileForm};
use crate::import::bundle::Bundle;
use crate::profile::Profile;
use crate::profile::check::Strictness;
use crate::profile::fields::Field;

#[track_caller]
fn assert_round_trip(profile: &Profile, known: &Known) {
    let form = ProfileForm::from_profile(profile);
    let body = serde_html_form::to_string(form.pairs()).unwrap().replace("%0A", "%0D%0A");
    let pairs: Pairs = serde_html_form::from_bytes(body.as_bytes()).unwrap();
    let read = ProfileForm::from_pairs(pairs);
    assert_eq!(read, form);
    assert_eq!(read.check(Strictness::Draft, known).as_ref(), Ok(profile));
}

#[test]
fn a_profile_that_uses_every_field_comes_back() {
    assert_round_trip(&full(), &known());
    let form = ProfileForm::from_profile(&full());
    assert_eq!(form.check(Strictness::Publish, &known()), Ok(full()));
}

#[test]
fn the_starter_set_comes_back() {
    let starter: Bundle = serde_json::from_str(include_str!("../../../import/starter.json")).unwrap();
    let known = Known { categories: starter.categories, sources: starter.sources };
    for career in &starter.careers {
        assert_round_trip(&career.profile, &known);
    }
}

#[test]
fn nothing_typed_is_lost() {
    let typed = [
        ("title", "  Actuary "),
        ("pay.total", "12k"),
        ("pay.place", ""),
        ("pay.total", ""),
        ("pay.place", "Here"),
        ("skills.name", "Rust"),
        ("skills.importance", "a lot"),
        ("colour", "red"),
        ("pay.colour", "red"),
        ("", ""),
    ];
    let form = ProfileForm::from_pairs(typed.map(|(name, value)| (name.into(), value.into())).into());
    assert_eq!(form.get(Field::Title), "  Actuary ");
    let pay = form.rows(Field::Pay);
    assert_eq!(pay.iter().map(|row| row.get("total")).collect::<Vec<_>>(), ["12k", ""]);
    assert_eq!(pay[1].get("place"), "Here");
    assert_eq!(form.rows(Field::Skills)[0].get("importance"), "a lot");
    assert_eq!(ProfileForm::from_pairs(form.pairs()), form);
}

#[test]
fn lines_end_alike_whatever_ends_them() {
    let typed = vec![("summary".into(), "a\r\r\nb\rc\n\r\nd".into())];
    let form = ProfileForm::from_pairs(typed);
    assert_eq!(form.get(Field::Summary), "a\n\nb\nc\n\nd");
    assert_eq!(ProfileForm::from_pairs(form.pairs()), form);
}

#[test]
fn a_new_career_needs_only_a_title() {
    let mut form = ProfileForm::default();
    form.set(Field::Title, " Actuary ");
    form.rows_mut(Field::Pay).push(FormRow::new(Field::Pay));
    assert_eq!(form.check(Strictness::Draft, &known()), Ok(Profile::new("Actuary")));
}

fn any_name() -> impl Strategy<Value = String> {
    let mut names = vec!["do".to_owned(), String::new(), "pay.".into(), "title.x".into()];
    names.extend(["version", "note"].map(str::to_owned));
    for field in Field::VARIANTS {
        names.extend(field.inputs().iter().map(|input| field.input_name(input.name)));
    }
    prop::sample::select(names)
}

proptest! {
    #[test]
    fn any_profile_comes_back(profile in any_profile()) {
        assert_round_trip(&profile, &known());
    }

    #[test]
    fn any_body_is_read_and_checked(pairs in prop::collection::vec((any_name(), "\\PC{0,6}"), 0..60)) {
        let form = ProfileForm::from_pairs(pairs);
        let again = ProfileForm::from_pairs(form.pairs());
        let _ = form.check(Strictness::Publish, &known());
        prop_assert_eq!(again, form);
    }
}
