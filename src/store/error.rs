//! What can go wrong between us and a database.

/// A statement failed, or a row says what no row may say.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or is out of reach.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("the database's tables could not be brought up to date")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A stored value cannot be read back.
    #[error("the database holds a {what} that cannot be read: {why}")]
    Corrupt {
        /// Which value.
        what: &'static str,
        /// Why it cannot be read.
        why: String,
    },
    /// The address of the database is none that we know.
    #[error("the database address must begin with sqlite: or postgres://")]
    Address,
    /// The writer has stopped: the server is going down.
    #[error("the server is stopping")]
    Stopped,
}

impl StoreError {
    /// For `map_err`: a stored `what` that cannot be read.
    pub(super) fn corrupt<E: std::fmt::Display>(what: &'static str) -> impl Fn(E) -> Self {
        move |why| Self::Corrupt {
            what,
            why: why.to_string(),
        }
    }

    /// Whether the same call may succeed a little later.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Database(error) => !matches!(
                error,
                sqlx::Error::RowNotFound | sqlx::Error::ColumnDecode { .. }
            ),
            Self::Stopped => true,
            Self::Migrate(_) | Self::Corrupt { .. } | Self::Address => false,
        }
    }
}
