//! `/admin/careers/bulk`: all careers change, or none.

use metier::models::career::Status;
use metier::models::user::Role;

use crate::support::careers::{drafted, load, published, summarise};
use crate::support::{Answer, TestDb, Visitor, prepare};

/// The careers of a form, each with its version.
fn chosen(db: &TestDb, ids: &[i64]) -> Vec<String> {
    ids.iter().map(|id| format!("{id}-{}", load(&db.db, *id).version)).collect()
}

/// Sends the form as an editor.
async fn send(db: &TestDb, careers: &[String], others: &[(&str, &str)]) -> Answer {
    let careers = careers.iter().map(|career| ("career", career.as_str()));
    let fields: Vec<_> = careers.chain(others.iter().copied()).collect();
    Visitor::signed_in(db, Role::Editor).post("/admin/careers/bulk", &fields).await
}

on_both!(async a_bulk_action_asks_for_confirmation_first);
async fn a_bulk_action_asks_for_confirmation_first(db: TestDb) {
    let (baker, cook) = (drafted(&db.db, "Baker"), published(&db.db, "Cook"));
    let empty = drafted(&db.db, "Empty");
    summarise(&db.db, empty, 1, "").unwrap();
    let page = send(&db, &chosen(&db, &[baker, cook, empty]), &[("action", "publish")]).await;
    assert_eq!((page.status, page.text("h1").as_str()), (200, "Publish 1 career"));
    assert_eq!(page.texts("td[data-label=Change]"), ["It becomes public."]);
    assert_eq!(
        page.texts("td[data-label=Why]"),
        ["Visitors already see its newest draft.", "Summary: Fill this in"]
    );
    assert_eq!(load(&db.db, baker).status, Status::Draft, "nothing yet");
    let sent = page.attributes("input[name=career]", "value");
    let done = send(&db, &sent, &[("action", "publish"), ("confirm", "yes")]).await;
    assert_eq!((done.status, done.header("location")), (303, "/admin/careers?done=bulk"));
    assert_eq!(load(&db.db, baker).status, Status::Published);
}

on_both!(async one_career_that_is_stale_or_cannot_change_stops_the_whole_action);
async fn one_career_that_is_stale_or_cannot_change_stops_the_whole_action(db: TestDb) {
    let ids = [published(&db.db, "Baker"), published(&db.db, "Cook")];
    let careers = chosen(&db, &ids);
    summarise(&db.db, ids[1], load(&db.db, ids[1]).version, "New.").unwrap();
    let action = [("action", "withdraw"), ("confirm", "yes"), ("reason", "Old")];
    let stale = send(&db, &careers, &action).await;
    assert_eq!(stale.status, 409);
    assert!(stale.text("td[data-label=Why]").starts_with("It was changed after you selected it"));
    assert_eq!(stale.texts("section tbody th"), ["Cook"]);
    assert_eq!(stale.text("textarea"), "Old");
    let with_draft = chosen(&db, &[ids[0], drafted(&db.db, "Miller")]);
    assert_eq!(send(&db, &with_draft, &action[..2]).await.status, 422);
    assert!(ids.iter().all(|id| load(&db.db, *id).status == Status::Published));
}

on_both!(async categories_change_only_in_drafts);
async fn categories_change_only_in_drafts(db: TestDb) {
    prepare(&db.db);
    let ids = [published(&db.db, "Baker"), drafted(&db.db, "Cook")];
    let careers = chosen(&db, &ids);
    let action = [("action", "categorise"), ("category", "health"), ("confirm", "yes")];
    assert_eq!(send(&db, &careers, &action).await.status, 303);
    for id in ids {
        assert_eq!(load(&db.db, id).profile.category.unwrap().to_string(), "health");
    }
    assert!(!load(&db.db, ids[0]).is_live(), "visitors see it once it is published");
    let unknown = [("action", "categorise"), ("category", "nowhere")];
    assert_eq!(send(&db, &careers, &unknown).await.status, 422);
    assert_eq!(send(&db, &[], &[("action", "publish")]).await.status, 422);
}
