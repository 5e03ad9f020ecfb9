//! The card that other sites embed.

use metier::import::bundle;
use metier::models::career::Status;

use crate::support::{TestDb, Visitor, entry, save};

on_both!(async a_card_shows_pay_with_its_source_and_date);
async fn a_card_shows_pay_with_its_source_and_date(db: TestDb) {
    db.db.write_now(bundle::store_starter).unwrap();
    let card = Visitor::new(&db).get("/careers/back-end-developer/card").await;
    assert_eq!((card.status, card.text("h1").as_str()), (200, "Back End Developer"));
    assert_eq!(card.text(".card-pay .figure"), "$79,057 /yr");
    let chart = card.attributes(".pay-chart", "aria-label").remove(0);
    assert!(chart.contains("Most likely range: $49,000 to $127,000"), "{chart}");
    let live = Visitor::new(&db).get("/careers/back-end-developer").await;
    assert_eq!(card.text(".small-print"), live.text("#pay .small-print"));
    let profile = "https://careers.example/careers/back-end-developer";
    assert_eq!(card.attributes("h1 a, .card-site a", "href"), [profile, profile]);
    assert_eq!(card.attributes("base", "target"), ["_blank"], "links leave the frame");
    assert_eq!(card.attributes("link[rel=canonical]", "href"), [profile]);
    assert_eq!(card.header("link"), format!("<{profile}>; rel=\"canonical\""));
    assert_eq!(card.header("x-robots-tag"), "noindex");
    let style = card.attributes("link[rel=stylesheet]", "href").remove(0);
    assert!(Visitor::new(&db).get(&style).await.body.contains(".card-pay"));
}

on_both!(async only_the_card_may_be_framed);
async fn only_the_card_may_be_framed(db: TestDb) {
    db.db.write_now(bundle::store_starter).unwrap();
    let career = "/careers/back-end-developer";
    let card = Visitor::new(&db).get(&format!("{career}/card")).await;
    let policy = card.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && policy.ends_with("frame-ancestors *"), "{policy}");
    assert_eq!(card.header("x-frame-options"), "");
    for rest in ["", "/pay", "/revisions/1", "/card/x"] {
        let page = Visitor::new(&db).get(&format!("{career}{rest}")).await;
        assert!(page.header("content-security-policy").ends_with("frame-ancestors 'none'"), "{rest}");
    }
}

on_both!(async a_card_answers_like_its_profile);
async fn a_card_answers_like_its_profile(db: TestDb) {
    let mut gone = entry("Lamplighter");
    gone.status = Status::Withdrawn;
    save(&db.db, &[gone, entry("Baker")]).unwrap();
    let card = Visitor::new(&db).get("/careers/baker/card").await;
    assert_eq!((card.status, card.text(".nothing").as_str()), (200, "No pay data yet"));
    assert_eq!(Visitor::new(&db).get("/careers/lamplighter/card").await.status, 410);
    assert_eq!(Visitor::new(&db).get("/careers/nobody/card").await.status, 404);
    let moved = Visitor::new(&db).get("/careers/BAKER/card").await;
    assert_eq!((moved.status, moved.header("location")), (301, "/careers/baker/card"));
}
