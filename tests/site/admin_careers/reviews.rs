//! Submitting drafts for review, and sending them back.

use metier::models::user::Role;
use metier::models::{draft, publication};

use crate::support::careers::{actor, change, drafted, load, published, summarise};
use crate::support::{TestDb, Visitor, rows};

const NONE: &str = "There is no draft to review: visitors already see the latest version. Edit it";

on_both!(async an_author_submits_a_draft_and_an_editor_sends_it_back);
async fn an_author_submits_a_draft_and_an_editor_sends_it_back(db: TestDb) {
    let id = drafted(&db.db, "Baker");
    drafted(&db.db, "Miller");
    let (author, editor) = (Visitor::signed_in(&db, Role::Author), Visitor::signed_in(&db, Role::Editor));
    let path = format!("/admin/careers/{id}/review");
    let sent = author.post(&path, &[("version", "1"), ("note", "Look at <pay>.")]).await;
    assert_eq!((sent.status, sent.header("location")), (303, &*format!("{path}?done=submitted")));
    let list = editor.get("/admin/careers").await;
    assert_eq!(list.text(".desk-waiting"), "1 draft is waiting for review");
    assert_eq!(list.texts("td[data-label=Status]"), ["Draft Waiting for review", "Draft"]);
    assert_eq!(editor.get("/admin/careers?status=waiting").await.texts("tbody th"), ["Baker"]);
    let again = author.post(&path, &[("version", "2"), ("note", "Please!")]).await;
    assert_eq!((again.status, again.texts(".error-summary li").len()), (422, 1));
    let back = format!("{path}/return");
    let send_back = async |version: &str, answer: &str| {
        editor.post(&back, &[("version", version), ("answer", answer)]).await
    };
    let mute = send_back("2", " ").await;
    assert_eq!((mute.status, mute.text("#answer-error")), (422, "Say what needs to change".into()));
    let long = send_back("2", &"x".repeat(2_001)).await;
    assert_eq!((long.status, long.text("textarea").len()), (422, 2_001));
    let stale = send_back("1", "Cite it.").await;
    assert_eq!(stale.status, 409);
    assert_eq!(stale.text("[name=answer]"), "Cite it.");
    assert_eq!(send_back("2", "Cite it.").await.status, 303);
    let page = author.get(&path).await;
    assert!(page.text("td[data-label=Answer]").starts_with("Cite it. (editor@example.org"));
    assert_eq!(page.text("td[data-label=Note]"), "Look at <pay>.");
    assert!(editor.get("/admin/careers").await.texts(".desk-waiting").is_empty());
    assert_eq!(rows(&db.db, "audit_log WHERE action IN ('submitted', 'sent back')"), 2);
}

on_both!(async publishing_or_saving_a_newer_draft_ends_the_review);
async fn publishing_or_saving_a_newer_draft_ends_the_review(db: TestDb) {
    let id = published(&db.db, "Baker");
    let editor = Visitor::signed_in(&db, Role::Editor);
    let path = format!("/admin/careers/{id}/review");
    let waiting = async || editor.get("/admin/careers?status=waiting").await.texts("tbody th").len();
    let submit = async || {
        let version = load(&db.db, id).version.to_string();
        editor.post(&path, &[("version", &version)]).await.status
    };
    assert_eq!(editor.get(&path).await.text("#note"), NONE);
    assert_eq!(submit().await, 422, "the draft is live already");
    for text in ["One.", "Two."] {
        summarise(&db.db, id, load(&db.db, id).version, text).unwrap();
        assert_eq!(waiting().await, 0, "a newer draft isn’t submitted");
        assert_eq!(submit().await, 303);
        assert_eq!(waiting().await, 1);
    }
    let version = load(&db.db, id).version;
    change(&db.db, |conn| publication::publish(conn, &actor(), id, version)).unwrap();
    assert_eq!(waiting().await, 0);
    assert_eq!(editor.get(&path).await.text("#note"), NONE);
    let gone = drafted(&db.db, "Miller");
    let submitted = editor.post(&format!("/admin/careers/{gone}/review"), &[("version", "1")]).await;
    assert_eq!(submitted.status, 303);
    change(&db.db, |conn| draft::delete(conn, &actor(), gone, 2)).unwrap();
    assert_eq!(rows(&db.db, "reviews"), 2);
}
