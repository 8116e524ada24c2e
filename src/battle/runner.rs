//! The tasks that run turns, and the table of those that are running.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Interval, MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::clock::{Chance, Clock};
use crate::domain::{Answer, BattleId, ModelId, Side, VoidReason};
use crate::endpoint::Fault;
use crate::store::{Replacement, Spoken, Store, StoreError};

use super::health::Health;
use super::job::{Heard, Job};
use super::live::Live;
use super::relay::Relay;
use super::wire::Event;

/// A backlog of this many ticks is released in one tick's frames, so that fast models need not wait for the clock.
const CATCH_UP_TICKS: usize = 10;
/// The most frames in one tick.
const MAX_FRAMES: usize = 8;
/// The first and the longest pause before the end of a turn is tried to be stored again.
const STORE_PAUSE: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(2));

/// The relay's clock and the runner's patience.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Time between two releases.
    pub tick: Duration,
    /// Characters that one frame adds to each side.
    pub chunk_chars: u32,
    /// How long a battle runs while nobody asks after it.
    pub abandon_after: Duration,
}

/// How a turn ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Both answers are stored.
    Ready,
    /// The battle is void.
    Void(VoidReason),
}

/// Told how each turn ended.
pub type OnEnd = Arc<dyn Fn(Ended) + Send + Sync>;

/// Runs the turns of one replica. Cheap to clone.
#[derive(Clone)]
pub struct Runner {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    clock: Clock,
    chance: Chance,
    running: Mutex<HashMap<BattleId, Arc<Live>>>,
    health: Health,
    tasks: TaskTracker,
    stop: CancellationToken,
    on_end: OnEnd,
}

impl Runner {
    /// A runner with nothing to do.
    #[must_use]
    pub fn new(store: Store, clock: Clock, chance: Chance, on_end: OnEnd) -> Self {
        let inner = Inner {
            store,
            clock,
            chance,
            running: Mutex::default(),
            health: Health::default(),
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
            on_end,
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    /// How many turns are running.
    #[must_use]
    pub fn running(&self) -> usize {
        self.table().len()
    }

    /// Whether a model failed so often that it should be left out of the draw at the moment.
    #[must_use]
    pub fn is_resting(&self, model: &ModelId) -> bool {
        self.inner.health.is_resting(model)
    }

    /// The running turn of a battle, if it runs here.
    #[must_use]
    pub fn live(&self, battle: BattleId) -> Option<Arc<Live>> {
        self.table().get(&battle).cloned()
    }

    /// All running turns of this moment.
    #[must_use]
    pub fn all(&self) -> Vec<(BattleId, Arc<Live>)> {
        let table = self.table();
        table
            .iter()
            .map(|(battle, live)| (*battle, Arc::clone(live)))
            .collect()
    }

    fn table(&self) -> std::sync::MutexGuard<'_, HashMap<BattleId, Arc<Live>>> {
        self.inner
            .running
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts a turn that the store already knows. Must be called on the main runtime, which outlives every request.
    pub fn start(&self, job: Job, options: Options) {
        let live = Arc::new(Live::new(job.turn, job.first_seq));
        self.table().insert(job.battle, Arc::clone(&live));
        let runner = self.clone();
        self.inner.tasks.spawn(async move {
            let battle = job.battle;
            let ended = runner.run(job, &live, options).await;
            // The store knows the end before the followers do, and they before the table forgets.
            live.publish(vec![if ended == Ended::Ready {
                Event::Ready
            } else {
                Event::Void
            }]);
            runner.forget(battle, &live);
            (runner.inner.on_end)(ended);
        });
    }

    /// Takes a turn off the table, unless the next one is there already.
    fn forget(&self, battle: BattleId, live: &Arc<Live>) {
        let mut table = self.table();
        if table
            .get(&battle)
            .is_some_and(|known| Arc::ptr_eq(known, live))
        {
            table.remove(&battle);
        }
    }

    /// Waits at most `grace` for the running turns, then makes the rest void.
    pub async fn shut_down(&self, grace: Duration) {
        self.inner.tasks.close();
        if tokio::time::timeout(grace, self.inner.tasks.wait())
            .await
            .is_err()
        {
            self.inner.stop.cancel();
            self.inner.tasks.wait().await;
        }
    }

    async fn run(&self, job: Job, live: &Live, options: Options) -> Ended {
        let (battle, turn) = (job.battle, job.turn);
        let outcome = self.relay(job, live, options).await;
        let mut pause = STORE_PAUSE.0;
        loop {
            let stored = match &outcome {
                Ok(spoken) => self.keep(battle, turn, spoken).await,
                Err(failure) => self.give_up(battle, failure).await,
            };
            let error = match stored {
                Ok(ended) => return ended,
                Err(error) => error,
            };
            // Readers wait meanwhile: they must not be told what the store does not know.
            tracing::warn!(battle = %battle, ?error, "the end of a turn is not stored yet");
            if !error.is_passing() || !self.rest(pause).await {
                return Ended::Void(VoidReason::Restart);
            }
            pause = (pause * 2).min(STORE_PAUSE.1);
        }
    }

    /// Waits; false if the server stops meanwhile.
    async fn rest(&self, pause: Duration) -> bool {
        tokio::select! {
            () = tokio::time::sleep(pause) => true,
            () = self.inner.stop.cancelled() => false,
        }
    }

    async fn keep(
        &self,
        battle: BattleId,
        turn: u32,
        spoken: &Spoken,
    ) -> Result<Ended, StoreError> {
        let now_ms = self.inner.clock.now_ms();
        let kept = self
            .inner
            .store
            .end_turn((battle, turn), spoken, now_ms)
            .await?;
        Ok(if kept {
            Ended::Ready
        } else {
            Ended::Void(VoidReason::Restart)
        })
    }

    async fn give_up(&self, battle: BattleId, failure: &Failure) -> Result<Ended, StoreError> {
        let (reason, model) = (failure.reason, failure.side_model.as_ref());
        let now_ms = self.inner.clock.now_ms();
        self.inner
            .store
            .void_battle(battle, reason, model, now_ms)
            .await?;
        Ok(Ended::Void(reason))
    }

    /// Whether nobody has asked after a battle for too long, here or on another server, which counts who asked there.
    async fn is_abandoned(
        &self,
        battle: BattleId,
        live: &Live,
        (patience, seen): (Duration, &mut i64),
    ) -> bool {
        if live.unattended() <= patience {
            return false;
        }
        let attended = match self.inner.store.attended(battle).await {
            Ok(Some(attended)) => attended,
            Ok(None) => return true,
            // A database that does not answer says nothing about the reader.
            Err(_) => *seen + 1,
        };
        let somebody = attended != *seen;
        *seen = attended;
        if somebody {
            live.touch();
        }
        !somebody
    }

    /// Listens to both sides and releases them in lock-step until both have ended or one has failed.
    async fn relay(&self, mut job: Job, live: &Live, options: Options) -> Result<Spoken, Failure> {
        let mut relay = Relay::new(options.chunk_chars);
        let (mut a, mut b) = (job.ask(Side::A), job.ask(Side::B));
        for side in Side::BOTH {
            if job.contestant(side).is_none() {
                relay.finish(side);
            }
        }
        let mut ticks = ticks(options.tick);
        let mut attended = 0;
        while !relay.is_done() {
            let (side, heard) = tokio::select! {
                heard = a.next() => (Side::A, heard),
                heard = b.next() => (Side::B, heard),
                _ = ticks.tick() => {
                    release(&mut relay, live);
                    if self
                        .is_abandoned(job.battle, live, (options.abandon_after, &mut attended))
                        .await {
                        return Err(VoidReason::Abandoned.into());
                    }
                    continue;
                }
                // A battle that was deleted is void already, for that reason.
                () = live.stopped() => return Err(VoidReason::Stopped.into()),
                () = self.inner.stop.cancelled() => return Err(VoidReason::Restart.into()),
            };
            match heard {
                Heard::Text(text) => relay.push(side, &text),
                Heard::Finished => {
                    if let Some(contestant) = job.contestant(side) {
                        self.inner.health.answered(&contestant.model);
                    }
                    relay.finish(side);
                }
                Heard::Failed { fault, had_spoken } => {
                    self.failed(&mut job, side, (&fault, had_spoken)).await?;
                    relay.restart(side);
                    match side {
                        Side::A => a = job.ask(side),
                        Side::B => b = job.ask(side),
                    }
                }
            }
        }
        Ok(Spoken {
            answers: Side::BOTH.map(|side| Answer::from_text(relay.text(side))),
            timings: [a.timing(), b.timing()],
        })
    }

    /// A side's model failed: another one takes over, or the turn has failed.
    async fn failed(
        &self,
        job: &mut Job,
        side: Side,
        (fault, had_spoken): (&Fault, bool),
    ) -> Result<(), Failure> {
        let Some(model) = job.contestant(side).map(|one| one.model.clone()) else {
            return Err(fault.void_reason().into());
        };
        let reason = fault.void_reason();
        if fault.is_the_endpoints() {
            self.inner.health.failed(&model);
        }
        tracing::warn!(battle = %job.battle, model = %model, %fault, "model {model} failed");
        if !had_spoken && self.replace(job, side, (&model, reason)).await {
            return Ok(());
        }
        Err(Failure {
            reason,
            side_model: Some(model),
        })
    }

    /// Lets another model take over a side; false if there is none, or it could not be stored.
    async fn replace(
        &self,
        job: &mut Job,
        side: Side,
        (failed, reason): (&ModelId, VoidReason),
    ) -> bool {
        let probability = self.inner.chance.with(|rng| job.replace(side, rng));
        let Some((probability, successor)) = probability.zip(job.contestant(side)) else {
            return false;
        };
        let change = Replacement {
            battle: job.battle,
            side,
            failed,
            reason,
            successor: &successor.model,
            probability,
        };
        let stored = self
            .inner
            .store
            .replace_model(&change, self.inner.clock.now_ms())
            .await;
        if let Err(error) = &stored {
            tracing::error!(battle = %job.battle, ?error, "a replacement could not be stored");
        }
        stored.is_ok()
    }
}

/// Why a turn failed, and whose model did.
struct Failure {
    reason: VoidReason,
    side_model: Option<ModelId>,
}

impl From<VoidReason> for Failure {
    fn from(reason: VoidReason) -> Self {
        Self {
            reason,
            side_model: None,
        }
    }
}

fn ticks(period: Duration) -> Interval {
    let mut ticks = interval(period.max(Duration::from_millis(1)));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}

/// Releases this tick's frames. How many depends on what waits for both sides, so it says nothing about either.
fn release(relay: &mut Relay, live: &Live) {
    let frames = (relay.backlog() / CATCH_UP_TICKS).clamp(1, MAX_FRAMES);
    let mut events = Vec::new();
    for _ in 0..frames {
        events.extend(relay.step());
    }
    live.publish(events);
}
