//! Skills, the published careers that ask for them, and comparisons of careers by skills and tools.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use diesel::prelude::*;
use rustc_hash::FxHashMap;

use super::published::unpacked;
use super::{ByCareer, Paged, QueryResult, offset};
use crate::db::{self, Conn, among, published, published_skills, skill_definitions, skills};
use crate::profile::comparable::{Comparable, ComparableKind};
use crate::profile::nearness::Skills;
use crate::profile::skill::{KnownSkill, Overlap, Rarity, SideBySide, SkillKind, Weighted, overlap};
use crate::profile::{Profile, Slug, slug::fold};

#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = skills)]
pub struct Named {
    pub slug: Slug,
    pub name: String,
    /// How many published careers ask for it.
    #[diesel(column_name = uses)]
    pub careers: i64,
    #[diesel(select_expression = skill_definitions::kind.nullable())]
    pub kind: Option<SkillKind>,
    #[diesel(select_expression = skill_definitions::definition.nullable())]
    pub definition: Option<String>,
}

pub fn asked_for(conn: &mut Conn) -> QueryResult<Vec<Named>> {
    let mut named: Vec<Named> = skills::table
        .left_join(skill_definitions::table.on(skill_definitions::slug.eq(skills::slug)))
        .filter(skills::uses.gt(0))
        .filter(skills::kind.eq(ComparableKind::Skill))
        .select(Named::as_select())
        .load(conn)?;
    named.sort_by_cached_key(|skill| fold(&skill.name));
    Ok(named)
}

pub fn find(conn: &mut Conn, slug: &Slug) -> QueryResult<Option<(i64, Named)>> {
    Ok(skills::table
        .left_join(skill_definitions::table.on(skill_definitions::slug.eq(skills::slug)))
        .filter(skills::slug.eq(slug))
        .filter(skills::uses.gt(0))
        .filter(skills::kind.eq(ComparableKind::Skill))
        .select((skills::id, Named::as_select()))
        .first(conn)
        .optional()?)
}

/// The ids of careers that ask for a skill, each with the importance of the skill there, highest first. `total` is
/// their number, which the caller knows from [`Named`].
pub fn careers(
    conn: &mut Conn,
    skill: i64,
    total: i64,
    page: i64,
    per_page: i64,
) -> QueryResult<Paged<(i64, f64)>> {
    let rows = published_skills::table
        .inner_join(published::table)
        .filter(published_skills::skill_id.eq(skill))
        .order((published_skills::importance.desc(), published::sort_key, published::career_id))
        .limit(per_page)
        .offset(offset(page, per_page))
        .select((published::career_id, published_skills::importance))
        .load(conn)?;
    Ok(Paged { rows, total, page, per_page })
}

/// All skills and tools with their rarity, for comparisons.
#[derive(Debug, Default)]
pub struct SkillTable {
    version: i64,
    rarity: Rarity,
    names: FxHashMap<i64, Arc<KnownSkill>>,
    ids: HashMap<Slug, i64>,
}

/// This process's table. It has a few thousand rows, and every page with related careers needs it, so it is read only
/// once for each content version.
#[derive(Debug, Default)]
pub struct SkillCache(Mutex<Arc<SkillTable>>);

impl SkillCache {
    /// `version` is the content version that the transaction sees.
    pub fn current(&self, conn: &mut Conn, version: i64) -> QueryResult<Arc<SkillTable>> {
        // Holds the lock while reading, because concurrent requests would only read the same rows.
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.version != version {
            *held = Arc::new(SkillTable::read(conn, version)?);
        }
        Ok(held.clone())
    }
}

impl SkillTable {
    fn read(conn: &mut Conn, version: i64) -> QueryResult<Self> {
        let query =
            skills::table.select((skills::id, skills::uses, skills::slug, skills::name, skills::kind));
        let rows: Vec<(i64, i64, Slug, String, ComparableKind)> = query.load(conn)?;
        let rarity = Rarity::new(&rows.iter().map(|(id, uses, ..)| (*id, *uses)).collect::<Vec<_>>());
        let (mut names, mut ids) = (FxHashMap::default(), HashMap::new());
        for (id, _, slug, name, kind) in rows {
            ids.insert(slug, id);
            names.insert(id, Arc::new(KnownSkill { name, kind, is_general: rarity.is_general(id) }));
        }
        Ok(Self { version, rarity, names, ids })
    }
}

#[derive(Debug, Default)]
pub struct Weights {
    /// Most important first.
    pub careers: ByCareer<Weighted>,
    table: Arc<SkillTable>,
}

impl Weights {
    pub fn new(table: Arc<SkillTable>, careers: ByCareer<Weighted>) -> Self {
        Self { careers, table }
    }

    /// The overlap for a move from a career that asks for `here`: the weighted share of what is asked for there that is
    /// also asked for here.
    pub fn overlap(&self, here: &[Weighted], there: i64) -> Overlap {
        overlap(here, self.of(there), &self.table.rarity)
    }

    pub fn side_by_side(&self, here: &[Weighted], there: i64) -> SideBySide {
        SideBySide::of(here, self.of(there), &self.table.rarity, &self.table.names)
    }

    /// The skills and tools of a profile, which may be a draft. Has every tool, although the index keeps only the most
    /// important ones: nobody needs to learn a tool that they use already. Leaves out what no published career asks for.
    pub fn of_profile(&self, profile: &Profile) -> Vec<Weighted> {
        let known = |one: Comparable<'_>| Some((*self.table.ids.get(&one.slug)?, one.importance));
        profile.comparable().into_iter().filter_map(known).collect()
    }

    /// Most important first; of tools, only those in the index.
    pub fn of(&self, career: i64) -> &[Weighted] {
        self.careers.get(&career).map_or(&[], Vec::as_slice)
    }

    /// The other careers, most similar first.
    pub fn nearest(&self, career: i64) -> Vec<i64> {
        let skills = Skills::new(self.careers.clone(), &self.table.rarity);
        skills.nearest(career, usize::MAX).into_iter().map(|(id, _)| id).collect()
    }
}

pub fn weights(conn: &mut Conn, cache: &SkillCache, careers: &[i64]) -> QueryResult<Weights> {
    let version = db::version::read(conn)?;
    let query = published::table.filter(among(published::career_id, careers));
    let rows: Vec<(i64, String)> = query.select((published::career_id, published::skills)).load(conn)?;
    let careers = rows.into_iter().map(|(id, skills)| (id, unpacked(&skills))).collect();
    Ok(Weights::new(cache.current(conn, version)?, careers))
}
