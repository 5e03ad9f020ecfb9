//! Samples leave the public site when real careers arrive.

use std::collections::BTreeSet;

use metier::models::career::{Origin, Status};
use metier::models::user::Role;

use super::site::Site;
use crate::common::{all_answer, get, id, json, redirects, store_starter};
use crate::support::careers::load;
use crate::support::release::{Files, old_names, with};
use crate::support::{TestDb, Visitor};

const SAMPLES: [&str; 5] = [
    "back-end-developer",
    "software-developer",
    "front-end-engineer",
    "web-developer",
    "full-stack-engineer",
];

/// A release with a career that has the title of a sample, and one that is also called like another.
fn release() -> Files {
    let files = with(old_names(), "Occupation Data.txt", "Kite Flyers", "Software Developers");
    with(files, "Alternate Titles.txt", "Chief of Kites", "Back End Developer")
}

/// A site with the starter set, and the ids of the samples.
fn with_samples(db: TestDb) -> (Site, [i64; 5]) {
    store_starter(&db);
    let ids = SAMPLES.map(|slug| id(&db, slug));
    (Site::on(db), ids)
}

on_both!(async samples_leave_when_real_careers_arrive);
async fn samples_leave_when_real_careers_arrive(db: TestDb) {
    let (site, ids) = with_samples(db);
    let report = site.import(&site.unpacked(&release()), 1).unwrap();
    assert_eq!(report.careers.retired.len(), 5);
    assert_eq!(report.careers.moved, []);
    let db = &site.home;
    let page = get(db, "/careers/software-developer").await;
    assert!(page.text("#summary").contains("Software developers fly kites."), "{}", page.words());
    let found = json(&get(db, "/careers.json").await);
    assert_eq!(found["count"], 4);
    assert!(found["careers"].as_array().unwrap().iter().all(|career| career["sample"] == false));
    for path in ["/", "/careers", "/skills", "/about", "/search?q=developer", "/sitemaps/1.xml"] {
        let page = get(db, path).await;
        assert!(!page.body.to_lowercase().contains("sample"), "{path}: {}", page.body);
    }
    let again = site.import(&site.unpacked(&release()), 2).unwrap();
    assert_eq!((again.careers.unchanged, again.careers.retired.len()), (4, 0));
    assert_eq!(id(db, "software-developer-sample"), ids[1]);
}

on_both!(async addresses_of_samples_lead_to_the_real_careers_of_that_title);
async fn addresses_of_samples_lead_to_the_real_careers_of_that_title(db: TestDb) {
    let (site, ids) = with_samples(db);
    site.import(&site.unpacked(&release()), 1).unwrap();
    let db = &site.home;
    redirects(db, 307, "/careers/back-end-developer", "/careers/kite-manager").await;
    redirects(db, 307, "/careers/back-end-developer/pay?page=1", "/careers/kite-manager/pay?page=1").await;
    redirects(db, 307, &format!("/c/{}", ids[0]), "/careers/kite-manager").await;
    redirects(db, 307, &format!("/c/{}", ids[1]), "/careers/software-developer").await;
    let gone = get(db, "/careers/web-developer").await;
    assert_eq!((gone.status, gone.text(".lead").contains("This was a sample")), (410, true));
    assert_eq!(gone.attributes(".career-lines a", "href")[0], "/careers/software-developer");
    assert_eq!(get(db, &format!("/c/{}", ids[3])).await.status, 410);
}

on_both!(async no_link_of_the_site_is_dead_after_samples_left);
async fn no_link_of_the_site_is_dead_after_samples_left(db: TestDb) {
    let (site, _) = with_samples(db);
    site.import(&site.unpacked(&release()), 1).unwrap();
    let (mut seen, mut next) = (BTreeSet::new(), BTreeSet::from(["/".to_owned()]));
    while let Some(path) = next.pop_first() {
        let page = get(&site.home, &path).await;
        assert!(page.status < 400, "{path}: {}", page.status);
        next.extend(page.attributes("a[href^='/']", "href"));
        seen.insert(path);
        next.retain(|path| !seen.contains(path) && !path.contains(['?', '#']));
    }
    assert!(seen.contains("/careers/software-developer") && seen.contains("/skills/mathematics"), "{seen:?}");
}

on_both!(async a_sample_that_left_can_be_deleted);
async fn a_sample_that_left_can_be_deleted(db: TestDb) {
    let (site, ids) = with_samples(db);
    let db = &site.home;
    let editor = Visitor::signed_in(db, Role::Editor);
    let path = format!("/admin/careers/{}/delete", ids[1]);
    let version = load(&db.db, ids[1]).version.to_string();
    assert_eq!(editor.post(&path, &[("version", &version)]).await.status, 422, "it is still public");
    site.import(&site.unpacked(&release()), 1).unwrap();
    let sample = load(&db.db, ids[1]);
    assert_eq!((sample.status, sample.origin), (Status::Withdrawn, Origin::Sample));
    let page = editor.get(&path).await;
    let version = page.attributes("[name=version]", "value").concat();
    assert_eq!(editor.post(&path, &[("version", &version)]).await.status, 303);
    assert_eq!(editor.get(&path).await.status, 404);
    all_answer(db, 200, ["/careers/software-developer"]).await;
}

on_both!(async samples_stay_on_request_or_if_a_person_edited_them);
async fn samples_stay_on_request_or_if_a_person_edited_them(db: TestDb) {
    let (site, ids) = with_samples(db);
    let mut args = site.unpacked(&release());
    args.keep_samples = true;
    assert_eq!(site.import(&args, 1).unwrap().careers.retired, []);
    let db = &site.home;
    all_answer(db, 200, SAMPLES.map(|slug| format!("/careers/{slug}"))).await;
    assert_eq!(get(db, "/careers").await.texts(".sample").len(), 5);
    crate::support::careers::summarise(&db.db, ids[3], 1, "Our own words.").unwrap();
    args.keep_samples = false;
    assert_eq!(site.import(&args, 2).unwrap().careers.retired.len(), 4);
    all_answer(db, 200, ["/careers/web-developer", "/careers/software-developer-11-9999-01"]).await;
}

on_both!(async pages_mark_samples_wherever_their_title_or_pay_shows);
async fn pages_mark_samples_wherever_their_title_or_pay_shows(db: TestDb) {
    store_starter(&db);
    for path in [
        "/",
        "/careers",
        "/search?q=developer",
        "/skills/python",
        "/careers/back-end-developer/moves",
        "/compare?c=back-end-developer&c=web-developer",
        "/careers/web-developer/card",
    ] {
        let page = get(&db, path).await;
        assert!(page.texts(".sample").contains(&"Sample".to_owned()), "{path}");
    }
    for path in ["pay", "moves", "insights", "interviews", "jobs"] {
        let page = get(&db, &format!("/careers/back-end-developer/{path}")).await;
        assert!(page.text(".sample-note").starts_with("Sample content."), "{path}");
    }
}
