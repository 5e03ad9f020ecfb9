//! `metier user`.

use crate::support::commands::{fail, succeed};
use crate::support::{TestDb, Visitor, metier};

on_both!(async a_user_is_added_and_can_get_a_new_link);
async fn a_user_is_added_and_can_get_a_new_link(db: TestDb) {
    let add = ["user", "add", "Anna@example.org", "--role", "admin", "--base-url", "https://ours.example"];
    let said = succeed(metier(&db).args(add));
    assert!(said.starts_with("Send anna@example.org this link to set a password."), "{said}");
    let link = said.trim().split_once("https://ours.example").unwrap().1.to_owned();
    let visitor = Visitor::new(&db);
    assert_eq!(visitor.get(&link).await.text("h1"), "Set your password");
    fail(metier(&db).args(add), "a user with this email address already exists");
    succeed(metier(&db).args(["user", "link", "anna@example.org"]));
    assert_eq!(visitor.get(&link).await.status, 410, "a newer link replaced it");
    fail(metier(&db).args(["user", "link", "bob@example.org"]), "no such user");
    fail(metier(&db).args(["user", "add", "x@example.org", "--role", "boss"]), "author, editor or admin");
}
