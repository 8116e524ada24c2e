//! Which servers are alive, and what becomes of the battles of those that are not.
//!
//! Servers tell by a counter that goes up, never by a time: their clocks may differ. Who watches the counters measures with
//! a clock of its own how long one has stood still.

use super::db::in_tx;
use super::{Store, StoreError};

/// A server and how often it has said that it is alive.
pub type Beat = (String, i64);

impl Store {
    /// Says that this replica is alive, and tells who else is.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn beat(&self, replica: &str) -> Result<Vec<Beat>, StoreError> {
        let beats = in_tx!(self, |tx| {
            sqlx::query(
                "INSERT INTO replica (id, beats) VALUES ($1, 1) ON CONFLICT (id) DO UPDATE SET beats = replica.beats + 1",
            )
            .bind(replica)
            .execute(&mut *tx)
            .await?;
            sqlx::query_as("SELECT id, beats FROM replica ORDER BY id")
                .fetch_all(&mut *tx)
                .await?
        });
        Ok(beats)
    }

    /// Strikes a replica off whose counter has not moved, or that goes away.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn bury(&self, (replica, beats): &Beat) -> Result<(), StoreError> {
        in_tx!(self, |tx| {
            sqlx::query("DELETE FROM replica WHERE id = $1 AND beats <= $2")
                .bind(replica.as_str())
                .bind(*beats)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// Strikes all others off, where only one server can use the database.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn bury_others(&self, replica: &str) -> Result<(), StoreError> {
        in_tx!(self, |tx| {
            sqlx::query("DELETE FROM replica WHERE id <> $1")
                .bind(replica)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// Makes every running battle void whose replica is struck off; says how many.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn void_orphans(&self, now_ms: i64) -> Result<u64, StoreError> {
        let voided = in_tx!(self, |tx| {
            sqlx::query(
                "UPDATE battle SET state = 'void', void_reason = 'restart', updated_ms = $1 \
                 WHERE state = 'answering' AND runner NOT IN (SELECT id FROM replica)",
            )
            .bind(now_ms)
            .execute(&mut *tx)
            .await?
            .rows_affected()
        });
        Ok(voided)
    }
}
