//! The most expensive careers: with the most alternate titles, and with the most skills.

use chrono::NaiveDateTime;
use metier::db::{Db, DbError};
use metier::models::audit::Actor;
use metier::models::links::SaveError;
use metier::models::snapshot::{self, Snapshot};
use metier::models::{career, imported};
use metier::profile::{Profile, Skill};

/// The highest number of alternate titles of a real career, and more skills than any real career has.
const NAMES: usize = 2_752;
const SKILLS: usize = 120;

/// The ids of the two, each with a label such as “41 skills”.
pub fn of(db: &Db) -> Vec<(String, i64)> {
    let all: Result<Vec<(i64, Snapshot)>, DbError> = db.read_now(|conn| {
        let ids = career::all_ids(conn)?;
        snapshot::of(conn, &ids)
    });
    let all = all.unwrap();
    let most = |noun: &str, count: fn(&Profile) -> usize| {
        let (id, entry) = all.iter().max_by_key(|(_, entry)| count(&entry.profile)).unwrap();
        (format!("{} {noun}", count(&entry.profile)), *id)
    };
    vec![
        most("alternate titles", |profile| profile.alternate_titles.len()),
        most("skills", |profile| profile.skills.len()),
    ]
}

/// Makes two generated careers as large as the largest real ones.
pub fn enlarge(db: &Db) {
    let enlarged: Result<(), SaveError> = db.write_now(|conn| {
        let ids: Vec<i64> = career::all_ids(conn)?.into_iter().take(2).collect();
        let mut entries: Vec<Snapshot> =
            snapshot::of(conn, &ids)?.into_iter().map(|(_, entry)| entry).collect();
        let title = entries[0].profile.title.clone();
        entries[0].profile.alternate_titles = (0..NAMES).map(|name| format!("{title} {name}")).collect();
        let skill = |number: usize| Skill { name: format!("Skill {number}"), importance: 0.5 };
        entries[1].profile.skills = (0..SKILLS).map(skill).collect();
        imported::save(conn, &Actor::other("benchmark", NaiveDateTime::default()), &entries).map(drop)
    });
    enlarged.unwrap();
}
