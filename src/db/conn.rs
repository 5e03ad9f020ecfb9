//! A connection to either database.

// Diesel uses these; Cargo.toml lists them so that they are built in.
use libsqlite3_sys as _;
use pq_sys as _;

#[derive(diesel::MultiConnection)]
pub enum Conn {
    Postgres(diesel::PgConnection),
    Sqlite(diesel::SqliteConnection),
}

/// The backend of queries assembled at run time.
pub type Backend = <Conn as diesel::Connection>::Backend;
