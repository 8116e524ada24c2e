//! Who took the first place of an arena: written once, so that what was told does not change.

use crate::domain::ArenaId;

use super::db::{in_tx, read};
use super::{Store, StoreError};

/// First place changed hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstPlace {
    /// Who took it.
    pub model: String,
    /// From whom, if anybody held it.
    pub before: Option<String>,
    /// The newest vote that the board covers on which that was sure.
    pub seq: i64,
    /// When that board was kept, Unix milliseconds.
    pub time_ms: i64,
}

type FirstPlaceRow = (String, Option<String>, i64, i64);

impl Store {
    /// Notes changes, all or none; one of the same arena and seq as before stays as it was.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn note_first_places(
        &self,
        arena: &ArenaId,
        changes: &[FirstPlace],
    ) -> Result<(), StoreError> {
        in_tx!(self, |tx| {
            for change in changes {
                sqlx::query(
                    "INSERT INTO first_place (arena, model, before, seq, time_ms) VALUES ($1, $2, $3, $4, $5) \
                     ON CONFLICT (arena, seq) DO NOTHING",
                )
                .bind(arena.as_str())
                .bind(change.model.as_str())
                .bind(change.before.as_deref())
                .bind(change.seq)
                .bind(change.time_ms)
                .execute(&mut *tx)
                .await?;
            }
        });
        Ok(())
    }

    /// The newest changes of an arena, newest first.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn first_places(
        &self,
        arena: &ArenaId,
        limit: u32,
    ) -> Result<Vec<FirstPlace>, StoreError> {
        let rows: Vec<FirstPlaceRow> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT model, before, seq, time_ms FROM first_place WHERE arena = $1 ORDER BY seq DESC LIMIT $2",
            )
            .bind(arena.as_str())
            .bind(i64::from(limit))
            .fetch_all(pool)
            .await?
        });
        let change = |(model, before, seq, time_ms)| FirstPlace {
            model,
            before,
            seq,
            time_ms,
        };
        Ok(rows.into_iter().map(change).collect())
    }

    /// When each model was first noted, with its id, the newest first.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn first_seen(&self) -> Result<Vec<(String, i64)>, StoreError> {
        Ok(read!(self, |pool| {
            sqlx::query_as(
                "SELECT model, MIN(time_ms) AS since FROM model_event WHERE event = 'added' GROUP BY model \
                 ORDER BY since DESC, model",
            )
            .fetch_all(pool)
            .await?
        }))
    }
}
