//! Quality findings for the whole site and for one career.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{ByCareer, QueryResult, career, grouped, snapshot};
use crate::db::{BATCH, CHUNK, Conn, published_skills, skills};
use crate::profile::comparable::ComparableKind;
use crate::profile::quality::{Finding, findings};
use crate::profile::{Profile, Slug};

#[derive(Clone, Debug)]
pub struct Doubtful {
    pub id: i64,
    pub title: String,
    pub findings: Vec<Finding>,
}

/// The careers with findings, ordered by id. Checks live profiles, and the drafts of careers that were never published,
/// in batches.
pub fn of_site(conn: &mut Conn, today: NaiveDate) -> QueryResult<Vec<Doubtful>> {
    let mut doubtful = Vec::new();
    for ids in career::all_ids(conn)?.chunks(BATCH) {
        let snapshots = snapshot::of(conn, ids)?;
        let profiles: Vec<&Profile> = snapshots.iter().map(|(_, snapshot)| &snapshot.profile).collect();
        let skills = related_skills(conn, &profiles)?;
        doubtful.extend(snapshots.iter().map(|(id, snapshot)| {
            let findings = findings(&snapshot.profile, today, &skills);
            Doubtful { id: *id, title: snapshot.profile.title.clone(), findings }
        }));
    }
    doubtful.retain(|career| !career.findings.is_empty());
    Ok(doubtful)
}

pub fn of_profile(conn: &mut Conn, profile: &Profile, today: NaiveDate) -> QueryResult<Vec<Finding>> {
    let skills = related_skills(conn, &[profile])?;
    Ok(findings(profile, today, &skills))
}

/// The skills of the profiles' related careers, by the slug of the career.
fn related_skills(conn: &mut Conn, profiles: &[&Profile]) -> QueryResult<HashMap<String, HashSet<Slug>>> {
    let slugs: HashSet<&Slug> = profiles.iter().flat_map(|profile| &profile.related).collect();
    let careers = career::ids(conn, &slugs.into_iter().collect::<Vec<_>>())?;
    let mut skills = skill_slugs(conn, &careers.values().copied().collect::<Vec<_>>())?;
    let of = |(slug, id): (String, i64)| (slug, skills.remove(&id).unwrap_or_default().into_iter().collect());
    Ok(careers.into_iter().map(of).collect())
}

fn skill_slugs(conn: &mut Conn, careers: &[i64]) -> QueryResult<ByCareer<Slug>> {
    let mut rows: Vec<(i64, Slug)> = Vec::new();
    for careers in careers.chunks(CHUNK) {
        let query = published_skills::table
            .inner_join(skills::table)
            .filter(published_skills::career_id.eq_any(careers))
            .filter(skills::kind.eq(ComparableKind::Skill))
            .select((published_skills::career_id, skills::slug));
        rows.extend(query.load::<(i64, Slug)>(conn)?);
    }
    Ok(grouped(rows))
}
