//! The days of the vote log, and what files of them are made of.

use std::collections::HashMap;

use crate::domain::ArenaId;

use super::db::read;
use super::{Store, StoreError};

const DAY_MS: i64 = 86_400_000;

/// A day of an arena: what its votes are, and what may change about them later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOfLog {
    /// Days since 1970 in UTC.
    pub day: i64,
    /// How many votes.
    pub votes: u64,
    /// The first of them.
    pub first_seq: i64,
    /// The last of them.
    pub last_seq: i64,
    /// The hash of the last one, which stands for all that came before it too; nothing while it has none.
    pub hash: Option<Vec<u8>>,
    /// How many have hashes.
    pub linked: u64,
    /// The newest tagging of any of them; 0 without one.
    pub tagging: i64,
    /// How many have reasons, and the sum of the times at which those were given.
    pub reasons: (u64, i64),
    /// How many have texts that may be published.
    pub published: u64,
}

type DayRow = (i64, i64, i64, i64, i64, i64, i64, i64, Option<Vec<u8>>);

impl Store {
    /// The days of an arena that have votes, up to a seq, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn days_of_log(
        &self,
        arena: &ArenaId,
        until_seq: i64,
    ) -> Result<Vec<DayOfLog>, StoreError> {
        let taggings = self.taggings_by_day(arena, until_seq).await?;
        let rows: Vec<DayRow> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT d.day, d.votes, d.first_seq, d.last_seq, d.linked, d.reasons, d.reasons_ms, d.published, l.hash FROM (\
                 SELECT v.time_ms / $3 AS day, COUNT(*) AS votes, MIN(v.seq) AS first_seq, MAX(v.seq) AS last_seq, \
                 COUNT(v.hash) AS linked, COUNT(r.battle) AS reasons, CAST(COALESCE(SUM(r.time_ms), 0) AS BIGINT) AS reasons_ms, \
                 COUNT(CASE WHEN b.publish THEN 1 END) AS published \
                 FROM vote AS v LEFT JOIN battle AS b ON b.id = v.battle LEFT JOIN reasons AS r ON r.battle = v.battle \
                 WHERE v.arena = $1 AND v.seq <= $2 GROUP BY 1) AS d JOIN vote AS l ON l.seq = d.last_seq ORDER BY d.day",
            )
            .bind(arena.as_str())
            .bind(until_seq)
            .bind(DAY_MS)
            .fetch_all(pool)
            .await?
        });
        let day = |row: DayRow| {
            let (day, votes, first_seq, last_seq, linked, reasons, reasons_ms, published, hash) =
                row;
            DayOfLog {
                day,
                votes: votes.unsigned_abs(),
                first_seq,
                last_seq,
                hash,
                linked: linked.unsigned_abs(),
                tagging: taggings.get(&day).copied().unwrap_or_default(),
                reasons: (reasons.unsigned_abs(), reasons_ms),
                published: published.unsigned_abs(),
            }
        };
        Ok(rows.into_iter().map(day).collect())
    }

    async fn taggings_by_day(
        &self,
        arena: &ArenaId,
        until_seq: i64,
    ) -> Result<HashMap<i64, i64>, StoreError> {
        let rows: Vec<(i64, i64)> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT v.time_ms / $3, MAX(n.tagging) FROM tagging_vote AS n JOIN tagging AS t ON t.id = n.tagging \
                 JOIN vote AS v ON v.seq = n.vote WHERE t.done_ms IS NOT NULL AND v.arena = $1 AND v.seq <= $2 GROUP BY 1",
            )
            .bind(arena.as_str())
            .bind(until_seq)
            .bind(DAY_MS)
            .fetch_all(pool)
            .await?
        });
        Ok(rows.into_iter().collect())
    }
}
