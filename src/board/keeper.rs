//! The task that keeps the boards: those of counts, and beside it those at equal style.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::domain::ArenaId;
use crate::rating::FitOptions;
use crate::store::{Store, StoreError};

use super::Boards;
use super::counted::CountKeeper;
use super::retention::Retention;
use super::styled::StyleKeeper;

/// How often the log is read without being told to: other replicas and imports write to it too.
pub(super) const POLL: Duration = Duration::from_millis(500);
/// The shortest time between two publications; votes of that time go together.
pub(super) const BREATH: Duration = Duration::from_millis(50);

/// Votes in one read of the log.
pub(super) const PAGE: u32 = 5_000;

/// What the operator wants to see.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The models of each arena, sorted.
    pub arenas: BTreeMap<ArenaId, Vec<String>>,
    /// How boards are fitted.
    pub fit: FitOptions,
    /// A snapshot is kept at least this often while votes come in.
    pub snapshot_every: Duration,
    /// Which snapshots are given up.
    pub retention: Retention,
}

/// Tells the keeper that there are new votes. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Wake(Arc<Notify>);

impl Wake {
    /// There are new votes.
    pub fn wake(&self) {
        self.0.notify_one();
    }

    /// Waits until there are.
    pub(super) async fn woken(&self) {
        self.0.notified().await;
    }
}

/// Reads the vote log and keeps the boards.
pub struct Keeper {
    counted: CountKeeper,
    styled: StyleKeeper,
}

impl Keeper {
    /// Reads the newest snapshots and all votes behind them, and publishes the boards. Those at equal style are the kept ones,
    /// until the log was read again.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub async fn start(
        store: Store,
        clock: Clock,
        boards: Boards,
        plan: watch::Receiver<Plan>,
    ) -> Result<Self, StoreError> {
        let mut styled =
            StyleKeeper::new((store.clone(), clock.clone()), boards.clone(), plan.clone());
        let counted = CountKeeper::start(store, clock, boards, plan).await?;
        styled.begin().await?;
        Ok(Self { counted, styled })
    }

    /// Reads and publishes until `stop`, then reads the rest and keeps a last snapshot.
    pub async fn run(self, wake: Wake, stop: CancellationToken) {
        let styled = self.styled.run(stop.clone());
        tokio::join!(self.counted.run(wake, stop), styled);
    }

    /// Keeps the boards of the whole log, for a process that only brought votes in.
    pub async fn finish(self) {
        self.counted.finish().await;
        self.styled.finish().await;
    }
}
