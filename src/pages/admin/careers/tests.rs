//! The page of the form has everything a browser needs to submit the input again.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use askama::Template;
use scraper::{ElementRef, Html, Selector};

use super::form::FormPage;
use crate::assets::Assets;
use crate::forms::profile::tests::samples::{full, known};
use crate::forms::profile::{FormRow, ProfileForm, RowAction};
use crate::forms::{FormState, Pairs};
use crate::models::user::{Role, User};
use crate::pages::Head;
use crate::pages::admin::Desk;
use crate::profile::check::Strictness;
use crate::profile::fields::Field;
use crate::site::Site;

pub(super) fn page(form: ProfileForm) -> FormPage {
    let assets = Assets::lay_out(None).unwrap();
    let site = Site::new("Metier", "http://localhost", assets);
    let user = User { id: 1, email: "a@example.org".into(), role: Role::Author };
    FormPage {
        head: Head::unlisted(Arc::new(site), "Edit Actuary"),
        desk: Desk::new(user, "careers"),
        career: None,
        others: Vec::new(),
        action: "/admin/careers/1/edit".into(),
        form,
        known: known(),
        edited: BTreeSet::new(),
        state: FormState::default(),
        frozen: None,
        focus: None,
    }
}

fn html(page: &FormPage) -> Html {
    Html::parse_document(&page.render().unwrap())
}

/// Without the templates of new rows.
fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    let is_live = |found: &ElementRef<'_>| {
        !found.ancestors().filter_map(ElementRef::wrap).any(|above| above.value().name() == "template")
    };
    html.select(&selector).filter(is_live).collect()
}

fn sent(html: &Html) -> Pairs {
    let option = Selector::parse("option[selected]").unwrap();
    let inputs = all(html, "#profile-form :is(input, select, textarea)")
        .into_iter()
        .filter(|input| input.attr("type") != Some("checkbox") || input.attr("checked").is_some());
    let pair = |input: ElementRef<'_>| {
        let value = match input.value().name() {
            "textarea" => input.text().collect(),
            "select" => input.select(&option).next().unwrap().attr("value").unwrap().to_owned(),
            _ => input.attr("value").unwrap().to_owned(),
        };
        (input.attr("name").unwrap().to_owned(), value)
    };
    inputs.map(pair).collect()
}

#[test]
fn what_was_typed_is_sent_again() {
    let mut typed = ProfileForm::from_profile(&full());
    assert_eq!(ProfileForm::from_pairs(sent(&html(&page(typed.clone())))), typed);
    typed.set(Field::Title, "  <b>\"Actuary\"</b> ' & ");
    typed.set(Field::Summary, "\n\n  <i>\n</textarea>");
    typed.set(Field::Category, "not-there");
    for (input, value) in [("total", "12k"), ("total_bound", "about"), ("source", "gone")] {
        typed.rows_mut(Field::Pay)[0].set(input, value);
    }
    let mut line = FormRow::new(Field::Responsibilities);
    line.set("", "\nA break");
    typed.rows_mut(Field::Responsibilities).insert(0, line);
    typed.rows_mut(Field::Skills).push(FormRow::new(Field::Skills));
    typed.set(Field::Sample, "");
    (typed.version, typed.note) = ("7".into(), "Why".into());
    let mut page = page(typed.clone());
    page.state.errors = typed.check(Strictness::Draft, &known()).unwrap_err();
    assert_eq!(ProfileForm::from_pairs(sent(&html(&page))), typed);
}

#[test]
fn every_error_stands_in_the_summary_and_beside_its_input() {
    let mut form = ProfileForm::from_profile(&full());
    form.set(Field::Title, "");
    form.rows_mut(Field::Pay)[1].set("total", "12k");
    form.rows_mut(Field::Skills)[0].set("importance", "2");
    form.rows_mut(Field::Related)[0].set("", "A B");
    form.rows_mut(Field::Experience)[0].set("percent", "90");
    let mut page = page(form);
    page.state.errors = page.form.check(Strictness::Publish, &known()).unwrap_err();
    let html = html(&page);
    assert_eq!(page.state.errors.0.len(), 5);
    assert_eq!(all(&html, ".error-summary[role=alert] a").len(), 5);
    for error in &page.state.errors.0 {
        let input = all(&html, &format!("[id='{}'][aria-invalid]", error.id)).pop().unwrap();
        let described = input.attr("aria-describedby").unwrap().split(' ').next_back().unwrap();
        let beside = all(&html, &format!("[id='{described}'].field-error")).pop().unwrap();
        assert_eq!(beside.text().collect::<String>(), format!("Error: {}", error.message));
    }
}

#[test]
fn ids_are_single_and_every_input_has_a_label() {
    let html = html(&page(ProfileForm::from_profile(&full())));
    let mut seen = HashSet::new();
    for element in html.select(&Selector::parse("[id]").unwrap()) {
        assert!(seen.insert(element.attr("id").unwrap()), "{:?}", element.attr("id"));
    }
    let labels: HashSet<_> = all(&html, "label").iter().filter_map(|label| label.attr("for")).collect();
    for input in all(&html, "#profile-form :is(input:not([type=hidden]), select, textarea)") {
        assert!(labels.contains(input.attr("id").unwrap()), "{:?}", input.attr("id"));
    }
}

#[test]
fn enter_saves_and_a_changed_row_has_the_focus() {
    let mut form = ProfileForm::default();
    let focus = form.apply(&RowAction::from_pairs(&[("do".into(), "add:pay".into())]).unwrap());
    let html = html(&FormPage { focus: Some(focus), ..page(form) });
    let buttons = all(&html, "#profile-form button");
    assert_eq!(buttons[0].attr("value"), Some("save"));
    let focused = all(&html, "[autofocus]");
    assert_eq!(focused.len(), 1);
    assert_eq!(focused[0].attr("id"), Some("pay-0-place"));
}

#[test]
fn edited_sections_offer_to_take_the_next_import() {
    let mut form = ProfileForm::from_profile(&full());
    form.released = [Field::Pay].into();
    let edited = [Field::Category, Field::Education, Field::Pay, Field::Faqs, Field::Slug].into();
    let html = html(&FormPage { edited, ..page(form.clone()) });
    let offered: Vec<_> =
        all(&html, "[name=release]").iter().filter_map(|input| input.attr("value")).collect();
    assert_eq!(offered, ["category", "education", "pay"], "no import has FAQs or slugs");
    let notes = all(&html, "#section-education .edited-here");
    let text: String = notes[0].text().collect();
    assert!(text.starts_with("Typical education: edited here, so imports leave it alone."), "{text}");
    assert_eq!(ProfileForm::from_pairs(sent(&html)), form, "the choice survives a change of rows");
}

#[test]
fn a_frozen_address_is_no_input() {
    let frozen = Some(full().slug);
    let html = html(&FormPage { frozen, ..page(ProfileForm::from_profile(&full())) });
    assert!(all(&html, "[name=slug]").is_empty());
    assert_eq!(all(&html, ".fixed")[0].text().collect::<String>(), "/careers/actuary");
}

#[test]
fn hundreds_of_names_and_dozens_of_skills_are_no_burden() {
    let mut profile = full();
    profile.alternate_titles = (0..300).map(|n| format!("Actuary of kind {n}")).collect();
    let skill = profile.skills[0].clone();
    profile.skills =
        (0..60).map(|n| crate::profile::Skill { name: format!("Skill {n}"), ..skill.clone() }).collect();
    let page = page(ProfileForm::from_profile(&profile));
    let start = Instant::now();
    page.render().unwrap();
    assert_eq!(page.form.check(Strictness::Publish, &page.known), Ok(profile));
    assert!(start.elapsed() < Duration::from_millis(500), "{:?}", start.elapsed());
}
