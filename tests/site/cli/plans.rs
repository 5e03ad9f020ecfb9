//! The queries of a profile, as the program sends them, go by an index.

use std::fs::{self, File};

use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use metier::import::bundle;
use metier::models::document;

use crate::support::{Running, TestDb, metier};

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

#[test]
fn a_profile_is_read_by_indexes_alone() {
    let db = TestDb::sqlite();
    db.db.write_now(bundle::store_starter).unwrap();
    // Else the program would bring it up to date first.
    db.db.write_now(document::store_again).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let mut command = metier(&db);
    let site = Running::start_with_log(
        command.env("RUST_LOG", "metier::db=trace"),
        File::create(&log).unwrap().into(),
    );
    assert!(site.get("/careers/back-end-developer").starts_with("HTTP/1.1 200"));
    drop(site);
    let queries = queries(&fs::read_to_string(&log).unwrap());
    assert!(queries.len() > 15, "{queries:?}");
    for query in queries {
        // Unbound parameters are NULL, which is all the same to the plan.
        let explain = format!("EXPLAIN QUERY PLAN {query}");
        let plan: Vec<Step> =
            db.db.read_now(|conn| sql_query(explain).load(conn).map_err(metier::db::Error::from)).unwrap();
        for step in plan {
            // There are a handful of sources, and one version; all are read.
            let few = ["SCAN sources", "SCAN content_version"];
            let scans =
                step.detail.starts_with("SCAN") && !few.iter().any(|few| step.detail.starts_with(few));
            let by_status = step.detail.contains("(status=?)");
            assert!(!scans && !by_status, "{}: {query}", step.detail);
        }
    }
}

/// The SELECTs in a JSON log, without what was bound to them.
fn queries(log: &str) -> Vec<String> {
    let lines = log.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let queries = lines.filter_map(|line| line["query"].as_str().map(str::to_owned));
    let queries = queries.map(|query| query.split("-- binds").next().unwrap().trim().to_owned());
    queries.filter(|query| query.starts_with("SELECT") && !query.contains("__diesel_schema")).collect()
}
