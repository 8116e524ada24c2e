//! Brings the votes of a file into the log: every row once, however often it is sent, while the server runs or not.
//!
//! The file is read twice: first to learn whether it is whole and whom it names, so that one that breaks off, or that
//! has rows which are no votes and may not have any, brings nothing in.

mod draft;
mod error;
mod roster;
mod survey;
mod writing;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::mpsc;
use tokio::task::{JoinHandle, spawn_blocking};

use tokio_util::sync::CancellationToken;

use crate::board::{Boards, Keeper};
use crate::domain::{ArenaId, BattleId, Model};
use crate::exchange::read::{FileReader, Layout, Skipped};
use crate::store::{Carried, NewVote, Store, StoreError, StyledVote};

use super::App;
use draft::{Drafted, Drafts, NamesOf};
pub(super) use roster::Roster;
use survey::{open, survey};
use writing::{WayIn, Writing};

pub use error::ImportError;

/// What to bring in, and where.
#[derive(Clone, Debug)]
pub struct Import {
    /// The file.
    pub file: PathBuf,
    /// Whose columns it has, if they do not say.
    pub layout: Option<Layout>,
    /// The arena that the votes go to.
    pub arena: String,
    /// Only say what would happen.
    pub dry_run: bool,
    /// Bring nothing in if any row is no vote.
    pub strict: bool,
}

/// What became of a file.
#[derive(Debug)]
pub struct Imported {
    /// Rows of the file.
    pub rows: u64,
    /// Votes among them.
    pub votes: u64,
    /// Votes that the log did not have yet.
    pub new: u64,
    /// Votes that no rating uses, new or not.
    pub unrated: u64,
    /// Models that nobody knew before; they are retired.
    pub models: Vec<Model>,
    /// Rows that are no votes.
    pub skipped: Skipped,
    /// The file says what was answered, and none of that was kept.
    pub has_texts: bool,
}

/// What an import is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reads the file to learn whether it is whole.
    Checking,
    /// Writes.
    Importing,
}

impl App {
    /// Brings the votes of a file into the log, says how far it is from time to time, and ends with a snapshot.
    ///
    /// # Errors
    /// [`ImportError`] says what to change; only the database can fail when something was brought in already.
    pub async fn import_votes(
        self: &Arc<Self>,
        import: &Import,
        progress: &mut (dyn FnMut(Stage, f64) + Send),
    ) -> Result<Imported, ImportError> {
        let arena = self.arena_of(import)?;
        let now_ms = self.clock.now_ms();
        let survey = survey(import, now_ms, progress)?;
        let mut roster = Roster::new(self.site().cards());
        let mut models = Vec::with_capacity(survey.models.len());
        for name in survey.models {
            let known = roster.of(&name);
            let known = known.ok_or_else(|| ImportError::Name(name.clone()))?;
            models.push((name, known));
        }
        let mut drafts = Drafts {
            arena,
            now_ms,
            layout: survey.layout,
            models,
            reveals: HashMap::new(),
            seen: HashMap::new(),
        };
        let new = if import.dry_run {
            self.count_new(import, &mut drafts, progress).await?
        } else {
            self.store.add_models(roster.new_models(), now_ms).await?;
            let carried = if survey.has_twice {
                Carried::default()
            } else {
                Carried::of_distinct()
            };
            let new = self.append((import, carried), drafts, progress).await?;
            if let Err(error) = self.seal_boards(&CancellationToken::new()).await {
                tracing::warn!(?error, "the kept boards are signed by the next server");
            }
            new
        };
        Ok(Imported {
            rows: survey.rows,
            votes: survey.votes,
            new,
            unrated: survey.unrated,
            models: roster.new_models().to_vec(),
            skipped: survey.skipped,
            has_texts: survey.has_texts,
        })
    }

    fn arena_of(&self, import: &Import) -> Result<ArenaId, ImportError> {
        let site = self.site();
        if let Some(arena) = site.arena(&import.arena) {
            return Ok(arena.id.clone());
        }
        let known: Vec<&str> = site
            .config
            .arenas
            .iter()
            .map(|one| one.id.as_str())
            .collect();
        Err(ImportError::Arena {
            asked: import.arena.clone(),
            known: known.join(", "),
        })
    }

    /// Appends what is new, and keeps boards with it; how much it was. The file is read beside the writing, and so are votes
    /// counted.
    async fn append(
        &self,
        (import, carried): (&Import, Carried),
        drafts: Drafts,
        progress: &mut (dyn FnMut(Stage, f64) + Send),
    ) -> Result<u64, ImportError> {
        let (told, boards) = self.count_beside(drafts.arena.clone()).await?;
        let mut writing = Writing::new(self.way_in().await?, told, drafts.now_ms, carried);
        let mut pieces = drafted(import.clone(), drafts);
        while let Some(piece) = pieces.recv().await.transpose()? {
            let (drafted, part) = piece;
            writing.add(&self.store, drafted).await?;
            progress(Stage::Importing, part);
        }
        let new = writing.finish(&self.store).await?;
        let keeper = boards.await.map_err(|_| StoreError::Stopped)??;
        keeper.finish().await;
        Ok(new)
    }

    /// Boards that count the votes they are told of, from when the log was read on; whoever takes them keeps a snapshot with
    /// [`Keeper::finish`], as a server does when it stops.
    async fn count_beside(&self, arena: ArenaId) -> Result<(Told, Counting), StoreError> {
        let (store, clock, plan) = (
            self.store.clone(),
            self.clock.clone(),
            self.plan.subscribe(),
        );
        let mut keeper = Keeper::start(store, clock, Boards::default(), plan).await?;
        keeper.read_log().await?;
        let (told, mut hearing): (Told, _) = mpsc::channel(1);
        let counting = tokio::spawn(async move {
            while let Some((votes, places)) = hearing.recv().await {
                let placed = votes.into_iter().zip(places);
                let mut new = placed.filter_map(|(vote, seq)| Some(vote.placed(seq?)));
                loop {
                    let some: Vec<StyledVote> = new.by_ref().take(COUNTED).collect();
                    if some.is_empty() {
                        break;
                    }
                    keeper.take(&arena, &some).await?;
                }
            }
            Ok(keeper)
        });
        Ok((told, counting))
    }

    /// Who else may want to write.
    async fn way_in(&self) -> Result<WayIn, StoreError> {
        if !self.store.is_exclusive() {
            return Ok(WayIn::InTurn);
        }
        if Store::is_claimed(self.site().config.server.database.as_str()) {
            return Ok(WayIn::WithPauses);
        }
        self.store.expect_many().await?;
        Ok(WayIn::Alone)
    }

    /// How many votes would be new.
    async fn count_new(
        &self,
        import: &Import,
        drafts: &mut Drafts,
        progress: &mut (dyn FnMut(Stage, f64) + Send),
    ) -> Result<u64, ImportError> {
        let mut reader = open(import, drafts.now_ms)?;
        let mut new: HashSet<BattleId> = HashSet::new();
        while let Some(Drafted { votes, .. }) = next_votes(&mut reader, drafts)? {
            let battles: Vec<BattleId> = votes.iter().map(|vote| vote.battle).collect();
            let known = self.store.voted(&battles).await?;
            new.extend(battles.iter().filter(|battle| !known.contains(battle)));
            progress(Stage::Importing, reader.part_read());
        }
        Ok(new.len() as u64)
    }
}

/// Batches that are ready before they are written: a turn takes several, and none is to wait for them.
const AHEAD: usize = 6;

/// Votes that boards count at a time.
const COUNTED: usize = 1_000;

/// Where boards hear of votes, with the places of those that were new.
type Told = mpsc::Sender<(Vec<NewVote>, Vec<Option<i64>>)>;
/// Boards that hear of votes until nobody tells them any more.
type Counting = JoinHandle<Result<Keeper, StoreError>>;

/// What is read of a file, with the part of it that was read.
type Piece = Result<(Drafted, f64), ImportError>;

/// Reads a file on a thread of its own.
fn drafted(import: Import, mut drafts: Drafts) -> mpsc::Receiver<Piece> {
    let (pieces, ready) = mpsc::channel(AHEAD);
    spawn_blocking(move || {
        let mut reader = match open(&import, drafts.now_ms) {
            Ok(reader) => reader,
            Err(error) => return drop(pieces.blocking_send(Err(error))),
        };
        while let Some(piece) = next_votes(&mut reader, &mut drafts).transpose() {
            let piece = piece.map(|drafted| (drafted, reader.part_read()));
            let is_broken = piece.is_err();
            // Whoever listens no more has failed.
            if pieces.blocking_send(piece).is_err() || is_broken {
                break;
            }
        }
    });
    ready
}

/// The votes of the next rows; the models must be those that the first reading found.
fn next_votes(
    reader: &mut FileReader,
    drafts: &mut Drafts,
) -> Result<Option<Drafted>, ImportError> {
    let Some(batch) = reader.next_batch()? else {
        return Ok(None);
    };
    let mut models = reader.models().iter().zip(&drafts.models);
    if !models.all(|(name, (known, _))| name == known) {
        return Err(ImportError::Changed);
    }
    let names = NamesOf {
        voters: reader.voters(),
        categories: reader.categories(),
    };
    let votes = drafts.votes(&batch, names);
    votes.map(Some).ok_or(ImportError::Changed)
}
