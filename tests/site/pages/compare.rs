//! Comparisons, and choosing careers for them.

use insta::assert_snapshot;
use metier::models::snapshot::Snapshot;
use metier::profile::money::{Currency, Period};
use metier::profile::pay::Range;
use metier::profile::{Bucket, Education};
use metier::web::paths::LONGEST;

use super::{dollars, paid};
use crate::common::{all_answer, canonical, get, robots, unpublished};
use crate::support::odd_texts::odd_texts;
use crate::support::{Answer, TestDb, entry, full, prepare, save, slug, with_query};

/// A career with equally important skills, and pay with a most likely range in dollars.
fn career(title: &str, skills: &[&str], (low, total, high): (i64, i64, i64)) -> Snapshot {
    let mut career = paid(title, skills, total);
    let likely = Range { low: dollars(low), high: dollars(high), percentiles: None };
    (career.profile.pay[0].likely, career.profile.pay[0].possible) = (Some(likely), None);
    career
}

fn fill(db: &TestDb) {
    prepare(&db.db);
    let mut baker = career("Baker", &["Flour", "Heat", "Sugar", "Early Rising"], (20_000, 30_000, 40_000));
    baker.profile.education = Some(Education::HighSchool);
    baker.profile.responsibilities = (1..=6).map(|n| format!("Bake loaf {n}")).collect();
    baker.profile.related = vec![slug("cook"), slug("miller")];
    let mut cook = career("Cook", &["Heat", "Sugar", "Salt"], (40_000, 60_000, 80_000));
    cook.profile.category = Some(slug("health"));
    cook.profile.work_life_balance = Some(2.5);
    cook.profile.experience = vec![Bucket { from_months: 24, to_months: Some(48), percent: 100.0 }];
    let mut miller = career("Miller", &["Wind"], (1, 2, 3));
    miller.profile.pay[0].period = Period::Hour;
    let mut pilot = career("Pilot", &["Sky", "Maps", "Radio"], (1, 2, 3));
    pilot.profile.pay[0].currency = "EUR".parse::<Currency>().unwrap();
    let odd = entry("<b>Odd</b> & \"Quoted\"");
    save(&db.db, &[baker, cook, miller, pilot, odd, unpublished(entry("Draft"))]).unwrap();
}

async fn compare(db: &TestDb, slugs: &[&str]) -> Answer {
    let parameters: Vec<_> = slugs.iter().map(|slug| ("c", *slug)).collect();
    get(db, &with_query("/compare", &parameters)).await
}

on_both!(async careers_are_shown_side_by_side_in_the_given_order);
async fn careers_are_shown_side_by_side_in_the_given_order(db: TestDb) {
    fill(&db);
    let page = compare(&db, &["cook", "baker"]).await;
    assert_eq!(page.text("h1"), "Cook and Baker", "in the order of the address");
    assert_snapshot!("two-careers", page.words());
    assert_eq!(
        page.attributes(".actions a", "href"),
        ["/compare?c=baker", "/compare?c=baker&c=cook", "/compare?c=cook"]
    );
    assert_eq!(robots(&page), "noindex");
    assert!(page.text("main").contains("2 more"), "responsibilities are folded");
}

on_both!(async facts_are_rows_of_a_table_and_unknown_ones_are_left_out);
async fn facts_are_rows_of_a_table_and_unknown_ones_are_left_out(db: TestDb) {
    fill(&db);
    let page = compare(&db, &["baker", "cook"]).await;
    assert_eq!(page.texts(".comparison thead th"), ["Baker", "Cook"]);
    let rows = page.texts(".comparison tbody th");
    let known = ["Total Pay", "Most Likely Range", "Education", "Avg. Experience", "Work/Life Balance"];
    assert_eq!(rows[..5], known);
    assert_eq!(rows[5..], ["Skills overlap with Baker", "Change"]);
    assert_eq!(page.texts(".comparison tbody tr:nth-child(3) td"), ["High school diploma", "--"]);
}

on_both!(async comparable_pay_is_on_one_scale);
async fn comparable_pay_is_on_one_scale(db: TestDb) {
    fill(&db);
    let page = compare(&db, &["baker", "cook", "miller", "pilot"]).await;
    let rows = page.texts(".pay-rows p");
    assert_eq!(rows[..2], ["$30,000 /yr; most likely $20K–$40K", "$60,000 /yr; most likely $40K–$80K"]);
    let is_apart = [2, 3].map(|row| rows[row].ends_with("not shown on this scale"));
    assert_eq!(is_apart, [true; 2], "{rows:?}");
    for name in ["x", "width"] {
        assert_eq!(page.attributes(".pay-rows .likely", name), ["25.00%", "50.00%"], "{name}");
    }
    assert_eq!(page.text(".scale-ends"), "$0$80K");
}

on_both!(async skills_are_listed_as_shared_missing_and_extra);
async fn skills_are_listed_as_shared_missing_and_extra(db: TestDb) {
    fill(&db);
    let page = compare(&db, &["baker", "cook", "miller"]).await;
    assert_eq!(page.texts(".pair h3"), ["From Baker to Cook", "From Baker to Miller"]);
    let overlaps = page.texts(".pair:first-of-type .overlap");
    // A skill that n careers list weighs 0.3 + ln(M/n); M is the most that list any skill, here 2. Heat and Sugar weigh
    // 0.3, and the others 0.3 + ln 2.
    let (common, rare) = (2.0 * 0.3, 0.3 + 2.0_f64.ln());
    let percent = |of: f64| format!("({:.0}%)", common / of * 100.0);
    let to_cook = format!("2 of 3 skills in common {}", percent(common + rare));
    let to_baker = format!("2 of 4 skills in common {}", percent(common + 2.0 * rare));
    assert!(overlaps[0].contains(&to_cook) && overlaps[1].contains(&to_baker), "{overlaps:?}");
    assert_eq!(
        page.texts(".pair:first-of-type .skill-list"),
        ["To learn 1 Salt", "Shared 2 Heat, Sugar", "Left over 2 Flour, Early Rising"]
    );
    assert!(page.texts(".pair")[1].contains("too few are known for Miller"), "one skill is too few");
    let none = compare(&db, &["cook", "pilot"]).await;
    assert!(none.text(".pair").contains("No skills overlap"));
}

on_both!(async careers_left_out_of_a_comparison_are_explained);
async fn careers_left_out_of_a_comparison_are_explained(db: TestDb) {
    fill(&db);
    let page = compare(&db, &["Baker", "baker", "draft", "nope", "cook", "miller", "pilot"]).await;
    assert_eq!(page.text("h1"), "Baker and Cook");
    let notes = page.texts(".sample-note");
    assert_eq!(notes[0], "“baker” was listed twice; it is shown once.");
    assert_eq!(notes[1], "“miller” is left out: you can compare at most four careers.");
    assert_eq!(
        notes[3..],
        ["draft", "nope"].map(|slug| format!("“{slug}” is left out: there is no such career."))
    );
    let one = compare(&db, &["baker", "nope"]).await;
    assert_eq!(one.attributes(".near a", "href"), ["/compare?c=baker&c=cook", "/compare?c=baker&c=miller"]);
    assert_eq!(one.attributes(".add input[type=hidden]", "value"), ["baker"]);
    assert!(one.text(".add").contains("Related to Baker: Cook Miller"), "{}", one.text(".add"));
    let none = compare(&db, &[]).await;
    assert_eq!((none.status, none.texts(".column").len()), (200, 0));
    assert_eq!(none.attributes(".add form", "action"), ["/search"]);
}

on_both!(async odd_titles_stay_text);
async fn odd_titles_stay_text(db: TestDb) {
    fill(&db);
    let page = compare(&db, &["b-odd-b-and-quoted", "baker"]).await;
    assert_eq!(page.text("h1"), "<b>Odd</b> & \"Quoted\" and Baker");
    assert_eq!(page.texts("main b"), [""; 0]);
    for odd in odd_texts() {
        let slugs = [&odd, "baker", &format!("<i id=mine>{odd}")];
        let answer = compare(&db, &slugs).await;
        let is_long = with_query("/compare", &slugs.map(|slug| ("c", slug))).len() > LONGEST;
        let expected = if is_long { 414 } else { 200 };
        assert_eq!((answer.status, answer.texts("i#mine").len()), (expected, 0), "{odd:?}");
    }
}

on_both!(async comparing_four_takes_no_more_queries_than_two);
async fn comparing_four_takes_no_more_queries_than_two(db: TestDb) {
    fill(&db);
    let count = async |slugs: &[&str]| {
        let before = db.db.queries();
        compare(&db, slugs).await;
        db.db.queries() - before
    };
    let two = count(&["pilot", "cook"]).await;
    assert!(two > 5 && count(&["baker", "cook", "miller", "pilot"]).await <= two);
}

on_both!(async careers_are_chosen_from_profiles_search_and_lists);
async fn careers_are_chosen_from_profiles_search_and_lists(db: TestDb) {
    prepare(&db.db);
    save(&db.db, &[full("Baker", "cook"), entry("Cook"), entry("Cooper")]).unwrap();
    let profile = get(&db, "/careers/baker").await;
    assert!(profile.attributes("a", "href").contains(&"/compare?c=baker".into()));
    assert!(profile.attributes("#related a", "href").contains(&"/compare?c=baker&c=cook".into()));
    for path in ["/search?q=coo&c=baker", "/careers?letter=c&c=baker"] {
        let page = get(&db, path).await;
        assert_eq!(page.attributes(".choosing", "action"), ["/compare"], "{path}");
        assert_eq!(page.attributes(".choosing input[type=checkbox]", "value"), ["cook", "cooper"], "{path}");
        assert_eq!(page.attributes(".choosing input[type=hidden]", "value"), ["baker"], "{path}");
        assert_eq!(page.texts(".choice-bar li"), ["Baker ×"], "{path}");
        assert_eq!(
            page.attributes(".site-search input[type=hidden]", "value"),
            ["baker"],
            "a new search keeps the choice"
        );
    }
    let list = get(&db, "/careers?c=baker&c=nope").await;
    assert_eq!(canonical(&list), "https://careers.example/careers");
    assert!(list.attributes(".letters a", "href").iter().all(|url| url.ends_with("c=baker")));
    assert_eq!(list.attributes("input[checked]", "value"), ["baker"]);
    all_answer(&db, 200, ["/careers?c=a&c=b&c=c&c=d&c=e", "/search?c=%00&c=%FF&q=x"]).await;
}
