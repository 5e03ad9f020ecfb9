//! The card that other sites embed.

use crate::common::{canonical, get, store_starter};
use crate::support::{TestDb, entry, save};

on_both!(async a_card_shows_pay_with_its_source_and_date);
async fn a_card_shows_pay_with_its_source_and_date(db: TestDb) {
    store_starter(&db);
    let card = get(&db, "/careers/back-end-developer/card").await;
    assert_eq!((card.status, card.text("h1 a").as_str()), (200, "Back End Developer"));
    assert_eq!(card.text(".card-pay .figure"), "$79,057 /yr");
    let chart = card.attributes(".pay-chart", "aria-label").remove(0);
    assert!(chart.contains("Most likely range: $49,000 to $127,000"), "{chart}");
    let live = get(&db, "/careers/back-end-developer").await;
    assert_eq!(card.text(".small-print"), live.text("#pay .small-print"));
    let profile = "https://careers.example/careers/back-end-developer";
    assert_eq!(card.attributes("h1 a, .card-site a", "href"), [profile, profile]);
    assert_eq!(card.attributes("base", "target"), ["_blank"], "links leave the frame");
    assert_eq!(canonical(&card), profile);
    assert_eq!(card.header("link"), format!("<{profile}>; rel=\"canonical\""));
    assert_eq!(card.header("x-robots-tag"), "noindex");
    let style = card.attributes("link[rel=stylesheet]", "href").remove(0);
    assert!(get(&db, &style).await.body.contains(".card-pay"));
}

on_both!(async only_the_card_may_be_framed);
async fn only_the_card_may_be_framed(db: TestDb) {
    store_starter(&db);
    let career = "/careers/back-end-developer";
    let card = get(&db, &format!("{career}/card")).await;
    let policy = card.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && policy.ends_with("frame-ancestors *"), "{policy}");
    assert_eq!(card.header("x-frame-options"), "");
    for rest in ["", "/pay", "/revisions/1", "/card/x"] {
        let page = get(&db, &format!("{career}{rest}")).await;
        assert!(page.header("content-security-policy").ends_with("frame-ancestors 'none'"), "{rest}");
    }
}

on_both!(async a_card_without_pay_says_so);
async fn a_card_without_pay_says_so(db: TestDb) {
    save(&db.db, &[entry("Baker")]).unwrap();
    assert_eq!(get(&db, "/careers/baker/card").await.text(".nothing"), "No pay data yet");
}
