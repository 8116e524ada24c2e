//! What the site signed: a statement for each kept board, and the public keys that it signs and signed with.

use sqlx::QueryBuilder;

use crate::domain::ArenaId;

use super::db::{in_tx, read};
use super::snapshots::{SnapshotRow, snapshot_from};
use super::{Snapshot, Store, StoreError};

/// A signed statement about a kept board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// The snapshot's number, also after it was given up.
    pub snapshot: i64,
    /// Its arena.
    pub arena: String,
    /// What was signed.
    pub statement: String,
    /// Whose signature it is.
    pub public_key: String,
    /// The signature.
    pub signature: String,
}

/// A key and since when it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    /// The key.
    pub public_key: String,
    /// Unix milliseconds.
    pub since_ms: i64,
}

/// Some of an arena's seals, newest first.
#[derive(Clone, Copy, Debug)]
pub struct SealPage<'a> {
    /// The arena.
    pub arena: &'a ArenaId,
    /// Only of snapshots with smaller numbers.
    pub before: Option<i64>,
    /// At most this many.
    pub limit: u32,
}

/// What of an arena's log no rating uses, for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excluded {
    /// The reason.
    pub reason: String,
    /// How many votes.
    pub votes: u64,
    /// The first of them.
    pub first_seq: i64,
    /// The last of them.
    pub last_seq: i64,
}

type SealRow = (i64, String, String, String, String);
type ExcludedRow = (Option<String>, i64, i64, i64);

impl Store {
    /// The oldest snapshots that have no seal, without their counts.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn unsealed(&self, limit: u32) -> Result<Vec<Snapshot>, StoreError> {
        let rows: Vec<SnapshotRow> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT id, arena, category, style_control, seq, time_ms, tagging, '' AS counts, board FROM snapshot AS s \
                 WHERE NOT EXISTS (SELECT 1 FROM seal WHERE seal.snapshot = s.id) ORDER BY id LIMIT $1",
            )
            .bind(i64::from(limit))
            .fetch_all(pool)
            .await?
        });
        rows.into_iter().map(snapshot_from).collect()
    }

    /// Keeps seals and the key that made them; a snapshot that has one keeps that.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed; then none is kept.
    pub async fn keep_seals(&self, seals: &[Seal], now_ms: i64) -> Result<(), StoreError> {
        if seals.is_empty() {
            return Ok(());
        }
        in_tx!(self, |tx| {
            for seal in seals {
                sqlx::query(NOTE_KEY)
                    .bind(seal.public_key.as_str())
                    .bind(now_ms)
                    .execute(&mut *tx)
                    .await?;
            }
            let mut insert = QueryBuilder::new(
                "INSERT INTO seal (snapshot, arena, statement, public_key, signature) ",
            );
            insert.push_values(seals, |mut cells, seal| {
                cells
                    .push_bind(seal.snapshot)
                    .push_bind(seal.arena.as_str())
                    .push_bind(seal.statement.as_str())
                    .push_bind(seal.public_key.as_str())
                    .push_bind(seal.signature.as_str());
            });
            insert.push(" ON CONFLICT (snapshot) DO NOTHING");
            insert.build().execute(&mut *tx).await?;
        });
        Ok(())
    }

    /// An arena's seals.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn seals(&self, page: SealPage<'_>) -> Result<Vec<Seal>, StoreError> {
        let rows: Vec<SealRow> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT snapshot, arena, statement, public_key, signature FROM seal \
                 WHERE arena = $1 AND snapshot < $2 ORDER BY snapshot DESC LIMIT $3",
            )
            .bind(page.arena.as_str())
            .bind(page.before.unwrap_or(i64::MAX))
            .bind(i64::from(page.limit))
            .fetch_all(pool)
            .await?
        });
        let seal = |(snapshot, arena, statement, public_key, signature)| Seal {
            snapshot,
            arena,
            statement,
            public_key,
            signature,
        };
        Ok(rows.into_iter().map(seal).collect())
    }

    /// Notes a key that is signed with, once.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn note_key(&self, public_key: &str, now_ms: i64) -> Result<(), StoreError> {
        in_tx!(self, |tx| {
            sqlx::query(NOTE_KEY)
                .bind(public_key)
                .bind(now_ms)
                .execute(&mut *tx)
                .await?;
        });
        Ok(())
    }

    /// Every key that was ever signed with, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn public_keys(&self) -> Result<Vec<PublicKey>, StoreError> {
        let rows: Vec<(String, i64)> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT public_key, since_ms FROM signing_key ORDER BY since_ms, public_key",
            )
            .fetch_all(pool)
            .await?
        });
        let key = |(public_key, since_ms)| PublicKey {
            public_key,
            since_ms,
        };
        Ok(rows.into_iter().map(key).collect())
    }

    /// How many votes a stretch of an arena's log has, behind its first seq and up to its last.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn count_votes(
        &self,
        arena: &ArenaId,
        (after_seq, last_seq): (i64, i64),
    ) -> Result<u64, StoreError> {
        let (votes,): (i64,) = read!(self, |pool| {
            sqlx::query_as("SELECT COUNT(*) FROM vote WHERE arena = $1 AND seq > $2 AND seq <= $3")
                .bind(arena.as_str())
                .bind(after_seq)
                .bind(last_seq)
                .fetch_one(pool)
                .await?
        });
        Ok(votes.unsigned_abs())
    }

    /// What of a stretch of an arena's log no rating uses, by reason.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn excluded(
        &self,
        arena: &ArenaId,
        (after_seq, last_seq): (i64, i64),
    ) -> Result<Vec<Excluded>, StoreError> {
        let rows: Vec<ExcludedRow> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT reason, COUNT(*), MIN(seq), MAX(seq) FROM vote \
                 WHERE arena = $1 AND seq > $2 AND seq <= $3 AND state = 'unrated' GROUP BY reason ORDER BY reason",
            )
            .bind(arena.as_str())
            .bind(after_seq)
            .bind(last_seq)
            .fetch_all(pool)
            .await?
        });
        let excluded = |(reason, votes, first_seq, last_seq): ExcludedRow| Excluded {
            reason: reason.unwrap_or_default(),
            votes: votes.unsigned_abs(),
            first_seq,
            last_seq,
        };
        Ok(rows.into_iter().map(excluded).collect())
    }
}

const NOTE_KEY: &str = "INSERT INTO signing_key (public_key, since_ms) VALUES ($1, $2) ON CONFLICT (public_key) DO NOTHING";
