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
    /// It did not answer in time, or not for all that waited.
    #[error("the database did not answer")]
    Unavailable,
    /// Another server uses the file.
    #[error("another agon serves {0} already: stop it first, or give this one another database")]
    InUse(String),
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
            Self::Stopped | Self::Unavailable => true,
            Self::Migrate(_) | Self::Corrupt { .. } | Self::Address | Self::InUse(_) => false,
        }
    }

    /// Whether one row of a group was refused for what it says, so that the others may go on without it.
    pub(super) fn is_about_a_row(&self) -> bool {
        match self {
            Self::Database(error) => error.as_database_error().is_some_and(|error| {
                error.is_unique_violation()
                    || error.is_foreign_key_violation()
                    || error.is_check_violation()
            }),
            Self::Corrupt { .. } => true,
            _ => false,
        }
    }
}
