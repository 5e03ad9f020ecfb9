//! The queries of a search. Each limits how much it reads from an index and how much it returns.
//!
//! `CROSS JOIN` makes SQLite join in the written order: otherwise it would scan all published careers and look up each
//! one in the matches.

use diesel::sql_types::{BigInt, Integer, Text};

use super::dialect;
use super::query::{Index, Need, Query, Term};
use super::statement::load;
use crate::db::Conn;
use crate::models::QueryResult;
use crate::profile::Slug;

/// Limit on rows read from an index. A common word has more, and which of them are read is arbitrary, but the results
/// of other stages rank before them.
const CANDIDATES: i64 = 400;
/// Limit on rows returned, shortest names first.
const BEST: i64 = 100;

#[derive(diesel::QueryableByName, Clone, Debug)]
pub struct FoundRow {
    #[diesel(sql_type = BigInt)]
    pub career_id: i64,
    #[diesel(sql_type = Text)]
    pub slug: Slug,
    #[diesel(sql_type = Text)]
    pub title: String,
    #[diesel(sql_type = Text)]
    pub name: String,
    /// Index among the alternate titles; −1 for the title.
    #[diesel(sql_type = Integer)]
    pub position: i32,
}

pub fn exact(conn: &mut Conn, query: &Query) -> QueryResult<Vec<FoundRow>> {
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

/// Careers whose titles begin with `letters`, ordered by title.
pub fn beginning(conn: &mut Conn, letters: &str, limit: i64) -> QueryResult<Vec<FoundRow>> {
    // Keys are ASCII, and `}` sorts after all characters of words.
    let sql = "SELECT career_id, slug, title, title AS name, -1 AS position FROM published
         WHERE sort_key >= $1 AND sort_key < $1 || '}'
         ORDER BY sort_key, career_id LIMIT $2";
    load(conn, sql, letters, limit)
}

/// Careers with the needed terms, shortest names first.
pub fn holding(conn: &mut Conn, terms: &[Term], index: Index, need: Need) -> QueryResult<Vec<FoundRow>> {
    let dialect = dialect::of(conn);
    let matches = (dialect.matches)(index);
    let sql = match index {
        // Only the shortest matching name of each career, because some careers have thousands.
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
