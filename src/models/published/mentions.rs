//! The careers and sources that live profiles refer to, and where.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use super::Indexed;
use crate::db::{Conn, among, published_mentions, text_column};
use crate::models::{QueryResult, career, delete_all, grouped, insert_all, links, source};
use crate::profile::{Slug, words};

words! {
    /// Where a profile refers to something.
    pub enum MentionKind {
        /// In its related careers; the position is the index in that list.
        Related,
        /// In a step of its path; the position is the index of the step.
        Step,
        /// As a source of facts.
        Source,
    }
}

text_column!(MentionKind);

#[derive(Clone, Debug, PartialEq, Eq, Insertable, Queryable, Selectable)]
#[diesel(table_name = published_mentions, treat_none_as_default_value = false)]
struct Mention {
    career_id: i64,
    kind: MentionKind,
    position: i32,
    mentioned_id: Option<i64>,
    source_id: Option<i64>,
}

/// Writes the mentions that differ from the stored ones.
pub(super) fn put(conn: &mut Conn, indexed: &[Indexed<'_>]) -> QueryResult<()> {
    let linked: HashSet<&Slug> =
        indexed.iter().flat_map(|(_, profile)| links::linked_careers(profile)).collect();
    let careers = career::ids(conn, &linked.into_iter().collect::<Vec<_>>())?;
    let source_ids = source::ids(conn)?;
    let mut stored = stored(conn, &indexed.iter().map(|(id, _)| *id).collect::<Vec<_>>())?;
    let (mut outdated, mut rows) = (Vec::new(), Vec::new());
    for source in indexed {
        let new = mentions(source, &careers, &source_ids);
        let old = stored.remove(&source.0).unwrap_or_default();
        if old != new {
            outdated.push(source.0);
            rows.extend(new);
        }
    }
    delete_all!(conn, published_mentions::career_id, outdated);
    insert_all!(conn, published_mentions::table, rows)
}

/// In the order of [`stored`], so that the two can be compared.
fn mentions(
    (career_id, profile): &Indexed<'_>,
    careers: &HashMap<String, i64>,
    source_ids: &HashMap<String, i64>,
) -> Vec<Mention> {
    let mention = |kind: MentionKind, position, mentioned_id, source_id| Mention {
        career_id: *career_id,
        kind,
        position,
        mentioned_id,
        source_id,
    };
    let career = |slug: &Slug| careers.get(slug.as_str()).copied();
    let related = profile.related.iter().zip(0..);
    let related =
        related.filter_map(|(slug, at)| Some(mention(MentionKind::Related, at, Some(career(slug)?), None)));
    let mut cited: Vec<i64> =
        links::sources(profile).filter_map(|slug| source_ids.get(slug.as_str()).copied()).collect();
    cited.sort_unstable();
    cited.dedup();
    let cited = cited.into_iter().zip(0..).map(|(id, at)| mention(MentionKind::Source, at, None, Some(id)));
    let steps = profile.path.iter().zip(0..);
    let steps = steps.filter_map(|(step, at)| {
        Some(mention(MentionKind::Step, at, Some(career(step.career.as_ref()?)?), None))
    });
    related.chain(cited).chain(steps).collect()
}

fn stored(conn: &mut Conn, careers: &[i64]) -> QueryResult<HashMap<i64, Vec<Mention>>> {
    use published_mentions::{career_id, kind, position, table};
    let query = table.filter(among(career_id, careers)).order((career_id, kind, position));
    let rows: Vec<Mention> = query.select(Mention::as_select()).load(conn)?;
    Ok(grouped(rows.into_iter().map(|row| (row.career_id, row))))
}
