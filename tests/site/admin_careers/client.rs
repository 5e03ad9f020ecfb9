//! Asks for pages of the desk as somebody who is signed in.

use metier::models::user::User;

use crate::support::{Answer, TestDb, Visitor};

/// Asks for a page with GET.
pub async fn get(db: &TestDb, user: &User, path: &str) -> Answer {
    visitor(db, user).get(path).await
}

/// Sends a form.
pub async fn post(db: &TestDb, user: &User, path: &str, fields: &[(&str, &str)]) -> Answer {
    visitor(db, user).post(path, fields).await
}

fn visitor<'a>(db: &'a TestDb, user: &User) -> Visitor<'a> {
    let visitor = Visitor::new(db);
    visitor.sign_in(user);
    visitor
}
