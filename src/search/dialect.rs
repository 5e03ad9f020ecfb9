//! What the two databases' full-text indexes are asked in. The rest of a search is one SQL for both.

use diesel::connection::SimpleConnection;

use super::query::{Index, Need, Term};
use crate::db::Conn;
use crate::models::QueryResult;

/// How one database is asked.
pub struct Dialect {
    /// What an index holds of an expression (`$1`), at most so many (`$2`): names with their careers and places,
    /// else the ids of careers.
    pub matches: fn(Index) -> &'static str,
    /// Terms as the expression that the index understands.
    pub expression: fn(&[Term], Need) -> String,
    /// The words of the vocabulary that come near an expression (`$1`), with their uses, at most so many (`$2`).
    pub near: &'static str,
    /// A word as the expression that its neighbours are found by.
    pub near_expression: fn(&str) -> String,
    /// What a transaction that searches begins with.
    pub set_up: Option<&'static str>,
}

/// Makes a transaction ready to search.
pub fn set_up(conn: &mut Conn) -> QueryResult<()> {
    if let Some(statement) = of(conn).set_up {
        conn.batch_execute(statement)?;
    }
    Ok(())
}

/// The dialect of a connection.
pub fn of(conn: &Conn) -> &'static Dialect {
    match conn {
        Conn::Postgres(_) => &super::postgres::DIALECT,
        Conn::Sqlite(_) => &super::sqlite::DIALECT,
    }
}
