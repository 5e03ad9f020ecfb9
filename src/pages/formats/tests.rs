//! No format of a profile is much larger than the profile, whatever its texts.

use std::sync::{Arc, LazyLock};

use askama::Template;
use chrono::{DateTime, NaiveDate};
use proptest::prelude::*;

use super::MarkdownPage;
use super::career::CareerJson;
use super::table::record;
use crate::assets::Assets;
use crate::forms::profile::tests::any::any_profile;
use crate::forms::profile::tests::samples::known;
use crate::models::Paged;
use crate::models::published::{Has, LiveCareer, WithProfile};
use crate::models::revision::Revision;
use crate::models::skill::Weights;
use crate::pages::careers::card::CardPage;
use crate::pages::careers::picture::PictureCard;
use crate::pages::careers::show::{ProfileContent, Show};
use crate::pages::careers::sources::SmallPrint;
use crate::profile::{Faq, PathStep, Profile, Skill};
use crate::site::Site;
use crate::web::spreadsheet;

static SITE: LazyLock<Arc<Site>> = LazyLock::new(|| {
    let site = Site::new("Metier", "http://localhost", Assets::lay_out(None).unwrap());
    Arc::new(site)
});

fn today() -> NaiveDate {
    SITE.clock.today()
}

/// What makes formats longest for its length: six quotes around a letter, links to the site, signs that are escaped.
const WORST: [&str; 6] = [">>>>>>a\n\n", "- - - a\n\n", "[](/) ", "<", "'", "*"];

/// Markup, repeated.
fn hostile(most: usize) -> impl Strategy<Value = String> {
    let any = "[<>&\"'*_`#|!~()\\[\\]\\\\/:a0. \n\u{301}日ﷺ-]{1,9}";
    let worst = prop::sample::select(WORST.map(String::from).to_vec());
    let repeated = (prop_oneof![any, worst], 1..=most);
    repeated.prop_map(|(part, length)| part.chars().cycle().take(length).collect())
}

fn hostile_line(most: usize) -> impl Strategy<Value = String> {
    hostile(most).prop_map(|text| text.replace('\n', " "))
}

/// At most as long as the form accepts, but nested deeper: imports and older versions may have stored it.
fn hostile_profile() -> impl Strategy<Value = Profile> {
    let texts = (hostile(20_000), hostile(20_000), hostile_line(2_000), hostile_line(2_000));
    let lines = prop::collection::vec(hostile_line(300), 5);
    (any_profile(), texts, lines).prop_map(|(mut profile, (summary, answer, duty, name), lines)| {
        let [title, skill, step, question, place] = <[String; 5]>::try_from(lines).unwrap();
        (profile.title, profile.summary) = (title, summary);
        profile.responsibilities.push(duty);
        profile.alternate_titles.insert(0, name);
        profile.skills.push(Skill { name: skill, importance: 0.5 });
        profile.path.push(PathStep { title: step, career: None, pay: None, suggested: false });
        profile.faqs.push(Faq { question, answer });
        profile.pay.iter_mut().for_each(|pay| pay.place.clone_from(&place));
        profile
    })
}

fn content(profile: Profile) -> ProfileContent {
    ProfileContent {
        has_places: false,
        pay_note: None,
        id: 1,
        names: profile.alternate_titles.len() as i64,
        profile,
        updated: today(),
        category: Some("Technology".into()),
        preview: None,
        live: None,
        cards: Vec::new(),
        weights: Weights::default(),
        insights: Paged::empty(8),
        questions: Paged::empty(8),
        jobs: Paged::empty(8),
        sources: known().sources,
    }
}

fn live(profile: Profile) -> LiveCareer {
    let at = DateTime::UNIX_EPOCH.naive_utc();
    let (author, note) = (String::new(), String::new());
    LiveCareer {
        id: 1,
        name_count: profile.alternate_titles.len() as i64,
        profile,
        updated_at: at,
        category: None,
        revision: Revision { number: 1, made_at: at, author, note, published_at: None, replaced_at: None },
        skills: Vec::new(),
        has: Has { insights: false, questions: false, jobs: false, places: false, pay_notes: false },
        version: 1,
    }
}

fn page(profile: &Profile) -> String {
    Show::new(SITE.clone(), content(profile.clone()), today()).render().unwrap()
}

fn structured_data(page: &str) -> String {
    let (_, data) = page.split_once("<script type=\"application/ld+json\">").unwrap();
    data.split_once("</script>").unwrap().0.into()
}

fn json(profile: &Profile) -> String {
    serde_json::to_string(&CareerJson::of(content(profile.clone()), &SITE, today())).unwrap()
}

fn markdown(profile: &Profile) -> String {
    MarkdownPage::new(content(profile.clone()), &SITE, today()).render().unwrap()
}

fn csv(profile: &Profile) -> String {
    let updated_at = DateTime::UNIX_EPOCH.naive_utc();
    let career = WithProfile { id: 1, category: None, updated_at, profile: profile.clone() };
    let record = record(&career, &SITE, &SmallPrint::new(known().sources));
    String::from_utf8(spreadsheet::written([record.iter().map(String::as_str)]).unwrap()).unwrap()
}

fn card(profile: &Profile) -> String {
    CardPage::new(SITE.clone(), profile.clone(), &SmallPrint::new(known().sources)).render().unwrap()
}

fn picture(profile: &Profile) -> String {
    let sources = SmallPrint::new(known().sources);
    PictureCard::new("Metier", &live(profile.clone()), &sources, today()).render().unwrap()
}

/// Each with how many bytes it may have for each byte of the profile, and how many more for the rest of the page and the
/// title, which is repeated.
fn formats(profile: &Profile) -> [(&'static str, String, usize, usize); 7] {
    let page = page(profile);
    [
        // `\u003c` for `<`.
        ("structured data", structured_data(&page), 6, 20_000),
        // Six nested quotes around a letter: 9 bytes, 171 as HTML.
        ("page", page, 20, 60_000),
        // The same quotes, which repeat their prefix on the line below.
        ("JSON", json(profile), 10, 20_000),
        ("Markdown", markdown(profile), 10, 20_000),
        // These show only the title, and pay with its place.
        ("CSV", csv(profile), 0, 4_000),
        ("card", card(profile), 0, 12_000),
        ("picture", picture(profile), 0, 12_000),
    ]
}

proptest! {
    // Pictures are slow without optimization.
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_format_is_much_larger_than_the_profile(profile in hostile_profile()) {
        let input = serde_json::to_string(&profile).unwrap().len();
        for (format, text, times, more) in formats(&profile) {
            let most = times * input + more;
            prop_assert!(text.len() <= most, "{format}: {} of {most} bytes, from {input}", text.len());
        }
    }
}
