//! Votes out of files: Agon's own and the public arenas' schemas, as CSV, JSON lines, a JSON array or Parquet. Bytes in,
//! batches of votes out.
//!
//! ```text
//! reader   a file, batch by batch
//! wanted   what a caller wants to know
//! plan     which columns tell it
//! layout   the schemas: which columns each has, and what a row of it says
//! words    the texts of a file, each kept once
//! names    the texts that votes name, by numbers
//! value    a value as a format has it
//! row      one row, before anybody asked what it says
//! said     why a voter chose so
//! beside   one of the votes that a row stands for
//! batch    many rows: votes as columns, and the rows that are none
//! table    CSV records
//! line     the usual CSV record: one line
//! lines    JSON lines
//! array    the entries of a JSON array
//! json     a JSON object as a row
//! nested   lists and records within a row
//! time     notations of time
//! parquet  columns of a Parquet file
//! skip     why a row is no vote
//! skipped  the rows that are none, by reason
//! ```
//!
//! Files are recognised by their columns and keys, never by their names. Memory grows with the names in a file and not
//! with its rows: no row may be longer than [`MAX_ROW_BYTES`]. Refuses to: repair a row, or drop one without a reason.

mod array;
mod batch;
mod beside;
mod json;
mod layout;
mod line;
mod lines;
mod names;
mod nested;
mod parquet;
mod plan;
mod reader;
mod row;
mod said;
mod skip;
mod skipped;
mod table;
#[cfg(test)]
mod tests;
mod time;
mod value;
mod wanted;
mod words;

use std::io;

use ::parquet::errors::ParquetError;

pub use batch::{Batch, Categories, Texts};
pub use layout::Layout;
pub(super) use layout::flag;
pub use names::Names;
pub(in crate::exchange) use parquet::caught;
pub use reader::{FileReader, VoteReader};
pub use skip::Skip;
pub use skipped::Skipped;
pub use wanted::Wanted;

/// What stands before the number of a voter in `FastChat`'s files.
pub const JUDGE: &str = "arena_user_";

/// The longest row that is read: 10 MB.
pub const MAX_ROW_BYTES: usize = 10_000_000;

/// Why a file cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file has nothing but space.
    #[error("is empty; expected {}", Layout::expected(None))]
    Empty,
    /// The columns are those of no schema, or not those of the schema that was asked for.
    #[error("has columns that are not known ({found}); expected {}", Layout::expected(*.asked))]
    Columns {
        /// The columns that it has.
        found: String,
        /// The schema that was asked for.
        asked: Option<Layout>,
    },
    /// compar:IA's reactions, which are of single messages.
    #[error(
        "holds reactions of compar:IA: likes and dislikes of single messages, of which no vote says which answer was better; \
         import its votes (comparia-votes), which have that and the reasons"
    )]
    Reactions,
    /// Parquet that comes from somewhere that has no end yet.
    #[error("is Parquet, which is read from its end: give the file itself, not a pipe")]
    Pipe,
    /// Parquet that breaks its own rules.
    #[error("is Parquet that is cut off, damaged or of a kind that is not known: {0}")]
    Parquet(#[from] ParquetError),
    /// The bytes did not come.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
}

impl ReadError {
    /// The longest list of columns in a message, in characters.
    const MAX_SHOWN: usize = 200;

    fn columns(found: &str, asked: Option<Layout>) -> Self {
        let is_there = |name: &str| found.split(", ").any(|one| one == name);
        if ["refers_to_model", "liked", "disliked"]
            .into_iter()
            .all(is_there)
        {
            return Self::Reactions;
        }
        let shown = found.chars().filter(|c| !c.is_control());
        Self::Columns {
            found: shown.take(Self::MAX_SHOWN).collect(),
            asked,
        }
    }
}
