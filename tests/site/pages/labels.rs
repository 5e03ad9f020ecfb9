//! Labels are true: they say whose a figure is, and nothing is said to be missing twice.

use metier::profile::{Employed, Pay};

use super::{dollars, paid};
use crate::common::{edited, get, json, skilled, store_full_and_bare, store_starter};
use crate::support::{TestDb, Visitor, full, pay, prepare, save, slug, stored};

const SKILLS: [&str; 3] = ["Care", "Calm", "Listening"];

on_both!(async experience_that_employers_ask_for_is_not_called_average);
async fn experience_that_employers_ask_for_is_not_called_average(db: TestDb) {
    let asked = full("Any", "any").profile.experience_asked;
    let clerk = edited("Clerk", |profile| profile.experience_asked = asked.clone());
    save(&db.db, &[clerk, edited("Baker", |profile| profile.experience_asked = asked)]).unwrap();
    for path in ["/careers/clerk", "/careers/clerk.md", "/compare?c=clerk&c=baker"] {
        let body = get(&db, path).await.body;
        assert!(!body.contains("Avg. Experience") && !body.contains("Years of Experience"), "{path}");
        assert!(body.to_lowercase().contains("experience asked for"), "{path}");
    }
    let page = get(&db, "/careers/clerk").await;
    assert_eq!(page.texts(".tile dt")[4], "Experience asked for");
    assert!(
        page.text("#ways-in")
            .contains("Experience Employers Ask For 0–1 years 5% 2–4 years 73% 8+ years 22%")
    );
    let career = json(&get(&db, "/careers/clerk.json").await);
    assert!(career["experience"].is_null());
    assert_eq!(career["experience_asked"]["typical"], "2–4 years");
    let table = get(&db, "/careers.csv").await;
    let mut table = csv::Reader::from_reader(table.body.as_bytes());
    let column =
        |name: &str, headers: &csv::StringRecord| headers.iter().position(|header| header == name).unwrap();
    let headers = table.headers().unwrap().clone();
    let (own, asked) = (column("experience", &headers), column("experience_asked", &headers));
    let first = table.records().next().unwrap().unwrap();
    assert_eq!((&first[own], &first[asked]), ("", "2–4 years"));
}

on_both!(async wages_that_careers_share_name_the_other_everywhere);
async fn wages_that_careers_share_name_the_other_everywhere(db: TestDb) {
    prepare(&db.db);
    let mut nurse = paid("Acute Care Nurse", &SKILLS, 93_600);
    nurse.profile.pay[0].counted_with = Some("Registered Nurse".into());
    let mut other = skilled("Midwife", &SKILLS);
    other.profile.pay = vec![Pay { total: dollars(90_000), base: None, additional: None, ..pay() }];
    other.profile.related = vec![slug("acute-care-nurse")];
    save(&db.db, &[nurse, other]).unwrap();
    let pages = [
        "/",
        "/careers",
        "/search?q=nurse",
        "/skills/care",
        "/careers/acute-care-nurse",
        "/careers/acute-care-nurse/pay",
        "/careers/acute-care-nurse/card",
        "/careers/acute-care-nurse.md",
        "/careers/midwife",
        "/careers/midwife.md",
        "/careers/midwife/moves",
        "/compare?c=acute-care-nurse&c=midwife",
    ];
    db.run("UPDATE published SET featured = true");
    for path in pages {
        let body = get(&db, path).await.body.to_lowercase();
        assert!(body.contains("counted together with registered nurse"), "{path}");
    }
    for path in ["/careers/acute-care-nurse.json", "/careers/midwife.json", "/careers.json"] {
        let body = get(&db, path).await.body;
        assert!(body.contains(r#""counted_with":"Registered Nurse""#), "{path}");
    }
    assert!(get(&db, "/careers.csv").await.body.contains(",Registered Nurse,"));
    let page = get(&db, "/careers/acute-care-nurse").await;
    for place in [".answer-pay", ".tile .note", "#pay .counted-with", ".panel dd"] {
        let text = page.text(place);
        assert!(text.to_lowercase().contains("counted together with registered nurse"), "{place}: {text}");
    }
    assert!(
        page.body.contains(r#""name":"Total pay, counted together with Registered Nurse""#),
        "structured data"
    );
}

on_both!(async the_home_page_shows_careers_with_many_people_of_their_own);
async fn the_home_page_shows_careers_with_many_people_of_their_own(db: TestDb) {
    let employing = |title: &str, count, counted_with: Option<&str>| {
        edited(title, |profile| {
            let own = full("Any", "any").profile.number_employed.remove(0);
            profile.number_employed =
                vec![Employed { count, counted_with: counted_with.map(Into::into), ..own }];
        })
    };
    let careers =
        [("Acute Care Nurse", 9_000, Some("Registered Nurse")), ("Baker", 10, None), ("Cook", 20, None)];
    let careers = careers.map(|(title, count, with)| employing(title, count, with));
    prepare(&db.db);
    save(&db.db, &careers).unwrap();
    assert_eq!(get(&db, "/").await.texts(".featured h3"), ["Cook", "Baker"]);
}

on_both!(async one_line_says_what_is_missing);
async fn one_line_says_what_is_missing(db: TestDb) {
    store_starter(&db);
    store_full_and_bare(&db);
    let paths: Vec<String> =
        stored(&db.db).into_iter().map(|career| format!("/careers/{}", career.profile.slug)).collect();
    for (path, page) in paths.iter().zip(Visitor::new(&db).get_all(&paths).await) {
        assert!(page.texts(".missing, .profile .nothing").len() <= 1, "{path}");
    }
}
