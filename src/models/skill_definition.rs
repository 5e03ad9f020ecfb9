//! Definitions of skills. Only importers change them.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::upsert::excluded;

use super::QueryResult;
use crate::db::{BATCH, Conn, on_each, skill_definitions, text_column};
use crate::profile::Slug;
use crate::profile::skill::{SkillDefinition, SkillKind};

text_column!(SkillKind);

#[derive(Insertable)]
#[diesel(table_name = skill_definitions, treat_none_as_default_value = false)]
struct DefinitionRow<'a> {
    slug: Slug,
    name: &'a str,
    kind: SkillKind,
    definition: &'a str,
}

/// In alphabetical order of their slugs.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<SkillDefinition>> {
    let columns = (skill_definitions::name, skill_definitions::kind, skill_definitions::definition);
    let rows: Vec<(String, SkillKind, String)> =
        skill_definitions::table.order(skill_definitions::slug).select(columns).load(conn)?;
    let read = |(name, kind, definition)| SkillDefinition { name, kind, definition };
    Ok(rows.into_iter().map(read).collect())
}

/// Adds new definitions and updates changed ones. Of several for the same skill, the first counts.
pub fn save(conn: &mut Conn, wanted: &[SkillDefinition]) -> QueryResult<()> {
    let stored = all(conn)?;
    let mut rows: BTreeMap<Slug, &SkillDefinition> = BTreeMap::new();
    for one in wanted {
        rows.entry(Slug::suggest(&one.name)).or_insert(one);
    }
    let changed = rows.into_iter().filter(|(_, one)| !stored.contains(one));
    let rows: Vec<DefinitionRow<'_>> = changed
        .map(|(slug, SkillDefinition { name, kind, definition })| DefinitionRow {
            slug,
            name,
            kind: *kind,
            definition,
        })
        .collect();
    for batch in rows.chunks(BATCH) {
        use skill_definitions::*;
        on_each!(conn, c => diesel::insert_into(table)
            .values(batch)
            .on_conflict(slug)
            .do_update()
            .set((name.eq(excluded(name)), kind.eq(excluded(kind)), definition.eq(excluded(definition))))
            .execute(c))?;
    }
    Ok(())
}
