//! Starting, reloading and stopping: the one builder for production and tests.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use arc_swap::ArcSwap;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::battle::{Ended, Runner};
use crate::board::{self, Archive, Boards, Keeper, Plan, Timeline, Wake};
use crate::clock::{Chance, Clock};
use crate::config::Config;
use crate::domain::{Model, VoidReason};
use crate::endpoint::BuildError;
use crate::rating::FitOptions;
use crate::store::{Claim, Recorder, Store, StoreError};

use super::metrics::EndLabel;
use super::presence::Presence;
use super::signing::KeyFile;
use super::{App, Metrics, Site, dump, heartbeat, judge, notary};

/// How long the answer to [`App::is_ready`] holds.
const READY_HOLDS: Duration = Duration::from_secs(1);

/// Why the program does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database.
    #[error("server.database: {url} cannot be used: {why}")]
    Store {
        /// Its address, without a password.
        url: String,
        /// The error and its causes.
        why: String,
    },
    /// An endpoint.
    #[error(transparent)]
    Endpoint(#[from] BuildError),
    /// The file of the signing key.
    #[error("server.signing_key_file: {0}")]
    SigningKey(String),
}

impl StartError {
    fn store(config: &Config) -> impl Fn(StoreError) -> Self + use<> {
        let url = config.server.database.to_string();
        move |error| {
            let mut why = error.to_string();
            let mut cause = std::error::Error::source(&error);
            while let Some(error) = cause {
                why = format!("{why}: {error}");
                cause = error.source();
            }
            Self::Store {
                url: url.clone(),
                why,
            }
        }
    }
}

/// Why a new configuration is not taken up; the old one stays in force.
#[derive(Debug, thiserror::Error)]
pub enum ReloadError {
    /// An endpoint.
    #[error(transparent)]
    Endpoint(#[from] BuildError),
    /// The model log could not be written.
    #[error("the model log could not be written")]
    Store(#[from] StoreError),
}

/// A running app and the tasks that belong to it.
pub struct Running {
    /// The use cases.
    pub app: Arc<App>,
    stop: CancellationToken,
    stop_recorder: CancellationToken,
    tasks: Vec<JoinHandle<()>>,
    recorder: JoinHandle<()>,
    claim: Claim,
}

/// An app with its parts, before anything runs by itself.
struct Parts {
    app: Arc<App>,
    keeper: Keeper,
    recorder: JoinHandle<()>,
    stop_recorder: CancellationToken,
}

impl App {
    /// Opens the database and reads the boards, and starts nothing that would touch the battles of a server that may be
    /// running beside.
    ///
    /// # Errors
    /// [`StartError`] says what the operator has to change.
    pub async fn open(
        config: Config,
        clock: Clock,
        chance: Chance,
    ) -> Result<Arc<Self>, StartError> {
        Ok(Parts::new(config, clock, chance).await?.app)
    }

    /// Opens the database, makes void what a dead server left running, reads the boards, and starts the background tasks
    /// on the current runtime.
    ///
    /// # Errors
    /// [`StartError`] says what the operator has to change.
    pub async fn start(
        config: Config,
        clock: Clock,
        chance: Chance,
    ) -> Result<Running, StartError> {
        let failed = StartError::store(&config);
        let claim = Store::claim(config.server.database.as_str()).map_err(&failed)?;
        let Parts {
            app,
            keeper,
            recorder,
            stop_recorder,
        } = Parts::new(config, clock, chance).await?;
        app.take_over().await.map_err(failed)?;
        let stop = CancellationToken::new();
        let tasks = vec![
            tokio::spawn(keeper.run(app.wake.clone(), stop.clone())),
            tokio::spawn(heartbeat::beat(Arc::clone(&app), stop.clone())),
            tokio::spawn(judge::judge(Arc::clone(&app), stop.clone())),
            tokio::spawn(notary::watch(Arc::clone(&app), stop.clone())),
            tokio::spawn(dump::watch(Arc::clone(&app), stop.clone())),
            tokio::spawn(board::tend(
                app.store.clone(),
                app.clock.clone(),
                app.plan.subscribe(),
                stop.clone(),
            )),
        ];
        Ok(Running {
            app,
            stop,
            stop_recorder,
            tasks,
            recorder,
            claim,
        })
    }

    /// Makes void what dead servers left running, and notes what changed about the models.
    async fn take_over(&self) -> Result<(), StoreError> {
        self.store.beat(&self.replica).await?;
        if self.store.is_exclusive() {
            self.store.bury_others(&self.replica).await?;
        }
        let now_ms = self.clock.now_ms();
        let orphans = self.store.void_orphans(now_ms).await?;
        if orphans > 0 {
            tracing::info!(
                orphans,
                "{orphans} battles were running when a server stopped; they are void now"
            );
        }
        self.store
            .log_models(&cards(&self.site().config), now_ms)
            .await?;
        Ok(())
    }

    /// Takes up a new configuration. Running battles go on as they began.
    ///
    /// # Errors
    /// [`ReloadError`]; then the old one stays in force.
    pub async fn reload(&self, config: Config) -> Result<(), ReloadError> {
        let mut site = Site::new(config, u64::from_le_bytes(self.chance.bytes()))?;
        site.remember(self.store.newest_models().await?);
        self.store
            .log_models(&cards(&site.config), self.clock.now_ms())
            .await?;
        self.plan.send_replace(plan_of(&site.config));
        self.site.store(Arc::new(site));
        self.judge_anew();
        self.wake.wake();
        Ok(())
    }

    /// Whether votes could be kept now; false while the server is going down.
    ///
    /// The answer holds for a second: asking more often must not cost the votes their turn at the database.
    pub async fn is_ready(&self) -> bool {
        if self.is_closing() {
            return false;
        }
        let mut known = self.ready.lock().await;
        if let Some((asked, ready)) = *known
            && asked.elapsed() < READY_HOLDS
        {
            return ready;
        }
        let ready = self.store.probe().await.is_ok();
        *known = Some((Instant::now(), ready));
        ready
    }

    /// Whether the server is going down: no new battles, votes are still welcome.
    pub(super) fn is_closing(&self) -> bool {
        self.closing.load(Ordering::Relaxed)
    }

    /// Takes no new battles, and waits for running turns at most `grace`; the rest becomes void.
    pub async fn finish_battles(&self, grace: Duration) {
        self.closing.store(true, Ordering::Relaxed);
        self.runner.shut_down(grace).await;
    }
}

impl Parts {
    async fn new(config: Config, clock: Clock, chance: Chance) -> Result<Self, StartError> {
        let failed = StartError::store(&config);
        let mut site = Site::new(config, u64::from_le_bytes(chance.bytes()))?;
        let store = Store::open(site.config.server.database.as_str())
            .await
            .map_err(&failed)?;
        site.remember(store.newest_models().await.map_err(&failed)?);
        let key_file = KeyFile::open(site.config.server.signing_key_file.clone());
        let key_file = key_file.map_err(StartError::SigningKey)?;
        let metrics = Arc::new(Metrics::default());
        let (plan, plan_seen) = watch::channel(plan_of(&site.config));
        let (boards, wake) = (Boards::default(), Wake::default());
        let presence = Arc::new(Presence::default());
        let keeper = Keeper::start(store.clone(), clock.clone(), boards.clone(), plan_seen);
        let keeper = keeper.await.map_err(&failed)?;
        let stop_recorder = CancellationToken::new();
        let (entrance, recorder) = Recorder::start(
            store.clone(),
            stop_recorder.clone(),
            on_commit(&metrics, &wake, &presence),
        );
        let runner = Runner::new(
            store.clone(),
            clock.clone(),
            chance.clone(),
            on_end(&metrics, &presence),
        );
        let app = Arc::new(App {
            site: ArcSwap::from_pointee(site),
            replica: crate::domain::Pseudonym::from_random(chance.bytes()).to_string(),
            clock,
            chance,
            recorder: entrance,
            runner,
            archive: Archive::new(store.clone(), boards.clone(), plan.subscribe()),
            watched: tokio::sync::Mutex::default(),
            timeline: Timeline::new(store.clone()),
            store,
            boards,
            plan,
            tallies: super::tallies::Tallies::default(),
            judged: judge::Progress::default(),
            key_file,
            counted: super::manifest::Counted::default(),
            wake,
            presence,
            metrics,
            runtime: tokio::runtime::Handle::current(),
            closing: AtomicBool::new(false),
            ready: tokio::sync::Mutex::default(),
        });
        Ok(Self {
            app,
            keeper,
            recorder,
            stop_recorder,
        })
    }
}

impl Running {
    /// Ends the background tasks in order: battles, votes that wait, the last snapshot, the database.
    pub async fn shut_down(self, grace: Duration) {
        self.app.finish_battles(grace).await;
        self.stop_recorder.cancel();
        let _ = self.recorder.await;
        self.stop.cancel();
        for task in self.tasks {
            let _ = task.await;
        }
        // The last boards were kept just now.
        if let Err(error) = self.app.seal_boards(&CancellationToken::new()).await {
            tracing::warn!(?error, "the last boards are signed at the next start");
        }
        if let Err(error) = self
            .app
            .store
            .bury(&(self.app.replica.clone(), i64::MAX))
            .await
        {
            tracing::warn!(?error, "this server could not say that it leaves");
        }
        self.app.store.close().await;
        drop(self.claim);
    }
}

fn cards(config: &Config) -> Vec<Model> {
    config
        .models
        .values()
        .map(|model| model.card.clone())
        .collect()
}

fn plan_of(config: &Config) -> Plan {
    let models =
        |arena: &crate::domain::Arena| arena.models.iter().map(ToString::to_string).collect();
    let arenas: BTreeMap<_, _> = config
        .arenas
        .iter()
        .map(|arena| (arena.id.clone(), models(arena)))
        .collect();
    let fit = FitOptions {
        provisional_votes: config.board.provisional_votes,
        ..FitOptions::default()
    };
    Plan {
        arenas,
        fit,
        snapshot_every: config.board.snapshot_every,
        retention: board::Retention {
            all_days: config.history.keep_all_days,
            daily_days: config.history.keep_daily_days,
        },
    }
}

fn on_commit(
    metrics: &Arc<Metrics>,
    wake: &Wake,
    presence: &Arc<Presence>,
) -> crate::store::Committed {
    let (metrics, wake) = (Arc::clone(metrics), wake.clone());
    let presence = Arc::clone(presence);
    Arc::new(move |votes| {
        presence.see();
        let size = u32::try_from(votes).unwrap_or(u32::MAX);
        metrics.votes.inc_by(u64::from(size));
        metrics.group_size.observe(f64::from(size));
        wake.wake();
    })
}

fn on_end(metrics: &Arc<Metrics>, presence: &Arc<Presence>) -> Arc<dyn Fn(Ended) + Send + Sync> {
    let (metrics, presence) = (Arc::clone(metrics), Arc::clone(presence));
    Arc::new(move |ended| {
        presence.see();
        let outcome = match ended {
            Ended::Ready => "ready",
            Ended::Void(reason) => VoidReason::as_str(reason),
        };
        metrics
            .turns_ended
            .get_or_create(&EndLabel { outcome })
            .inc();
    })
}
