//! `metier user`.

use super::stderr;
use crate::support::{TestDb, Visitor, metier};

on_both!(async a_user_is_added_and_can_get_a_new_link);
async fn a_user_is_added_and_can_get_a_new_link(db: TestDb) {
    let run = |args: &[&str]| metier(&db).arg("user").args(args).output().unwrap();
    let add = ["add", "Anna@example.org", "--role", "admin", "--base-url", "https://ours.example"];
    let added = run(&add);
    let said = String::from_utf8(added.stdout).unwrap();
    assert!(said.starts_with("Send anna@example.org this link to set a password."), "{said}");
    let link = said.trim().split_once("https://ours.example").unwrap().1.to_owned();
    let visitor = Visitor::new(&db);
    assert_eq!(visitor.get(&link).await.text("h1"), "Set your password");
    assert!(stderr(&run(&add)).contains("a user with this email address already exists"));
    assert!(run(&["link", "anna@example.org"]).status.success());
    assert_eq!(visitor.get(&link).await.status, 410, "a newer link replaced it");
    assert!(stderr(&run(&["link", "bob@example.org"])).contains("no such user"));
    assert!(stderr(&run(&["add", "x@example.org", "--role", "boss"])).contains("author, editor or admin"));
}
