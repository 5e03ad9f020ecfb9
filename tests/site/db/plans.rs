//! Every statement that the program sends for public pages, search and the desk's list uses an index.

use std::fs::{self, File};

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::sql_types::{Integer, Text};
use diesel::{Connection, PgConnection, RunQueryDsl, SqliteConnection};
use metier::db::DatabaseUrl;
use metier::import::bundle;
use metier::models::user::Role;

use crate::support::client::Client;
use crate::support::{Running, TestDb, metier, session_cookie};

const PAGES: [&str; 16] = [
    "/",
    "/careers",
    "/careers?sort=pay&letter=b",
    "/careers.json",
    "/careers/back-end-developer",
    "/careers/back-end-developer.json",
    "/careers/back-end-developer/moves",
    "/careers/back-end-developer/pay",
    "/compare?c=back-end-developer&c=web-developer",
    "/search?q=developer",
    "/search?q=devloper+enginer&c=web-developer",
    "/search/suggest?q=softw",
    "/skills",
    "/skills/sql",
    "/admin/careers",
    "/admin/careers?q=dev&status=published",
];

/// What a statement may scan: small tables, tables that the program caches, lists in the order of an index, and the
/// reviews, which the desk counts.
const WHOLE: [&str; 11] = [
    "careers USING COVERING INDEX careers_by_category",
    "careers USING INDEX careers_by_title",
    "categories",
    "content_version",
    "desk_rules",
    "places",
    "published USING INDEX published_by_title",
    "reviews",
    "skills",
    "sources",
    "users",
];

/// Names of subqueries in a search, whose own steps are part of the plan too.
const FOUND: [&str; 6] = ["(subquery", "a", "d", "found", "m", "n"];

on_both!(pages_use_only_indexes);
fn pages_use_only_indexes(db: TestDb) {
    db.db.write_now(bundle::store_starter).unwrap();
    let statements = sent(&db);
    assert!(statements.len() > 30, "{statements:#?}");
    let unindexed: Vec<_> = statements
        .iter()
        .flat_map(|statement| plan(&db, statement).into_iter().map(move |step| (step, statement)))
        .filter(|(step, _)| is_scan(step))
        .collect();
    assert!(unindexed.is_empty(), "{unindexed:#?}");
}

/// Whether a step of a plan reads a whole table.
fn is_scan(step: &str) -> bool {
    let scanned = step.strip_prefix("SCAN ").or(step.split_once("Seq Scan on ").map(|(_, table)| table));
    scanned.is_some_and(|scanned| {
        let is = |known: &&str| {
            scanned.strip_prefix(*known).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        !scanned.contains(" VIRTUAL TABLE ") && !WHOLE.iter().chain(&FOUND).any(is)
    })
}

/// The plan of a statement, with NULL for all values.
fn plan(db: &TestDb, statement: &str) -> Vec<String> {
    match &db.url {
        DatabaseUrl::Sqlite(path) => {
            let mut conn = SqliteConnection::establish(path).unwrap();
            let steps = sql::<(Integer, Integer, Integer, Text)>(&format!("EXPLAIN QUERY PLAN {statement}"));
            let steps: Vec<(i32, i32, i32, String)> = steps.load(&mut conn).unwrap();
            steps.into_iter().map(|(_, _, _, step)| step).collect()
        }
        DatabaseUrl::Postgres(url) => {
            let mut conn = PgConnection::establish(url).unwrap();
            conn.batch_execute("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan").unwrap();
            conn.batch_execute(&format!("PREPARE asked AS {statement}")).unwrap();
            let values = (1..).take_while(|number| statement.contains(&format!("${number}"))).map(|_| "NULL");
            let values = values.collect::<Vec<_>>().join(", ");
            let values = if values.is_empty() { values } else { format!("({values})") };
            sql::<Text>(&format!("EXPLAIN EXECUTE asked{values}")).load(&mut conn).unwrap()
        }
    }
}

/// The SELECTs of [`PAGES`], from the log of a running site.
fn sent(db: &TestDb) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let mut command = metier(db);
    command.env("RUST_LOG", "metier::db=trace").env("METIER_LOG_FORMAT", "json");
    let site = Running::start_with_log(&mut command, File::create(&log).unwrap().into());
    let editor = Client::new(session_cookie(db, Role::Editor));
    for path in PAGES {
        editor.get(&site.address, path);
    }
    drop(site);
    let text = fs::read_to_string(&log).unwrap();
    let lines = text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let mut statements: Vec<_> = lines.filter_map(|line| line["query"].as_str().map(str::to_owned)).collect();
    statements.retain(|statement| statement.starts_with("SELECT") && !statement.contains("__diesel"));
    statements.sort();
    statements.dedup();
    statements
}
