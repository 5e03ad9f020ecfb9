//! The desk sends no more statements for a career with many titles and skills than for one with few.

use metier::forms::profile::ProfileForm;
use metier::models::user::Role;
use metier::profile::{Profile, Skill};

use crate::support::careers::{load, published};
use crate::support::{TestDb, Visitor};

on_both!(async a_large_career_takes_no_more_statements);
async fn a_large_career_takes_no_more_statements(db: TestDb) {
    let few = sent(&db, "Baker", 2).await;
    let many = sent(&db, "Miller", 150).await;
    assert_eq!(many, few);
}

/// The numbers of statements for saving a career with `size` titles and skills, publishing it, opening its form and
/// comparing its revisions.
async fn sent(db: &TestDb, title: &str, size: usize) -> [u64; 4] {
    let id = published(&db.db, title);
    let visitor = Visitor::signed_in(db, Role::Editor);
    let skill = |number: usize| Skill { name: format!("{title} skill {number}"), importance: 0.5 };
    let names = |number: usize| format!("{title} {number}");
    let before = load(&db.db, id);
    let large = Profile {
        alternate_titles: (0..size).map(names).collect(),
        skills: (0..size).map(skill).collect(),
        responsibilities: (0..size).map(names).collect(),
        ..before.profile
    };
    let mut form = ProfileForm::from_profile(&large);
    form.version = before.version.to_string();
    let pairs = form.pairs();
    let fields: Vec<(&str, &str)> =
        pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let base = format!("/admin/careers/{id}");
    let begun = db.db.queries();
    assert_eq!(visitor.post(&format!("{base}/edit"), &fields).await.status, 303);
    let saved = db.db.queries();
    let version = (before.version + 1).to_string();
    assert_eq!(visitor.post(&format!("{base}/publication"), &[("version", &version)]).await.status, 303);
    let published = db.db.queries();
    assert_eq!(visitor.get(&format!("{base}/edit")).await.status, 200);
    let opened = db.db.queries();
    assert_eq!(visitor.get(&format!("{base}/history?from=1&to=2")).await.status, 200);
    [saved - begun, published - saved, opened - published, db.db.queries() - opened]
}
