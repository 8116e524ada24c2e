//! Which snapshots there are, and how they are given up.

use sqlx::QueryBuilder;

use crate::domain::ArenaId;

use super::battles::parse;
use super::db::{in_tx, read};
use super::{Slice, Store, StoreError};

/// A snapshot without what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotEntry {
    /// Its number.
    pub id: i64,
    /// Which leaderboard.
    pub slice: Slice,
    /// It covers all votes up to this one.
    pub seq: i64,
    /// When it was taken, Unix milliseconds.
    pub time_ms: i64,
    /// The board as JSON, which says how it was fitted.
    pub board: String,
}

/// Which snapshots of an arena to list.
#[derive(Clone, Debug)]
pub struct SnapshotPage<'a> {
    /// The arena.
    pub arena: &'a ArenaId,
    /// Only this category.
    pub category: Option<&'a str>,
    /// Only those at equal style, or only the others.
    pub style_control: Option<bool>,
    /// Only snapshots with smaller numbers.
    pub before: Option<i64>,
    /// At most this many.
    pub limit: u32,
}

/// A kept snapshot's place in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its number.
    pub id: i64,
    /// The newest vote that it covers.
    pub seq: i64,
    /// When it was taken, Unix milliseconds.
    pub time_ms: i64,
}

type EntryRow = (i64, String, String, bool, i64, i64, String);

impl Store {
    /// Snapshots of an arena, newest first.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn list_snapshots(
        &self,
        page: &SnapshotPage<'_>,
    ) -> Result<Vec<SnapshotEntry>, StoreError> {
        let rows: Vec<EntryRow> = read!(self, |pool| {
            let mut some = QueryBuilder::new(
                "SELECT id, arena, category, style_control, seq, time_ms, board FROM snapshot WHERE arena = ",
            );
            some.push_bind(page.arena.as_str());
            if let Some(category) = page.category {
                some.push(" AND category = ").push_bind(category);
            }
            if let Some(style_control) = page.style_control {
                some.push(" AND style_control = ").push_bind(style_control);
            }
            if let Some(before) = page.before {
                some.push(" AND id < ").push_bind(before);
            }
            some.push(" ORDER BY id DESC LIMIT ");
            some.push_bind(i64::from(page.limit));
            some.build_query_as().fetch_all(pool).await?
        });
        let entry = |row: EntryRow| {
            let (id, arena, category, style_control, seq, time_ms, board) = row;
            let slice = Slice {
                arena: parse(&arena, "arena")?,
                category,
                style_control,
            };
            Ok(SnapshotEntry {
                id,
                slice,
                seq,
                time_ms,
                board,
            })
        };
        rows.into_iter().map(entry).collect()
    }

    /// The place in the log that a snapshot of an arena covers, also of one that was given up.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn snapshot_seq(&self, arena: &ArenaId, id: i64) -> Result<Option<i64>, StoreError> {
        let row: Option<(i64,)> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT seq FROM snapshot WHERE arena = $1 AND id = $2 \
                 UNION ALL SELECT seq FROM pruned_snapshot WHERE arena = $1 AND id = $2",
            )
            .bind(arena.as_str())
            .bind(id)
            .fetch_optional(pool)
            .await?
        });
        Ok(row.map(|(seq,)| seq))
    }

    /// All slices that have snapshots.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn kept_slices(&self) -> Result<Vec<Slice>, StoreError> {
        let rows: Vec<(String, String, bool)> = read!(self, |pool| {
            sqlx::query_as("SELECT DISTINCT arena, category, style_control FROM snapshot")
                .fetch_all(pool)
                .await?
        });
        let slice = |(arena, category, style_control): (String, String, bool)| {
            Ok(Slice {
                arena: parse(&arena, "arena")?,
                category,
                style_control,
            })
        };
        rows.into_iter().map(slice).collect()
    }

    /// Where the snapshots of a slice stand, oldest first; small, whatever they hold.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn kept(&self, slice: &Slice) -> Result<Vec<Kept>, StoreError> {
        let rows: Vec<(i64, i64, i64)> = read!(self, |pool| {
            sqlx::query_as(
                "SELECT id, seq, time_ms FROM snapshot WHERE arena = $1 AND category = $2 AND style_control = $3 \
                 ORDER BY seq",
            )
            .bind(slice.arena.as_str())
            .bind(slice.category.as_str())
            .bind(slice.style_control)
            .fetch_all(pool)
            .await?
        });
        let kept = |(id, seq, time_ms)| Kept { id, seq, time_ms };
        Ok(rows.into_iter().map(kept).collect())
    }

    /// Gives snapshots up: what they hold goes, their places stay.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed.
    pub async fn prune_snapshots(&self, ids: &[i64]) -> Result<(), StoreError> {
        in_tx!(self, |tx| {
            for id in ids {
                sqlx::query(
                    "INSERT INTO pruned_snapshot (id, arena, category, style_control, seq, time_ms) \
                     SELECT id, arena, category, style_control, seq, time_ms FROM snapshot WHERE id = $1 \
                     ON CONFLICT (id) DO NOTHING",
                )
                .bind(id)
                .execute(&mut *tx)
                .await?;
                sqlx::query("DELETE FROM snapshot WHERE id = $1")
                    .bind(id)
                    .execute(&mut *tx)
                    .await?;
            }
        });
        Ok(())
    }
}
