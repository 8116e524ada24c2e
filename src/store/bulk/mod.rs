//! Many rows at once, in the way that each database takes them fastest: SQLite a statement with a row for each vote, PostgreSQL
//! one stream of them. These are two of the few statements that differ.

mod copied;
mod postgres;
mod sqlite;

use super::StoreError;
use super::append::LogRow;

/// Columns of a row, in the order in which both databases get them.
macro_rules! vote_columns {
    () => {
        "vote (seq, battle, time_ms, arena, model_a, model_b, choice, voter, \
         categories, style, state, reason, reveal, forecast, tagged_by, hash, told)"
    };
}
use vote_columns;

/// How many these are.
const COLUMNS: usize = 17;

/// Rows that are made some at a time, each portion while the database takes the one before it.
pub(super) trait Portions {
    /// The next rows; `None` at the end.
    fn next(&mut self) -> Result<Option<Vec<LogRow<'_>>>, StoreError>;
}

/// A connection that takes many rows at once.
pub(super) trait Bulk {
    /// Which of these battles have a vote.
    async fn known(&mut self, battles: Vec<String>) -> Result<Vec<String>, sqlx::Error>;
    /// Adds rows to the log.
    async fn insert(&mut self, rows: &mut impl Portions) -> Result<(), StoreError>;
}
