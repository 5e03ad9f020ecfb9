//! `/admin/careers/bulk`: all careers change, or none.

use metier::models::career::Status;
use metier::models::user::Role;

use crate::support::careers::{drafted, load, published, summarise};
use crate::support::{TestDb, Visitor, add_user_called, prepare};

const PATH: &str = "/admin/careers/bulk";

fn chosen(db: &TestDb, ids: &[i64]) -> Vec<String> {
    ids.iter().map(|id| format!("{id}-{}", load(&db.db, *id).version)).collect()
}

fn form<'a>(careers: &'a [String], others: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    careers.iter().map(|career| ("career", career.as_str())).chain(others.iter().copied()).collect()
}

on_both!(async a_bulk_action_asks_for_confirmation_first);
async fn a_bulk_action_asks_for_confirmation_first(db: TestDb) {
    let bo = add_user_called(&db, "bo@example.org", Role::Editor);
    let (baker, cook) = (drafted(&db.db, "Baker"), published(&db.db, "Cook"));
    let empty = drafted(&db.db, "Empty");
    summarise(&db.db, empty, 1, "").unwrap();
    let careers = chosen(&db, &[baker, cook, empty]);
    let page = Visitor::of(&db, &bo).post(PATH, &form(&careers, &[("action", "publish")])).await;
    assert_eq!((page.status, page.text("h1").as_str()), (200, "Publish 1 career"));
    assert_eq!(page.texts("td[data-label=Change]"), ["It becomes public."]);
    assert_eq!(page.texts("td[data-label=Why]"), ["Visitors already see its draft.", "Summary: is missing"]);
    assert_eq!(load(&db.db, baker).status, Status::Draft, "nothing yet");
    let sent = page.attributes("input[name=career]", "value");
    let done =
        Visitor::of(&db, &bo).post(PATH, &form(&sent, &[("action", "publish"), ("confirm", "yes")])).await;
    assert_eq!((done.status, done.header("location")), (303, "/admin/careers?done=bulk"));
    assert_eq!(load(&db.db, baker).status, Status::Published);
}

on_both!(async one_stale_career_stops_the_whole_action);
async fn one_stale_career_stops_the_whole_action(db: TestDb) {
    let bo = add_user_called(&db, "bo@example.org", Role::Editor);
    let ids = [published(&db.db, "Baker"), published(&db.db, "Cook")];
    let careers = chosen(&db, &ids);
    summarise(&db.db, ids[1], load(&db.db, ids[1]).version, "New.").unwrap();
    let fields = form(&careers, &[("action", "withdraw"), ("confirm", "yes"), ("reason", "Old")]);
    let refused = Visitor::of(&db, &bo).post(PATH, &fields).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text("td[data-label=Why]").starts_with("It was changed after you selected it"));
    assert_eq!(refused.texts("section tbody th"), ["Cook"]);
    assert_eq!(refused.text("textarea"), "Old");
    assert!(ids.iter().all(|id| load(&db.db, *id).status == Status::Published));
}

on_both!(async one_career_that_cannot_change_stops_the_whole_action);
async fn one_career_that_cannot_change_stops_the_whole_action(db: TestDb) {
    let bo = add_user_called(&db, "bo@example.org", Role::Editor);
    let ids = [published(&db.db, "Baker"), drafted(&db.db, "Cook")];
    let careers = chosen(&db, &ids);
    let refused = Visitor::of(&db, &bo)
        .post(PATH, &form(&careers, &[("action", "withdraw"), ("confirm", "yes")]))
        .await;
    assert_eq!(refused.status, 422);
    assert_eq!(load(&db.db, ids[0]).status, Status::Published);
}

on_both!(async categories_change_only_in_drafts);
async fn categories_change_only_in_drafts(db: TestDb) {
    prepare(&db.db);
    let bo = add_user_called(&db, "bo@example.org", Role::Editor);
    let ids = [published(&db.db, "Baker"), drafted(&db.db, "Cook")];
    let careers = chosen(&db, &ids);
    let action = [("action", "categorise"), ("category", "health"), ("confirm", "yes")];
    assert_eq!(Visitor::of(&db, &bo).post(PATH, &form(&careers, &action)).await.status, 303);
    let category = |id: &i64| load(&db.db, *id).profile.category.map(|slug| slug.to_string());
    assert_eq!(ids.iter().map(category).collect::<Vec<_>>(), [Some("health".into()), Some("health".into())]);
    assert!(!load(&db.db, ids[0]).is_live(), "visitors see it once it is published");
    let unknown = [("action", "categorise"), ("category", "nowhere")];
    assert_eq!(Visitor::of(&db, &bo).post(PATH, &form(&careers, &unknown)).await.status, 422);
    assert_eq!(Visitor::of(&db, &bo).post(PATH, &[("action", "publish")]).await.status, 422);
    let ada = add_user_called(&db, "ada@example.org", Role::Author);
    assert_eq!(Visitor::of(&db, &ada).post(PATH, &form(&careers, &action)).await.status, 403);
}
