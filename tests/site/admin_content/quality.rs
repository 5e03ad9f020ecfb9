//! The quality report, of the site and of one career.

use metier::models::user::Role::{Author, Editor};
use metier::profile::Skill;

use super::jobs::job;
use crate::support::{TestDb, Visitor, count, entry, full, prepare, save, slug};

on_both!(async findings_are_counted_and_link_to_their_fields);
async fn findings_are_counted_and_link_to_their_fields(db: TestDb) {
    prepare(&db.db);
    let mut cook = entry("Cook");
    cook.profile.skills = vec![Skill { name: "Heat".into(), importance: 0.5 }];
    cook.profile.related = vec![slug("welder")];
    save(&db.db, &[full("Welder", "cook"), cook]).unwrap();
    let author = Visitor::signed_in(&db, Author);
    let report = author.get("/admin/quality").await;
    assert_eq!(report.status, 200, "{}", report.body);
    let related = author.get("/admin/quality?kind=related").await;
    assert_eq!(related.texts(".quality-career .desk-row-text"), ["Welder", "Cook"]);
    let counts = related.text(".quality-counts");
    assert!(counts.contains("Related career without skills in common 2 in 2 careers"), "{counts}");
    let id = count(&db.db, "SELECT id AS count FROM careers WHERE slug = 'cook'");
    let links = related.attributes(".quality-findings a", "href");
    assert_eq!(links[1], format!("/admin/careers/{id}/edit#related-0"));
    let one = author.get(&format!("/admin/careers/{id}/quality")).await;
    assert_eq!(one.text("h1"), "Quality report for Cook");
    assert!(one.texts(".desk-row-text").contains(&"Summary: no summary".to_owned()));
    assert_eq!(author.get("/admin/careers/999/quality").await.status, 404);
    assert_eq!(author.get("/admin/quality?page=2").await.status, 404);
}

on_both!(async dead_links_are_named_and_local_addresses_are_not_requested);
async fn dead_links_are_named_and_local_addresses_are_not_requested(db: TestDb) {
    let near = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    near.set_nonblocking(true).unwrap();
    let url = format!("http://{}/secret", near.local_addr().unwrap());
    let mut cook = entry("Cook");
    cook.profile.summary =
        format!("Cooks [soup]({url}), see [within](/about) and [mail](mailto:a@b.example).");
    save(&db.db, &[cook, entry("Baker")]).unwrap();
    let job = job(&[("career", "cook"), ("title", "Chef"), ("url", "http://169.254.169.254/latest")]);
    let (author, editor) = (Visitor::signed_in(&db, Author), Visitor::signed_in(&db, Editor));
    assert_eq!(editor.post("/admin/jobs/new", &job).await.status, 303);
    let why = "isn’t on the public internet, so it wasn’t checked";
    for (path, first) in [("/admin/careers/1/quality", "Summary"), ("/admin/quality", "Chef")] {
        let by_author = author.get(path).await.texts(".quality-links");
        assert!(by_author.is_empty(), "authors can’t check links");
        let report = editor.get(path).await;
        assert_eq!(report.attributes(".quality-links", "action"), [format!("{path}/links")]);
        let page = editor.post(&format!("{path}/links"), &[]).await;
        assert_eq!(page.status, 200, "{}", page.body);
        let rows = page.texts(".desk-row-text");
        assert_eq!((rows.len(), &rows[0]), (2, &format!("{first}: {why}")), "{rows:?}");
        let mut fields = page.attributes(".desk-row-text a", "href");
        fields.sort();
        assert_eq!(fields, ["/admin/careers/1/edit#summary", "/admin/jobs/1/edit#url"]);
    }
    assert!(near.accept().is_err(), "nothing connected");
    let none = editor.post("/admin/careers/2/quality/links", &[]).await;
    assert_eq!(none.text(".nothing"), "There are no links.");
}
