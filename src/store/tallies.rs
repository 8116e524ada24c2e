//! What the vote log says of an arena without its votes one by one: how many came a day, what was said before each, and how long
//! answers took.

use crate::domain::{ArenaId, Choice, Forecast, Rating};

use super::battles::parse;
use super::db::read;
use super::{Store, StoreError};

const DAY_MS: i64 = 86_400_000;

/// Votes of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayVotes {
    /// Days since 1970 in UTC.
    pub day: i64,
    /// Whether ratings use them.
    pub is_rated: bool,
    /// How many.
    pub votes: u64,
}

/// A rated vote and what the board said before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ForetoldVote {
    /// Its place in the log.
    pub seq: i64,
    /// What was chosen.
    pub choice: Choice,
    /// The chance of side A, a tie counted as half, where the board had one.
    pub chance_a: Option<f64>,
}

impl Store {
    /// Votes of an arena by day, behind `after_seq` up to `until_seq`.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn votes_by_day(
        &self,
        arena: &ArenaId,
        (after_seq, until_seq): (i64, i64),
    ) -> Result<Vec<DayVotes>, StoreError> {
        let rows: Vec<(i64, String, i64)> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT time_ms / $4, state, COUNT(*) FROM vote WHERE arena = $1 AND seq > $2 AND seq <= $3 GROUP BY 1, 2",
            )
            .bind(arena.as_str())
            .bind(after_seq)
            .bind(until_seq)
            .bind(DAY_MS)
            .fetch_all(pool)
            .await?
        });
        let counted = |(day, state, votes): (i64, String, i64)| DayVotes {
            day,
            is_rated: state == Rating::Rated.as_str(),
            votes: votes.unsigned_abs(),
        };
        Ok(rows.into_iter().map(counted).collect())
    }

    /// The next rated votes of an arena that were foretold, behind `after_seq` up to `until_seq`.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn foretold_votes(
        &self,
        arena: &ArenaId,
        (after_seq, until_seq): (i64, i64),
        limit: u32,
    ) -> Result<Vec<ForetoldVote>, StoreError> {
        let rows: Vec<(i64, String, String)> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT seq, choice, forecast FROM vote WHERE arena = $1 AND seq > $2 AND seq <= $3 AND state = 'rated' \
                 AND forecast IS NOT NULL ORDER BY seq LIMIT $4",
            )
            .bind(arena.as_str())
            .bind(after_seq)
            .bind(until_seq)
            .bind(i64::from(limit))
            .fetch_all(pool)
            .await?
        });
        let foretold = |(seq, choice, forecast): (i64, String, String)| {
            let forecast: Forecast =
                serde_json::from_str(&forecast).map_err(StoreError::corrupt("forecast"))?;
            Ok(ForetoldVote {
                seq,
                choice: parse(&choice, "choice")?,
                chance_a: forecast.chance_a,
            })
        };
        rows.into_iter().map(foretold).collect()
    }

    /// The newest timed answers of an arena's battles with a vote: model, characters, milliseconds. Those without one stay
    /// untold: whoever watched the figures could see who answered.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn timed_answers(
        &self,
        arena: &ArenaId,
        limit: u32,
    ) -> Result<Vec<(String, i64, i64)>, StoreError> {
        Ok(read!(self, |pool| {
            sqlx::query_as(
                "SELECT t.model, t.chars, t.total_ms FROM timing AS t JOIN battle AS b ON b.id = t.battle \
                 WHERE b.arena = $1 AND b.state = 'voted' ORDER BY t.id DESC LIMIT $2",
            )
            .bind(arena.as_str())
            .bind(i64::from(limit))
            .fetch_all(pool)
            .await?
        }))
    }
}
