//! The desk's pages for everything but profiles.

mod audit;
mod catalogue;
mod jobs;
mod logos;
mod quality;
mod voices;

use metier::models::user::Role;

use crate::support::{Answer, TestDb, Visitor};

type Fields<'a> = [(&'a str, &'a str)];

/// The fields of a form, some of them changed.
fn with_changes<'a>(fields: &Fields<'a>, changed: &Fields<'a>) -> Vec<(&'a str, &'a str)> {
    let is_kept = |(name, _): &&(&str, &str)| changed.iter().all(|(other, _)| other != name);
    fields.iter().filter(is_kept).chain(changed).copied().collect()
}

/// The fields of a valid insight, some of them changed.
fn quote<'a>(changed: &Fields<'a>) -> Vec<(&'a str, &'a str)> {
    let fields = [
        ("career", "baker"),
        ("employer", "Quillhaven Bakery"),
        ("job_title", "Night Baker"),
        ("said_on", "2026-03-01"),
        ("quote", "The dough waits for nobody."),
        ("moderation", "approved"),
    ];
    with_changes(&fields, changed)
}

/// Adds such an insight as an editor.
async fn add_quote(db: &TestDb, changed: &Fields<'_>) -> Answer {
    Visitor::signed_in(db, Role::Editor).post("/admin/insights/new", &quote(changed)).await
}
