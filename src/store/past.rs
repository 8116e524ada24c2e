//! The vote log up to a point in the past.

use crate::domain::{ArenaId, Choice};

use super::battles::parse;
use super::db::read;
use super::{Store, StoreError};

/// A part of an arena's log: behind a seq, up to another, and no vote that is younger.
#[derive(Clone, Copy, Debug)]
pub struct Until<'a> {
    /// The arena.
    pub arena: &'a ArenaId,
    /// Only votes behind this one.
    pub after_seq: i64,
    /// Only votes up to this one.
    pub seq: i64,
    /// Only votes cast at this time or earlier, Unix milliseconds.
    pub time_ms: i64,
}

/// So many rated votes of the same two models, choice and categories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedVotes {
    /// The model on side A.
    pub model_a: String,
    /// The model on side B.
    pub model_b: String,
    /// What the voters said.
    pub choice: Choice,
    /// Tags that make slices; empty if they were not asked for.
    pub categories: Vec<String>,
    /// How many.
    pub votes: u64,
}

type CountedRow = (String, String, String, String, i64);

impl Store {
    /// An arena's newest vote up to a seq: its seq and its time.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn newest_vote(
        &self,
        arena: &ArenaId,
        seq: i64,
    ) -> Result<Option<(i64, i64)>, StoreError> {
        Ok(read!(self, |pool| {
            sqlx::query_as(
                "SELECT seq, time_ms FROM vote WHERE arena = $1 AND seq <= $2 ORDER BY seq DESC LIMIT 1",
            )
            .bind(arena.as_str())
            .bind(seq)
            .fetch_optional(pool)
            .await?
        }))
    }

    /// Where an arena's log parts at a time: the last vote cast then or earlier, and the first vote cast later.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn parting(
        &self,
        arena: &ArenaId,
        time_ms: i64,
    ) -> Result<(Option<i64>, Option<i64>), StoreError> {
        Ok(read!(self, |pool| {
            sqlx::query_as(
                "SELECT (SELECT MAX(seq) FROM vote WHERE arena = $1 AND time_ms <= $2), \
                 (SELECT MIN(seq) FROM vote WHERE arena = $1 AND time_ms > $2)",
            )
            .bind(arena.as_str())
            .bind(time_ms)
            .fetch_one(pool)
            .await?
        }))
    }

    /// The rated votes of a part of the log, counted by models as they stood and choice, and by categories if wanted.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn counted_votes(
        &self,
        until: &Until<'_>,
        with_categories: bool,
    ) -> Result<Vec<CountedVotes>, StoreError> {
        let rows: Vec<CountedRow> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT model_a, model_b, choice, tags, COUNT(*) FROM (\
                 SELECT model_a, model_b, choice, CASE WHEN $5 THEN categories ELSE '[]' END AS tags FROM tagged_vote \
                 WHERE arena = $1 AND seq > $2 AND seq <= $3 AND time_ms <= $4 AND state = 'rated') AS votes \
                 GROUP BY model_a, model_b, choice, tags",
            )
            .bind(until.arena.as_str())
            .bind(until.after_seq)
            .bind(until.seq)
            .bind(until.time_ms)
            .bind(with_categories)
            .fetch_all(pool)
            .await?
        });
        rows.into_iter().map(counted_from).collect()
    }
}

fn counted_from(row: CountedRow) -> Result<CountedVotes, StoreError> {
    let (model_a, model_b, choice, categories, votes) = row;
    Ok(CountedVotes {
        model_a,
        model_b,
        choice: parse(&choice, "choice")?,
        categories: serde_json::from_str(&categories)
            .map_err(StoreError::corrupt("list of categories"))?,
        votes: votes.unsigned_abs(),
    })
}
