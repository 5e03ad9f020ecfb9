//! The starter set: every fact that `/careers/back-end-developer` must show.

use metier::import::bundle;

use crate::support::{Answer, TestDb, Visitor};

const RELATED: [(&str, &str, &str); 4] = [
    ("software-developer", "Software Developer", "$95,438"),
    ("front-end-engineer", "Front End Engineer", "$129,618"),
    ("web-developer", "Web Developer", "$82,475"),
    ("full-stack-engineer", "Full Stack Engineer", "$119,961"),
];

async fn back_end_developer(db: &TestDb) -> Answer {
    db.db.write_now(bundle::store_starter).unwrap();
    Visitor::new(db).get("/careers/back-end-developer").await
}

on_both!(async headings_have_the_exact_words_in_order);
async fn headings_have_the_exact_words_in_order(db: TestDb) {
    let page = back_end_developer(&db).await;
    assert_eq!(page.text("h1"), "What does a Back End Developer do?");
    assert_eq!(
        page.texts("h2"),
        [
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

on_both!(async texts_mention_the_expected_topics);
async fn texts_mention_the_expected_topics(db: TestDb) {
    let page = back_end_developer(&db).await;
    assert_eq!(page.texts("#summary .lead p").len(), 2);
    mentions(
        &page.text("#summary"),
        &["APIs", "secur", "reuse", "data storage", "degree", "time management"],
    );
    assert_eq!(page.texts("#responsibilities li").len(), 8);
    mentions(
        &page.text("#responsibilities"),
        &["reusable", "secure", "front-end team", "downtime", "backups"],
    );
    mentions(
        &page.text("#qualifications"),
        &["Five or more years", "deadlines", "PHP, Python, Ruby, Java, .NET", "Sass and Less", "tablet"],
    );
    assert!(page.text(".sample-note").contains("Sample content"));
    assert!(page.text("#sources").contains("invented"));
}

#[track_caller]
fn mentions(text: &str, words: &[&str]) {
    let text = text.to_lowercase();
    for word in words {
        assert!(text.contains(&word.to_lowercase()), "no “{word}” in: {text}");
    }
}

on_both!(async the_five_tiles_are_in_order);
async fn the_five_tiles_are_in_order(db: TestDb) {
    let page = back_end_developer(&db).await;
    assert_eq!(
        page.texts(".tile"),
        [
            "Education --",
            "Work/Life Balance 4.0 ★",
            "Total Pay $79K",
            "Career Opportunity 4.0 ★",
            "Avg. Experience 2-4 years",
        ]
    );
    assert_eq!(page.body.matches("4.0 out of 5").count(), 2);
    assert!(page.body.contains("not available"));
}

on_both!(async pay_is_complete);
async fn pay_is_complete(db: TestDb) {
    let page = back_end_developer(&db).await;
    assert_eq!(page.text("#pay .badge"), "Confident");
    assert_eq!(page.text(".pay-total"), "$79,057 /yr Total Pay");
    assert_eq!(page.text(".pay-parts"), "$74,094 /yr Base Pay + $4,963 /yr Additional Pay");
    assert_eq!(page.texts(".pay-chart text"), ["$49K", "$127K", "$79K"]);
    let spoken = page.attributes(".pay-chart", "aria-label").join("");
    assert_eq!(spoken, "Total pay: $79,057. Most likely range: $49,000 to $127,000, a year.");
    assert_eq!(page.text(".legend"), "Most Likely Range Total Pay", "no possible range is known");
    assert_eq!(page.attributes("#pay .more-link a", "href"), ["/careers/back-end-developer/pay"]);
    assert_eq!(page.text("#pay .more-link"), "See More Insights");
    assert!(page.text("#pay .small-print").contains("May 2021"));
}

on_both!(async experience_has_four_bars);
async fn experience_has_four_bars(db: TestDb) {
    let page = back_end_developer(&db).await;
    assert_eq!(page.texts(".bars tbody tr"), ["0 - 1 5%", "2 - 4 73%", "5 - 7 14%", "8+ 8%"]);
    assert!(page.text("#experience").contains("Not including years spent in education and/or training"));
    assert!(page.text(".path .current").starts_with("Back End Developer"));
}

on_both!(async eight_insights_are_shown_newest_first);
async fn eight_insights_are_shown_newest_first(db: TestDb) {
    let page = back_end_developer(&db).await;
    let quotes = page.texts("#insights blockquote");
    assert_eq!(quotes.len(), 8);
    assert!(quotes.iter().all(|quote| quote.starts_with('“') && quote.ends_with('”')));
    let dates = page.attributes("#insights time", "datetime");
    assert_eq!(dates[0], "2021-05-08");
    assert!(dates.is_sorted_by(|newer, older| newer >= older), "{dates:?}");
    assert!(page.texts("#insights time")[0] == "May 8, 2021");
    assert_eq!(page.texts("#insights .more-link").len(), 0, "there are no more than eight");
    assert!(page.text("#insights").contains("the employers are invented"));
}

on_both!(async related_careers_exist_and_link_back);
async fn related_careers_exist_and_link_back(db: TestDb) {
    let page = back_end_developer(&db).await;
    let lines = page.texts(".related li");
    for ((slug, title, pay), line) in RELATED.iter().zip(&lines) {
        assert!(line.starts_with(&format!("{title} {pay}")), "{line}");
        assert!(line.contains("skills in common ("), "{line}");
        let other = Visitor::new(&db).get(&format!("/careers/{slug}")).await;
        assert_eq!(other.status, 200);
        assert_eq!(other.text("h1"), format!("What does a {title} do?"));
        assert!(other.text(".pay-total").starts_with(pay), "{}", other.text(".pay-total"));
        assert!(other.attributes(".related a", "href").contains(&"/careers/back-end-developer".to_owned()));
    }
    assert_eq!(lines.len(), RELATED.len());
    let similar = page.texts("#questions .qa:last-child");
    let expected = "What are the most similar professions to Back End Developer? The most similar professions to \
         Back End Developer are: Software Developer Front End Engineer Web Developer Full Stack Engineer";
    assert_eq!(similar, [expected]);
    assert_eq!(page.text("#jobs .nothing"), "No open jobs listed right now");
}
