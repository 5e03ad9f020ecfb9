//! Raw SQL whose rows have one column.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};

use super::{Conn, DbError};

#[derive(QueryableByName)]
struct TextRow {
    #[diesel(sql_type = Text)]
    text: String,
}

/// The `text` column of a query.
pub fn texts(conn: &mut Conn, sql: &str) -> Result<Vec<String>, DbError> {
    Ok(sql_query(sql).load::<TextRow>(conn)?.into_iter().map(|row| row.text).collect())
}

#[derive(QueryableByName)]
struct NumberRow {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// The `number` column of a query.
pub fn numbers(conn: &mut Conn, sql: &str) -> Result<Vec<i64>, DbError> {
    Ok(sql_query(sql).load::<NumberRow>(conn)?.into_iter().map(|row| row.number).collect())
}
