//! Taggings: what newer rules found in old votes. Votes themselves are never changed.

use sqlx::QueryBuilder;

use super::db::{in_tx, read};
use super::{Store, StoreError};

/// What a tagging found in one vote: the vote's seq, and its categories.
pub type Found = (i64, Vec<String>);

/// The most votes in one transaction. Ballots wait while it lasts.
const BATCH: usize = 500;

impl Store {
    /// The newest tagging that is done; 0 before the first. Whatever was read of votes before it changed has to be read again.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn tagging(&self) -> Result<i64, StoreError> {
        let (newest,): (i64,) = read!(self, |pool| {
            sqlx::query_as("SELECT COALESCE(MAX(id), 0) FROM tagging WHERE done_ms IS NOT NULL")
                .fetch_one(pool)
                .await?
        });
        Ok(newest)
    }

    /// Begins a tagging by rules of this version. Nobody sees it before it is finished.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn begin_tagging(&self, rules: &str, now_ms: i64) -> Result<i64, StoreError> {
        let (id,): (i64,) = in_tx!(self, |tx| {
            sqlx::query_as("INSERT INTO tagging (rules, began_ms) VALUES ($1, $2) RETURNING id")
                .bind(rules)
                .bind(now_ms)
                .fetch_one(&mut *tx)
                .await?
        });
        Ok(id)
    }

    /// Adds votes to a tagging that is not finished, each once.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed; some are there then.
    pub async fn tag_votes(&self, tagging: i64, found: &[Found]) -> Result<(), StoreError> {
        for batch in found.chunks(BATCH) {
            let mut rows = Vec::with_capacity(batch.len());
            for (seq, categories) in batch {
                let json = serde_json::to_string(categories);
                rows.push((
                    *seq,
                    json.map_err(StoreError::corrupt("list of categories"))?,
                ));
            }
            in_tx!(self, |tx| {
                let mut insert =
                    QueryBuilder::new("INSERT INTO tagging_vote (vote, tagging, categories) ");
                insert.push_values(&rows, |mut cells, (seq, categories)| {
                    cells
                        .push_bind(*seq)
                        .push_bind(tagging)
                        .push_bind(categories.clone());
                });
                insert.build().execute(&mut *tx).await?;
            });
        }
        Ok(())
    }

    /// Finishes a tagging: all that it says counts from now on. False if one that began later was finished before it.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn finish_tagging(&self, tagging: i64, now_ms: i64) -> Result<bool, StoreError> {
        let finished = in_tx!(self, |tx| {
            // One after the other, so that none is overtaken between the question and the answer.
            sqlx::query("UPDATE log_head SET seq = seq WHERE id = 1")
                .execute(&mut *tx)
                .await?;
            sqlx::query(
                "UPDATE tagging SET done_ms = $2 WHERE id = $1 AND NOT EXISTS \
                 (SELECT 1 FROM tagging AS later WHERE later.id > $1 AND later.done_ms IS NOT NULL)",
            )
            .bind(tagging)
            .bind(now_ms)
            .execute(&mut *tx)
            .await?
            .rows_affected()
        });
        Ok(finished == 1)
    }
}
