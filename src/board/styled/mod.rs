//! Boards at equal style: the votes one by one, read from the log beside the counts.
//!
//! Such a board is a cold fit of the votes of its slice in the order of the log, so it too is the same to the last bit after
//! every start and on every replica. A fit goes through all votes, so it is made less eagerly; a start shows the kept boards,
//! as snapshots hold no votes and the log has to be read again.
//!
//! ```text
//! arena  what is known of an arena
//! votes  its votes one by one
//! job    fits of its stale boards
//! ```

mod arena;
mod job;
mod votes;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::domain::ArenaId;
use crate::rating::{PairCounts, RowOptions};
use crate::store::{Snapshot, Store, StoreError, StyledVote};

use super::keeper::{BREATH, PAGE, POLL, Plan};
use super::record::{board_from_snapshot, snapshot_of};
use super::schedule::Schedule;
use super::{Board, Boards, OVERALL};
use arena::Arena;
use job::{FitJob, slice};

pub(super) use votes::{StyledVotes, categories_of};

/// Reads after which it is looked whether to stop.
const PAGES: usize = 20;
/// Fits take at most one part in so many of the time of a core: after each round of them, the keeper rests that much longer.
const ONE_IN: u32 = 10;
/// Fits that take no longer are made once more at the end.
const QUICK: Duration = Duration::from_secs(1);

/// Keeps the boards at equal style.
pub(super) struct StyleKeeper {
    store: Store,
    clock: Clock,
    boards: Boards,
    plan: watch::Receiver<Plan>,
    arenas: BTreeMap<ArenaId, Arena>,
    schedule: Schedule,
    /// The newest tagging that the votes know of.
    tagging: i64,
    /// Whether the log was read to its end.
    is_up_to_date: bool,
    /// How long the last fits took.
    work: Duration,
}

impl StyleKeeper {
    /// Has read nothing yet.
    pub(super) fn new(
        (store, clock): (Store, Clock),
        boards: Boards,
        plan: watch::Receiver<Plan>,
    ) -> Self {
        Self {
            store,
            clock,
            boards,
            plan,
            arenas: BTreeMap::new(),
            schedule: Schedule::new(),
            tagging: 0,
            is_up_to_date: false,
            work: Duration::ZERO,
        }
    }

    /// Publishes the kept boards, and fits those of a short log at once.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub(super) async fn begin(&mut self) -> Result<(), StoreError> {
        self.tagging = self.store.tagging().await?;
        let votes = self.follow_plan().await?;
        self.schedule.kept(votes);
        if self.read(1).await? {
            self.publish().await;
        }
        Ok(())
    }

    /// Reads, publishes and keeps snapshots until `stop`.
    pub(super) async fn run(mut self, stop: CancellationToken) {
        let mut changes = self.boards.changes();
        loop {
            tokio::select! {
                // Boards of counts come first, after every vote and every change of the plan.
                _ = changes.changed() => {}
                () = sleep(POLL) => {}
                () = stop.cancelled() => break,
            }
            let rest = match self.round(&stop).await {
                Ok(work) => rest_after(work),
                Err(error) => {
                    tracing::warn!(
                        ?error,
                        "boards at equal style stay as they are; it will be tried again"
                    );
                    POLL
                }
            };
            tokio::select! {
                () = sleep(rest) => {}
                () = stop.cancelled() => break,
            }
        }
        if self.is_up_to_date && self.work <= QUICK {
            self.finish().await;
        } else if let Err(error) = self.keep().await {
            tracing::error!(?error, "the last boards at equal style could not be kept");
        }
    }

    /// Keeps the boards of the whole log.
    pub(super) async fn finish(mut self) {
        let never = CancellationToken::new();
        let done = self.round(&never).await;
        let kept = match done {
            Ok(_) => self.keep().await,
            Err(error) => Err(error),
        };
        if let Err(error) = kept {
            tracing::error!(?error, "the last boards at equal style could not be kept");
        }
    }

    /// Reads what is new, publishes it, and keeps a snapshot when it is time; how long fits took.
    async fn round(&mut self, stop: &CancellationToken) -> Result<Duration, StoreError> {
        if self.plan.has_changed().unwrap_or(false) {
            self.follow_plan().await?;
        }
        if !self.read_log(stop).await? {
            return Ok(Duration::ZERO);
        }
        let work = self.publish().await;
        let every = self.plan.borrow().snapshot_every;
        if self
            .schedule
            .is_due(self.votes(), every, || self.unkept().next().is_some())
        {
            self.keep().await?;
        }
        Ok(work)
    }

    /// Takes up the arenas of the plan, with the boards of those that are new as they were kept; how many votes these have.
    async fn follow_plan(&mut self) -> Result<u64, StoreError> {
        let plan = self.plan.borrow_and_update().clone();
        let mut votes = 0;
        for id in plan.arenas.keys() {
            if !self.arenas.contains_key(id) {
                let restored = self.restored(id).await;
                let boards = restored.inspect_err(|_| self.plan.mark_changed())?;
                let mut arena = Arena::default();
                for board in &boards {
                    let category = board.slice.category.clone();
                    votes += if category == OVERALL { board.votes } else { 0 };
                    arena.kept.insert(category, board.seq);
                }
                self.boards.publish(boards);
                self.arenas.insert(id.clone(), arena);
            }
        }
        self.arenas.values_mut().for_each(Arena::refresh);
        Ok(votes)
    }

    async fn restored(&self, arena: &ArenaId) -> Result<Vec<Board>, StoreError> {
        let snapshots = self.store.newest_snapshots(arena).await?;
        let styled = snapshots.iter().filter(|one| one.slice.style_control);
        styled
            .map(|snapshot| Ok(board_from_snapshot(snapshot)?.0))
            .collect()
    }

    /// Reads the log to its end; whether it came there before `stop`.
    pub(super) async fn read_log(&mut self, stop: &CancellationToken) -> Result<bool, StoreError> {
        while !self.read(PAGES).await? {
            if stop.is_cancelled() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Takes votes of an arena, the next ones of its log.
    pub(super) fn take(&mut self, id: &ArenaId, votes: &[StyledVote]) {
        if let Some(arena) = self.arenas.get_mut(id) {
            for vote in votes {
                arena.add(vote);
            }
        }
    }

    /// Reads at most so many pages of each arena; whether that was all there is.
    async fn read(&mut self, pages: usize) -> Result<bool, StoreError> {
        self.is_up_to_date = true;
        for (id, arena) in &mut self.arenas {
            let mut is_all = false;
            for _ in 0..pages {
                let votes = self.store.styled_votes(id, arena.read_to, PAGE).await?;
                for vote in &votes {
                    arena.add(vote);
                }
                is_all = votes.len() < PAGE as usize;
                if is_all {
                    break;
                }
            }
            self.is_up_to_date &= is_all;
        }
        let newest = self.store.tagging().await?;
        if newest != self.tagging {
            self.tagging = newest;
            self.arenas.values_mut().for_each(Arena::forget_votes);
            self.is_up_to_date = false;
        }
        Ok(self.is_up_to_date)
    }

    /// Fits and publishes what is stale, off the async threads; how long that took.
    async fn publish(&mut self) -> Duration {
        let plan = self.plan.borrow().clone();
        let began = Instant::now();
        let mut has_fitted = false;
        for (id, arena) in &mut self.arenas {
            if arena.stale.is_empty() {
                continue;
            }
            let job = FitJob {
                arena: id.clone(),
                categories: std::mem::take(&mut arena.stale),
                votes: Arc::clone(&arena.votes),
                seq: arena.read_to,
                now_ms: self.clock.now_ms(),
                models: plan.arenas.get(id).cloned().unwrap_or_default(),
                options: RowOptions {
                    fit: plan.fit.clone(),
                    ..RowOptions::with_style()
                },
            };
            let fitted = tokio::task::spawn_blocking(move || job.fit()).await;
            let fitted = fitted.unwrap_or_default();
            self.boards.publish_effects(fitted.effects);
            self.boards.publish(fitted.boards);
            has_fitted = true;
        }
        if has_fitted {
            self.work = began.elapsed();
            return self.work;
        }
        Duration::ZERO
    }

    fn votes(&self) -> u64 {
        self.arenas.values().map(|arena| arena.votes.len()).sum()
    }

    /// The boards that cover more of the log than what was kept of them.
    fn unkept(&self) -> impl Iterator<Item = Arc<Board>> {
        self.arenas.iter().flat_map(move |(id, arena)| {
            arena.categories.iter().filter_map(move |category| {
                let kept = arena.kept.get(category).copied().unwrap_or(0);
                let board = self.boards.get(&slice(id, category))?;
                (board.seq > kept).then_some(board)
            })
        })
    }

    /// Keeps a snapshot of each of them.
    async fn keep(&mut self) -> Result<(), StoreError> {
        // Without counts: the votes are in the log.
        let of = |board: Arc<Board>| snapshot_of(&board, &PairCounts::new());
        let mut snapshots: Vec<Snapshot> = self.unkept().map(of).collect::<Result<_, _>>()?;
        for snapshot in &mut snapshots {
            snapshot.tagging = self.tagging;
        }
        self.store.keep_snapshots(&snapshots).await?;
        for snapshot in snapshots {
            if let Some(arena) = self.arenas.get_mut(&snapshot.slice.arena) {
                arena.kept.insert(snapshot.slice.category, snapshot.seq);
            }
        }
        self.schedule.kept(self.votes());
        Ok(())
    }
}

/// How long to rest after fits that took so long.
fn rest_after(work: Duration) -> Duration {
    BREATH.max(work * (ONE_IN - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fits_take_at_most_a_tenth_of_the_time_and_small_ones_wait_for_nobody() {
        for work in [1, 20, 900, 40_000].map(Duration::from_millis) {
            assert!(work * 10 <= work + rest_after(work));
        }
        assert_eq!(rest_after(Duration::ZERO), BREATH);
    }
}
