//! The program on databases of older and newer versions.

mod bundle;
mod fills;
mod older;

use metier::db::DatabaseUrl;

use crate::support::commands::{assert_says, fail};
use crate::support::{Running, TestDb, metier, plain};
use older::Older;

on_both!(a_newer_schema_is_refused);
fn a_newer_schema_is_refused(db: TestDb) {
    db.run("INSERT INTO __diesel_schema_migrations (version) VALUES ('29991231235959')");
    let expected = "(migration 29991231235959) is newer than this program; use the newer version of metier";
    for arguments in [&["serve"][..], &["export", "-"], &["user", "add", "a@b.example", "--role", "admin"]] {
        let said = fail(metier(&db).env("METIER_LISTEN", "127.0.0.1:0").args(arguments), expected);
        assert!(said.contains(&db.url.to_string()), "{said}");
    }
}

on_both!(a_prerelease_schema_is_refused_with_instructions);
fn a_prerelease_schema_is_refused_with_instructions(db: TestDb) {
    db.run(
        "UPDATE __diesel_schema_migrations SET version = '20261123000000' WHERE version = '20261130000000'",
    );
    for arguments in [&["serve"][..], &["doctor"], &["export", "-"]] {
        let output = metier(&db).env("METIER_LISTEN", "127.0.0.1:0").args(arguments).output().unwrap();
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        assert!(!output.status.success());
        assert_says(&said, &["metier export content.json", "metier import bundle content.json"]);
    }
}

on_both!(rows_of_every_older_schema_survive_the_upgrade);
/// Each migration runs with rows in every table of its time, and the rows are still there when the program serves.
fn rows_of_every_older_schema_survive_the_upgrade(db: TestDb) {
    for steps in 1.. {
        let home = db.unopened();
        let Some(mut older) = Older::at(&home.url(), steps) else {
            return assert!(steps > 1, "there are no migrations");
        };
        let before = older.counts();
        let empty = before.iter().filter(|(table, rows)| **rows == 0 && !is_derived(table));
        assert_eq!(empty.collect::<Vec<_>>(), [], "fill them at step {steps}");
        let (DatabaseUrl::Postgres(url) | DatabaseUrl::Sqlite(url)) = home.url();
        pages_answer(&Running::start(plain().env("DATABASE_URL", url)));
        let after = older.counts();
        for (table, rows) in before {
            // A start without users adds a link for the first admin.
            let is_added_to = ["__diesel_schema_migrations", "password_links"].contains(&table.as_str());
            let is_kept = after[&table] == rows || is_derived(&table) || is_added_to;
            assert!(is_kept, "step {steps}: {table} had {rows} rows and has {}", after[&table]);
        }
    }
}

/// Whether the program derives a table from live profiles.
fn is_derived(table: &str) -> bool {
    let others = ["words", "search_documents", "similar_careers", "skills"];
    table.starts_with("published") || others.contains(&table)
}

fn pages_answer(site: &Running) {
    for (path, expected) in [
        ("/careers/wire-tapper", "Ünïcode 日本語 🦀"),
        ("/careers/wire-tapper", "&lt;script&gt;alert(1)"),
        ("/careers/wire-tapper/pay", "$15.50"),
        ("/careers/wire-tapper/insights", "O’Neill"),
        ("/careers/wire-tapper/interviews", "100% of what?"),
        ("/careers/wire-tapper/jobs", "Nowhere"),
        ("/careers/wire-tapper.json", "Back\\\\slash"),
        ("/careers/plain", "Plain"),
        ("/careers", "Wire"),
        ("/skills/c-plus-plus", "C++"),
        ("/search?q=tapper", "/careers/wire-tapper"),
        ("/search?q=other+name", "/careers/wire-tapper"),
        ("/feed.atom", "wire-tapper"),
    ] {
        let page = site.get(path);
        assert!(page.starts_with("HTTP/1.1 200"), "{path}: {page}");
        assert!(page.contains(expected), "{expected} is missing at {path}: {page}");
    }
    assert!(site.get("/careers/hidden").starts_with("HTTP/1.1 404"), "a draft stays a draft");
}
