//! What can go wrong with a database.

/// An error of the database layer. [`super::DatabaseUrl::explain`] turns those of opening into advice.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A query failed.
    #[error("{}", with_causes(.0))]
    Query(#[from] diesel::result::Error),
    /// A connection could not be made.
    #[error(transparent)]
    Connection(#[from] diesel::ConnectionError),
    /// The database can't be reached; the log has said why.
    #[error("the database can’t be reached")]
    Away,
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
    /// The database was made by a program from before the first schema that upgrades start from.
    #[error(
        "it was made by a version of metier that upgrades don’t start from. Export its content with the program that \
         made it (metier export content.json), then import the file into a new database with this one \
         (metier import bundle content.json)"
    )]
    EarlySchema,
    /// The database can't be opened; the text says which, why, and what to do.
    #[error("{0}")]
    Open(String),
    /// A document that is kept as JSON can't be read.
    #[error("a stored document can’t be read: {0}")]
    Document(#[from] serde_json::Error),
    /// The program is stopping, or the work panicked.
    #[error("the work on the database was interrupted")]
    Interrupted,
}

/// An error with what it came from: diesel's own text of an unreadable row names the column and no more.
fn with_causes(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| match cause.to_string() {
        // Some errors repeat their cause.
        cause if text.contains(&cause) => text,
        cause => format!("{text}: {cause}"),
    })
}
