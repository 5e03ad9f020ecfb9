//! `/admin/careers/{id}/history`: comparing and restoring revisions.

use metier::models::user::Role;

use crate::support::careers::{drafted, load, published, summarise};
use crate::support::{TestDb, Visitor};

on_both!(async revisions_are_compared_word_by_word);
async fn revisions_are_compared_word_by_word(db: TestDb) {
    let author = Visitor::signed_in(&db, Role::Author);
    assert_eq!(author.get("/admin/careers/999/history").await.status, 404);
    let id = published(&db.db, "Baker");
    summarise(&db.db, id, 2, "What a good Baker <does>.").unwrap();
    let path = format!("/admin/careers/{id}/history");
    let page = author.get(&path).await;
    assert_eq!(page.texts("tbody th"), ["2", "1 Live"]);
    assert_eq!(page.attributes(":is(#from, #to)", "value"), ["1", "2"], "live and draft are preselected");
    assert_eq!(page.attributes("td[data-label=Compare] a", "href"), [format!("{path}?from=1&to=2")]);
    let diff = author.get(&format!("{path}?from=1&to=2")).await;
    assert_eq!(diff.texts("dt"), ["Summary"]);
    assert_eq!(diff.texts("dd ins").join("|"), "good|<does>.");
    assert_eq!(diff.texts("dd del"), ["does."]);
    let same = author.get(&format!("{path}?from=1&to=1")).await;
    assert!(same.text(".desk-diff").contains("These revisions are the same."));

    let missing = author.get(&format!("{path}?from=1&to=9")).await;
    assert_eq!((missing.status, missing.attributes("[role=alert] a", "href")), (422, vec!["#to".into()]));
    assert!(missing.text("#to-error").ends_with("There is no revision “9”. Enter a number from 1 to 2"));
    assert_eq!(missing.attributes(":is(#from, #to)", "value"), ["1", "9"], "what was typed is kept");
    assert!(missing.texts("#diff").is_empty());
    for query in ["from=2", "from=&to=2", "from=one&to=0"] {
        let wrong = author.get(&format!("{path}?{query}")).await;
        assert_eq!(wrong.status, 422, "{query}");
        assert_eq!(wrong.texts("tbody th"), ["2", "1 Live"], "{query}");
    }
}

on_both!(async any_two_revisions_of_a_long_history_can_be_compared);
async fn any_two_revisions_of_a_long_history_can_be_compared(db: TestDb) {
    let author = Visitor::signed_in(&db, Role::Author);
    let id = drafted(&db.db, "Baker");
    for version in 1..60 {
        summarise(&db.db, id, version, &format!("Text {version}.")).unwrap();
    }
    let path = format!("/admin/careers/{id}/history");
    let second = author.get(&format!("{path}?page=2")).await;
    assert_eq!(second.texts("tbody th").len(), 10, "the oldest ten are on the second page");
    let diff = author.get(&format!("{path}?from=1&to=60")).await;
    assert_eq!(diff.text("#diff"), "From revision 1 to revision 60");
    assert_eq!(diff.texts("dd :is(del, ins)"), ["What a Baker does.", "Text 59."]);
    assert_eq!(diff.attributes(":is(#from, #to)", "value"), ["1", "60"]);
}

on_both!(async a_revision_is_restored_as_a_draft);
async fn a_revision_is_restored_as_a_draft(db: TestDb) {
    let author = Visitor::signed_in(&db, Role::Author);
    let id = published(&db.db, "Baker");
    summarise(&db.db, id, 2, "New.").unwrap();
    let restore = format!("/admin/careers/{id}/restore");
    let done = author.post(&restore, &[("revision", "1"), ("version", "3")]).await;
    assert_eq!(done.status, 303);
    assert_eq!(done.header("location"), format!("/admin/careers/{id}/history?done=restored"));
    let draft = load(&db.db, id);
    let revision = draft.revision;
    assert_eq!(draft.profile.summary, "What a Baker does.");
    assert_eq!((revision.number, &*revision.note), (3, "Restored revision 1"));
    assert_eq!(revision.author, "author@example.org");
    let same = author.post(&restore, &[("revision", "1"), ("version", "4")]).await;
    assert!(same.header("location").ends_with("?done=same"));
    let stale = author.post(&restore, &[("revision", "2"), ("version", "3")]).await;
    assert_eq!(stale.status, 409);
    assert!(stale.text("[role=alert]").contains("author@example.org last saved its draft"));
    assert_eq!(stale.attributes("input[name=version]", "value"), ["4"]);
    let again = author.post(&restore, &[("revision", "2"), ("version", "4")]).await;
    assert_eq!(again.status, 303, "sending it again works");
}
