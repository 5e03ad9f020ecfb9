//! Raw SQL that a connection caches. `diesel::sql_query` is parsed and planned each time, which takes longer than most
//! searches on PostgreSQL.

use diesel::backend::Backend;
use diesel::deserialize::QueryableByName;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, HasSqlType, Text, Untyped};
use diesel::sqlite::Sqlite;

use crate::db::{Conn, on_each};
use crate::models::QueryResult;

/// SQL with a text as `$1` and a limit as `$2`, each any number of times.
struct Statement<'a> {
    sql: &'a str,
    text: &'a str,
    limit: i64,
}

pub fn load<R>(conn: &mut Conn, sql: &str, text: &str, limit: i64) -> QueryResult<Vec<R>>
where
    R: QueryableByName<Pg> + QueryableByName<Sqlite> + 'static,
{
    let statement = || Statement { sql, text, limit };
    Ok(on_each!(conn, c => statement().load(c))?)
}

impl<DB> QueryFragment<DB> for Statement<'_>
where
    DB: Backend + HasSqlType<Text> + HasSqlType<BigInt>,
    str: ToSql<Text, DB>,
    i64: ToSql<BigInt, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> diesel::QueryResult<()> {
        let mut rest = self.sql;
        while let Some((before, after)) = rest.split_once('$') {
            out.push_sql(before);
            match after.as_bytes().first() {
                Some(b'1') => out.push_bind_param::<Text, _>(self.text)?,
                _ => out.push_bind_param::<BigInt, _>(&self.limit)?,
            }
            rest = &after[1..];
        }
        out.push_sql(rest);
        Ok(())
    }
}

/// The SQL identifies the statement.
impl QueryId for Statement<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Statement<'_> {
    type SqlType = Untyped;
}

impl<C> RunQueryDsl<C> for Statement<'_> {}
