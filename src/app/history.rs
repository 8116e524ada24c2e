//! How ratings came to be: one row per model and snapshot.

use crate::board::{self, OVERALL};
use crate::domain::{ArenaId, ModelState};
use crate::rating::{RankRange, Standing, ranks};
use crate::store::{Slice, Snapshot, SnapshotRange};

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

impl App {
    /// The rows of at most `limit` snapshots of an arena behind the query's `after_seq`, and the seq of the last of them if
    /// there may be more.
    ///
    /// # Errors
    /// As [`Self::check_export`].
    pub async fn history(
        &self,
        query: &ExportQuery,
        limit: u32,
    ) -> Result<(Vec<HistoryRow>, Option<i64>), Error> {
        let scope = self.check_export(query).await?;
        let (mut rows, mut next) = (Vec::new(), None);
        for arena in scope.arenas() {
            let snapshots = self.kept(arena, query, query.after_seq, limit).await?;
            let is_full = snapshots.len() == limit as usize;
            next = snapshots.last().map(|last| last.seq).filter(|_| is_full);
            for snapshot in &snapshots {
                rows.extend(Self::rows_of(snapshot)?);
            }
        }
        Ok((rows, next))
    }

    /// What the history of an arena, or of all of them, was when it was asked for: another text, another history.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the arena, [`Error::Busy`] if the database does not answer.
    pub async fn history_mark(&self, arena: Option<&str>) -> Result<String, Error> {
        let site = self.site();
        let asked = |id: &str| arena.is_none_or(|arena| arena == id);
        let arenas = site.config.arenas.iter();
        let server = &site.config.server;
        let mut mark = format!("{} {:?}", server.public_url, server.data_license);
        let mut is_known = false;
        for arena in arenas.filter(|arena| asked(arena.id.as_str())) {
            is_known = true;
            let (kept, newest) = self.store.snapshots_kept(&arena.id).await?;
            mark = format!("{mark} {} {kept} {newest}", arena.id);
        }
        match (is_known, arena) {
            (false, Some(_)) => Err(Error::NotFound { what: "arena" }),
            _ => Ok(mark),
        }
    }

    /// The rows of a slice's next snapshots behind `after_seq`, which moves on; `None` behind the last one.
    pub(super) async fn history_page(
        &self,
        arena: &ArenaId,
        query: &ExportQuery,
        after_seq: &mut i64,
    ) -> Result<Option<Vec<HistoryRow>>, Error> {
        let snapshots = self.kept(arena, query, *after_seq, PAGE).await?;
        let Some(last) = snapshots.last() else {
            return Ok(None);
        };
        *after_seq = last.seq;
        let rows = snapshots.iter().map(Self::rows_of);
        let rows: Vec<Vec<HistoryRow>> = rows.collect::<Result<_, _>>()?;
        Ok(Some(rows.concat()))
    }

    /// The next snapshots of the slice that a query asks for.
    async fn kept(
        &self,
        arena: &ArenaId,
        query: &ExportQuery,
        after_seq: i64,
        limit: u32,
    ) -> Result<Vec<Snapshot>, Error> {
        let slice = Slice {
            arena: arena.clone(),
            category: query.category.as_deref().unwrap_or(OVERALL).to_owned(),
            style_control: query.style_control,
        };
        let range = SnapshotRange {
            slice: &slice,
            after_seq,
            since_ms: query.since_ms,
            until_ms: query.until_ms,
            limit,
        };
        Ok(self.store.snapshots(&range).await?)
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
