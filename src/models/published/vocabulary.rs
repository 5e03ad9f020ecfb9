//! The vocabulary of search: in how many documents each word occurs.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::upsert::excluded;

use crate::db::{BATCH, Conn, on_each, words};
use crate::models::QueryResult;

/// How often words are used more, or less where the number is negative.
#[derive(Debug, Default)]
pub(super) struct Counts<'a>(BTreeMap<&'a str, i64>);

impl<'a> Counts<'a> {
    /// Counts the words of a document once each. Stems, which begin with `~`, aren't words.
    pub fn add(&mut self, terms: &'a str, times: i64) {
        for word in terms.split(' ').filter(|term| !term.is_empty() && !term.starts_with('~')) {
            *self.0.entry(word).or_default() += times;
        }
    }

    /// Writes the counts down.
    pub fn store(self, conn: &mut Conn) -> QueryResult<()> {
        let changed = self.0.into_iter().filter(|(_, times)| *times != 0);
        let rows: Vec<_> =
            changed.map(|(word, times)| (words::word.eq(word), words::uses.eq(times))).collect();
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

/// Removes the words that no document uses.
pub(super) fn drop_unused(conn: &mut Conn) -> QueryResult<()> {
    diesel::delete(words::table.filter(words::uses.eq(0))).execute(conn)?;
    Ok(())
}
