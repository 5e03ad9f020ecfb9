//! The share panel.

use super::frame_attribute;
use crate::common::{get, id, store_starter};
use crate::support::{HOSTILE, TestDb, entry, save};

on_both!(async a_profile_offers_its_addresses);
async fn a_profile_offers_its_addresses(db: TestDb) {
    store_starter(&db);
    let page = get(&db, "/careers/back-end-developer").await;
    let id = id(&db, "back-end-developer");
    let short = format!("https://careers.example/c/{id}");
    let dated = "https://careers.example/careers/back-end-developer/revisions/1";
    assert_eq!(page.attributes(".share input", "value"), [short.as_str(), &format!("{short}#pay"), dated]);
    let mail = page.attributes(".share-links a", "href").remove(0);
    let subject = "Back%20End%20Developer%20%C2%B7%20Testing";
    let body = format!("https%3A%2F%2Fcareers.example%2Fc%2F{id}");
    assert_eq!(mail, format!("mailto:?subject={subject}&body={body}"));
    assert_eq!(page.attributes(".share svg.qr", "aria-label"), ["QR code of the permanent link"]);
    assert_eq!(
        page.text(".share textarea"),
        "<iframe src=\"https://careers.example/careers/back-end-developer/card\" title=\"Back End Developer: pay, \
         from Testing\" width=\"400\" height=\"380\" frameborder=\"0\" loading=\"lazy\"></iframe>"
    );
    let buttons = page.attributes(".share button[data-copy]", "data-copy");
    assert_eq!(buttons, ["share-short", "share-pay", "share-dated", "share-frame"]);
    let picture = page.attributes(".share-links a[type='image/png']", "href");
    assert_eq!(picture, ["/careers/back-end-developer/card.png"]);
    assert_eq!(page.attributes(".share-device", "hidden"), [""], "only devices with a share sheet show it");
    let without_javascript = page.attributes(".share button[data-copy]:not([hidden])", "data-copy");
    assert_eq!(without_javascript, [""; 0]);
}

on_both!(async a_hostile_title_stays_text);
async fn a_hostile_title_stays_text(db: TestDb) {
    save(&db.db, &[entry(HOSTILE)]).unwrap();
    let path = format!("/careers/{}", entry(HOSTILE).profile.slug);
    let page = get(&db, &path).await;
    assert_eq!(page.attributes(".share input", "id"), ["share-short", "share-dated"]);
    assert!(!page.body.contains("<script>") && !page.body.contains("<!--"), "{}", page.body);
    let title = frame_attribute(&page.text(".share textarea"), "title");
    assert_eq!(title, format!("{HOSTILE}: pay, from Testing"));
    let card = get(&db, &format!("{path}/card")).await;
    assert_eq!((card.status, card.text("h1").as_str()), (200, HOSTILE));
    assert!(!card.body.contains("<script>") && !card.body.contains("<!--"));

    let dated = get(&db, &format!("{path}/revisions/1")).await;
    assert!(dated.status == 200 && !dated.body.contains("<script>") && !dated.body.contains("<!--"));
}
