//! The skills and tools that published careers ask for, and how important each is.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;

use diesel::prelude::*;

use super::Indexed;
use crate::db::{CHUNK, Conn, among, published, published_skills, skills};
use crate::models::{QueryResult, delete_all, insert_all};
use crate::profile::Profile;
use crate::profile::comparable::{Comparable, ComparableKind};
use crate::profile::skill::Weighted;

/// The ids of skills by slug.
pub(super) type SkillIds = HashMap<String, i64>;

#[derive(Insertable)]
#[diesel(table_name = skills, treat_none_as_default_value = false)]
struct NewSkill<'a> {
    slug: &'a str,
    name: &'a str,
    uses: i64,
    kind: ComparableKind,
}

#[derive(Insertable)]
#[diesel(table_name = published_skills, treat_none_as_default_value = false)]
struct NewLink {
    career_id: i64,
    skill_id: i64,
    importance: f64,
}

/// Adds missing skills and tools, and returns the ids of those of the profiles. A stored one keeps its spelling and kind.
pub(super) fn ensure(conn: &mut Conn, indexed: &[Indexed<'_>]) -> QueryResult<SkillIds> {
    let mut named: BTreeMap<String, (&str, ComparableKind)> = BTreeMap::new();
    for Comparable { slug, name, kind, .. } in indexed.iter().flat_map(|(_, profile)| profile.indexed()) {
        named.entry(slug.into()).or_insert((name, kind));
    }
    let mut known = ids(conn, named.keys())?;
    let missing = named.iter().filter(|(slug, _)| !known.contains_key(*slug));
    let rows: Vec<_> =
        missing.map(|(slug, (name, kind))| NewSkill { slug, name, uses: 0, kind: *kind }).collect();
    insert_all!(conn, skills::table, rows)?;
    known.extend(ids(conn, rows.iter().map(|row| row.slug))?);
    Ok(known)
}

fn ids(conn: &mut Conn, slugs: impl Iterator<Item = impl AsRef<str>>) -> QueryResult<SkillIds> {
    let slugs: Vec<_> = slugs.collect();
    let mut ids = HashMap::with_capacity(slugs.len());
    for slugs in slugs.chunks(CHUNK) {
        let slugs = slugs.iter().map(AsRef::as_ref);
        let query = skills::table.filter(among(skills::slug, slugs)).select((skills::slug, skills::id));
        ids.extend(query.load::<(String, i64)>(conn)?);
    }
    Ok(ids)
}

/// The careers whose skills differ from the stored ones. Must be called before their rows are written.
pub(super) fn changed(conn: &mut Conn, indexed: &[Indexed<'_>], skills: &SkillIds) -> QueryResult<Vec<i64>> {
    let ids = indexed.iter().map(|(id, _)| *id);
    let query = published::table.filter(among(published::career_id, ids));
    let rows: Vec<(i64, String)> = query.select((published::career_id, published::skills)).load(conn)?;
    let stored: HashMap<i64, String> = rows.into_iter().collect();
    let differs =
        |(id, profile): &&Indexed<'_>| stored.get(id).map_or("", String::as_str) != packed(profile, skills);
    Ok(indexed.iter().filter(differs).map(|(id, _)| *id).collect())
}

/// Writes the skills of the changed careers.
pub(super) fn put(
    conn: &mut Conn,
    indexed: &[Indexed<'_>],
    changed: &[i64],
    skills: &SkillIds,
) -> QueryResult<()> {
    delete_all!(conn, published_skills::career_id, changed);
    let changed: HashSet<&i64> = changed.iter().collect();
    let rows: Vec<NewLink> = indexed
        .iter()
        .filter(|(id, _)| changed.contains(id))
        .flat_map(|(career_id, profile)| {
            weighted(profile, skills).map(|(skill_id, importance)| NewLink {
                career_id: *career_id,
                skill_id,
                importance,
            })
        })
        .collect();
    insert_all!(conn, published_skills::table, rows)
}

fn weighted<'a>(profile: &'a Profile, skills: &'a SkillIds) -> impl Iterator<Item = Weighted> + 'a {
    profile.indexed().into_iter().filter_map(|one| Some((*skills.get(one.slug.as_str())?, one.importance)))
}

/// The skills of a career as one text: alternating ids and importances.
pub(super) fn packed(profile: &Profile, skills: &SkillIds) -> String {
    let mut text = String::new();
    for (id, importance) in weighted(profile, skills) {
        let space = if text.is_empty() { "" } else { " " };
        write!(text, "{space}{id} {importance}").expect("writing to a string can’t fail");
    }
    text
}

/// Parses the result of [`packed`].
pub(in crate::models) fn unpacked(text: &str) -> Vec<Weighted> {
    let mut parts = text.split(' ');
    std::iter::from_fn(|| Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))).collect()
}

/// Deletes the skills that no published career lists. Database triggers count their uses.
pub(super) fn drop_unused(conn: &mut Conn) -> QueryResult<()> {
    diesel::delete(skills::table.filter(skills::uses.eq(0))).execute(conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn packed_skills_read_back(importances in prop::collection::vec(0.000_001..=1.0_f64, 0..60)) {
            let mut profile = Profile::new("Baker");
            let name = |n: usize| format!("Skill {n}");
            profile.skills = importances
                .iter()
                .enumerate()
                .map(|(n, importance)| crate::profile::Skill { name: name(n), importance: *importance })
                .collect();
            let ids: SkillIds = profile.skills.iter().zip(7..).map(|(skill, id)| (skill.slug().into(), id)).collect();
            let expected: Vec<Weighted> = weighted(&profile, &ids).collect();
            prop_assert_eq!(unpacked(&packed(&profile, &ids)), expected);
        }
    }
}
