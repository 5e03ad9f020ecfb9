//! Submitting drafts for review, and sending them back.

use metier::models::user::Role;
use metier::models::{draft, publication};

use crate::support::careers::{actor, change, drafted, load, published, summarise};
use crate::support::{TestDb, Visitor, add_user_called, count};

const NONE: &str = "There is no draft to review: visitors already see the latest version. Edit it";

on_both!(async an_author_submits_a_draft_and_an_editor_sends_it_back);
async fn an_author_submits_a_draft_and_an_editor_sends_it_back(db: TestDb) {
    let id = drafted(&db.db, "Baker");
    drafted(&db.db, "Miller");
    let author = add_user_called(&db, "ada@example.org", Role::Author);
    let editor = add_user_called(&db, "bo@example.org", Role::Editor);
    let path = format!("/admin/careers/{id}/review");
    let sent = Visitor::of(&db, &author).post(&path, &[("version", "1"), ("note", "Look at <pay>.")]).await;
    assert_eq!((sent.status, sent.header("location")), (303, &*format!("{path}?done=submitted")));
    let list = Visitor::of(&db, &editor).get("/admin/careers").await;
    assert_eq!(list.text(".desk-waiting"), "1 draft is waiting for review");
    assert_eq!(list.texts("td[data-label=Status]"), ["Draft Waiting for review", "Draft"]);
    let narrowed = Visitor::of(&db, &editor).get("/admin/careers?status=waiting").await;
    assert_eq!(narrowed.texts("tbody th"), ["Baker"]);
    let again = Visitor::of(&db, &author).post(&path, &[("version", "2"), ("note", "Please!")]).await;
    assert_eq!((again.status, again.texts(".form-errors li").len()), (422, 1));
    let back = format!("{path}/return");
    assert_eq!(
        Visitor::of(&db, &author).post(&back, &[("version", "2"), ("answer", "No.")]).await.status,
        403
    );
    let mute = Visitor::of(&db, &editor).post(&back, &[("version", "2"), ("answer", " ")]).await;
    assert_eq!((mute.status, mute.text("#answer-error")), (422, "Say what needs to change".into()));
    let long = "x".repeat(2_001);
    let long = Visitor::of(&db, &editor).post(&back, &[("version", "2"), ("answer", &long)]).await;
    assert_eq!((long.status, long.text("textarea").len()), (422, 2_001));
    let stale = Visitor::of(&db, &editor).post(&back, &[("version", "1"), ("answer", "Cite it.")]).await;
    assert_eq!(
        (stale.status, stale.attributes("[name=answer]", "value")),
        (409, vec!["Cite it.".to_owned()])
    );
    assert_eq!(
        Visitor::of(&db, &editor).post(&back, &[("version", "2"), ("answer", "Cite it.")]).await.status,
        303
    );
    let page = Visitor::of(&db, &author).get(&path).await;
    assert!(page.text("td[data-label=Answer]").starts_with("Cite it. (bo@example.org"));
    assert_eq!(page.text("td[data-label=Note]"), "Look at <pay>.");
    assert!(Visitor::of(&db, &editor).get("/admin/careers").await.texts(".desk-waiting").is_empty());
    let logged = "SELECT COUNT(*) AS count FROM audit_log WHERE action IN ('submitted', 'sent back')";
    assert_eq!(count(&db.db, logged), 2);
}

on_both!(async publishing_or_saving_a_newer_draft_ends_the_review);
async fn publishing_or_saving_a_newer_draft_ends_the_review(db: TestDb) {
    let id = published(&db.db, "Baker");
    let editor = add_user_called(&db, "bo@example.org", Role::Editor);
    let path = format!("/admin/careers/{id}/review");
    let waiting =
        async || Visitor::of(&db, &editor).get("/admin/careers?status=waiting").await.texts("tbody th").len();
    assert_eq!(Visitor::of(&db, &editor).get(&path).await.text("#note"), NONE);
    let version = || load(&db.db, id).version.to_string();
    let nothing = Visitor::of(&db, &editor).post(&path, &[("version", &version())]).await;
    assert_eq!(nothing.status, 422, "the draft is live already");
    for text in ["One.", "Two."] {
        summarise(&db.db, id, load(&db.db, id).version, text).unwrap();
        assert_eq!(waiting().await, 0, "a newer draft isn’t submitted");
        assert_eq!(Visitor::of(&db, &editor).post(&path, &[("version", &version())]).await.status, 303);
        assert_eq!(waiting().await, 1);
    }
    let version = load(&db.db, id).version;
    change(&db.db, |conn| publication::publish(conn, &actor(), id, version)).unwrap();
    assert_eq!(waiting().await, 0);
    assert_eq!(Visitor::of(&db, &editor).get(&path).await.text("#note"), NONE);
    let gone = drafted(&db.db, "Miller");
    assert_eq!(
        Visitor::of(&db, &editor)
            .post(&format!("/admin/careers/{gone}/review"), &[("version", "1")])
            .await
            .status,
        303
    );
    change(&db.db, |conn| draft::delete(conn, &actor(), gone, 2)).unwrap();
    assert_eq!(count(&db.db, "SELECT COUNT(*) AS count FROM reviews"), 2);
}
