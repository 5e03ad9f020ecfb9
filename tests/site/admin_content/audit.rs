//! The audit log: append-only, filtered, and safe to export to spreadsheets.

use diesel::RunQueryDsl;
use metier::db::DbError;
use metier::models::audit::{self, Actor, AuditSubject, Kind};
use metier::models::user::Role::{Admin, Editor};

use super::{add_quote, quote};
use crate::support::{TestDb, Visitor, entry, rows, save};

/// Adds one entry a day, starting on March 1, 2026.
fn record(db: &TestDb, entries: &[(&str, &str, &str)]) {
    for (day, (who, action, name)) in entries.iter().enumerate() {
        let at = format!("2026-03-{:02}T23:59:59", day + 1).parse().unwrap();
        let subject = AuditSubject { kind: Kind::Career, id: Some(7), name: (*name).into() };
        let actor = Actor::other(who, at);
        db.db.write_now(|conn| audit::record(conn, &actor, action, &subject, &[])).unwrap();
    }
}

on_both!(the_log_is_append_only);
fn the_log_is_append_only(db: TestDb) {
    record(&db, &[("a@x.example", "saved", "Baker")]);
    for sql in ["UPDATE audit_log SET who = 'nobody'", "DELETE FROM audit_log WHERE kind <> 'user'"] {
        let done = db.db.write_now(|conn| Ok::<_, DbError>(diesel::sql_query(sql).execute(conn)?));
        assert!(done.unwrap_err().to_string().contains("the audit log only grows"), "{sql}");
    }
    assert_eq!(rows(&db.db, "audit_log WHERE who = 'a@x.example'"), 1);
}

on_both!(async changes_are_shown_with_old_and_new_values);
async fn changes_are_shown_with_old_and_new_values(db: TestDb) {
    save(&db.db, &[entry("Baker")]).unwrap();
    add_quote(&db, &[]).await;
    let changed = quote(&[("version", "1"), ("quote", "New.")]);
    Visitor::signed_in(&db, Editor).post("/admin/insights/1/edit", &changed).await;
    let log = Visitor::signed_in(&db, Admin).get("/admin/audit?who=editor").await;
    assert_eq!(log.texts(".audit-entry b"), ["editor@example.org"; 2]);
    assert_eq!(log.texts(".audit-entry summary"), ["1 field", "6 fields"]);
    let newest = log.texts(".audit-entry:first-child :is(dt, del, ins)");
    assert_eq!(newest, ["quote", "The dough waits for nobody.", "New."]);
}

on_both!(async the_log_is_filtered_by_person_action_kind_and_day);
async fn the_log_is_filtered_by_person_action_kind_and_day(db: TestDb) {
    let (one, two) = (("a@x.example", "saved", "One"), ("b_@x.example", "saved", "Two"));
    record(&db, &[one, two, ("a@x.example", "published", "Three")]);
    let admin = Visitor::signed_in(&db, Admin);
    let found =
        async |query| admin.get(&format!("/admin/audit?{query}")).await.texts(".audit-entry .audit-what a");
    assert_eq!(found("").await, ["Three", "Two", "One"]);
    assert_eq!(found("who=B_").await, ["Two"]);
    assert_eq!(found("who=B%00_&action=%00saved").await, ["Two"]);
    assert_eq!(found("action=saved&who=a").await, ["Two", "One"], "“x.example” has an a, too");
    assert_eq!(found("from=2026-03-02&to=2026-03-02").await, ["Two"], "both days are included");
    assert_eq!(found("kind=category").await, [""; 0]);
    assert_eq!(found("to=-262143-01-01").await.len(), 3, "a year that PostgreSQL doesn't have");
    assert_eq!(found("kind=nonsense").await.len(), 3);
    let log = admin.get("/admin/audit?from=2.+March&to=2026-03-02").await;
    assert!(log.text("#by-from-error").contains("Enter a date like 2024-05-31"));
    assert_eq!(log.texts(".audit-entry .audit-what a"), ["Two", "One"], "the day that is one narrows");
}

on_both!(async the_export_has_every_entry_and_no_formulas);
async fn the_export_has_every_entry_and_no_formulas(db: TestDb) {
    save(&db.db, &[entry("Baker")]).unwrap();
    let typed = [("quote", "=HYPERLINK(\"https://evil.example\")"), ("employer", "@evil, \"Ltd\"")];
    assert_eq!(add_quote(&db, &typed).await.status, 303);
    record(&db, &vec![("a@x.example", "saved", "-1"); 28]);
    let admin = Visitor::signed_in(&db, Admin);
    let export = admin.get("/admin/audit.csv").await;
    assert_eq!(export.header("content-type"), "text/csv; charset=utf-8");
    let mut reader = csv::Reader::from_reader(export.body.as_bytes());
    let rows = reader.records().map(Result::unwrap);
    let rows: Vec<csv::StringRecord> = rows.filter(|row| row.iter().all(|cell| cell != "test")).collect();
    assert_eq!(rows.len(), 28 + 6, "one row per field");
    let cells: Vec<&str> = rows.iter().flatten().collect();
    assert!(cells.contains(&"'=HYPERLINK(\"https://evil.example\")"));
    assert!(cells.contains(&"'@evil, \"Ltd\"") && cells.contains(&"'-1"));
    assert!(!cells.iter().any(|cell| cell.starts_with(['=', '+', '-', '@'])));
    let narrowed = admin.get("/admin/audit.csv?who=a@x.example&to=2026-03-02").await;
    assert_eq!(narrowed.body.lines().count(), 3);
}
