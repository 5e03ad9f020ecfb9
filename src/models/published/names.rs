//! The alternate titles of published careers, for search.

use std::collections::HashMap;

use diesel::prelude::*;

use super::Indexed;
use crate::db::{Conn, among, published_names};
use crate::models::{QueryResult, delete_all, grouped, insert_all};
use crate::terms::{key, terms};

/// How many rows one statement updates.
const MOVES: usize = 1_000;

#[derive(Insertable)]
#[diesel(table_name = published_names, treat_none_as_default_value = false)]
struct NewName<'a> {
    career_id: i64,
    position: i32,
    title: &'a str,
    search_key: String,
    terms: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = published_names)]
struct Old {
    id: i64,
    career_id: i64,
    position: i32,
    title: String,
}

/// The changes needed to store the alternate titles of careers.
#[derive(Default)]
struct NamesPlan<'a> {
    new: Vec<NewName<'a>>,
    /// The ids of rows to delete.
    gone: Vec<i64>,
    /// The ids of rows that change position, with their new positions.
    moved: Vec<(i64, i32)>,
}

/// Writes only the titles that differ from the stored ones: some careers have thousands, and an edit changes few.
pub(super) fn put(conn: &mut Conn, indexed: &[Indexed<'_>]) -> QueryResult<()> {
    let ids: Vec<i64> = indexed.iter().map(|(id, _)| *id).collect();
    let query = published_names::table.filter(among(published_names::career_id, &ids));
    let rows: Vec<Old> = query.order(published_names::id).select(Old::as_select()).load(conn)?;
    let mut stored = grouped(rows.into_iter().map(|row| (row.career_id, row)));
    let mut plan = NamesPlan::default();
    for (career, profile) in indexed {
        plan.add(*career, stored.remove(career).unwrap_or_default(), &profile.alternate_titles);
    }
    delete_all!(conn, published_names::id, plan.gone);
    for moved in plan.moved.chunks(MOVES) {
        let rows: Vec<String> = moved.iter().map(|(id, position)| format!("({id}, {position})")).collect();
        let sql = format!(
            "UPDATE published_names SET position = v.column2 FROM (VALUES {}) AS v \
             WHERE published_names.id = v.column1",
            rows.join(", ")
        );
        diesel::sql_query(sql).execute(conn)?;
    }
    insert_all!(conn, published_names::table, plan.new)
}

impl<'a> NamesPlan<'a> {
    fn add(&mut self, career_id: i64, old: Vec<Old>, titles: &'a [String]) {
        let mut stored: HashMap<String, Vec<(i64, i32)>> = HashMap::new();
        for row in old.into_iter().rev() {
            stored.entry(row.title).or_default().push((row.id, row.position));
        }
        for (title, position) in titles.iter().zip(0..) {
            match stored.get_mut(title).and_then(Vec::pop) {
                Some((_, same)) if same == position => {}
                Some((id, _)) => self.moved.push((id, position)),
                None => self.new.push(NewName {
                    career_id,
                    position,
                    title,
                    search_key: key(title),
                    terms: terms([title.as_str()]),
                }),
            }
        }
        self.gone.extend(stored.into_values().flatten().map(|(id, _)| id));
    }
}
