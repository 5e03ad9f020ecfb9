//! The queries of a profile, as the program sends them, go by an index.

use std::fs::{self, File};

use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use metier::import::bundle;
use metier::models::published;

use crate::support::{Running, TestDb, metier};

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

#[test]
fn a_profile_is_read_by_indexes_alone() {
    assert_indexed(&["/careers/back-end-developer", "/careers/back-end-developer/moves"], 15);
}

#[test]
fn searches_and_comparisons_are_read_by_indexes_alone() {
    let search =
        ["/search?q=developer", "/search?q=d", "/search?q=devloper+enginer", "/search/suggest?q=softw"];
    let compare = ["/compare?c=back-end-developer&c=web-developer", "/search?q=x&c=web-developer"];
    assert_indexed(&[&search[..], &compare].concat(), 30);
}

/// Every query of some pages, of which there are at least so many, goes by an index.
fn assert_indexed(paths: &[&str], at_least: usize) {
    let db = TestDb::sqlite();
    db.db.write_now(bundle::store_starter).unwrap();
    // Else the program would bring it up to date first.
    db.db.write_now(|conn| published::rebuild(conn, |_| ())).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let mut command = metier(&db);
    let site = Running::start_with_log(
        command.env("RUST_LOG", "metier::db=trace"),
        File::create(&log).unwrap().into(),
    );
    for path in paths {
        assert!(site.get(path).starts_with("HTTP/1.1 200"), "{path}");
    }
    drop(site);
    let queries = queries(&fs::read_to_string(&log).unwrap());
    assert!(queries.len() > at_least, "{queries:?}");
    for query in queries {
        // Unbound parameters are NULL, which is all the same to the plan.
        let explain = format!("EXPLAIN QUERY PLAN {query}");
        let plan: Vec<Step> =
            db.db.read_now(|conn| sql_query(explain).load(conn).map_err(metier::db::Error::from)).unwrap();
        for step in plan {
            assert!(is_indexed(&step.detail), "{}: {query}", step.detail);
        }
    }
}

fn is_indexed(step: &str) -> bool {
    // There are a handful of sources and users, and one version; all are read. All skills are read once for each
    // version. Full-text indexes are tables that are
    // asked for what they hold, and the rest is what a query has found itself, which is bounded.
    let few = [
        "sources",
        "skills",
        "users",
        "content_version",
        "title_search VIRTUAL",
        "name_search VIRTUAL",
        "document_search VIRTUAL",
    ];
    let found = ["word_search VIRTUAL", "m", "d", "a", "n", "found", "(subquery-"];
    let scan = step.strip_prefix("SCAN ");
    let is_meant = |scan: &str| {
        few.iter().chain(&found).any(|known| {
            scan == *known
                || scan.starts_with(&format!("{known} "))
                || known.ends_with('-') && scan.starts_with(known)
        })
    };
    scan.is_none_or(is_meant) && !step.contains("(status=?)")
}

/// The SELECTs in a JSON log, without what was bound to them.
fn queries(log: &str) -> Vec<String> {
    let lines = log.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let queries = lines.filter_map(|line| line["query"].as_str().map(str::to_owned));
    let queries = queries.map(|query| query.split("-- binds").next().unwrap().trim().to_owned());
    queries.filter(|query| query.starts_with("SELECT") && !query.contains("__diesel_schema")).collect()
}
