//! Why nothing, or not everything, was brought in.

use std::io;

use crate::exchange::read::{Layout, ReadError, Skipped};
use crate::store::StoreError;

/// Why nothing, or not everything, was brought in.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// There is no such arena.
    #[error("--arena {asked}: this site has no such arena; it has: {known}")]
    Arena {
        /// What was asked for.
        asked: String,
        /// What there is.
        known: String,
    },
    /// It holds no votes.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It cannot be read twice.
    #[error("must be a file that can be read twice, not a pipe")]
    Pipe,
    /// It has rows, and none of them can be understood.
    #[error("has no row that is a vote ({}); expected {}; nothing was imported", .skipped.lines().join("; "), Layout::expected(*.asked))]
    NoVotes {
        /// Why.
        skipped: Skipped,
        /// The schema that was asked for.
        asked: Option<Layout>,
    },
    /// It breaks off.
    #[error("breaks off before its end ({unit} {place}); nothing was imported: get the whole file")]
    Cut {
        /// What the place counts.
        unit: &'static str,
        /// Where the last row begins.
        place: u64,
    },
    /// It has rows that are no votes, which it may not have.
    #[error("has rows that are no votes ({}); nothing was imported: mend them, or leave --strict out to import the others", .0.lines().join("; "))]
    Strict(Skipped),
    /// A name that no id can be made of.
    #[error("names a model {0:?} that no id can be made of; give a configured model this alias")]
    Name(String),
    /// It is not what it was at first.
    #[error("changed while it was read; import it again when nothing writes to it")]
    Changed,
    /// The database failed. What was brought in stays, and the same import goes on from there.
    #[error("cannot be imported as a whole; the same command goes on where this one stopped")]
    Store(#[from] StoreError),
}

impl From<io::Error> for ImportError {
    fn from(error: io::Error) -> Self {
        Self::Read(error.into())
    }
}
