//! Forms that can't be stored for now: the answer keeps their fields, so that they can be sent again.

use scraper::{Html, Selector};

use metier::models::user::Role;

use super::refused::{Closed, assert_well_soon, drop_connections};
use crate::support::{Answer, HOSTILE, PASSWORD, TestDb, Visitor, add_user};

/// A category with a name that must be escaped.
pub const CATEGORY: [(&str, &str); 2] =
    [("name", "Crafts & \"trades\" </form><b>"), ("slug", "crafts-and-trades")];

/// The hidden fields of the form in `main`, in order.
pub fn hidden(answer: &Answer) -> Vec<(String, String)> {
    let page = Html::parse_document(&answer.body);
    let selector = Selector::parse("main form input[type=hidden]").unwrap();
    let attribute = |element: scraper::ElementRef<'_>, name| element.attr(name).unwrap().to_owned();
    page.select(&selector).map(|input| (attribute(input, "name"), attribute(input, "value"))).collect()
}

/// Sends the form of an answer again, which must be accepted now.
pub async fn assert_sent_again(visitor: &Visitor<'_>, answer: &Answer) {
    let action = answer.attributes("main form", "action").remove(0);
    let fields = hidden(answer);
    let fields: Vec<_> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let taken = visitor.post(&action, &fields).await;
    assert_eq!(taken.status, 303, "{}", taken.body);
}

/// On PostgreSQL only: while the database is down, no session can be looked up.
#[test]
fn a_form_is_kept_while_its_session_cannot_be_looked_up() {
    let test = concat!(module_path!(), "::a_form_is_kept_while_its_session_cannot_be_looked_up");
    let Some(db) = TestDb::postgres(test) else { return };
    actix_web::rt::System::new().block_on(async {
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
    });
}

/// On PostgreSQL only. Users type their password again.
#[test]
fn a_password_is_not_sent_back() {
    let test = concat!(module_path!(), "::a_password_is_not_sent_back");
    let Some(db) = TestDb::postgres(test) else { return };
    actix_web::rt::System::new().block_on(async {
        let user = add_user(&db, Role::Author);
        let visitor = Visitor::new(&db);
        let fields =
            [("email", user.email.as_str()), ("password", PASSWORD), ("code", ""), ("next", "/admin")];
        let author = Visitor::signed_in(&db, Role::Author);
        let closed = Closed::new(&db);
        let changing = [("current", PASSWORD), ("password", PASSWORD), ("repeated", PASSWORD)];
        let answer = author.post("/admin/account/password", &changing).await;
        assert_eq!((answer.status, answer.body.contains(PASSWORD)), (503, false));
        assert_eq!(
            answer.attributes("main input", "autocomplete"),
            ["current-password", "new-password", "new-password"]
        );
        let answer = visitor.post("/sign-in", &fields).await;
        assert_eq!(answer.status, 503);
        assert!(!answer.body.contains(PASSWORD));
        assert_eq!(answer.attributes("main input:not([type=hidden])", "name"), ["password", "code"]);
        assert_eq!(answer.attributes("main input[type=hidden]", "name"), ["email", "next"]);
        drop(closed);
        assert_well_soon(&db.db);
        assert_eq!(visitor.post("/sign-in", &fields).await.status, 303);
    });
}

/// On PostgreSQL only: a server that became read-only, as in a failover.
#[test]
fn a_read_only_database_still_serves_pages() {
    let test = concat!(module_path!(), "::a_read_only_database_still_serves_pages");
    let Some(db) = TestDb::postgres(test) else { return };
    actix_web::rt::System::new().block_on(async {
        let editor = Visitor::signed_in(&db, Role::Editor);
        // Transactions may be read-only by default, so this asks for writing.
        let alter = |what: &str| {
            let alter = format!("EXECUTE format('ALTER DATABASE %I {what}', current_database())");
            db.run(&format!("BEGIN READ WRITE; DO $$ BEGIN {alter}; END $$; COMMIT"));
            drop_connections(&db);
        };
        alter("SET default_transaction_read_only = on");
        let answer = editor.post("/admin/categories/new", &CATEGORY).await;
        assert_eq!(answer.status, 503, "{}", answer.body);
        assert!(answer.text(".lead").contains("is read-only"));
        editor.clock().advance(600);
        assert_eq!(
            editor.get("/admin/categories").await.status,
            200,
            "the last use of the session needn’t be recorded"
        );
        alter("RESET default_transaction_read_only");
        assert_sent_again(&editor, &answer).await;
    });
}
