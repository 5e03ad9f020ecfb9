//! The two databases have one schema, and `src/db/schema.rs` describes it.

use super::catalog::{self, Facts};
use crate::support::TestDb;

on_postgres!(both_databases_have_the_same_schema);
fn both_databases_have_the_same_schema(postgres: TestDb) {
    let (sqlite, postgres) = (catalog::read(&TestDb::sqlite().db), catalog::read(&postgres.db));
    catalog::assert_alike(("SQLite", &sqlite), ("PostgreSQL", &postgres));
}

#[test]
fn the_schema_for_diesel_matches_the_tables() {
    let is_known_to_diesel = |fact: &String| fact.contains(": column ") || fact.contains(": primary key ");
    let migrated = catalog::read(&TestDb::sqlite().db).into_iter().filter(is_known_to_diesel);
    let migrated = migrated.map(|fact| fact.replace(" with a default", "")).collect();
    let declared = declared(include_str!("../../../src/db/schema.rs"));
    catalog::assert_alike(("the migrations", &migrated), ("src/db/schema.rs", &declared));
}

/// The contents of `table!` as facts. Its lines are `careers (id) {` and `category_id -> Nullable<BigInt>,`.
fn declared(text: &str) -> Facts {
    let mut table = "";
    let mut facts = Facts::new();
    for line in text.lines().map(str::trim) {
        if let Some((name, key)) = line.strip_suffix(") {").and_then(|line| line.split_once(" (")) {
            table = name;
            facts.insert(format!("{table}: primary key ({key})"));
        } else if let Some((column, kind)) = line.trim_end_matches(',').split_once(" -> ") {
            facts.extend((!line.starts_with("diesel::")).then(|| column_fact(table, column, kind)));
        }
    }
    facts
}

fn column_fact(table: &str, column: &str, kind: &str) -> String {
    let inner = kind.strip_prefix("Nullable<").and_then(|kind| kind.strip_suffix('>'));
    let name = match inner.unwrap_or(kind) {
        "Bool" => "boolean".into(),
        other => other.to_lowercase(),
    };
    let not_null = if inner.is_some() { "" } else { " not null" };
    format!("{table}: column {column} {name}{not_null}")
}
