//! The use cases, one verb per file: shared by pages, JSON API and command line.
//!
//! An [`App`] belongs to the main runtime: its database connections live there and its battles outlive requests. Callers
//! on other runtimes go through [`App::call`].

mod answers;
mod arenas;
mod cast_vote;
mod compare;
mod dump;
mod effects;
mod erase;
mod error;
mod export;
mod facets;
mod filter;
mod follow_up;
mod give_reasons;
mod group;
mod heartbeat;
mod history;
mod import_leaderboard;
mod import_models;
mod import_votes;
mod judge;
mod leaderboard;
mod learn_models;
mod lifecycle;
mod manifest;
pub mod metrics;
mod model_page;
mod news;
mod notary;
mod outcome;
mod own_battles;
mod pairs;
mod presence;
mod profile;
mod rate;
mod seat;
mod series;
mod share;
mod show_battle;
mod signing;
mod site;
mod snapshots;
mod speeds;
mod start_battle;
mod stop_battle;
mod stream_battle;
mod tag_again;
mod tallies;
mod taste;
mod verify;
mod voters;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use arc_swap::ArcSwap;
use tokio::sync::watch;

use crate::battle::Runner;
use crate::board::{Archive, Boards, Plan, Timeline, Wake};
use crate::clock::{Chance, Clock};
use crate::domain::ArenaId;
use crate::store::{Recorder, Store};

pub use crate::board::AsOf;
pub use answers::{Answers, CHEAP, Named, ONE_MACHINE_B, Versus};
pub use arenas::ArenaSummary;
pub use compare::{Compared, ComparedPair, MOST_COMPARED};
pub use dump::{Dump, DumpError, Dumped, Place, PlaceError};
pub use effects::Effects;
pub use error::{Busy, Conflict, Error};
pub use export::{DayOfVotes, ExportKind, ExportQuery};
pub use facets::{Facet, Facets};
pub use filter::{Sort, SortBy};
pub use group::{Group, GroupArena, InCommon};
pub use history::HistoryRow;
pub use import_leaderboard::{BoardImport, BoardImportError, EXTERNAL_BOARDS, ImportedBoards};
pub use import_models::{ImportedModels, ModelImport, ModelImportError};
pub use import_votes::{Import, ImportError, Imported, Stage};
pub use judge::Judged;
pub use leaderboard::{BoardPage, Gap, Leaderboard, LeaderboardQuery, LeaderboardRow, Next};
pub use lifecycle::{ReloadError, Running, StartError};
pub use manifest::ManifestQuery;
pub use metrics::Metrics;
pub use model_page::{ModelArena, ModelCategory, ModelPage, Observed, Opponent};
pub use news::{News, NewsEntry, NewsEvent};
pub use outcome::{Crowd, Outcome};
pub use own_battles::{OwnBattle, OwnBattles, OwnQuery, Told};
pub use pairs::PairOnBoard;
pub use rate::{
    ModelReport, NeighbourReport, RateError, RateMethod, RateRequest, RatedFile, Report,
    VoteSource, compare_file, rate_categories, rate_file, rate_sources, rate_stream,
};
pub use seat::Wanted;
pub use series::{GroupBy, Series};
pub use share::SharedBattle;
pub use show_battle::{ShownBattle, ShownTurn, language_tag};
pub use site::Site;
pub use snapshots::{SnapshotList, SnapshotQuery, SnapshotSummary};
pub use start_battle::{Ask, Started};
pub use stream_battle::BattleEvents;
pub use tallies::LogTally;
pub use taste::{PersonalBoard, PersonalRow};
pub use verify::{Verified, VerifyError, VerifyRequest, verify};

/// Everything that the use cases need.
pub struct App {
    site: ArcSwap<Site>,
    store: Store,
    clock: Clock,
    chance: Chance,
    recorder: Recorder,
    runner: Runner,
    boards: Boards,
    archive: Archive,
    timeline: Timeline,
    /// How far the snapshots of each arena were watched for changes of the first place.
    watched: tokio::sync::Mutex<BTreeMap<ArenaId, news::Watched>>,
    plan: watch::Sender<Plan>,
    tallies: tallies::Tallies,
    judged: judge::Progress,
    /// The secret that signs kept boards.
    key_file: signing::KeyFile,
    counted: manifest::Counted,
    wake: Wake,
    presence: Arc<presence::Presence>,
    /// Counters for `/metrics`.
    pub metrics: Arc<Metrics>,
    runtime: tokio::runtime::Handle,
    replica: String,
    closing: AtomicBool,
    /// Whether the database could be written, and when it was asked.
    ready: tokio::sync::Mutex<Option<(tokio::time::Instant, bool)>>,
}

impl App {
    /// The configuration in force.
    #[must_use]
    pub fn site(&self) -> Arc<Site> {
        self.site.load_full()
    }

    /// The published boards.
    #[must_use]
    pub fn boards(&self) -> &Boards {
        &self.boards
    }

    /// Runs a use case on the main runtime, and to its end even if the caller goes away.
    ///
    /// # Errors
    /// What the use case says, or [`Error::Internal`] if it panicked.
    pub async fn call<T, F>(
        self: &Arc<Self>,
        use_case: impl FnOnce(Arc<Self>) -> F,
    ) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        let task = self.runtime.spawn(use_case(Arc::clone(self)));
        task.await.unwrap_or_else(|error| Err(Error::from(error)))
    }
}
