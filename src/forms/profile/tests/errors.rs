//! Each error belongs to its field.

use super::samples::{full, known};
use crate::forms::FieldError;
use crate::forms::profile::{FormRow, ProfileForm};
use crate::profile::check::Strictness;
use crate::profile::fields::Field;

fn errors(form: &ProfileForm) -> Vec<FieldError> {
    form.check(Strictness::Publish, &known()).err().unwrap_or_default().0
}

/// Changes the form of a valid profile and returns the ids of the errors.
fn ids(change: impl FnOnce(&mut ProfileForm)) -> Vec<String> {
    let mut form = ProfileForm::from_profile(&full());
    change(&mut form);
    errors(&form).into_iter().map(|error| error.id).collect()
}

fn set(form: &mut ProfileForm, field: Field, row: usize, input: &str, value: &str) {
    form.rows_mut(field)[row].set(input, value);
}

#[test]
fn what_cannot_be_read_stands_beside_its_input() {
    let ids = ids(|form| {
        form.set(Field::Slug, "No Slug");
        form.set(Field::Category, "colours");
        form.set(Field::Education, "school");
        form.set(Field::WorkLifeBalance, "good");
        set(form, Field::Pay, 0, "total", "12k");
        set(form, Field::Pay, 0, "likely_from", "");
        set(form, Field::Pay, 1, "currency", "YEN");
        set(form, Field::Pay, 1, "total", "1.234");
        set(form, Field::Pay, 2, "source", "");
        set(form, Field::Pay, 2, "count", "3");
        set(form, Field::NumberEmployed, 0, "count", "many");
        set(form, Field::NumberEmployed, 1, "source", "gallup");
        set(form, Field::Experience, 1, "to_months", "two");
        set(form, Field::Path, 0, "career", "A B");
        set(form, Field::Path, 0, "pay", "1.234");
        set(form, Field::Skills, 2, "importance", "");
        set(form, Field::Related, 0, "", "http://x/careers/helper");
        set(form, Field::Citations, 0, "as_of", "May");
    });
    let expected = "slug category education work_life_balance pay-0-total pay-0-likely_from \
         pay-1-currency pay-2-count pay-2-source number_employed-0-count \
         number_employed-1-source experience-1-to_months path-0-career path-0-pay \
         skills-2-importance related-0 citations-0-as_of";
    assert_eq!(ids.join(" "), expected);
}

#[test]
fn what_the_profile_check_finds_stands_beside_its_input_past_blank_rows() {
    let ids = ids(|form| {
        form.set(Field::Title, " ");
        form.set(Field::Summary, "");
        form.set(Field::AlternateTitles, "\n\nFine\nno\u{7}\n");
        for field in [Field::Responsibilities, Field::Pay, Field::Experience, Field::Path, Field::Related] {
            form.rows_mut(field).insert(0, FormRow::new(field));
        }
        form.rows_mut(Field::Skills).insert(1, FormRow::new(Field::Skills));
        set(form, Field::Responsibilities, 0, "", "  ");
        set(form, Field::Responsibilities, 3, "", "two\nlines");
        let place = form.rows(Field::Pay)[2].get("place").to_owned();
        set(form, Field::Pay, 1, "total", "5");
        set(form, Field::Pay, 2, "additional", "99999999999999");
        set(form, Field::Pay, 3, "place", &place);
        set(form, Field::Experience, 1, "percent", "5");
        set(form, Field::Path, 1, "title", "");
        set(form, Field::Skills, 2, "importance", "1.5");
        set(form, Field::Skills, 3, "name", "Rust");
        set(form, Field::Related, 1, "", "actuary");
        set(form, Field::Faqs, 0, "answer", "");
    });
    let expected = "title summary responsibilities-3 pay-1-total pay-2-additional pay-3-place \
         experience-0-percent path-1-title skills-2-importance skills-3-name related-1 \
         faqs-0-answer alternate_titles";
    assert_eq!(ids.join(" "), expected);
}

#[test]
fn what_only_follows_from_an_unreadable_part_is_not_said() {
    assert_eq!(ids(|form| set(form, Field::Pay, 0, "base", "much")), ["pay-0-base"]);
    assert_eq!(ids(|form| set(form, Field::Experience, 0, "percent", "half")), ["experience-0-percent"]);
}

#[test]
fn errors_say_what_and_where() {
    let mut form = ProfileForm::from_profile(&full());
    set(&mut form, Field::Pay, 1, "total", "12.5");
    form.set(Field::AlternateTitles, "Fine\n\nno\u{7}");
    let said: Vec<_> = errors(&form).into_iter().map(|error| (error.label, error.message)).collect();
    let said: Vec<_> = said.iter().map(|(label, message)| (label.as_str(), message.as_str())).collect();
    assert_eq!(
        said,
        [
            ("Pay 2: total", "Enter a whole amount: JPY has no decimals"),
            ("Alternate titles", "Line 3: Remove the line break or other control character"),
        ]
    );
}

#[test]
fn every_input_has_a_label() {
    use strum::VariantArray;
    for field in Field::VARIANTS {
        assert_ne!(field.label(), "", "{field:?}");
        for input in field.inputs().iter().filter(|input| !input.name.is_empty()) {
            assert_ne!(input.label, "", "{field:?} {}", input.name);
        }
    }
    assert!(FormRow::new(Field::Pay).is_blank());
}
