//! What a use case can answer instead of what was asked for.

use std::time::Duration;

use tokio::task::JoinError;

use crate::domain::{Choice, InvalidPrompt, NotFollowable, Refusal};
use crate::exchange::WriteError;
use crate::store::StoreError;

/// Every message but [`Error::Internal`]'s is safe to show.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or it is somebody else's.
    #[error("{what} not found")]
    NotFound {
        /// Such as "battle".
        what: &'static str,
    },
    /// A value that cannot be used.
    #[error("{field} {message}")]
    Invalid {
        /// The name of the field or parameter.
        field: &'static str,
        /// What is wrong with it and what would do.
        message: String,
    },
    /// A value that is longer than it may be.
    #[error("{field} {message}")]
    TooLarge {
        /// The name of the field.
        field: &'static str,
        /// How long it may be.
        message: String,
    },
    /// Not in the state that things are in.
    #[error("{why}")]
    Conflict {
        /// Why not.
        why: Conflict,
        /// The choice that the vote log holds, if that is the conflict.
        stored: Option<Choice>,
    },
    /// Not now; later.
    #[error("{why}")]
    Busy {
        /// Why not now.
        why: Busy,
        /// When to come back.
        retry_after: Duration,
    },
    /// Our fault, or the database's. Shown as "internal error"; the source is for the log.
    #[error("internal error")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Why something does not fit the state that things are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Conflict {
    /// A ballot.
    #[error(transparent)]
    Ballot(#[from] Refusal),
    /// The vote log says otherwise.
    #[error("{refusal}: {stored}", refusal = Refusal::AlreadyVoted)]
    Voted {
        /// What it says.
        stored: Choice,
    },
    /// A further prompt.
    #[error(transparent)]
    Turn(#[from] NotFollowable),
    /// A model of the battle is gone.
    #[error("this battle cannot go on; please vote or start a new one")]
    Stuck,
    /// Something that only a vote allows.
    #[error("this battle has no vote yet; vote first")]
    NoVote,
    /// Something that only an answered turn allows.
    #[error("this battle has no answers yet; wait until they have ended")]
    NoAnswers,
}

/// Why not now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Busy {
    /// The database does not answer.
    #[error("The database does not answer at the moment. Please try again.")]
    Database,
    /// The server is stopping.
    #[error("The server is restarting. Please try again in a moment.")]
    Closing,
    /// As many battles are running as may.
    #[error("Many battles are running at the moment. Please try again in a moment.")]
    Full,
    /// Nobody answers.
    #[error("This arena has fewer than two models that answer at the moment.")]
    FewModels,
    /// All votes are being read for it.
    #[error(
        "The style-controlled board is being made: all votes are read for it. Please come back in a moment."
    )]
    StyledBoard,
    /// A board of the past is being made.
    #[error("That board is being made again from its votes. Please come back in a moment.")]
    PastBoard,
    /// Votes that are older than chains have no links yet.
    #[error("Older votes are being linked to a chain. Please come back in a moment.")]
    Unlinked,
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        if error.is_passing() {
            tracing::warn!(?error, "the database did not answer in time or refused");
            return Self::Busy {
                why: Busy::Database,
                retry_after: Duration::from_secs(2),
            };
        }
        Self::Internal(Box::new(error))
    }
}

impl From<WriteError> for Error {
    fn from(error: WriteError) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl From<JoinError> for Error {
    fn from(error: JoinError) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl Error {
    /// Votes have no links yet.
    pub(super) fn unlinked() -> Self {
        Self::Busy {
            why: Busy::Unlinked,
            retry_after: Duration::from_secs(10),
        }
    }

    pub(super) fn invalid(field: &'static str, message: impl Into<String>) -> Self {
        Self::Invalid {
            field,
            message: message.into(),
        }
    }

    /// What is wrong with a text that cannot be a prompt.
    pub(super) fn prompt(error: &InvalidPrompt) -> Self {
        let (field, message) = ("prompt", error.to_string());
        match error {
            InvalidPrompt::Empty => Self::Invalid { field, message },
            InvalidPrompt::TooLong(_) => Self::TooLarge { field, message },
        }
    }

    pub(super) fn conflict(why: impl Into<Conflict>) -> Self {
        Self::Conflict {
            why: why.into(),
            stored: None,
        }
    }
}
