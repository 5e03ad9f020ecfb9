//! Structured data is valid schema.org, and says nothing that the page doesn't show.

pub mod vocabulary;

use insta::assert_snapshot;
use metier::profile::confidence::Evidence;
use metier::profile::{Faq, Pay};
use serde_json::{Value, json};

use crate::common::{edited, get, store_full_and_bare, store_starter};
use crate::support::{Answer, HOSTILE, TestDb, Visitor, date, pay, prepare, save, stored};

/// The structured data of a page, if it has any.
pub fn document(page: &Answer) -> Option<Value> {
    let (_, rest) = page.body.split_once("<script type=\"application/ld+json\">")?;
    let (json, _) = rest.split_once("</script>")?;
    Some(serde_json::from_str(json).unwrap())
}

/// The first node of a type.
pub fn node(document: &Value, kind: &str) -> Value {
    let mut nodes = document["@graph"].as_array().unwrap().iter().filter(|node| node["@type"] == kind);
    nodes.next().cloned().unwrap_or_default()
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap()
}

/// The texts of a property with one or many values.
fn texts(value: &Value) -> Vec<String> {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    vocabulary::values(value).iter().filter_map(Value::as_str).map(words).collect()
}

/// Checks the structured data of all profiles and of their subpages, whose paths end in `ends`.
async fn all_are_right(db: &TestDb, ends: &[&str]) {
    let slugs = stored(&db.db).into_iter().map(|entry| entry.profile.slug);
    let paths: Vec<String> =
        slugs.flat_map(|slug| ends.iter().map(move |end| format!("/careers/{slug}{end}"))).collect();
    for (path, page) in paths.iter().zip(Visitor::new(db).get_all(&paths).await) {
        let document = document(&page).unwrap_or_default();
        assert_eq!(vocabulary::problems(&document), [""; 0], "{path}");
        assert_eq!(page.body.matches("application/ld+json").count(), 1, "{path}");
        assert_eq!(node(&document, "WebPage").is_object(), !path[9..].contains('/'), "{path}");
    }
}

on_both!(async the_starter_set_has_valid_structured_data);
async fn the_starter_set_has_valid_structured_data(db: TestDb) {
    store_starter(&db);
    store_full_and_bare(&db);
    all_are_right(&db, &["", "/pay", "/moves", "/insights", "/interviews", "/jobs"]).await;
    for (name, path) in [
        ("profile", "/careers/wiretapper"),
        ("little-known", "/careers/actuary"),
        ("pay", "/careers/wiretapper/pay"),
        ("skill", "/skills/rust"),
    ] {
        let document = document(&get(&db, path).await).unwrap();
        assert_eq!(vocabulary::problems(&document), [""; 0]);
        assert_snapshot!(name, pretty(&document));
    }
    // What the other profiles don't have: one figure of pay, skills, and an answer with a link.
    let sample = document(&get(&db, "/careers/back-end-developer").await).unwrap();
    let occupation = node(&sample, "Occupation");
    let answer = &node(&sample, "FAQPage")["mainEntity"][2];
    assert_snapshot!("sample", pretty(&json!([occupation["estimatedSalary"], occupation["skills"], answer])));
}

on_both!(async structured_data_has_nothing_that_the_page_does_not_show);
async fn structured_data_has_nothing_that_the_page_does_not_show(db: TestDb) {
    store_starter(&db);
    store_full_and_bare(&db);
    let properties = [
        "name",
        "alternateName",
        "responsibilities",
        "qualifications",
        "educationRequirements",
        "skills",
        "/occupationalCategory/codeValue",
    ];
    for path in ["/careers/back-end-developer", "/careers/wiretapper", "/careers/actuary"] {
        let page = get(&db, path).await;
        let (document, main) = (document(&page).unwrap(), page.text("main"));
        let occupation = node(&document, "Occupation");
        for property in properties {
            let value = occupation.pointer(property).unwrap_or(&occupation[property]);
            for text in texts(value) {
                assert!(main.contains(&text), "{path}: {property}: {text}");
            }
        }
        for question in node(&document, "FAQPage")["mainEntity"].as_array().into_iter().flatten() {
            assert!(main.contains(question["name"].as_str().unwrap()), "{path}: {question}");
        }
    }
}

on_both!(async withheld_pay_stays_out_and_hostile_texts_stay_text);
async fn withheld_pay_stays_out_and_hostile_texts_stay_text(db: TestDb) {
    prepare(&db.db);
    let evidence = Some(Evidence::Reports { count: 4, newest: date("2026-01-01") });
    let odd = edited("Odd", |profile| {
        profile.title = HOSTILE.into();
        profile.summary = HOSTILE.into();
        profile.responsibilities = vec![HOSTILE.into()];
        profile.faqs = vec![Faq { question: HOSTILE.into(), answer: HOSTILE.into() }];
        profile.pay = vec![Pay { evidence, ..pay() }];
    });
    save(&db.db, &[odd]).unwrap();
    let page = get(&db, "/careers/odd").await;
    let document = document(&page).unwrap();
    assert_eq!(vocabulary::problems(&document), [""; 0]);
    let occupation = node(&document, "Occupation");
    assert_eq!((&occupation["name"], &occupation["description"]), (&HOSTILE.into(), &HOSTILE.into()));
    assert_eq!(node(&document, "FAQPage")["mainEntity"][0]["acceptedAnswer"]["text"], HOSTILE);
    for withheld in ["estimatedSalary", "occupationLocation"] {
        assert!(occupation.get(withheld).is_none(), "{withheld}");
    }
}
