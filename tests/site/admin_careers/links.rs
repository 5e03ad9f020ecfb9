//! The models of preview links and concurrent editing.

use chrono::TimeDelta;
use metier::models::user::Role;
use metier::models::{editing, preview_link};

use crate::support::careers::{actor, at, change, drafted};
use crate::support::{TestDb, add_user_called, count};

on_both!(a_preview_link_works_until_it_expires_or_is_revoked);
fn a_preview_link_works_until_it_expires_or_is_revoked(db: TestDb) {
    let id = drafted(&db.db, "Baker");
    let create = || change(&db.db, |conn| preview_link::create(conn, &actor(), id, 1, 7)).unwrap();
    let (token, other) = (create(), create());
    assert_eq!(token.len(), 43, "256 bits");
    assert_ne!(token, other);
    let career = |token: &str, now| {
        let token = token.to_owned();
        db.db.read_now(move |conn| preview_link::career(conn, &token, now)).unwrap()
    };
    assert_eq!(career(&token, at("09:00:00")), Some(id));
    assert_eq!(career(&token, at("08:59:59") + TimeDelta::days(7)), Some(id));
    assert_eq!(career(&token, at("09:00:00") + TimeDelta::days(7)), None);
    assert_eq!(career("", at("09:00:00")), None);
    let stored = format!("SELECT COUNT(*) AS count FROM preview_links WHERE token_hash = '{token}'");
    assert_eq!(count(&db.db, &stored), 0, "only a hash is stored");
    let newest = db.db.read_now(|conn| preview_link::of(conn, id, at("10:00:00"))).unwrap();
    assert_eq!(newest.len(), 2);
    change(&db.db, |conn| preview_link::revoke(conn, &actor(), id, 1, newest[0].id)).unwrap();
    assert_eq!(career(&other, at("09:00:00")), None);
    assert_eq!(career(&token, at("09:00:00")), Some(id));
}

on_both!(other_editors_are_listed_for_ten_minutes);
fn other_editors_are_listed_for_ten_minutes(db: TestDb) {
    let id = drafted(&db.db, "Baker");
    let (ada, bo) = (
        add_user_called(&db, "ada@example.org", Role::Author),
        add_user_called(&db, "bo@example.org", Role::Editor),
    );
    let touch = |user: i64, time: &str| {
        db.db.write_now(|conn| editing::touch(conn, id, user, at(time))).unwrap();
    };
    let others = |time: &str| db.db.read_now(|conn| editing::others(conn, id, bo.id, at(time))).unwrap();
    touch(ada.id, "10:00:00");
    touch(bo.id, "10:01:00");
    touch(ada.id, "10:05:00");
    let seen = others("10:15:00");
    assert_eq!((seen.len(), seen[0].email.as_str(), seen[0].since), (1, "ada@example.org", at("10:00:00")));
    assert!(others("10:15:01").is_empty());
    touch(ada.id, "10:30:00");
    assert_eq!(others("10:30:00")[0].since, at("10:30:00"), "editing starts again after a pause");
    db.db.write_now(|conn| editing::leave(conn, id, ada.id)).unwrap();
    assert!(others("10:30:00").is_empty());
}
