//! Asks for pages of the desk as someone of a role, without keeping the visitor.

use metier::models::user::Role;

use super::answer::Answer;
use super::{TestDb, Visitor};

/// Asks for a page with GET.
pub async fn get_as(db: &TestDb, role: Role, path: &str) -> Answer {
    Visitor::signed_in(db, role).get(path).await
}

/// Sends a form.
pub async fn post_as(db: &TestDb, role: Role, path: &str, fields: &[(&str, &str)]) -> Answer {
    Visitor::signed_in(db, role).post(path, fields).await
}
