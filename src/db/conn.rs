//! The connection to either database.
#![allow(missing_docs)] // what the derive makes has none

/// A connection to either database. Every query is written against it.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// A connection to a PostgreSQL server.
    Postgres(diesel::PgConnection),
    /// A connection to an SQLite file.
    Sqlite(diesel::SqliteConnection),
}

/// What queries that are put together at run time are written for.
pub type Backend = <Conn as diesel::Connection>::Backend;
