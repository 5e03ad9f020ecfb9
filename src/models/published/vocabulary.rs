//! The search vocabulary: in how many documents each word occurs.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::upsert::excluded;

use crate::db::{BATCH, Conn, on_each, words};
use crate::models::QueryResult;

#[derive(Insertable)]
#[diesel(table_name = words, treat_none_as_default_value = false)]
struct WordRow<'a> {
    word: &'a str,
    uses: i64,
}

/// For each word, the change in the number of documents that contain it.
#[derive(Debug, Default)]
pub(super) struct Counts<'a>(BTreeMap<&'a str, i64>);

impl<'a> Counts<'a> {
    /// Adds `times` once for each word of a document. Stems, which begin with `~`, aren't words.
    pub fn add(&mut self, terms: &'a str, times: i64) {
        for word in terms.split(' ').filter(|term| !term.is_empty() && !term.starts_with('~')) {
            *self.0.entry(word).or_default() += times;
        }
    }

    pub fn store(self, conn: &mut Conn) -> QueryResult<()> {
        let changed = self.0.into_iter().filter(|(_, uses)| *uses != 0);
        let rows: Vec<WordRow<'_>> = changed.map(|(word, uses)| WordRow { word, uses }).collect();
        for batch in rows.chunks(BATCH) {
            on_each!(conn, c => diesel::insert_into(words::table)
                .values(batch)
                .on_conflict(words::word)
                .do_update()
                .set(words::uses.eq(words::uses + excluded(words::uses)))
                .execute(c))?;
        }
        Ok(())
    }
}

/// Deletes the words that no document uses.
pub(super) fn drop_unused(conn: &mut Conn) -> QueryResult<()> {
    diesel::delete(words::table.filter(words::uses.eq(0))).execute(conn)?;
    Ok(())
}
