//! What judge models said of votes.

use std::collections::BTreeMap;

use crate::domain::BattleId;

use super::battles::parse;
use super::db::{in_tx, read};
use super::{Store, StoreError};

/// How often a judge is asked about a vote before it is left alone.
const MOST_ATTEMPTS: i64 = 3;
/// After this time whoever asked is taken for dead.
const STALE_MS: i64 = 10 * 60_000;

impl Store {
    /// Votes behind `after_seq` that a judge has not looked at and whose texts are here, the newest first.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn unjudged(
        &self,
        judge: &str,
        (after_seq, now_ms): (i64, i64),
        limit: u32,
    ) -> Result<Vec<(i64, BattleId)>, StoreError> {
        let rows: Vec<(i64, String)> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT v.seq, v.battle FROM vote AS v JOIN battle AS b ON b.id = v.battle AND unhex(b.id) = unhex(v.battle) \
                 WHERE v.seq > $1 AND b.deleted_ms IS NULL AND NOT EXISTS (SELECT 1 FROM judgement AS j \
                 WHERE j.vote = v.seq AND j.judge = $2 AND (j.categories IS NOT NULL OR j.attempts >= $3 OR j.claimed_ms > $4)) \
                 ORDER BY v.seq DESC LIMIT $5",
            )
            .bind(after_seq)
            .bind(judge)
            .bind(MOST_ATTEMPTS)
            .bind(now_ms - STALE_MS)
            .bind(i64::from(limit))
            .fetch_all(pool)
            .await?
        });
        let vote = |(seq, battle): (i64, String)| Ok((seq, parse(&battle, "battle id")?));
        rows.into_iter().map(vote).collect()
    }

    /// Takes it on to ask a judge about a vote; false if somebody else does.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn claim_judgement(
        &self,
        (seq, judge): (i64, &str),
        now_ms: i64,
    ) -> Result<bool, StoreError> {
        let claimed = in_tx!(self, |tx| {
            sqlx::query(
                "INSERT INTO judgement (vote, judge, claimed_ms, attempts) VALUES ($1, $2, $3, 1) \
                 ON CONFLICT (vote, judge) DO UPDATE SET claimed_ms = $3, attempts = judgement.attempts + 1 \
                 WHERE judgement.categories IS NULL AND judgement.claimed_ms <= $4",
            )
            .bind(seq)
            .bind(judge)
            .bind(now_ms)
            .bind(now_ms - STALE_MS)
            .execute(&mut *tx)
            .await?
            .rows_affected()
        });
        Ok(claimed == 1)
    }

    /// What a judge said of a vote that was claimed; `None`: nothing that can be read, so that it is asked again, a few times.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn judged(
        &self,
        (seq, judge): (i64, &str),
        categories: Option<&[String]>,
    ) -> Result<(), StoreError> {
        let json = categories.map(serde_json::to_string).transpose();
        let json = json.map_err(StoreError::corrupt("list of categories"))?;
        in_tx!(self, |tx| {
            // Without an answer the claim ends at once.
            sqlx::query(
                "UPDATE judgement SET categories = $3, claimed_ms = CASE WHEN $3 IS NULL THEN 0 ELSE claimed_ms END \
                 WHERE vote = $1 AND judge = $2 AND categories IS NULL",
            )
            .bind(seq)
            .bind(judge)
            .bind(json)
            .execute(&mut *tx)
            .await?;
        });
        Ok(())
    }

    /// Gives a claim back: the judge said nothing at all, which does not count as an attempt.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn unclaim_judgement(&self, (seq, judge): (i64, &str)) -> Result<(), StoreError> {
        in_tx!(self, |tx| {
            sqlx::query(
                "UPDATE judgement SET claimed_ms = 0, attempts = attempts - 1 \
                 WHERE vote = $1 AND judge = $2 AND categories IS NULL",
            )
            .bind(seq)
            .bind(judge)
            .execute(&mut *tx)
            .await?;
        });
        Ok(())
    }

    /// What a judge said of the votes of a stretch of the log, from the first seq to the last.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn judgements(
        &self,
        judge: &str,
        (from_seq, to_seq): (i64, i64),
    ) -> Result<BTreeMap<i64, Vec<String>>, StoreError> {
        let rows: Vec<(i64, String)> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT vote, categories FROM judgement \
                 WHERE judge = $1 AND vote >= $2 AND vote <= $3 AND categories IS NOT NULL",
            )
            .bind(judge)
            .bind(from_seq)
            .bind(to_seq)
            .fetch_all(pool)
            .await?
        });
        rows.into_iter().map(said).collect()
    }

    /// What a judge said that does not count yet, the first of it in the order of seq.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn uncounted_judgements(
        &self,
        judge: &str,
        limit: u32,
    ) -> Result<BTreeMap<i64, Vec<String>>, StoreError> {
        let rows: Vec<(i64, String)> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT vote, categories FROM judgement \
                 WHERE judge = $1 AND categories IS NOT NULL AND NOT counted ORDER BY vote LIMIT $2",
            )
            .bind(judge)
            .bind(i64::from(limit))
            .fetch_all(pool)
            .await?
        });
        rows.into_iter().map(said).collect()
    }

    /// Notes that what a judge said of these votes counts.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn count_judgements(&self, judge: &str, seqs: &[i64]) -> Result<(), StoreError> {
        in_tx!(self, |tx| {
            for seq in seqs {
                sqlx::query("UPDATE judgement SET counted = TRUE WHERE vote = $1 AND judge = $2")
                    .bind(*seq)
                    .bind(judge)
                    .execute(&mut *tx)
                    .await?;
            }
        });
        Ok(())
    }
}

fn said((seq, json): (i64, String)) -> Result<(i64, Vec<String>), StoreError> {
    let categories = serde_json::from_str(&json);
    Ok((
        seq,
        categories.map_err(StoreError::corrupt("list of categories"))?,
    ))
}
