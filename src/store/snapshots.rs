//! Boards that were kept, with the counts that they were fitted to.

use sqlx::QueryBuilder;

use crate::domain::ArenaId;

use super::battles::parse;
use super::db::{in_tx, read};
use super::{Store, StoreError};

/// One leaderboard: arena x category x style control.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slice {
    /// The arena.
    pub arena: ArenaId,
    /// The category; `overall` is all of them.
    pub category: String,
    /// Whether style is controlled for.
    pub style_control: bool,
}

/// A board that was kept. What `counts` and `board` hold is the board keeper's business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The store's number; 0 before it is kept.
    pub id: i64,
    /// Which leaderboard.
    pub slice: Slice,
    /// It covers all votes up to this one.
    pub seq: i64,
    /// When it was taken, Unix milliseconds.
    pub time_ms: i64,
    /// The newest tagging that it knows of.
    pub tagging: i64,
    /// JSON; empty where it was not asked for.
    pub counts: String,
    /// JSON.
    pub board: String,
}

/// Which snapshots to read.
#[derive(Clone, Copy, Debug)]
pub struct SnapshotRange<'a> {
    /// Of this slice.
    pub slice: &'a Slice,
    /// Only behind this seq.
    pub after_seq: i64,
    /// Only from this time on, Unix milliseconds.
    pub since_ms: Option<i64>,
    /// Only before this time, Unix milliseconds.
    pub until_ms: Option<i64>,
    /// At most this many.
    pub limit: u32,
}

pub(super) type SnapshotRow = (i64, String, String, bool, i64, i64, i64, String, String);

impl Store {
    /// How many snapshots of an arena are kept, and the number of the newest: whatever is kept or given up changes one of both.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn snapshots_kept(&self, arena: &ArenaId) -> Result<(i64, i64), StoreError> {
        Ok(read!(self, |pool| {
            sqlx::query_as("SELECT COUNT(*), COALESCE(MAX(id), 0) FROM snapshot WHERE arena = $1")
                .bind(arena.as_str())
                .fetch_one(pool)
                .await?
        }))
    }

    /// Keeps snapshots, all or none; one of the same slice and seq as before stays as it was. Says which of them are new.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn keep_snapshots(&self, snapshots: &[Snapshot]) -> Result<Vec<bool>, StoreError> {
        let new = in_tx!(self, |tx| {
            let mut new = Vec::with_capacity(snapshots.len());
            for snapshot in snapshots {
                let done = sqlx::query(
                    "INSERT INTO snapshot (arena, category, style_control, seq, time_ms, tagging, counts, board) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (arena, category, style_control, seq) DO NOTHING",
                )
                .bind(snapshot.slice.arena.as_str())
                .bind(snapshot.slice.category.as_str())
                .bind(snapshot.slice.style_control)
                .bind(snapshot.seq)
                .bind(snapshot.time_ms)
                .bind(snapshot.tagging)
                .bind(snapshot.counts.as_str())
                .bind(snapshot.board.as_str())
                .execute(&mut *tx)
                .await?;
                new.push(done.rows_affected() > 0);
            }
            new
        });
        Ok(new)
    }

    /// The newest snapshot of each slice of an arena.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn newest_snapshots(&self, arena: &ArenaId) -> Result<Vec<Snapshot>, StoreError> {
        let rows: Vec<SnapshotRow> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT id, arena, category, style_control, seq, time_ms, tagging, counts, board FROM snapshot AS s \
                 WHERE arena = $1 AND seq = (SELECT MAX(seq) FROM snapshot WHERE arena = s.arena \
                 AND category = s.category AND style_control = s.style_control)",
            )
            .bind(arena.as_str())
            .fetch_all(pool)
            .await?
        });
        rows.into_iter().map(snapshot_from).collect()
    }

    /// The snapshots of a slice behind a seq, oldest first, without their counts.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn snapshots(&self, range: &SnapshotRange<'_>) -> Result<Vec<Snapshot>, StoreError> {
        let rows: Vec<SnapshotRow> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT id, arena, category, style_control, seq, time_ms, tagging, '' AS counts, board FROM snapshot \
                 WHERE arena = $1 AND category = $2 AND style_control = $3 AND seq > $4 \
                 AND time_ms >= $5 AND time_ms < $6 ORDER BY seq LIMIT $7",
            )
            .bind(range.slice.arena.as_str())
            .bind(range.slice.category.as_str())
            .bind(range.slice.style_control)
            .bind(range.after_seq)
            .bind(range.since_ms.unwrap_or(i64::MIN))
            .bind(range.until_ms.unwrap_or(i64::MAX))
            .bind(i64::from(range.limit))
            .fetch_all(pool)
            .await?
        });
        rows.into_iter().map(snapshot_from).collect()
    }

    /// Some snapshots by their numbers, in no order, without their counts.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn snapshots_by_id(&self, ids: &[i64]) -> Result<Vec<Snapshot>, StoreError> {
        let rows: Vec<SnapshotRow> = read!(self, |pool| {
            let mut some = QueryBuilder::new(
                "SELECT id, arena, category, style_control, seq, time_ms, tagging, '' AS counts, board FROM snapshot \
                 WHERE id IN (NULL",
            );
            for id in ids {
                some.push(", ").push_bind(*id);
            }
            some.push(")");
            some.build_query_as().fetch_all(pool).await?
        });
        rows.into_iter().map(snapshot_from).collect()
    }

    /// The newest snapshot of a slice that covers no vote behind `seq`.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn snapshot_at_seq(
        &self,
        slice: &Slice,
        seq: i64,
    ) -> Result<Option<Snapshot>, StoreError> {
        let row: Option<SnapshotRow> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT id, arena, category, style_control, seq, time_ms, tagging, counts, board FROM snapshot \
                 WHERE arena = $1 AND category = $2 AND style_control = $3 AND seq <= $4 ORDER BY seq DESC LIMIT 1",
            )
            .bind(slice.arena.as_str())
            .bind(slice.category.as_str())
            .bind(slice.style_control)
            .bind(seq)
            .fetch_optional(pool)
            .await?
        });
        row.map(snapshot_from).transpose()
    }
}

pub(super) fn snapshot_from(row: SnapshotRow) -> Result<Snapshot, StoreError> {
    let (id, arena, category, style_control, seq, time_ms, tagging, counts, board) = row;
    let slice = Slice {
        arena: parse(&arena, "arena")?,
        category,
        style_control,
    };
    Ok(Snapshot {
        id,
        slice,
        seq,
        time_ms,
        tagging,
        counts,
        board,
    })
}
