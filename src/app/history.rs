//! How ratings came to be: one row per model and snapshot.

use crate::board::{self, OVERALL};
use crate::domain::{ArenaId, ModelState};
use crate::rating::{RankRange, Standing, ranks};
use crate::store::Snapshot;

use super::leaderboard::status_word;
use super::{App, Error, ExportQuery};

/// Snapshots in one read.
const PAGE: u32 = 50;

/// One model in one snapshot.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryRow {
    /// The snapshot.
    pub snapshot: i64,
    /// When it was taken, Unix milliseconds.
    pub time_ms: i64,
    /// The newest vote that it covers.
    pub seq: i64,
    /// The slice's arena.
    pub arena: ArenaId,
    /// The slice's category.
    pub category: String,
    /// Whether style was controlled for.
    pub style_control: bool,
    /// How it was fitted.
    pub method: String,
    /// The model's figures then.
    pub standing: Standing,
    /// Its status in one word.
    pub status: &'static str,
    /// Its rank range then.
    pub rank: Option<RankRange>,
}

/// Where a reader of snapshots goes on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct HistoryCursor(i64, i64);

impl App {
    /// All history rows of an arena, oldest first.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the arena.
    pub async fn history(
        &self,
        arena: &str,
        query: &ExportQuery,
    ) -> Result<Vec<HistoryRow>, Error> {
        let id = self
            .site()
            .arena(arena)
            .ok_or(Error::NotFound { what: "arena" })?
            .id
            .clone();
        let (mut rows, mut cursor) = (Vec::new(), HistoryCursor::default());
        while let Some(page) = self.history_page(&id, query, &mut cursor).await? {
            rows.extend(page);
        }
        Ok(rows)
    }

    /// The rows of the next snapshots; `None` behind the last one.
    pub(super) async fn history_page(
        &self,
        arena: &ArenaId,
        query: &ExportQuery,
        cursor: &mut HistoryCursor,
    ) -> Result<Option<Vec<HistoryRow>>, Error> {
        let snapshots = self
            .store
            .snapshots(arena, (cursor.0, cursor.1), PAGE)
            .await?;
        let Some(last) = snapshots.last() else {
            return Ok(None);
        };
        *cursor = HistoryCursor(last.seq, last.id);
        let category = query.category.as_deref().unwrap_or(OVERALL);
        let wanted = |snapshot: &&Snapshot| {
            snapshot.slice.category == category && query.covers(snapshot.time_ms)
        };
        let mut rows = Vec::new();
        for snapshot in snapshots.iter().filter(wanted) {
            rows.extend(Self::rows_of(snapshot)?);
        }
        Ok(Some(rows))
    }

    fn rows_of(snapshot: &Snapshot) -> Result<Vec<HistoryRow>, Error> {
        let (board, method) = board::board_from_snapshot(snapshot)?;
        let ranks = ranks(&board.standings);
        let row = |standing: &Standing| HistoryRow {
            snapshot: snapshot.id,
            time_ms: snapshot.time_ms,
            seq: snapshot.seq,
            arena: snapshot.slice.arena.clone(),
            category: snapshot.slice.category.clone(),
            style_control: snapshot.slice.style_control,
            method: method.clone(),
            // Whether it is retired today says nothing about then.
            status: status_word(standing.status, ModelState::Active),
            rank: ranks.get(standing.model.as_str()).copied(),
            standing: standing.clone(),
        };
        Ok(board.standings.iter().map(row).collect())
    }
}
