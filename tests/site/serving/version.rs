//! The content version grows with all that public pages show, and with nothing else.

use diesel::{RunQueryDsl, sql_query};
use metier::db::Error;
use metier::models::draft;
use metier::models::{audit::Actor, career};

use crate::support::{TestDb, date, full, prepare, save, slug};

/// The tables that raise it, with a column to change.
const RAISING: [(&str, &str); 6] = [
    ("insights", "quote"),
    ("interview_questions", "question"),
    ("job_postings", "title"),
    ("careers", "slug"),
    ("sources", "name"),
    ("categories", "name"),
];

/// What is written together with a career that is saved or published.
const WITH_CAREERS: [&str; 15] = [
    "alternate_titles",
    "bullets",
    "career_moves",
    "career_skills",
    "citations",
    "experience_buckets",
    "faqs",
    "old_slugs",
    "path_steps",
    "pay",
    "pay_figures",
    "related_careers",
    "revisions",
    "search_documents",
    "skills",
];

/// What no public page shows: the desk's, words that are searched by, and pictures that are found by what they hold.
const NOT_SHOWN: [&str; 15] = [
    "audit_log",
    "content_version",
    "desk_rules",
    "editing",
    "known_browsers",
    "logos",
    "password_links",
    "preview_links",
    "recovery_codes",
    "reviews",
    "schedules",
    "sessions",
    "sign_in_failures",
    "users",
    "words",
];

#[test]
fn every_table_is_thought_of() {
    let schema = include_str!("../../../src/db/schema.rs");
    let tables =
        schema.split("diesel::table! {").skip(1).map(|table| table.trim().split(' ').next().unwrap());
    for table in tables {
        let raises = RAISING.iter().any(|(raising, _)| *raising == table);
        let is_known = raises || WITH_CAREERS.contains(&table) || NOT_SHOWN.contains(&table);
        assert!(is_known, "do pages show what {table} holds?");
    }
}

on_both!(what_pages_show_raises_it);
fn what_pages_show_raises_it(db: TestDb) {
    prepare(&db.db);
    save(&db.db, &[full("Clerk", "clerk")]).unwrap();
    fill(&db);
    let updates = RAISING.map(|(table, column)| format!("UPDATE {table} SET {column} = {column}"));
    // In the order in which nothing hangs on what goes.
    let deletions = RAISING.map(|(table, _)| format!("DELETE FROM {table}"));
    for change in updates.iter().chain(&deletions) {
        let before = db.db.version();
        let rows = db.db.write_now(|conn| Ok::<_, Error>(sql_query(change).execute(conn)?)).unwrap();
        assert!(rows > 0, "{change}: there is nothing to change");
        assert!(db.db.version() > before, "{change}");
    }
}

/// A quote, a question and a posting.
fn fill(db: &TestDb) {
    let statements = [
        "INSERT INTO insights (career_id, employer, job_title, said_on, quote, moderation, version)
         SELECT id, 'Acme', 'Clerk', '2026-01-01', 'Fine.', 'approved', 1 FROM careers",
        "INSERT INTO interview_questions (career_id, question, moderation, version)
         SELECT id, 'Why?', 'approved', 1 FROM careers",
        "INSERT INTO job_postings (career_id, title, employer, posted_on, url, version)
         SELECT id, 'Clerk', 'Acme', '2026-01-01', 'https://acme.example', 1 FROM careers",
    ];
    for statement in statements {
        let before = db.db.version();
        db.db.write_now(|conn| Ok::<_, Error>(sql_query(statement).execute(conn)?)).unwrap();
        assert!(db.db.version() > before, "{statement}");
    }
}

on_both!(a_draft_leaves_it_alone);
fn a_draft_leaves_it_alone(db: TestDb) {
    prepare(&db.db);
    save(&db.db, &[full("Clerk", "clerk")]).unwrap();
    let actor = Actor::other("test", date("2026-11-26").into());
    let save_draft = |note: &str, summary: &str| {
        db.db.write_now(|conn| {
            let id = career::find(conn, &slug("clerk"))?.unwrap().id;
            let draft = draft::load(conn, id)?.unwrap();
            let mut profile = draft.profile;
            profile.summary = summary.into();
            draft::save(conn, &actor, id, draft.version, &profile, note)
        })
    };
    // The first keeps what was there as a revision.
    save_draft("", "Files things.").unwrap();
    let before = db.db.version();
    save_draft("", "Files everything.").unwrap();
    assert_eq!(db.db.version(), before);
}
