//! Reads the log, counts its votes and publishes the boards of the counts.

use tokio::sync::watch;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::board::keeper::{BREATH, PAGE, POLL, Plan, Wake};
use crate::board::record::{counts_from_snapshot, snapshot_of};
use crate::board::schedule::Schedule;
use crate::board::{Board, Boards, OVERALL, Slice, differences};
use crate::clock::Clock;
use crate::domain::ArenaId;
use crate::rating::{FitOptions, PairCounts, fit_board};
use crate::store::{Snapshot, Store, StoreError, StyledVote};

use super::{Counted, Slices};

/// Keeps the boards of counts.
pub(in crate::board) struct CountKeeper {
    store: Store,
    clock: Clock,
    boards: Boards,
    plan: watch::Receiver<Plan>,
    slices: Slices,
    /// The newest tagging that the counts know of.
    tagging: i64,
    schedule: Schedule,
    /// The operator's plan changed and was not taken up yet.
    plan_pending: bool,
}

impl CountKeeper {
    /// Reads the newest snapshots and all votes behind them, and publishes the boards.
    ///
    /// # Errors
    /// [`StoreError`] if the database failed or holds what cannot be read.
    pub(in crate::board) async fn start(
        store: Store,
        clock: Clock,
        boards: Boards,
        plan: watch::Receiver<Plan>,
    ) -> Result<Self, StoreError> {
        let mut keeper = Self {
            store,
            clock,
            boards,
            plan,
            slices: Slices::default(),
            tagging: 0,
            schedule: Schedule::new(),
            plan_pending: false,
        };
        keeper.tagging = keeper.store.tagging().await?;
        keeper.follow_plan().await?;
        keeper.schedule.kept(keeper.votes());
        keeper.read_log().await?;
        keeper.publish().await;
        Ok(keeper)
    }

    /// Reads and publishes until `stop`, then reads the rest and keeps a last snapshot.
    pub(in crate::board) async fn run(mut self, wake: Wake, stop: CancellationToken) {
        loop {
            tokio::select! {
                () = wake.woken() => {}
                () = tokio::time::sleep(POLL) => {}
                changed = self.plan.changed() => self.plan_pending |= changed.is_ok(),
                () = stop.cancelled() => break,
            }
            let began = Instant::now();
            self.round().await;
            tokio::select! {
                () = tokio::time::sleep(BREATH.max(began.elapsed())) => {}
                () = stop.cancelled() => break,
            }
        }
        self.finish().await;
    }

    /// Reads the rest and keeps a last snapshot.
    pub(in crate::board) async fn finish(mut self) {
        self.round().await;
        if let Err(error) = self.keep().await {
            tracing::error!(
                ?error,
                "the last snapshot could not be kept; the next start reads more of the log"
            );
        }
    }

    /// Reads what is new, publishes it, and keeps a snapshot when it is time.
    async fn round(&mut self) {
        if self.plan_pending
            && let Err(error) = self.follow_plan().await
        {
            tracing::warn!(
                ?error,
                "the board of a new arena could not be read; it will be tried again"
            );
        }
        if let Err(error) = self.read_log().await {
            tracing::warn!(
                ?error,
                "the vote log could not be read; boards stay as they are"
            );
            return;
        }
        self.publish().await;
        if self.is_time_to_keep()
            && let Err(error) = self.keep().await
        {
            tracing::warn!(
                ?error,
                "a snapshot could not be kept; it will be tried again"
            );
        }
    }

    /// Takes up the arenas of the plan: reads the snapshots of those that are new.
    async fn follow_plan(&mut self) -> Result<(), StoreError> {
        let arenas: Vec<ArenaId> = self
            .plan
            .borrow_and_update()
            .arenas
            .keys()
            .cloned()
            .collect();
        for arena in arenas {
            if !self.slices.read_to.contains_key(&arena) {
                let mut snapshots = self.store.newest_snapshots(&arena).await?;
                snapshots.retain(|snapshot| !snapshot.slice.style_control);
                let counts = snapshots.iter().map(counts_from_snapshot);
                let counts = counts.collect::<Result<Vec<_>, _>>()?;
                self.slices.read_to.insert(arena.clone(), 0);
                let is_old = |snapshot: &Snapshot| {
                    snapshot.slice.category != OVERALL && snapshot.tagging != self.tagging
                };
                let has_old = snapshots.iter().any(is_old);
                for (snapshot, counts) in snapshots.into_iter().zip(counts) {
                    self.slices.restore(snapshot.slice, snapshot.seq, counts);
                }
                if has_old {
                    self.slices.forget_votes_of(&arena);
                }
            }
            self.slices.refresh(&arena);
        }
        self.plan_pending = false;
        Ok(())
    }

    /// Counts votes of an arena, the next ones of its log.
    pub(in crate::board) fn take(&mut self, arena: &ArenaId, votes: &[StyledVote]) {
        for vote in votes {
            self.slices.add(arena, vote);
        }
    }

    /// Counts all votes that are new, and all of them anew if old ones were tagged again.
    pub(in crate::board) async fn read_log(&mut self) -> Result<(), StoreError> {
        loop {
            self.read_votes().await?;
            let newest = self.store.tagging().await?;
            if newest == self.tagging {
                return Ok(());
            }
            self.tagging = newest;
            let arenas: Vec<ArenaId> = self.slices.read_to.keys().cloned().collect();
            for arena in &arenas {
                self.slices.forget_votes_of(arena);
            }
        }
    }

    /// Counts all votes that are new, arena by arena.
    async fn read_votes(&mut self) -> Result<(), StoreError> {
        let arenas: Vec<ArenaId> = self.slices.read_to.keys().cloned().collect();
        for arena in arenas {
            loop {
                let after_seq = self.slices.seq(&arena);
                let votes = self.store.styled_votes(&arena, after_seq, PAGE).await?;
                self.take(&arena, &votes);
                if votes.len() < PAGE as usize {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Fits and publishes every slice that changed, off the async threads.
    async fn publish(&mut self) {
        let now_ms = self.clock.now_ms();
        let plan = self.plan.borrow().clone();
        let jobs: Vec<FitJob> = self.take_unpublished(&plan, now_ms);
        // The board of all votes does not wait for those of its parts.
        let is_overall = |job: &FitJob| job.slice.category == OVERALL;
        let (overall, parts): (Vec<_>, Vec<_>) = jobs.into_iter().partition(is_overall);
        for jobs in [overall, parts] {
            self.fit(jobs).await;
        }
    }

    async fn fit(&mut self, jobs: Vec<FitJob>) {
        if jobs.is_empty() {
            return;
        }
        let boards =
            tokio::task::spawn_blocking(move || jobs.into_iter().filter_map(FitJob::fit).collect())
                .await;
        let boards: Vec<(Board, Option<PairCounts>)> = boards.unwrap_or_default();
        for (board, _) in &boards {
            if let Some(counted) = self.slices.slices.get_mut(&board.slice) {
                counted.stale = false;
            }
        }
        self.boards.publish_counted(boards);
    }

    fn take_unpublished(&mut self, plan: &Plan, now_ms: i64) -> Vec<FitJob> {
        let read_to = &self.slices.read_to;
        let changed = self
            .slices
            .slices
            .iter_mut()
            .filter(|(_, counted)| counted.unpublished);
        let job = |(slice, counted): (&Slice, &mut Counted)| {
            counted.unpublished = false;
            counted.stale = true;
            FitJob {
                slice: slice.clone(),
                seq: read_to.get(&slice.arena).copied().unwrap_or(0),
                now_ms,
                counts: counted.counts.clone(),
                models: plan.arenas.get(&slice.arena).cloned().unwrap_or_default(),
                fit: plan.fit.clone(),
            }
        };
        changed.map(job).collect()
    }

    fn votes(&self) -> u64 {
        self.slices
            .slices
            .iter()
            .filter(|(slice, _)| slice.category == OVERALL)
            .map(|(_, c)| c.counts.votes())
            .sum()
    }

    fn is_time_to_keep(&self) -> bool {
        let every = self.plan.borrow().snapshot_every;
        let has_news = || self.slices.slices.values().any(|counted| counted.unkept);
        self.schedule.is_due(self.votes(), every, has_news)
    }

    /// Keeps a snapshot of every slice that has votes which are in none.
    async fn keep(&mut self) -> Result<(), StoreError> {
        let mut snapshots = Vec::new();
        // A board goes into a snapshot only with the counts that it was fitted to.
        let fitted = |counted: &Counted| counted.unkept && !counted.unpublished && !counted.stale;
        for (slice, counted) in &self.slices.slices {
            if let Some(board) = self.boards.get(slice).filter(|_| fitted(counted)) {
                snapshots.push(Snapshot {
                    tagging: self.tagging,
                    ..snapshot_of(&board, &counted.counts)?
                });
            }
        }
        let new = self.store.keep_snapshots(&snapshots).await?;
        for (snapshot, is_new) in snapshots.iter().zip(new) {
            if let Some(counted) = self.slices.slices.get_mut(&snapshot.slice) {
                // One that was kept with other categories stays as it was; the next vote makes room for another one.
                counted.unkept = !is_new;
                counted.unpublished |= !is_new;
            }
        }
        self.schedule.kept(self.votes());
        Ok(())
    }
}

/// One slice's fit, with all that it needs.
struct FitJob {
    slice: Slice,
    seq: i64,
    now_ms: i64,
    counts: PairCounts,
    models: Vec<String>,
    fit: FitOptions,
}

impl FitJob {
    fn fit(self) -> Option<(Board, Option<PairCounts>)> {
        match fit_board(&self.counts, &self.models, &self.fit) {
            Ok(fit) => {
                let board = Board {
                    slice: self.slice,
                    seq: self.seq,
                    votes: self.counts.votes(),
                    computed_at_ms: self.now_ms,
                    differences: differences(fit.core.as_ref()),
                    standings: fit.standings,
                };
                Some((board, Some(self.counts)))
            }
            Err(error) => {
                tracing::error!(slice = ?self.slice, %error, "a board could not be fitted; the old one stays");
                None
            }
        }
    }
}
