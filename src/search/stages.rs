//! The questions a search asks, each bounded: how many rows an index may give, and how many come back.
//!
//! `CROSS JOIN` keeps SQLite to the written order: it would scan all published careers and look each up among the few
//! that were found.

use diesel::sql_types::{BigInt, Integer, Text};

use super::dialect;
use super::query::{Index, Need, Query, Term};
use super::statement::load;
use crate::db::{Conn, Word};
use crate::models::QueryResult;
use crate::profile::Slug;

/// How many rows an index may give. A common word has more; the first are taken, whichever they are, and
/// what comes from other stages stands before them.
const CANDIDATES: i64 = 400;
/// How many of them come back, the shortest names first.
const BEST: i64 = 100;

/// A career that was found, and by which name.
#[derive(diesel::QueryableByName, Clone, Debug)]
pub struct Row {
    /// The career.
    #[diesel(sql_type = BigInt)]
    pub career_id: i64,
    /// Its slug.
    #[diesel(sql_type = Text)]
    pub slug: Word<Slug>,
    /// Its title.
    #[diesel(sql_type = Text)]
    pub title: String,
    /// The name that matches: the title, or another one.
    #[diesel(sql_type = Text)]
    pub name: String,
    /// Where the name stands among the other names; −1 for the title.
    #[diesel(sql_type = Integer)]
    pub position: i32,
}

/// Careers that have this very title or other name.
pub fn exact(conn: &mut Conn, query: &Query) -> QueryResult<Vec<Row>> {
    let sql = "SELECT c.career_id, c.slug, c.title, c.title AS name, -1 AS position
         FROM (SELECT career_id FROM search_documents WHERE title_key = $1 ORDER BY career_id LIMIT $2) d
         CROSS JOIN published c WHERE c.career_id = d.career_id
         UNION ALL
         SELECT c.career_id, c.slug, c.title, a.title, a.position
         FROM (SELECT career_id, title, position FROM published_names WHERE search_key = $1
               ORDER BY position, career_id LIMIT $2) a
         CROSS JOIN published c WHERE c.career_id = a.career_id";
    load(conn, sql, &query.key(), BEST)
}

/// Careers whose title begins with letters, by title.
pub fn beginning(conn: &mut Conn, letters: &str, limit: i64) -> QueryResult<Vec<Row>> {
    // Keys are ASCII, and `}` is above all that words are made of.
    let sql = "SELECT career_id, slug, title, title AS name, -1 AS position FROM published
         WHERE sort_key >= $1 AND sort_key < $1 || '}'
         ORDER BY sort_key, career_id LIMIT $2";
    load(conn, sql, letters, limit)
}

/// Careers that hold all these terms in an index, or those that are needed, the shortest names first.
pub fn holding(conn: &mut Conn, terms: &[Term], index: Index, need: Need) -> QueryResult<Vec<Row>> {
    let dialect = dialect::of(conn);
    let matches = (dialect.matches)(index);
    let sql = match index {
        // Of the names of one career the shortest stands for all: some have thousands.
        Index::Names => format!(
            "SELECT n.career_id, c.slug, c.title, n.name, n.position FROM (
                 SELECT career_id, title AS name, position, ROW_NUMBER() OVER (
                     PARTITION BY career_id ORDER BY LENGTH(title), position
                 ) AS place FROM ({matches}) m
             ) n CROSS JOIN published c WHERE n.place = 1 AND c.career_id = n.career_id
             ORDER BY LENGTH(n.name), n.position, n.career_id LIMIT {BEST}"
        ),
        Index::Titles | Index::Documents => format!(
            "SELECT c.career_id, c.slug, c.title, c.title AS name, -1 AS position
             FROM ({matches}) m CROSS JOIN published c WHERE c.career_id = m.id
             ORDER BY LENGTH(c.title), c.sort_key, c.career_id LIMIT {BEST}"
        ),
    };
    load(conn, &sql, &(dialect.expression)(terms, need), CANDIDATES)
}
