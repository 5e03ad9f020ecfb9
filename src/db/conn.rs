//! The connection to either database.
#![allow(missing_docs)] // what the derive makes has none

// Diesel calls these; they are named in Cargo.toml so that they are built in.
use libsqlite3_sys as _;
use pq_sys as _;

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
