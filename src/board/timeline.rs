//! The kept boards of a slice over time, in memory: at most so many, evenly over time.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use tokio::sync::Mutex;

use crate::store::{Kept, Slice, Store, StoreError};

use super::record::board_from_snapshot;
use super::series::{Frame, thin};

/// The most boards of one slice; of more, those that are spread evenly over time.
pub const MOMENTS: usize = 400;
/// Slices whose boards are remembered.
const SLICES: usize = 12;
/// Boards in one read.
const PAGE: usize = 40;

/// The kept boards of a slice, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Moments {
    /// The boards.
    pub frames: Vec<Arc<Frame>>,
    /// How many were kept in all.
    pub kept: usize,
    /// The number of the newest snapshot; 0 if there is none.
    pub newest: i64,
}

/// The boards that are remembered, by the number of their snapshot, which never changes.
type Remembered = HashMap<Slice, BTreeMap<i64, Arc<Frame>>>;

/// Reads kept boards and remembers them. Cheap to clone.
#[derive(Clone)]
pub struct Timeline {
    store: Store,
    remembered: Arc<Mutex<Remembered>>,
}

impl Timeline {
    /// Remembers nothing yet.
    #[must_use]
    pub fn new(store: Store) -> Self {
        Self {
            store,
            remembered: Arc::default(),
        }
    }

    /// The kept boards of a slice. Only those that are new since the last time are read.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn moments(&self, slice: &Slice) -> Result<Moments, StoreError> {
        let kept = self.store.kept(slice).await?;
        let times: Vec<i64> = kept.iter().map(|one| one.time_ms).collect();
        let chosen = thin(&times, MOMENTS).into_iter();
        let chosen: Vec<&Kept> = chosen.filter_map(|place| kept.get(place)).collect();
        // One reader at a time: the next one finds what this one read.
        let mut remembered = self.remembered.lock().await;
        let mut known = remembered.remove(slice).unwrap_or_default();
        let missing: Vec<i64> = chosen
            .iter()
            .map(|one| one.id)
            .filter(|id| !known.contains_key(id))
            .collect();
        for some in missing.chunks(PAGE) {
            known.extend(self.read(some).await?);
        }
        let frames: BTreeMap<i64, Arc<Frame>> = chosen
            .iter()
            .filter_map(|one| Some((one.id, Arc::clone(known.get(&one.id)?))))
            .collect();
        if remembered.len() >= SLICES {
            remembered.clear();
        }
        let moments = Moments {
            // A snapshot may have been given up between the two reads.
            frames: chosen
                .iter()
                .filter_map(|one| frames.get(&one.id).cloned())
                .collect(),
            kept: kept.len(),
            newest: kept.last().map_or(0, |one| one.id),
        };
        remembered.insert(slice.clone(), frames);
        Ok(moments)
    }

    async fn read(&self, ids: &[i64]) -> Result<Vec<(i64, Arc<Frame>)>, StoreError> {
        let snapshots = self.store.snapshots_by_id(ids).await?;
        let parse = move || {
            let frame = |snapshot| {
                let (board, _) = board_from_snapshot(snapshot)?;
                let frame = Frame::new(snapshot.time_ms, snapshot.seq, board.standings);
                Ok((snapshot.id, Arc::new(frame)))
            };
            snapshots.iter().map(frame).collect()
        };
        let parsed = tokio::task::spawn_blocking(parse).await;
        parsed.unwrap_or(Err(StoreError::Unavailable))
    }
}
