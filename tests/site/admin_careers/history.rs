//! `/admin/careers/{id}/history`: revisions, what differs, and how they come back.

use metier::models::user::Role;

use super::client::{get, post};
use super::desk::{load, published, summarise};
use crate::support::{TestDb, add_user_called};

on_both!(async revisions_are_compared_by_the_word);
async fn revisions_are_compared_by_the_word(db: TestDb) {
    let ada = add_user_called(&db, "ada@example.org", Role::Author);
    let id = published(&db.db, "Baker");
    summarise(&db.db, id, 2, "What a good Baker <does>.").unwrap();
    let path = format!("/admin/careers/{id}/history");
    let page = get(&db, &ada, &path).await;
    assert_eq!(page.texts("tbody th"), ["2", "1 Live"]);
    assert_eq!(page.attributes("input[checked]", "value"), ["2", "1"], "what one wants to know first");
    let diff = get(&db, &ada, &format!("{path}?from=1&to=2")).await;
    assert_eq!(diff.texts("dt"), ["Summary"]);
    assert_eq!(diff.texts("dd ins").join("|"), "good|<does>.");
    assert_eq!(diff.texts("dd del"), ["does."]);
    assert_eq!(get(&db, &ada, &format!("{path}?from=1&to=9")).await.status, 404);
    let same = get(&db, &ada, &format!("{path}?from=1&to=1")).await;
    assert!(same.text(".desk-diff").contains("They are the same."));
}

on_both!(async a_revision_comes_back_as_a_draft);
async fn a_revision_comes_back_as_a_draft(db: TestDb) {
    let ada = add_user_called(&db, "ada@example.org", Role::Author);
    let id = published(&db.db, "Baker");
    summarise(&db.db, id, 2, "New.").unwrap();
    let restore = format!("/admin/careers/{id}/restore");
    let done = post(&db, &ada, &restore, &[("revision", "1"), ("version", "3")]).await;
    assert_eq!(
        (done.status, done.header("location")),
        (303, &*format!("/admin/careers/{id}/history?done=restored"))
    );
    let draft = load(&db.db, id);
    let revision = draft.revision.unwrap();
    assert_eq!(draft.profile.summary, "What a Baker does.");
    assert_eq!(
        (revision.number, revision.note.as_str(), revision.author.as_str()),
        (3, "Restored revision 1", "ada@example.org")
    );
    let same = post(&db, &ada, &restore, &[("revision", "1"), ("version", "4")]).await;
    assert!(same.header("location").ends_with("?done=same"));
    let stale = post(&db, &ada, &restore, &[("revision", "2"), ("version", "3")]).await;
    assert_eq!(stale.status, 409);
    assert_eq!(stale.texts("td.desk-text"), ["What a Baker does.", "New."]);
    assert_eq!(stale.attributes("input[name=version]", "value"), ["4"]);
    let version = [("revision", "2"), ("version", "4")];
    assert_eq!(post(&db, &ada, &restore, &version).await.status, 303, "the way on");
}
