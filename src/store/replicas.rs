//! Which servers are alive, and what becomes of the battles of those that are not.

use super::db::in_tx;
use super::{Store, StoreError};

impl Store {
    /// Says that this replica is alive. On a database that only one server can use, all others are known to be gone.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn beat(&self, replica: &str, now_ms: i64) -> Result<(), StoreError> {
        let exclusive = self.is_exclusive();
        in_tx!(self, |tx| {
            if exclusive {
                sqlx::query("DELETE FROM replica WHERE id <> $1")
                    .bind(replica)
                    .execute(&mut *tx)
                    .await?;
            }
            sqlx::query(
                "INSERT INTO replica (id, seen_ms) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET seen_ms = excluded.seen_ms",
            )
            .bind(replica)
            .bind(now_ms)
            .execute(&mut *tx)
            .await?;
        });
        Ok(())
    }

    /// Makes every running battle void whose replica was last alive before `dead_before_ms`; says how many.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn void_orphans(&self, dead_before_ms: i64, now_ms: i64) -> Result<u64, StoreError> {
        let voided = in_tx!(self, |tx| {
            sqlx::query("DELETE FROM replica WHERE seen_ms < $1")
                .bind(dead_before_ms)
                .execute(&mut *tx)
                .await?;
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

    /// Says that this replica is going away; its running battles become void.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn leave(&self, replica: &str) -> Result<(), StoreError> {
        in_tx!(self, |tx| {
            sqlx::query("DELETE FROM replica WHERE id = $1")
                .bind(replica)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }
}
