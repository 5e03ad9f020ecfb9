//! The desk's pages for everything but profiles.

mod audit;
mod catalogue;
mod jobs;
mod logos;
mod quality;
mod voices;

use metier::models::user::Role;

use crate::support::{Answer, TestDb, Visitor};

/// The fields of a valid insight, some of them changed.
fn quote<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("career", "baker"),
        ("employer", "Quillhaven Bakery"),
        ("job_title", "Night Baker"),
        ("said_on", "2026-03-01"),
        ("quote", "The dough waits for nobody."),
        ("moderation", "approved"),
    ];
    for (name, value) in changed {
        fields.retain(|(field, _)| field != name);
        fields.push((name, value));
    }
    fields
}

/// Adds such an insight as an editor.
async fn add_quote(db: &TestDb, changed: &[(&str, &str)]) -> Answer {
    Visitor::signed_in(db, Role::Editor).post("/admin/insights/new", &quote(changed)).await
}
