//! Setups and checks that tests of public pages share.

use metier::import::bundle;
use metier::models::career::{self, Status};
use metier::models::snapshot::Snapshot;
use metier::profile::{Profile, Skill};
use serde_json::Value;

use crate::support::{Answer, TestDb, Visitor, entry, full, prepare, save, slug};

/// Stores the starter set.
pub fn store_starter(db: &TestDb) {
    db.db.write_now(bundle::store_starter).unwrap();
}

/// Stores “Wiretapper”, with every field, and “Actuary”, with only a title.
pub fn store_full_and_bare(db: &TestDb) {
    prepare(&db.db);
    save(&db.db, &[full("Wiretapper", "actuary"), entry("Actuary")]).unwrap();
}

/// A published career with a title and what `edit` adds.
pub fn edited(title: &str, edit: impl FnOnce(&mut Profile)) -> Snapshot {
    let mut career = entry(title);
    edit(&mut career.profile);
    career
}

pub fn summarised(title: &str, summary: &str) -> Snapshot {
    edited(title, |profile| profile.summary = summary.into())
}

/// A career with equally important skills.
pub fn skilled(title: &str, names: &[&str]) -> Snapshot {
    let skill = |name: &&str| Skill { name: (*name).into(), importance: 0.5 };
    edited(title, |profile| profile.skills = names.iter().map(skill).collect())
}

pub fn unpublished(career: Snapshot) -> Snapshot {
    Snapshot { status: Status::Draft, ..career }
}

pub fn withdrawn(career: Snapshot) -> Snapshot {
    Snapshot { status: Status::Withdrawn, ..career }
}

/// A page as a new visitor gets it from an instance without cached pages.
pub async fn get(db: &TestDb, path: &str) -> Answer {
    Visitor::new(db).get(path).await
}

/// Checks that paths answer with a status.
pub async fn all_answer(db: &TestDb, status: u16, paths: impl IntoIterator<Item = impl AsRef<str>>) {
    for path in paths {
        let path = path.as_ref();
        assert_eq!(get(db, path).await.status, status, "{path}");
    }
}

/// Checks that a path redirects to another.
pub async fn redirects(db: &TestDb, status: u16, path: &str, target: &str) {
    let answer = get(db, path).await;
    assert_eq!((answer.status, answer.header("location")), (status, target), "{path}");
}

/// The address that a page calls its own, or an empty string.
pub fn canonical(page: &Answer) -> String {
    page.attributes("link[rel=canonical]", "href").concat()
}

/// What a page tells search engines, or an empty string.
pub fn robots(page: &Answer) -> String {
    page.attributes("meta[name=robots]", "content").concat()
}

pub fn json(answer: &Answer) -> Value {
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
    serde_json::from_str(&answer.body).unwrap()
}

/// The id of the career with a slug.
pub fn id(db: &TestDb, text: &str) -> i64 {
    let slug = slug(text);
    db.db.read_now(|conn| career::ids(conn, &[&slug])).unwrap()[text]
}
