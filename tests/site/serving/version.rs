//! The content version rises with every change that public pages show, and with nothing else.

use diesel::{RunQueryDsl, sql_query};
use metier::db::DbError;
use metier::models::schedule::{self, Plan};
use metier::models::{draft, review};

use crate::db::index;
use crate::support::careers::{actor, at, change, drafted, load, published, summarise};
use crate::support::{TestDb, full, prepare, save};

/// Tables that raise the version, with a column to change.
const RAISING: [(&str, &str); 10] = [
    ("place_releases", "digest"),
    ("place_prices", "housing"),
    ("places", "name"),
    ("insights", "quote"),
    ("interview_questions", "question"),
    ("jobs", "title"),
    ("published", "summary"),
    ("sources", "name"),
    ("skill_definitions", "definition"),
    ("categories", "name"),
];

/// Tables that are written together with `published`.
const WITH_PUBLISHED: &str = "old_slugs published_mentions published_names published_skills search_documents similar_careers \
    skills words";

/// Tables that are written together with `place_releases` and `places`.
const WITH_PLACES: &str = "place_names place_pay";

/// Tables that no public page shows: drafts, the desk's tables, and logos, whose addresses are fingerprints of their
/// bytes.
const NOT_SHOWN: &str = "audit_log careers content_version desk_rules editing known_browsers logos password_links \
    preview_links recovery_codes reviews revisions schedules sessions sign_in_failures users";

#[test]
fn every_table_is_listed_here() {
    let schema = include_str!("../../../src/db/schema.rs");
    let tables =
        schema.split("diesel::table! {").skip(1).map(|table| table.trim().split(' ').next().unwrap());
    for table in tables {
        let raises = RAISING.iter().any(|(raising, _)| *raising == table);
        let mut others =
            [WITH_PUBLISHED, WITH_PLACES, NOT_SHOWN].into_iter().flat_map(|tables| tables.split(' '));
        let is_known = raises || others.any(|other| other == table);
        assert!(is_known, "do pages show what {table} holds?");
    }
}

on_both!(changes_that_pages_show_raise_the_version);
fn changes_that_pages_show_raise_the_version(db: TestDb) {
    prepare(&db.db);
    save(&db.db, &[full("Clerk", "clerk")]).unwrap();
    fill(&db);
    for (table, column) in RAISING {
        assert_raises(&db, &format!("UPDATE {table} SET {column} = {column}"));
    }
    db.run("UPDATE careers SET category_id = NULL");
    // In an order that never deletes rows that others refer to.
    for (table, _) in RAISING {
        assert_raises(&db, &format!("DELETE FROM {table}"));
    }
}

fn assert_raises(db: &TestDb, change: &str) {
    let before = db.db.version();
    let rows = db.db.write_now(|conn| Ok::<_, DbError>(sql_query(change).execute(conn)?)).unwrap();
    assert!(rows > 0, "{change}: there is nothing to change");
    assert!(db.db.version() > before, "{change}");
}

/// Adds a definition, an insight, an interview question and a job.
fn fill(db: &TestDb) {
    let statements = [
        "INSERT INTO skill_definitions (slug, name, kind, definition) VALUES ('c', 'C', 'skill', 'A language.')",
        "INSERT INTO insights (career_id, employer, job_title, said_on, quote, moderation, version)
         SELECT id, 'Acme', 'Clerk', '2026-01-01', 'Fine.', 'approved', 1 FROM careers",
        "INSERT INTO interview_questions (career_id, question, moderation, version)
         SELECT id, 'Why?', 'approved', 1 FROM careers",
        "INSERT INTO jobs (career_id, title, employer, posted_on, url, version)
         SELECT id, 'Clerk', 'Acme', '2026-01-01', 'https://acme.example', 1 FROM careers",
        "INSERT INTO places (slug, kind, name, sort_key) VALUES ('texas', 'state', 'Texas', 'texas')",
        "INSERT INTO place_releases (place_id, as_of, source_id, digest)
         SELECT places.id, '2031-05-01', MIN(sources.id), 'x' FROM places, sources GROUP BY places.id",
        "INSERT INTO place_prices (code, year, all_items, housing) VALUES ('48000', 2030, 98, 97)",
    ];
    for statement in statements {
        assert_raises(db, statement);
    }
}

on_both!(saving_reviewing_and_scheduling_drafts_leave_the_version_alone);
fn saving_reviewing_and_scheduling_drafts_leave_the_version_alone(db: TestDb) {
    let (hidden, public) = (drafted(&db.db, "Baker"), published(&db.db, "Clerk"));
    let before = db.db.version();
    let index = index::rows(&db.db);
    let created = drafted(&db.db, "Cook");
    let version = |id| load(&db.db, id).version;
    let plan = Plan { due_at: at("18:00:00"), withdrawal: None };
    for id in [hidden, public, created] {
        summarise(&db.db, id, version(id), "Files everything.").unwrap();
        let saved = version(id);
        change(&db.db, |conn| review::submit(conn, &actor(), id, saved, "Please look.")).unwrap();
        let submitted = version(id);
        change(&db.db, |conn| review::send_back(conn, &actor(), id, submitted, "Almost.")).unwrap();
        let sent_back = version(id);
        change(&db.db, |conn| schedule::create(conn, &actor(), id, sent_back, &plan)).unwrap();
    }
    let newest = version(created);
    change(&db.db, |conn| draft::delete(conn, &actor(), created, newest)).unwrap();
    assert_eq!(db.db.version(), before);
    assert_eq!(index::rows(&db.db), index, "unpublished changes never reach the index");
}
