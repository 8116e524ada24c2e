//! Boards as they were at any time or place of the log, exactly.
//!
//! A board of the past is what the votes until then say: the counts of the newest snapshot before the point, the votes between,
//! and a cold fit, so it is that of `agon rate` on the same votes to the last bit. It is made by a job of this module, off the
//! async threads; requests for the same board wait for the same job, and only so long.
//!
//! ```text
//! point   a time, a seq or a snapshot -> the part of the log that it means
//! replay  that part of the log -> the board
//! ```

mod point;
mod replay;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OnceCell, Semaphore, watch};

use crate::rating::{FitError, PairCounts};
use crate::store::{Slice, Store, StoreError};

use super::keeper::Plan;
use super::{Board, Boards, Published, method};
use point::Point;

pub use point::AsOf;

/// Boards of the past that are remembered.
const REMEMBERED: usize = 64;
/// Boards of the past that are made at a time; more wait.
const AT_A_TIME: usize = 2;
/// Boards of the past that may wait to be made.
const WAITING: usize = 32;
/// How long a request waits for its board; the job goes on without it.
const PATIENCE: Duration = Duration::from_secs(5);

/// A board and how it was fitted.
#[derive(Clone, Debug, PartialEq)]
pub struct PastBoard {
    /// The board.
    pub board: Arc<Board>,
    /// How it was fitted.
    pub method: String,
    /// The counts that it was fitted to; none at equal style, where it was fitted to votes.
    pub counts: Option<Arc<PairCounts>>,
}

/// Why there is no such board, or not now.
#[derive(Debug, thiserror::Error)]
pub enum PastError {
    /// There was nothing to rate yet.
    #[error("is before the first vote of this arena")]
    TooEarly,
    /// No snapshot of the arena has that number.
    #[error("names no snapshot of this arena")]
    NoSnapshot,
    /// It is being made, or others are.
    #[error("that board is being made again from its votes")]
    NotYet,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The engine.
    #[error(transparent)]
    Fit(#[from] FitError),
    /// A job ended without a word.
    #[error("the board of the past could not be made")]
    Lost(#[from] tokio::task::JoinError),
}

type Cell = Arc<OnceCell<PastBoard>>;

/// Makes boards of the past. Cheap to clone; belongs to the main runtime.
#[derive(Clone)]
pub struct Archive {
    store: Store,
    boards: Boards,
    plan: watch::Receiver<Plan>,
    made: Arc<Mutex<Made>>,
    gate: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

/// A board: its slice, the part of the log, and by which tagging the votes have their categories.
type Key = (Slice, Point, i64);

/// What was made, and when each was last asked for.
#[derive(Default)]
struct Made {
    cells: HashMap<Key, (u64, Cell)>,
    asked: u64,
}

impl Made {
    /// The place of a board; the one that was not asked for the longest makes room.
    fn cell(&mut self, key: Key) -> Cell {
        self.asked += 1;
        let now = self.asked;
        if self.cells.len() >= REMEMBERED && !self.cells.contains_key(&key) {
            let oldest = self.cells.iter().min_by_key(|(_, (asked, _))| *asked);
            if let Some(oldest) = oldest.map(|(key, _)| key.clone()) {
                self.cells.remove(&oldest);
            }
        }
        let entry = self.cells.entry(key).or_default();
        entry.0 = now;
        Arc::clone(&entry.1)
    }
}

impl Archive {
    /// Has made nothing yet.
    #[must_use]
    pub fn new(store: Store, boards: Boards, plan: watch::Receiver<Plan>) -> Self {
        Self {
            store,
            boards,
            plan,
            made: Arc::default(),
            gate: Arc::new(Semaphore::new(AT_A_TIME)),
            waiting: Arc::new(Semaphore::new(AT_A_TIME + WAITING)),
        }
    }

    /// The board of a slice as it was.
    ///
    /// # Errors
    /// [`PastError`] if there was none, or if it takes too long to make it.
    pub async fn board(&self, slice: &Slice, at: AsOf) -> Result<PastBoard, PastError> {
        let point = point::resolve(&self.store, &slice.arena, at).await?;
        if let Some(board) = self.published(slice, point) {
            return Ok(board);
        }
        let tagging = self.store.tagging().await?;
        let cell = {
            let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
            made.cell((slice.clone(), point, tagging))
        };
        if let Some(board) = cell.get() {
            return Ok(board.clone());
        }
        let Ok(place) = Arc::clone(&self.waiting).try_acquire_owned() else {
            return Err(PastError::NotYet);
        };
        let (archive, slice) = (self.clone(), slice.clone());
        let job = tokio::spawn(async move {
            let _place = place;
            let make = || archive.make(&slice, point);
            cell.get_or_try_init(make).await.cloned()
        });
        match tokio::time::timeout(PATIENCE, job).await {
            Ok(made) => made?,
            Err(_) => Err(PastError::NotYet),
        }
    }

    /// The board in force, if nothing was voted since the point.
    fn published(&self, slice: &Slice, point: Point) -> Option<PastBoard> {
        let Published { board, counts } = self.boards.published(slice)?;
        let is_it = point.is_whole() && board.seq == point.seq;
        is_it.then(|| PastBoard {
            board,
            method: method(slice.style_control).to_owned(),
            counts,
        })
    }

    async fn make(&self, slice: &Slice, point: Point) -> Result<PastBoard, PastError> {
        // The gate is never closed.
        let _turn = self.gate.acquire().await;
        let fit = self.plan.borrow().fit.clone();
        if slice.style_control {
            replay::styled(&self.store, slice, point, fit).await
        } else {
            replay::counted(&self.store, slice, point, fit).await
        }
    }
}
