//! Insights and interview questions: adding, listing, moderating, concurrent edits, and deleting.

use metier::models::user::Role::{Author, Editor};

use super::{add_quote, quote, with_changes};
use crate::support::{TestDb, Visitor, entry, rows, save};

const LOGGED: &str = "audit_log WHERE kind <> 'user' AND kind <> 'career'";

on_both!(async insights_by_editors_are_shown_and_insights_by_authors_wait);
async fn insights_by_editors_are_shown_and_insights_by_authors_wait(db: TestDb) {
    save(&db.db, &[entry("Baker")]).unwrap();
    let added = add_quote(&db, &[]).await;
    assert_eq!((added.status, added.header("location")), (303, "/admin/insights?done=added"));
    let list = Visitor::signed_in(&db, Editor).get("/admin/insights?done=added").await;
    assert_eq!(list.text(".desk-done"), "The insight was added.");
    assert_eq!(list.texts(".desk-row .desk-status"), ["Shown"]);
    let waiting = quote(&[("quote", "Flour <b>everywhere</b>.")]);
    assert_eq!(Visitor::signed_in(&db, Author).post("/admin/insights/new", &waiting).await.status, 303);
    let list = Visitor::signed_in(&db, Author).get("/admin/insights").await;
    assert_eq!(list.texts(".desk-row-text")[0], "“Flour <b>everywhere</b>.”", "newest first");
    assert_eq!(list.texts(".desk-row .desk-status"), ["Waiting", "Shown"]);
    assert_eq!(list.texts(".desk-decide button"), [""; 0], "authors don’t moderate");
    let public = Visitor::new(&db).get("/careers/baker/insights").await;
    assert_eq!(public.texts("blockquote"), ["“The dough waits for nobody.”"]);
    assert_eq!(rows(&db.db, LOGGED), 2);
}

on_both!(async an_invalid_form_keeps_its_fields);
async fn an_invalid_form_keeps_its_fields(db: TestDb) {
    save(&db.db, &[entry("Baker")]).unwrap();
    let typed = [("employer", ""), ("said_on", "yesterday"), ("quote", "Two\r\nlines & \"more\"")];
    let page = add_quote(&db, &typed).await;
    assert_eq!(page.status, 422);
    let messages = page.texts(".error-summary li");
    assert_eq!(messages, ["Employer: Fill this in", "Date: Enter a date like 2024-05-31"]);
    assert_eq!(page.attributes(".error-summary a", "href"), ["#employer", "#said_on"]);
    assert_eq!(page.attributes("#employer", "aria-invalid"), ["true"]);
    assert_eq!(page.attributes("#employer", "aria-describedby"), ["employer-hint employer-error"]);
    assert_eq!(page.attributes("#job_title", "value"), ["Night Baker"]);
    assert_eq!(page.attributes("#said_on", "value"), ["yesterday"]);
    assert!(page.body.contains("\nTwo\nlines &#38; &#34;more&#34;</textarea>"), "{}", page.body);
    assert_eq!(page.text("title"), "Error: Add an insight · Testing");
    let unknown = add_quote(&db, &[("career", "alchemist")]).await;
    assert_eq!(unknown.status, 422);
    assert_eq!(unknown.texts(".error-summary li"), ["Career: No career has the web address “alchemist”"]);
    assert_eq!(rows(&db.db, LOGGED), 0);
}

on_both!(async the_second_of_two_editors_sees_both_texts);
async fn the_second_of_two_editors_sees_both_texts(db: TestDb) {
    save(&db.db, &[entry("Baker")]).unwrap();
    add_quote(&db, &[]).await;
    let editor = Visitor::signed_in(&db, Editor);
    let path = "/admin/insights/1/edit";
    let change =
        async |version, text| editor.post(path, &quote(&[("version", version), ("quote", text)])).await;
    assert_eq!(editor.get(path).await.attributes("[name=version]", "value"), ["1"]);
    assert_eq!(change("1", "Theirs.").await.status, 303);
    let conflict = change("1", "Mine.").await;
    assert_eq!(conflict.status, 409);
    assert_eq!(conflict.texts(".error-summary td"), ["Theirs.", "Mine."]);
    assert_eq!(conflict.text("textarea"), "Mine.");
    assert_eq!(conflict.attributes("[name=version]", "value"), ["2"]);
    assert_eq!(change("2", "Mine.").await.status, 303);
    assert_eq!(change("3", "Mine.").await.status, 303);
    assert_eq!(rows(&db.db, LOGGED), 3, "saving without changes isn’t logged");
    assert_eq!(rows(&db.db, "insights WHERE version = 3"), 1);
}

on_both!(async moderating_in_the_list_keeps_its_filters);
async fn moderating_in_the_list_keeps_its_filters(db: TestDb) {
    save(&db.db, &[entry("Baker"), entry("Cook")]).unwrap();
    for (career, words, state) in
        [("baker", "100% rye", "pending"), ("cook", "100 pans", "pending"), ("cook", "Salt", "rejected")]
    {
        add_quote(&db, &[("career", career), ("quote", words), ("moderation", state)]).await;
    }
    let editor = Visitor::signed_in(&db, Editor);
    let texts = async |query| editor.get(&format!("/admin/insights?{query}")).await.texts(".desk-row-text");
    assert_eq!(texts("state=pending").await, ["“100 pans”", "“100% rye”"]);
    assert_eq!(texts("q=100%25").await, ["“100% rye”"], "the search isn’t a pattern");
    assert_eq!(texts("q=SALT&career=cook").await, ["“Salt”"]);
    assert_eq!(texts("q=SA%00LT&career=co%00ok").await, ["“Salt”"], "NULs are ignored");
    assert_eq!(editor.get("/admin/insights?page=2").await.status, 404);
    let decided = [("version", "1"), ("moderation", "approved"), ("back", "state=pending&x=%0d%0a")];
    let answer = editor.post("/admin/insights/1/moderation", &decided).await;
    assert_eq!(answer.header("location"), "/admin/insights?state=pending&done=approved");
    let stale = editor.post("/admin/insights/1/moderation", &decided).await;
    assert_eq!((stale.status, stale.texts("#conflict-heading").len()), (409, 1));
    assert_eq!(rows(&db.db, "audit_log WHERE action = 'approved' AND kind = 'insight'"), 1);
}

on_both!(async edits_by_authors_wait_again_and_deleting_asks_first);
async fn edits_by_authors_wait_again_and_deleting_asks_first(db: TestDb) {
    save(&db.db, &[entry("Baker")]).unwrap();
    let (author, editor) = (Visitor::signed_in(&db, Author), Visitor::signed_in(&db, Editor));
    let fields = [("career", "baker"), ("question", "Why bread?"), ("moderation", "approved")];
    let new = [&fields[..], &[("answer", "")]].concat();
    assert_eq!(editor.post("/admin/questions/new", &new).await.status, 303);
    let changed = with_changes(&fields, &[("version", "1"), ("question", "Why cake?")]);
    assert_eq!(author.post("/admin/questions/1/edit", &changed).await.status, 303);
    assert_eq!(author.get("/admin/questions").await.texts(".desk-row .desk-status"), ["Waiting"]);
    let delete = "/admin/questions/1/delete";
    assert!(editor.get(delete).await.text(".desk-facts").contains("Why cake?"));
    let stale = editor.post(delete, &[("version", "1")]).await;
    assert_eq!((stale.status, stale.attributes("[name=version]", "value")), (409, vec!["2".to_owned()]));
    let deleted = editor.post(delete, &[("version", "2")]).await;
    assert_eq!(deleted.header("location"), "/admin/questions?done=deleted");
    assert_eq!(editor.get("/admin/questions/1/edit").await.status, 404);
    assert_eq!(rows(&db.db, LOGGED), 3);
}
