//! Boards in memory: tails the vote log, refits what changed, publishes, keeps snapshots.
//!
//! A published board is a cold fit of its slice's counts, so equal counts give equal boards to the last bit, on every
//! replica and after every restart. A request never fits anything: it reads what was
//! published, or waits for a job of `past`.
//!
//! ```text
//! keeper    the task that keeps them
//! counted   boards of counts
//! styled    boards at equal style, of votes one by one
//! past      boards as they were, from a snapshot and the votes behind it
//! retention which snapshots are given up
//! series    what boards over time say; pure
//! timeline  kept boards in memory, for what is drawn over time
//! schedule  when snapshots are kept
//! record    what is in a snapshot
//! recount   boards made again from the votes of a file
//! ```

mod counted;
mod keeper;
mod past;
mod record;
mod recount;
mod retention;
mod schedule;
pub mod series;
mod styled;
mod timeline;

use std::collections::BTreeMap;
use std::sync::Arc;

use arc_swap::ArcSwap;
use tokio::sync::watch;

use crate::domain::ArenaId;
use crate::rating::{Coefficient, Differences, Fitted, PairCounts, Standing};
pub use crate::store::Slice;

pub use counted::outcome;
pub use keeper::{Keeper, Plan, Wake};
pub use past::{Archive, AsOf, PastBoard, PastError};
pub use record::{Method, board_from_snapshot, method_from, snapshot_of};
pub use recount::Recount;
pub use retention::{Retention, prune, tend};
pub use timeline::{MOMENTS, Moments, Timeline};

/// The name of the slice that holds all categories.
pub const OVERALL: &str = "overall";

/// How the ratings on a board were made.
pub const METHOD: &str =
    "bradley-terry; ties and both_bad half a win each; sandwich 95% intervals; v1";

/// How those on a style-controlled board were made.
pub const STYLED_METHOD: &str =
    "bradley-terry; style control; ties and both_bad half a win each; sandwich 95% intervals; v1";

/// How the ratings of a slice are made.
#[must_use]
pub fn method(style_control: bool) -> &'static str {
    if style_control { STYLED_METHOD } else { METHOD }
}

/// The current ratings of a slice.
#[derive(Clone, Debug, PartialEq)]
pub struct Board {
    /// Which leaderboard.
    pub slice: Slice,
    /// The newest vote of its arena that it covers; 0 before the first.
    pub seq: i64,
    /// Rated votes in the slice.
    pub votes: u64,
    /// When it was fitted, Unix milliseconds.
    pub computed_at_ms: i64,
    /// One entry per model, sorted by model id.
    pub standings: Vec<Standing>,
    /// How far its models are apart; empty where only the standings were kept.
    pub differences: Arc<Differences>,
}

impl Published {
    fn new(board: Board, counts: Option<PairCounts>) -> Self {
        Self {
            board: Arc::new(board),
            counts: counts.map(Arc::new),
        }
    }
}

/// The overall slice of an arena.
#[must_use]
pub fn overall(arena: &ArenaId) -> Slice {
    plain(arena, OVERALL)
}

/// The slice of a category whose board is one of counts.
#[must_use]
pub fn plain(arena: &ArenaId, category: &str) -> Slice {
    Slice {
        arena: arena.clone(),
        category: category.to_owned(),
        style_control: false,
    }
}

/// What a fit says of how far models are apart.
fn differences(core: Option<&Fitted>) -> Arc<Differences> {
    core.map_or_else(Arc::default, |core| Arc::new(core.differences()))
}

/// A board and the counts that it was fitted to, if it was fitted to counts.
#[derive(Clone, Debug)]
struct Published {
    board: Arc<Board>,
    counts: Option<Arc<PairCounts>>,
}

/// All published boards. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Boards {
    current: Arc<ArcSwap<BTreeMap<Slice, Published>>>,
    /// What else moves votes, by style-controlled slice.
    effects: Arc<ArcSwap<BTreeMap<Slice, Arc<Vec<Coefficient>>>>>,
    version: watch::Sender<u64>,
}

impl Default for Boards {
    fn default() -> Self {
        Self {
            current: Arc::default(),
            effects: Arc::default(),
            version: watch::Sender::new(0),
        }
    }
}

impl Boards {
    /// The board of a slice, if it has one.
    #[must_use]
    pub fn get(&self, slice: &Slice) -> Option<Arc<Board>> {
        self.published(slice).map(|one| one.board)
    }

    /// The counts that a slice's board was fitted to, with the newest vote among them.
    #[must_use]
    pub fn counts(&self, slice: &Slice) -> Option<(i64, Arc<PairCounts>)> {
        let one = self.published(slice)?;
        Some((one.board.seq, one.counts?))
    }

    fn published(&self, slice: &Slice) -> Option<Published> {
        self.current.load().get(slice).cloned()
    }

    /// The effects of style, and that of side A, as they were fitted with a style-controlled board; none until its first fit.
    #[must_use]
    pub fn effects(&self, slice: &Slice) -> Arc<Vec<Coefficient>> {
        let effects = self.effects.load();
        effects.get(slice).map(Arc::clone).unwrap_or_default()
    }

    fn publish_effects(&self, found: Vec<(Slice, Vec<Coefficient>)>) {
        let mut all = BTreeMap::clone(&self.effects.load());
        all.extend(
            found
                .into_iter()
                .map(|(slice, effects)| (slice, Arc::new(effects))),
        );
        self.effects.store(Arc::new(all));
    }

    /// The categories of an arena that have a board, sorted, `overall` first.
    #[must_use]
    pub fn categories(&self, arena: &ArenaId) -> Vec<String> {
        let current = self.current.load();
        // A category can lose all its votes when they are tagged again.
        let has_votes = |one: &Published| one.board.votes > 0;
        let of_arena = current.iter().filter(|(slice, one)| {
            let is_there = slice.category == OVERALL || has_votes(one);
            is_there && slice.arena == *arena && !slice.style_control
        });
        let mut names: Vec<String> = of_arena.map(|(slice, _)| slice.category.clone()).collect();
        names.sort_by_key(|name| (name != OVERALL, name.clone()));
        names
    }

    /// Wakes whenever any board changed.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }

    fn publish(&self, boards: Vec<Board>) {
        self.publish_counted(boards.into_iter().map(|board| (board, None)).collect());
    }

    fn publish_counted(&self, boards: Vec<(Board, Option<PairCounts>)>) {
        if boards.is_empty() {
            return;
        }
        let mut all = BTreeMap::clone(&self.current.load());
        all.extend(
            boards
                .into_iter()
                .map(|(board, counts)| (board.slice.clone(), Published::new(board, counts))),
        );
        self.current.store(Arc::new(all));
        self.version.send_modify(|version| *version += 1);
    }
}
