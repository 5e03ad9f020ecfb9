//! Skills, which careers ask for them, and how much.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use diesel::dsl::{count_star, max};
use diesel::prelude::*;

use super::career::{PUBLISHED, UNPUBLISHED};
use super::links::Links;
use super::{ByCareer, Paged, QueryResult, grouped, insert_all, offset};
use crate::db::{CHUNK, Conn, Word, among, career_skills, careers, on_each, skills};
use crate::profile::skill::{Known, Overlap, SideBySide, Weighted, overlap};
use crate::profile::{Profile, Skill, Slug, slug::fold};

#[derive(Insertable)]
#[diesel(table_name = skills, treat_none_as_default_value = false)]
struct NewSkill<'a> {
    slug: String,
    name: &'a str,
    uses: i64,
}

#[derive(Insertable)]
#[diesel(table_name = career_skills, treat_none_as_default_value = false)]
struct NewLink {
    career_id: i64,
    position: i32,
    skill_id: i64,
    importance: f64,
}

/// The skills of careers.
pub fn of(conn: &mut Conn, careers: &[i64]) -> QueryResult<ByCareer<Skill>> {
    let rows: Vec<(i64, String, f64)> = career_skills::table
        .inner_join(skills::table)
        .filter(among(career_skills::career_id, careers))
        .order((career_skills::career_id, career_skills::position))
        .select((career_skills::career_id, skills::name, career_skills::importance))
        .load(conn)?;
    Ok(grouped(rows.into_iter().map(|(career, name, importance)| (career, Skill { name, importance }))))
}

/// A skill and how many published careers ask for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What its address calls it.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// How many published careers ask for it.
    pub careers: i64,
}

/// The skills that published careers ask for, by name. The database keeps count of all careers that do; those
/// that aren't published are few, and are taken off.
pub fn asked_for(conn: &mut Conn) -> QueryResult<Vec<Named>> {
    let rows: Vec<(i64, Word<Slug>, String, i64)> =
        skills::table.select((skills::id, skills::slug, skills::name, skills::uses)).load(conn)?;
    let unpublished: HashMap<i64, i64> = careers::table
        .inner_join(career_skills::table)
        .filter(among(careers::status, UNPUBLISHED))
        .group_by(career_skills::skill_id)
        .select((career_skills::skill_id, count_star()))
        .load(conn)?
        .into_iter()
        .collect();
    let named = rows.into_iter().map(|(id, slug, name, uses)| {
        let careers = uses - unpublished.get(&id).copied().unwrap_or(0);
        Named { slug: slug.0, name, careers }
    });
    let mut named: Vec<Named> = named.filter(|skill| skill.careers > 0).collect();
    named.sort_by_cached_key(|skill| fold(&skill.name));
    Ok(named)
}

/// A skill with its id, where a published career asks for it.
pub fn find(conn: &mut Conn, slug: &Slug) -> QueryResult<Option<(i64, Named)>> {
    let query = skills::table.filter(skills::slug.eq(slug.as_str()));
    let row: Option<(i64, String, i64)> =
        query.select((skills::id, skills::name, skills::uses)).first(conn).optional()?;
    let Some((id, name, uses)) = row else { return Ok(None) };
    let others = careers::table.filter(among(careers::status, UNPUBLISHED)).select(careers::id);
    let unpublished: i64 = career_skills::table
        .filter(career_skills::skill_id.eq(id))
        .filter(career_skills::career_id.eq_any(others))
        .select(count_star())
        .first(conn)?;
    let careers = uses - unpublished;
    Ok((careers > 0).then(|| (id, Named { slug: slug.clone(), name, careers })))
}

/// A page of the published careers that ask for a skill, with its importance in each: those that need it most
/// first. How many there are in all is known already.
pub fn careers(
    conn: &mut Conn,
    skill: i64,
    total: i64,
    page: i64,
    per_page: i64,
) -> QueryResult<Paged<(i64, f64)>> {
    let rows = career_skills::table
        .inner_join(careers::table)
        .filter(career_skills::skill_id.eq(skill))
        .filter(careers::status.eq(PUBLISHED))
        .order((career_skills::importance.desc(), careers::sort_key, careers::id))
        .limit(per_page)
        .offset(offset(page, per_page))
        .select((careers::id, career_skills::importance))
        .load(conn)?;
    Ok(Paged { rows, total, page, per_page })
}

/// What the skills of careers are compared by.
#[derive(Debug, Default)]
pub struct Weights {
    /// The skills of each career, in the order of its profile.
    pub careers: ByCareer<Weighted>,
    /// How many careers list each of these skills.
    pub uses: HashMap<i64, i64>,
    /// How many careers list the commonest skill of all.
    pub commonest: i64,
    /// How each of these skills is called.
    names: HashMap<i64, Arc<Known>>,
}

impl Weights {
    /// How much of what one career asks for is had by someone from another, `here`.
    pub fn overlap(&self, here: i64, there: i64) -> Overlap {
        overlap(self.of(here), self.of(there), &self.uses, self.commonest)
    }

    /// The skills of a career beside those that one has who comes from elsewhere, `here`.
    pub fn side_by_side(&self, here: &[Weighted], there: i64) -> SideBySide {
        SideBySide::of(here, self.of(there), &self.names)
    }

    /// Those skills of a profile, which may be a draft, that one of these careers asks for too.
    pub fn of_profile(&self, profile: &Profile) -> Vec<Weighted> {
        let own: HashMap<Slug, f64> =
            profile.skills.iter().map(|skill| (skill.slug(), skill.importance)).collect();
        self.names.iter().filter_map(|(id, known)| Some((*id, *own.get(&known.slug)?))).collect()
    }

    /// The skills of a career, in the order of its profile.
    pub fn of(&self, career: i64) -> &[Weighted] {
        self.careers.get(&career).map_or(&[], Vec::as_slice)
    }
}

/// The skills of careers with their weights. Careers share most skills, so these are read once and not with each.
pub fn weights(conn: &mut Conn, careers: &[i64]) -> QueryResult<Weights> {
    let rows: Vec<(i64, i64, f64)> = career_skills::table
        .filter(among(career_skills::career_id, careers))
        .order((career_skills::career_id, career_skills::position))
        .select((career_skills::career_id, career_skills::skill_id, career_skills::importance))
        .load(conn)?;
    let commonest: Option<i64> = skills::table.select(max(skills::uses)).first(conn)?;
    let mut weights = Weights { commonest: commonest.unwrap_or(0), ..Weights::default() };
    let ids: Vec<i64> =
        rows.iter().map(|(_, skill, _)| *skill).collect::<BTreeSet<_>>().into_iter().collect();
    for ids in ids.chunks(CHUNK) {
        let query = skills::table.filter(among(skills::id, ids));
        let rows: Vec<(i64, i64, Word<Slug>, String)> =
            query.select((skills::id, skills::uses, skills::slug, skills::name)).load(conn)?;
        for (id, uses, slug, name) in rows {
            weights.uses.insert(id, uses);
            weights.names.insert(id, Arc::new(Known { slug: slug.0, name }));
        }
    }
    weights.careers =
        grouped(rows.into_iter().map(|(career, skill, importance)| (career, (skill, importance))));
    Ok(weights)
}

/// Makes sure that the skills of profiles exist, and gives the id of each by its slug.
pub(super) fn ensure(conn: &mut Conn, profiles: &[&Profile]) -> QueryResult<HashMap<String, i64>> {
    let mut names: HashMap<String, &str> = HashMap::new();
    for skill in profiles.iter().flat_map(|profile| &profile.skills) {
        names.entry(Slug::suggest(&skill.name).into()).or_insert(&skill.name);
    }
    let mut rows: Vec<_> =
        names.iter().map(|(slug, name)| NewSkill { slug: slug.clone(), name, uses: 0 }).collect();
    rows.sort_by(|a, b| a.slug.cmp(&b.slug));
    for batch in rows.chunks(crate::db::BATCH) {
        on_each!(conn, c => diesel::insert_into(skills::table)
            .values(batch)
            .on_conflict(skills::slug)
            .do_nothing()
            .execute(c))?;
    }
    let slugs: Vec<&String> = names.keys().collect();
    let mut ids = HashMap::new();
    for slugs in slugs.chunks(CHUNK) {
        ids.extend(
            skills::table
                .filter(among(skills::slug, slugs.iter().map(|slug| slug.as_str())))
                .select((skills::slug, skills::id))
                .load::<(String, i64)>(conn)?,
        );
    }
    Ok(ids)
}

/// Writes the skills of careers.
pub(super) fn insert(conn: &mut Conn, careers: &[(i64, &Profile)], links: &Links) -> QueryResult<()> {
    let rows: Vec<NewLink> = careers
        .iter()
        .flat_map(|(career_id, profile)| {
            profile.skills.iter().zip(0..).map(|(skill, position)| NewLink {
                career_id: *career_id,
                position,
                skill_id: links.skills[Slug::suggest(&skill.name).as_str()],
                importance: skill.importance,
            })
        })
        .collect();
    insert_all!(conn, career_skills::table, rows)
}

/// Drops the skills that no career lists any more. The database counts their uses.
pub(super) fn drop_unused(conn: &mut Conn) -> QueryResult<()> {
    diesel::delete(skills::table.filter(skills::uses.eq(0))).execute(conn)?;
    Ok(())
}
