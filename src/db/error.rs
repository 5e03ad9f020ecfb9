//! What can go wrong with a database.

/// An error of the database layer. [`super::DatabaseUrl::explain`] turns those of opening into advice.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A query failed.
    #[error(transparent)]
    Query(#[from] diesel::result::Error),
    /// A connection could not be made.
    #[error(transparent)]
    Connection(#[from] diesel::ConnectionError),
    /// No connection became free in time.
    #[error("no database connection: {0}")]
    Pool(#[from] diesel::r2d2::PoolError),
    /// A migration failed.
    #[error("a migration failed: {0}")]
    Migration(Box<dyn std::error::Error + Send + Sync>),
    /// The database was migrated by a newer program.
    #[error("its schema (migration {version}) is newer than this program; start the newer version of metier")]
    NewerSchema {
        /// The newest migration that this program doesn't know.
        version: String,
    },
    /// The database can't be opened; the text says which, why, and what to do.
    #[error("{0}")]
    Open(String),
    /// The program is stopping, or the work panicked.
    #[error("the work on the database was interrupted")]
    Interrupted,
}
