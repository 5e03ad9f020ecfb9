//! The starter set: what the snapshot of its page's text, in `words.rs`, can't show.

use crate::common::{get, store_starter};
use crate::support::{Answer, TestDb};

const RELATED: [&str; 4] =
    ["software-developer", "front-end-engineer", "web-developer", "full-stack-engineer"];

async fn back_end_developer(db: &TestDb) -> Answer {
    store_starter(db);
    get(db, "/careers/back-end-developer").await
}

on_both!(async headings_have_the_exact_words_in_order);
async fn headings_have_the_exact_words_in_order(db: TestDb) {
    let page = back_end_developer(&db).await;
    assert_eq!(page.text("h1"), "What does a Back End Developer do?");
    assert_eq!(
        page.texts("h2"),
        [
            "At a glance",
            "What responsibilities are common for Back End Developer jobs?",
            "What are the typical qualifications for Back End Developer jobs?",
            "How much does a Back End Developer make?",
            "Back End Developer Career Path",
            "Back End Developer Insights",
            "Back End Developer Interviews",
            "Frequently asked questions about the roles and responsibilities of a Back End Developer",
            "Related Careers",
            "Back End Developer Jobs",
            "Sources",
        ]
    );
    assert_eq!(page.text("#experience h3"), "Years of Experience Distribution");
}

on_both!(async texts_are_in_their_elements);
async fn texts_are_in_their_elements(db: TestDb) {
    let page = back_end_developer(&db).await;
    for (selector, count) in [
        ("#summary .lead p", 2),
        ("#responsibilities li", 8),
        (".tile", 5),
        (".bars tbody tr", 4),
        ("#insights blockquote", 8),
        ("#insights .more-link", 0),
        (".related li", RELATED.len()),
    ] {
        assert_eq!(page.texts(selector).len(), count, "{selector}");
    }
    let spoken = page.attributes(".pay-chart", "aria-label").join("");
    assert_eq!(spoken, "Total pay: $79,057. Most likely range: $49,000 to $127,000, a year.");
    assert_eq!(page.attributes("#pay .more-link a", "href"), ["/careers/back-end-developer/pay"]);
    assert!(page.text(".path .current").starts_with("Back End Developer"));
    let dates = page.attributes("#insights time", "datetime");
    assert_eq!(dates[0], "2021-05-08");
    assert!(dates.is_sorted_by(|newer, older| newer >= older), "{dates:?}");
}

on_both!(async related_careers_exist_and_link_back);
async fn related_careers_exist_and_link_back(db: TestDb) {
    let page = back_end_developer(&db).await;
    assert_eq!(page.attributes(".related-title a", "href"), RELATED.map(|slug| format!("/careers/{slug}")));
    for slug in RELATED {
        let other = get(&db, &format!("/careers/{slug}")).await;
        assert!(other.attributes(".related a", "href").contains(&"/careers/back-end-developer".to_owned()));
    }
}
