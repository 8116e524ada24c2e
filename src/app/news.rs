//! What is new in an arena: who took first place, and which models came.

use std::collections::BTreeSet;

use crate::board::series::{Frame, Watch};
use crate::board::{self, board_from_snapshot};
use crate::domain::{ArenaId, Model};
use crate::store::{FirstPlace, SnapshotRange};

use super::{App, Error};

/// Entries that are told.
const TOLD: u32 = 50;
/// Snapshots in one read.
const PAGE: u32 = 50;
/// How long a lead must last that intervals do not prove.
const PATIENCE_MS: i64 = 86_400_000;

/// What is new in an arena, newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct News {
    /// The arena.
    pub arena: ArenaId,
    /// What people call it.
    pub title: String,
    /// What happened.
    pub entries: Vec<NewsEntry>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct NewsEntry {
    /// When, Unix milliseconds.
    pub time_ms: i64,
    /// What.
    pub event: NewsEvent,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum NewsEvent {
    /// A model took first place.
    FirstPlace {
        /// Which.
        model: Box<Model>,
        /// From whom, if anybody held it.
        before: Option<Box<Model>>,
        /// The newest vote that the board covers on which it was first.
        seq: i64,
    },
    /// A model came.
    NewModel {
        /// Which.
        model: Box<Model>,
    },
}

/// How far an arena's snapshots were watched.
#[derive(Debug, Default)]
pub(super) struct Watched {
    watch: Watch,
    read_to: i64,
}

impl App {
    /// What is new in an arena.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the arena.
    pub async fn news(&self, arena: &str) -> Result<News, Error> {
        let site = self.site();
        let arena = site.arena(arena).ok_or(Error::NotFound { what: "arena" })?;
        self.watch_first_place(&arena.id).await?;
        let card = |id: &str| Some(Box::new(site.card(&id.parse().ok()?)));
        let places = self.store.first_places(&arena.id, TOLD).await?;
        let mut entries: Vec<NewsEntry> = places
            .into_iter()
            .filter_map(|one| {
                Some(NewsEntry {
                    time_ms: one.time_ms,
                    event: NewsEvent::FirstPlace {
                        model: card(&one.model)?,
                        before: one.before.as_deref().and_then(card),
                        seq: one.seq,
                    },
                })
            })
            .collect();
        let here = self.models_of(&arena.id, arena.models.iter().map(ToString::to_string));
        let came = self.store.first_seen().await?.into_iter();
        let came = came.filter(|(id, _)| here.contains(id)).take(TOLD as usize);
        entries.extend(came.filter_map(|(id, time_ms)| {
            let model = card(&id)?;
            Some(NewsEntry {
                time_ms,
                event: NewsEvent::NewModel { model },
            })
        }));
        entries.sort_by_key(|entry| -entry.time_ms);
        entries.truncate(TOLD as usize);
        Ok(News {
            arena: arena.id.clone(),
            title: arena.title.clone(),
            entries,
        })
    }

    /// The models that an arena has or has a board row for.
    fn models_of(
        &self,
        arena: &ArenaId,
        configured: impl Iterator<Item = String>,
    ) -> BTreeSet<String> {
        let board = self.boards.get(&board::overall(arena));
        let rated = board.iter().flat_map(|board| &board.standings);
        configured
            .chain(rated.map(|one| one.model.clone()))
            .collect()
    }

    /// Looks through the snapshots since the last look, and notes who took first place. The same snapshots give the same
    /// changes, whichever replica looks.
    async fn watch_first_place(&self, arena: &ArenaId) -> Result<(), Error> {
        let mut all = self.watched.lock().await;
        if !all.contains_key(arena) {
            let newest = self.store.first_places(arena, 1).await?.pop();
            let watched = newest.map_or_else(Watched::default, |one| Watched {
                watch: Watch::held_by(one.model),
                read_to: one.seq,
            });
            all.insert(arena.clone(), watched);
        }
        let Some(watched) = all.get_mut(arena) else {
            return Ok(());
        };
        let slice = board::overall(arena);
        loop {
            let range = SnapshotRange {
                slice: &slice,
                after_seq: watched.read_to,
                since_ms: None,
                until_ms: None,
                limit: PAGE,
            };
            let snapshots = self.store.snapshots(&range).await?;
            let mut changes = Vec::new();
            // The watch goes on only when what it saw was noted.
            let mut watch = watched.watch.clone();
            for snapshot in &snapshots {
                let (board, _) = board_from_snapshot(snapshot)?;
                let frame = Frame::new(snapshot.time_ms, snapshot.seq, board.standings);
                changes.extend(watch.see(&frame, PATIENCE_MS).map(|change| FirstPlace {
                    model: change.model,
                    before: change.before,
                    seq: change.seq,
                    time_ms: change.time_ms,
                }));
            }
            self.store.note_first_places(arena, &changes).await?;
            let Some(last) = snapshots.last() else {
                return Ok(());
            };
            watched.watch = watch;
            watched.read_to = last.seq;
        }
    }
}
