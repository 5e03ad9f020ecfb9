//! Database errors.

/// [`super::DatabaseUrl::explain`] adds advice to errors on opening a database.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    #[error("{}", with_causes(.0))]
    Query(#[from] diesel::result::Error),
    #[error(transparent)]
    Connection(#[from] diesel::ConnectionError),
    /// The database can't be reached; the reason has been logged.
    #[error("can’t connect to the database")]
    Away,
    /// The request no longer waits, and nothing was changed.
    #[error("the database didn’t answer in time")]
    Slow,
    #[error("no database connection is available: {0}")]
    Pool(#[from] diesel::r2d2::PoolError),
    #[error("a migration failed: {0}")]
    Migration(Box<dyn std::error::Error + Send + Sync>),
    #[error("its schema (migration {version}) is newer than this program; use the newer version of metier")]
    NewerSchema {
        /// The newest migration that this program doesn't know.
        version: String,
    },
    /// The schema is older than the first one that can be upgraded.
    #[error(
        "it was created by a version of metier that is too old to upgrade. Export its content with the program that \
         created it (metier export content.json), then import the file into a new database with this one \
         (metier import bundle content.json)"
    )]
    EarlySchema,
    /// Says which database can't be opened, why, and what to do.
    #[error("{0}")]
    Open(String),
    #[error("stored JSON can’t be parsed: {0}")]
    Document(#[from] serde_json::Error),
    /// The program is shutting down, or the work panicked.
    #[error("the database operation was interrupted")]
    Interrupted,
}

/// An error with its sources, because diesel's own message for an unreadable row only names the column.
fn with_causes(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| match cause.to_string() {
        // Some errors repeat their cause.
        cause if text.contains(&cause) => text,
        cause => format!("{text}: {cause}"),
    })
}
