//! Pages in other formats: their content, the links to them, and that no text in them is read as markup.

use chrono::NaiveDate;
use insta::assert_snapshot;
use metier::profile::Pay;
use metier::profile::confidence::Evidence;
use pulldown_cmark::{Event, Options, Parser};
use serde_json::{Value, json};

use crate::common::{all_answer, edited, get, json, store_full_and_bare, store_starter, unpublished};
use crate::support::{Answer, HOSTILE, TestDb, entry, full, pay, prepare, save, slug};

/// The titles in `/careers.csv`.
fn titles(answer: &Answer) -> Vec<String> {
    let mut table = csv::Reader::from_reader(answer.body.as_bytes());
    table.records().map(|record| record.unwrap()[2].to_owned()).collect()
}

fn links(answer: &Answer) -> Vec<&str> {
    answer.headers.get_all("link").map(|link| link.to_str().unwrap()).collect()
}

on_both!(async formats_match_their_snapshots);
async fn formats_match_their_snapshots(db: TestDb) {
    store_full_and_bare(&db);
    for (name, path) in [
        ("career.json", "/careers/wiretapper.json"),
        ("career.md", "/careers/wiretapper.md"),
        ("careers.json", "/careers.json"),
        ("careers.csv", "/careers.csv"),
    ] {
        let answer = get(&db, path).await;
        assert_eq!(answer.status, 200, "{path}");
        let is_json = answer.header("content-type") == "application/json";
        let indented = is_json.then(|| serde_json::to_string_pretty(&json(&answer)).unwrap());
        assert_snapshot!(name, indented.unwrap_or(answer.body));
    }
}

on_both!(async unknown_values_are_null_and_never_zero);
async fn unknown_values_are_null_and_never_zero(db: TestDb) {
    save(&db.db, &[entry("Actuary")]).unwrap();
    let career = json(&get(&db, "/careers/actuary.json").await);
    for unknown in ["education", "ratings", "experience", "skills", "category", "onet_code"] {
        assert_eq!(career.get(unknown), Some(&Value::Null), "{unknown}");
    }
    assert_eq!(career["pay"], json!([]));
    assert!(get(&db, "/careers/actuary.md").await.body.contains("No pay data yet"));
}

on_both!(async pay_from_few_reports_is_in_no_format);
async fn pay_from_few_reports_is_in_no_format(db: TestDb) {
    prepare(&db.db);
    let evidence = Some(Evidence::Reports { count: 4, newest: NaiveDate::default() });
    let few = Pay { evidence, ..pay() };
    save(&db.db, &[edited("Actuary", |profile| profile.pay = vec![few])]).unwrap();
    for path in ["/careers/actuary.json", "/careers/actuary.md", "/careers.json", "/careers.csv"] {
        let answer = get(&db, path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(!answer.body.contains("79,057") && !answer.body.contains("79057"), "{path}");
    }
}

on_both!(async a_page_and_its_formats_link_to_each_other);
async fn a_page_and_its_formats_link_to_each_other(db: TestDb) {
    save(&db.db, &[entry("Actuary")]).unwrap();
    let page = "https://careers.example/careers/actuary";
    let of = |ending: &str, kind: &str| format!("<{page}{ending}>; rel=\"alternate\"; type=\"{kind}\"");
    let (json, markdown) = (of(".json", "application/json"), of(".md", "text/markdown"));
    let feed = of("/feed.atom", "application/atom+xml");
    let (html, canonical) = (of("", "text/html"), format!("<{page}>; rel=\"canonical\""));
    let answer = get(&db, "/careers/actuary.json").await;
    assert_eq!(links(&answer), [&canonical, &html, &markdown, &feed]);
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let answer = get(&db, "/careers/actuary.md").await;
    assert_eq!(links(&answer), [&canonical, &html, &json, &feed]);
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(answer.header("content-type"), "text/markdown; charset=utf-8");
    let html = get(&db, "/careers/actuary").await;
    let oembed = "oembed?url=https%3A%2F%2Fcareers.example%2Fcareers%2Factuary&format=json";
    let oembed = format!("https://careers.example/{oembed}");
    let card = format!("<{oembed}>; rel=\"alternate\"; type=\"application/json+oembed\"");
    assert_eq!(links(&html), [&json, &markdown, &feed, &card]);
    assert_eq!(html.header("access-control-allow-origin"), "", "only in other formats");
    let alternates = html.attributes("link[rel=alternate]", "href");
    let own = [".json", ".md", "/feed.atom"].map(|ending| format!("{page}{ending}"));
    assert_eq!(alternates, [own.to_vec(), vec![oembed]].concat());
}

on_both!(async a_hostile_title_stays_inert_in_every_format);
async fn a_hostile_title_stays_inert_in_every_format(db: TestDb) {
    prepare(&db.db);
    let mut hostile = full(HOSTILE, "actuary");
    hostile.profile.slug = slug("hostile");
    hostile.profile.path.clear();
    hostile.profile.responsibilities = vec![HOSTILE.into(), "# 1. *a* <b>".into()];
    hostile.profile.alternate_titles = vec![HOSTILE.into(), "=1+1".into(), "- a".into()];
    hostile.profile.summary = HOSTILE.into();
    hostile.profile.faqs[0].question = HOSTILE.into();
    hostile.profile.faqs[0].answer = format!("{HOSTILE}\n\n[x](javascript:alert(1)) [y](/careers/actuary)");
    save(&db.db, &[hostile, entry("Actuary"), entry("=1+1")]).unwrap();
    assert_eq!(json(&get(&db, "/careers/hostile.json").await)["title"], HOSTILE);
    let document = get(&db, "/careers/hostile.md").await.body;
    let is_html = |event: &Event<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_));
    assert!(!Parser::new_ext(&document, Options::all()).any(|event| is_html(&event)), "{document}");
    assert!(!document.contains("](javascript"), "{document}");
    assert!(document.contains("[y](https://careers.example/careers/actuary)"), "{document}");
    let html = metier::filters::markdown(&document);
    assert!(html.contains("<li># 1. *a* &lt;b&gt;</li>"), "{html}");
    assert_eq!(titles(&get(&db, "/careers.csv").await), [HOSTILE, "Actuary", "'=1+1"]);
}

on_both!(async the_json_list_is_paged_and_filtered);
async fn the_json_list_is_paged_and_filtered(db: TestDb) {
    prepare(&db.db);
    let mut careers: Vec<_> = (0..120).map(|n| entry(&format!("Worker {n:03}"))).collect();
    careers.push(full("Wiretapper", "worker-000"));
    careers.push(unpublished(entry("Worker 999")));
    save(&db.db, &careers).unwrap();
    let first = get(&db, "/careers.json").await;
    assert_eq!(first.header("access-control-allow-origin"), "*");
    assert_eq!(links(&first)[0], "<https://careers.example/careers>; rel=\"canonical\"");
    let first = json(&first);
    let address = "https://careers.example/careers.json";
    assert_eq!((&first["count"], &first["pages"]), (&json!(121), &json!(2)));
    assert_eq!((&first["first"], &first["previous"]), (&json!(address), &Value::Null));
    assert_eq!(first["next"], json!(format!("{address}?page=2")));
    assert_eq!(first["careers"].as_array().unwrap().len(), 100);
    assert_eq!(first["careers"][0]["title"], "Wiretapper");
    assert_eq!(first["careers"][0]["pay"]["source"]["as_of"], "2024-05-01");
    let second = json(&get(&db, "/careers.json?page=2").await);
    assert_eq!((&second["previous"], &second["next"]), (&json!(address), &Value::Null));
    assert_eq!(second["careers"].as_array().unwrap().len(), 21);
    assert_eq!(json(&get(&db, "/careers.json?category=technology").await)["count"], 1);
    all_answer(&db, 404, ["/careers.json?page=3", "/careers.json?page=0"]).await;
}

on_both!(async the_csv_has_every_published_career);
async fn the_csv_has_every_published_career(db: TestDb) {
    let mut careers: Vec<_> = (0..1_001).map(|n| entry(&format!("Worker {n:04}"))).collect();
    careers[500] = unpublished(entry("Worker 0500"));
    save(&db.db, &careers).unwrap();
    let answer = get(&db, "/careers.csv").await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    let titles = titles(&answer);
    assert_eq!(titles.len(), 1_000);
    assert_eq!([&titles[0], &titles[500], &titles[999]], ["Worker 0000", "Worker 0501", "Worker 1000"]);
}

on_both!(async answers_match_the_openapi_description);
async fn answers_match_the_openapi_description(db: TestDb) {
    store_starter(&db);
    store_full_and_bare(&db);
    let description = json(&get(&db, "/openapi.json").await);
    let mut asked = 0;
    for (path, item) in description["paths"].as_object().unwrap() {
        for slug in ["wiretapper", "actuary", "back-end-developer"] {
            let answer = get(&db, &path.replace("{slug}", slug)).await;
            assert_eq!(answer.status, 200, "{path}");
            let (kind, content) =
                item["get"]["responses"]["200"]["content"].as_object().unwrap().iter().next().unwrap();
            assert!(answer.header("content-type").starts_with(kind.as_str()), "{path}");
            if kind == "application/json" {
                let mut schema = content["schema"].clone();
                schema["components"] = description["components"].clone();
                let validator = jsonschema::validator_for(&schema).unwrap();
                let errors: Vec<String> =
                    validator.iter_errors(&json(&answer)).map(|error| error.to_string()).collect();
                assert!(errors.is_empty(), "{path}: {errors:?}");
                assert!(!validator.is_valid(&json!({ "id": "1" })), "{path}: the schema says nothing");
                asked += 1;
            }
        }
    }
    assert_eq!(asked, 9);
}
