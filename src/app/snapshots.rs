//! Which boards were kept.

use crate::board;
use crate::domain::ArenaId;
use crate::store::{SnapshotEntry, SnapshotPage};

use super::{App, Error};

/// Which snapshots of an arena are asked for.
#[derive(Clone, Debug, Default)]
pub struct SnapshotQuery {
    /// Only this category.
    pub category: Option<String>,
    /// Only those at equal style, or only the others.
    pub style_control: Option<bool>,
    /// Only snapshots with smaller numbers.
    pub before: Option<i64>,
    /// At most this many.
    pub limit: u32,
}

/// Some snapshots, newest first.
#[derive(Clone, Debug)]
pub struct SnapshotList {
    /// The snapshots.
    pub snapshots: Vec<SnapshotSummary>,
    /// What to ask for with `before` for the next ones; `None` behind the last.
    pub next: Option<i64>,
}

/// A board that was kept: what it covers and what made it.
#[derive(Clone, Debug)]
pub struct SnapshotSummary {
    /// Its number.
    pub id: i64,
    /// The slice's arena.
    pub arena: ArenaId,
    /// The slice's category.
    pub category: String,
    /// Whether style was controlled for.
    pub style_control: bool,
    /// It covers all votes up to this one.
    pub seq: i64,
    /// When it was taken, Unix milliseconds.
    pub time_ms: i64,
    /// What made it.
    pub made: board::Method,
}

impl SnapshotSummary {
    fn of(entry: SnapshotEntry) -> Result<Self, Error> {
        Ok(Self {
            id: entry.id,
            arena: entry.slice.arena,
            category: entry.slice.category,
            style_control: entry.slice.style_control,
            seq: entry.seq,
            time_ms: entry.time_ms,
            made: board::method_from(&entry.board)?,
        })
    }
}

impl App {
    /// Snapshots of an arena, newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the arena.
    pub async fn snapshots(
        &self,
        arena: &str,
        query: &SnapshotQuery,
    ) -> Result<SnapshotList, Error> {
        let site = self.site();
        let arena = site.arena(arena).ok_or(Error::NotFound { what: "arena" })?;
        let page = SnapshotPage {
            arena: &arena.id,
            category: query.category.as_deref(),
            style_control: query.style_control,
            before: query.before,
            limit: query.limit,
        };
        let entries = self.store.list_snapshots(&page).await?;
        let is_full = entries.len() == query.limit as usize;
        let next = entries.last().map(|last| last.id).filter(|_| is_full);
        let summaries = entries.into_iter().map(SnapshotSummary::of);
        Ok(SnapshotList {
            snapshots: summaries.collect::<Result<_, _>>()?,
            next,
        })
    }
}
