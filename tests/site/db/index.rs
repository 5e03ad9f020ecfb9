//! The published index is the same whether it grew by edits or was rebuilt.

use metier::db::{Conn, Db, DbError};
use metier::models::draft::{self, DraftRefused};
use metier::models::publication::{self, Withdrawal};
use metier::models::{content, published};
use metier::profile::{Category, Citation, Faq, Group, PathStep, Profile, Skill};
use proptest::prelude::RngExt;
use proptest::test_runner::{RngAlgorithm, TestRng};

use crate::support::careers::{actor, change, drafted, load};
use crate::support::{TestDb, date, pay, prepare, save, slug, stored, texts};

/// The tables of the index, with their columns. Leaves out row ids and `similarity`: it dates from when a pair was
/// written, and pages compute it again.
const TABLES: [(&str, &str); 9] = [
    (
        "published",
        "career_id revision_id slug title sort_key letter category_id onet_code education experience_months \
         yearly_pay pay_currency has_pay featured updated_at headline_pay name_count leading_names skills summary \
         sample number_employed",
    ),
    ("published_names", "career_id position title search_key terms"),
    ("published_skills", "career_id skill_id importance"),
    ("published_mentions", "career_id kind position mentioned_id source_id"),
    ("skills", "id slug name uses"),
    ("search_documents", "career_id title_key title_terms terms"),
    ("words", "word uses"),
    ("similar_careers", "career_id similar_id"),
    ("old_slugs", "slug career_id"),
];

/// All rows of the index as text, sorted.
pub fn rows(db: &Db) -> Vec<String> {
    let mut all = Vec::new();
    for (table, columns) in TABLES {
        let values = columns.split(' ').map(|column| format!("COALESCE(CAST({column} AS TEXT), '')"));
        let row = values.collect::<Vec<_>>().join(" || ':' || ");
        all.extend(texts(db, &format!("SELECT '{table}: ' || {row} AS text FROM {table}")));
    }
    all.sort();
    all
}

on_both!(rebuilding_changes_nothing_after_random_edits);
fn rebuilding_changes_nothing_after_random_edits(db: TestDb) {
    prepare(&db.db);
    let mut random = TestRng::from_seed(RngAlgorithm::ChaCha, &[4; 32]);
    let careers: Vec<i64> = (0..9).map(|number| drafted(&db.db, &format!("Career {number}"))).collect();
    for round in 0..150 {
        let id = careers[random.random_range(0..careers.len())];
        edit(&db.db, id, &mut random, round);
        if round % 25 == 24 {
            let grown = rows(&db.db);
            db.db.write_now(|conn| published::rebuild(conn, |_| ())).unwrap();
            let rebuilt = rows(&db.db);
            let lost: Vec<_> = grown.iter().filter(|row| !rebuilt.contains(row)).collect();
            let found: Vec<_> = rebuilt.iter().filter(|row| !grown.contains(row)).collect();
            assert!(lost.is_empty() && found.is_empty(), "round {round}: {lost:#?} became {found:#?}");
        }
    }
    assert!(rows(&db.db).len() > 100, "there is too little to compare");
}

/// Makes a random edit. Some are refused, such as withdrawing a draft, and change nothing.
fn edit(db: &Db, id: i64, random: &mut TestRng, round: usize) {
    let draft = load(db, id);
    let version = draft.version;
    let done = match random.random_range(0..8) {
        0..=2 => {
            let profile = changed(draft.profile, random, round);
            change(db, |conn| draft::save(conn, &actor(), id, version, &profile, "").map(drop))
        }
        3..=4 => change(db, |conn| publication::publish(conn, &actor(), id, version)),
        5 => {
            let withdrawal = Withdrawal { reason: String::new(), alternative: None };
            change(db, |conn| publication::withdraw(conn, &actor(), id, version, &withdrawal))
        }
        6 => {
            let to = slug(&format!("moved-{}", random.random_range(0..12)));
            change(db, |conn| publication::move_to(conn, &actor(), id, version, &to))
        }
        _ if random.random() => change(db, |conn| rename_category(conn, round)),
        _ => {
            // As an importer does, over an existing career.
            let mut all = stored(db);
            let mut career = all.swap_remove(random.random_range(0..all.len()));
            career.profile = changed(career.profile, random, round);
            save(db, &[career]).ok();
            Ok(())
        }
    };
    match done {
        Ok(()) | Err(DraftRefused::Problems(_)) => {}
        Err(other) => panic!("edit {round}: {other}"),
    }
}

fn rename_category(conn: &mut Conn, round: usize) -> Result<(), DraftRefused> {
    let id = metier::models::category::with_ids(conn)?[0].0;
    let stored = <Category as content::Content>::find(conn, id)?.unwrap();
    let value = Category { name: format!("Technology {round}"), ..stored.value };
    let done = content::change(conn, &actor(), id, stored.version, &value);
    done.map_err(|_| DbError::Interrupted.into())
}

fn changed(profile: Profile, random: &mut TestRng, round: usize) -> Profile {
    let skill =
        |number: usize| Skill { name: format!("Skill {number}"), importance: 0.25 + number as f64 / 17.0 };
    let name = |number: usize| format!("Name {number}");
    let others: Vec<_> = (0..9).map(|number| slug(&format!("career-{number}"))).collect();
    let (first, second) = (random.random_range(0..20), random.random_range(0..20));
    let code = random.random_range(0..18);
    let mut profile = Profile {
        summary: format!("In round {round} it has word{first} and word{second}."),
        category: [None, Some(slug("technology")), Some(slug("health"))][random.random_range(0..3)].clone(),
        onet_code: (code < 6).then(|| format!("15-12{code:02}.00")),
        alternate_titles: some(random, 14).into_iter().map(name).collect(),
        skills: some(random, 11).into_iter().map(skill).collect(),
        responsibilities: vec!["Work.".into()],
        faqs: vec![Faq { question: "Why?".into(), answer: "Because.".into() }],
        pay: if random.random() { vec![pay()] } else { Vec::new() },
        citations: vec![Citation {
            group: Group::Text,
            source: slug("onet"),
            as_of: date("2026-01-01"),
            respondents: None,
        }],
        related: some(random, 9).into_iter().take(3).map(|number| others[number].clone()).collect(),
        path: vec![PathStep {
            title: "Next".into(),
            career: Some(others[random.random_range(0..9)].clone()),
            pay: None,
            suggested: false,
        }],
        ..profile
    };
    profile.related.retain(|other| *other != profile.slug);
    profile
}

/// Some of the numbers below a bound, in random order.
fn some(random: &mut TestRng, bound: usize) -> Vec<usize> {
    let mut numbers: Vec<usize> = (0..bound).collect();
    numbers.sort_by_cached_key(|_| random.random::<u32>());
    numbers.truncate(random.random_range(0..=bound));
    numbers
}
