//! Forms that can't be stored for now: the answer keeps their fields, so that they can be sent again.

use metier::models::user::Role;

use super::refused::{Closed, assert_well_soon, drop_connections};
use crate::support::{Answer, HOSTILE, PASSWORD, TestDb, Visitor, add_user};

/// A category with a name that must be escaped.
const CATEGORY: [(&str, &str); 2] =
    [("name", "Crafts & \"trades\" </form><b>"), ("slug", "crafts-and-trades")];

/// The hidden fields of the form in `main`, in order.
fn hidden(answer: &Answer) -> Vec<(String, String)> {
    let attributes = |name| answer.attributes("main form input[type=hidden]", name);
    let (names, values) = (attributes("name"), attributes("value"));
    assert_eq!(names.len(), values.len());
    names.into_iter().zip(values).collect()
}

/// Sends a form that can't be stored for now. The answer keeps its fields, and pages are still served.
pub async fn assert_kept(visitor: &Visitor<'_>) -> Answer {
    let answer = visitor.post("/admin/categories/new", &CATEGORY).await;
    assert_eq!((answer.status, answer.header("cache-control")), (503, "no-store"), "{}", answer.body);
    assert_eq!(answer.text("h1"), "This hasn’t been saved");
    assert_eq!(hidden(&answer), CATEGORY.map(|(name, text)| (name.to_owned(), text.to_owned())));
    for path in ["/", "/careers", "/admin/categories"] {
        assert_eq!(visitor.get(path).await.status, 200, "{path}");
    }
    answer
}

/// Sends the form of an answer again, which must be accepted now.
pub async fn assert_sent_again(visitor: &Visitor<'_>, answer: &Answer) {
    let action = answer.attributes("main form", "action").remove(0);
    let fields = hidden(answer);
    let fields: Vec<_> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let taken = visitor.post(&action, &fields).await;
    assert_eq!(taken.status, 303, "{}", taken.body);
}

on_postgres!(async a_form_is_kept_while_its_session_cannot_be_looked_up);
/// While the database is down, no session can be looked up.
async fn a_form_is_kept_while_its_session_cannot_be_looked_up(db: TestDb) {
    let author = Visitor::signed_in(&db, Role::Author);
    let _closed = Closed::new(&db);
    let long = format!("One line,\r\nanother one. {HOSTILE}");
    let fields = [("title", "Baker"), ("summary", &long), ("expertise_level", "two words")];
    let answer = author.post("/admin/careers/new?from=list", &fields).await;
    assert_eq!((answer.status, answer.header("cache-control")), (503, "no-store"), "{}", answer.body);
    assert_eq!(answer.text("h1"), "This hasn’t been saved", "{}", answer.body);
    assert_eq!(answer.attributes("main form", "action"), ["/admin/careers/new?from=list"]);
    let kept = fields.map(|(name, text)| (name.to_owned(), text.replace("\r\n", "\n")));
    assert_eq!(hidden(&answer), kept);
    assert_eq!(answer.texts("main dt"), ["summary", "expertise_level"]);
    assert!(!answer.body.contains(HOSTILE), "it is escaped");

    let uploaded = author.upload("/admin/insights/1/logo", &[], ("logo", b"bytes")).await;
    assert_eq!((uploaded.status, uploaded.attributes("main form", "action").len()), (503, 0));
    assert!(uploaded.text("main").contains("choose it again"), "{}", uploaded.body);
    let stranger = Visitor::new(&db).post("/admin/careers/new", &fields).await;
    assert_eq!(stranger.status, 401, "there is no session");
}

on_postgres!(async a_password_is_not_sent_back);
/// Users type their password again.
async fn a_password_is_not_sent_back(db: TestDb) {
    let user = add_user(&db, Role::Author);
    let visitor = Visitor::new(&db);
    let fields = [("email", user.email.as_str()), ("password", PASSWORD), ("code", ""), ("next", "/admin")];
    let author = Visitor::signed_in(&db, Role::Author);
    let closed = Closed::new(&db);
    let changing = [("current", PASSWORD), ("password", PASSWORD), ("repeated", PASSWORD)];
    let answer = author.post("/admin/account/password", &changing).await;
    assert_eq!((answer.status, answer.body.contains(PASSWORD)), (503, false));
    let typed_again = ["current-password", "new-password", "new-password"];
    assert_eq!(answer.attributes("main input", "autocomplete"), typed_again);
    let answer = visitor.post("/sign-in", &fields).await;
    assert_eq!(answer.status, 503);
    assert!(!answer.body.contains(PASSWORD));
    assert_eq!(answer.attributes("main input:not([type=hidden])", "name"), ["password", "code"]);
    assert_eq!(answer.attributes("main input[type=hidden]", "name"), ["email", "next"]);
    drop(closed);
    assert_well_soon(&db.db);
    assert_eq!(visitor.post("/sign-in", &fields).await.status, 303);
}

on_postgres!(async a_read_only_database_still_serves_pages);
/// A server that became read-only, as in a failover.
async fn a_read_only_database_still_serves_pages(db: TestDb) {
    let editor = Visitor::signed_in(&db, Role::Editor);
    // Transactions may be read-only by default, so this asks for writing.
    let alter = |what: &str| {
        let alter = format!("EXECUTE format('ALTER DATABASE %I {what}', current_database())");
        db.run(&format!("BEGIN READ WRITE; DO $$ BEGIN {alter}; END $$; COMMIT"));
        drop_connections(&db);
    };
    alter("SET default_transaction_read_only = on");
    let answer = assert_kept(&editor).await;
    assert!(answer.text(".lead").contains("is read-only"));
    editor.clock().advance(600);
    let page = editor.get("/admin/categories").await;
    assert_eq!(page.status, 200, "the last use of the session needn’t be recorded");
    alter("RESET default_transaction_read_only");
    assert_sent_again(&editor, &answer).await;
}
