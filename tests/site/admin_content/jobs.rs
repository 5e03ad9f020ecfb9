//! Jobs: their pay, and which are open.

use metier::models::job_posting;
use metier::models::user::Role::{Author, Editor};

use super::{Fields, with_changes};
use crate::support::{TestDb, Visitor, date, entry, save};

/// The fields of a valid job, some of them changed.
pub fn job<'a>(changed: &Fields<'a>) -> Vec<(&'a str, &'a str)> {
    let fields = [
        ("career", "baker"),
        ("title", "Night Baker"),
        ("employer", "Quillhaven"),
        ("place", ""),
        ("pay_low", "60,000"),
        ("pay_high", "75 000.50"),
        ("currency", "USD"),
        ("period", "year"),
        ("posted_on", "2026-01-01"),
        ("expires_on", ""),
        ("url", "https://jobs.example/1"),
    ];
    with_changes(&fields, changed)
}

on_both!(async pay_is_stored_as_entered_and_can_be_removed);
async fn pay_is_stored_as_entered_and_can_be_removed(db: TestDb) {
    save(&db.db, &[entry("Baker")]).unwrap();
    let editor = Visitor::signed_in(&db, Editor);
    let added = editor.post("/admin/jobs/new", &job(&[])).await;
    assert_eq!(added.status, 303, "{}", added.body);
    let form = editor.get("/admin/jobs/1/edit").await;
    assert_eq!(form.attributes("#pay_high", "value"), ["75,000.50"]);
    let none = job(&[("version", "1"), ("pay_low", ""), ("pay_high", ""), ("place", "Riga")]);
    assert_eq!(editor.post("/admin/jobs/1/edit", &none).await.status, 303);
    let stored = db.db.read_now(|conn| job_posting::of(conn, &[1])).unwrap().remove(&1).unwrap();
    assert_eq!((stored[0].pay, stored[0].place.as_deref()), (None, Some("Riga")));
    let wrong = [("pay_low", "9"), ("pay_high", "8"), ("url", "javascript:1"), ("expires_on", "2025-01-01")];
    let refused = editor.post("/admin/jobs/new", &job(&wrong)).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.attributes(".error-summary a", "href"), ["#pay_high", "#expires_on", "#url"]);
}

on_both!(async jobs_are_filtered_by_open_and_expired);
async fn jobs_are_filtered_by_open_and_expired(db: TestDb) {
    save(&db.db, &[entry("Baker")]).unwrap();
    for (title, last) in [("Old", "2026-01-02"), ("Endless", ""), ("Late", "2999-01-01")] {
        let fields = job(&[("title", title), ("expires_on", last)]);
        assert_eq!(Visitor::signed_in(&db, Editor).post("/admin/jobs/new", &fields).await.status, 303);
    }
    let author = Visitor::signed_in(&db, Author);
    let titles = async |query| author.get(&format!("/admin/jobs?{query}")).await.texts(".desk-row-text");
    assert_eq!(titles("").await, ["Late", "Endless", "Old"]);
    assert_eq!(titles("state=open").await, ["Late", "Endless"]);
    assert_eq!(titles("state=expired").await, ["Old"]);
    let open = db.db.read_now(|conn| job_posting::shown(conn, 1, date("2026-01-02"), 1, 9)).unwrap();
    assert_eq!(open.total, 3, "a job is open on its last day");
}
