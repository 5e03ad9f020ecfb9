//! The full-text syntax of each database. The rest of a search is the same SQL for both.

use diesel::connection::SimpleConnection;

use super::query::{Index, Need, Term};
use crate::db::Conn;
use crate::models::QueryResult;

pub struct Dialect {
    /// SQL for the matches of an expression (`$1`), at most `$2`: alternate titles with their careers and positions, or
    /// ids of careers.
    pub matches: fn(Index) -> &'static str,
    pub expression: fn(&[Term], Need) -> String,
    /// SQL for words of the vocabulary that are similar to an expression (`$1`), with their uses, at most `$2`.
    pub near: &'static str,
    pub near_expression: fn(&str) -> String,
    /// Run at the start of a search transaction.
    pub set_up: Option<&'static str>,
}

pub fn set_up(conn: &mut Conn) -> QueryResult<()> {
    if let Some(statement) = of(conn).set_up {
        conn.batch_execute(statement)?;
    }
    Ok(())
}

pub fn of(conn: &Conn) -> &'static Dialect {
    match conn {
        Conn::Postgres(_) => &super::postgres::DIALECT,
        Conn::Sqlite(_) => &super::sqlite::DIALECT,
    }
}
