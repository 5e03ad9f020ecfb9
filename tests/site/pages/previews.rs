//! Link previews: the metadata of every kind of public page.

use std::collections::BTreeSet;

use crate::common::{canonical, get, store_full_and_bare, store_starter};
use crate::support::{Answer, TestDb};

/// One address of each kind, with the starter set and a [`full`](crate::support::full) career.
const PUBLIC: [&str; 18] = [
    "/",
    "/search",
    "/search?q=developer",
    "/careers",
    "/careers?letter=b",
    "/careers?category=technology",
    "/careers/back-end-developer",
    "/careers/back-end-developer/pay",
    "/careers/back-end-developer/moves",
    "/careers/back-end-developer/insights",
    "/careers/back-end-developer/interviews",
    "/careers/back-end-developer/jobs",
    "/careers/actuary",
    "/skills",
    "/skills/rust",
    "/compare",
    "/compare?c=back-end-developer&c=web-developer",
    "/about",
];

fn fill(db: &TestDb) {
    store_starter(db);
    store_full_and_bare(db);
}

/// The content of the only tag that matches.
#[track_caller]
fn tag(page: &Answer, selector: &str) -> String {
    let found = page.attributes(selector, "content");
    assert_eq!(found.len(), 1, "{selector}: {found:?}");
    found.into_iter().next().unwrap()
}

on_both!(async every_public_page_has_a_link_preview);
async fn every_public_page_has_a_link_preview(db: TestDb) {
    fill(&db);
    let (mut titles, mut descriptions) = (BTreeSet::new(), BTreeSet::new());
    for path in PUBLIC {
        let page = get(&db, path).await;
        assert_eq!(page.status, 200, "{path}");
        let address = format!("https://careers.example{path}");
        assert_eq!(canonical(&page), address);
        assert_eq!(tag(&page, "meta[property='og:url']"), address);
        let title = tag(&page, "meta[property='og:title']");
        assert!(page.text("title").contains(&title), "{path}: {title}");
        let description = tag(&page, "meta[name=description]");
        assert_eq!(tag(&page, "meta[property='og:description']"), description);
        let length = description.chars().count();
        assert!((40..=201).contains(&length), "{path}: {length}, {description}");
        assert!(description.starts_with(|first: char| !first.is_lowercase()), "{path}: {description}");
        assert_eq!(tag(&page, "meta[property='og:site_name']"), "Testing");
        assert_eq!(tag(&page, "meta[property='og:locale']"), "en_US");
        assert!(tag(&page, "meta[name='twitter:card']").starts_with("summary"));
        titles.insert(title);
        descriptions.insert(description);
    }
    assert_eq!((titles.len(), descriptions.len()), (PUBLIC.len(), PUBLIC.len()), "{descriptions:#?}");
}

on_both!(async descriptions_come_from_the_content);
async fn descriptions_come_from_the_content(db: TestDb) {
    fill(&db);
    let mentions = [
        ("/", "7 career profiles"),
        ("/careers?category=technology", "1 career, what each does, asks for and pays: Wiretapper."),
        ("/careers/back-end-developer/pay", "$79,057\u{a0}/yr, United States"),
        ("/careers/actuary", "What an Actuary does"),
        ("/skills/rust", "1 career asks for Rust"),
        ("/compare?c=back-end-developer", "Back End Developer, $79,057\u{a0}/yr"),
        ("/search?q=wiretapper", "Wiretapper"),
        ("/careers/back-end-developer/insights", "8 insights"),
    ];
    for (path, wanted) in mentions {
        let description = tag(&get(&db, path).await, "meta[name=description]");
        assert!(description.contains(wanted), "{path}: {description}");
    }
    let profile = get(&db, "/careers/wiretapper").await;
    assert_eq!(tag(&profile, "meta[property='og:type']"), "article");
    assert_eq!(tag(&profile, "meta[property='article:modified_time']"), "2026-03-29");
}

on_both!(async other_pages_have_no_link_preview);
async fn other_pages_have_no_link_preview(db: TestDb) {
    fill(&db);
    for path in ["/sign-in", "/nope", "/careers/nope", "/preview/nope", "/admin"] {
        let page = get(&db, path).await;
        for none in ["link[rel=canonical]", "meta[property]", "meta[name='twitter:card']", "script[type]"] {
            assert_eq!(page.texts(none).len(), 0, "{path}: {none}");
        }
    }
}
