//! Refused requests in the audit log.

use metier::models::user::Role::{Admin, Author};

use crate::support::{TestDb, Visitor, rows};

const REFUSED: &str = "audit_log WHERE action = 'was refused'";
const CROSS_SITE: &[(&str, &str)] = &[("Sec-Fetch-Site", "cross-site")];

/// The refusals in the exported audit log: who, where and how often. The newest comes first.
async fn counts(db: &TestDb) -> Vec<(String, String, u64)> {
    let export = Visitor::signed_in(db, Admin).get("/admin/audit.csv?action=was+refused").await;
    let mut reader = csv::Reader::from_reader(export.body.as_bytes());
    let count = |row: csv::StringRecord| {
        let times = if row[6].is_empty() { 1 } else { row[8].parse().unwrap() };
        assert!(["", "times"].contains(&&row[6]), "{row:?}");
        (row[2].to_owned(), row[5].to_owned(), times)
    };
    reader.records().map(Result::unwrap).map(count).collect()
}

on_both!(async thousands_of_refusals_add_a_few_entries_that_count_them);
async fn thousands_of_refusals_add_a_few_entries_that_count_them(db: TestDb) {
    let author = Visitor::signed_in(&db, Author);
    let refuse = async |n: usize| {
        let refused = author.post(&format!("/admin/careers/{n}/address"), &[]).await;
        assert_eq!(refused.status, 403);
    };
    for n in 0..2_000 {
        refuse(n).await;
        if n % 2 == 0 {
            let path = format!("/admin/careers/{n}/edit");
            assert_eq!(author.post_with(&path, &[], CROSS_SITE).await.status, 403);
        }
    }
    assert_eq!(rows(&db.db, REFUSED), 2, "the first of each kind");
    author.clock().advance(600);
    refuse(1).await;
    let (address, edit) = ("/admin/careers/{id}/address", "/admin/careers/{id}/edit");
    let (me, other) = ("author@example.org", "another site");
    let mut found = counts(&db).await;
    found.sort();
    let mut expected =
        [(me, address, 1), (me, address, 1_999), (me, address, 1), (other, edit, 1), (other, edit, 999)];
    expected.sort();
    let found: Vec<_> = found.iter().map(|(who, route, times)| (&who[..], &route[..], *times)).collect();
    assert_eq!(found, expected);
}

on_both!(async each_user_and_route_is_named);
async fn each_user_and_route_is_named(db: TestDb) {
    let author = Visitor::signed_in(&db, Author);
    for path in ["/admin/users", "/admin/audit", "/admin/users"] {
        assert_eq!(author.get(path).await.status, 403);
    }
    author.sign_in_as(metier::models::user::Role::Editor);
    assert_eq!(author.get("/admin/users").await.status, 403);
    let (one, other) = ("author@example.org", "editor@example.org");
    let named = [(other, "/admin/users"), (one, "/admin/audit"), (one, "/admin/users")];
    assert_eq!(counts(&db).await, named.map(|(who, route)| (who.into(), route.into(), 1)));
}
