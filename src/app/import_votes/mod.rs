//! Brings the votes of a file into the log: every row once, however often it is sent, while the server runs or not.
//!
//! The file is read twice: first to learn whether it is whole and whom it names, so that one that breaks off, or that
//! has rows which are no votes and may not have any, brings nothing in.

mod draft;
mod error;
mod roster;
mod survey;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use tokio_util::sync::CancellationToken;

use crate::board::{Boards, Keeper};
use crate::domain::{ArenaId, BattleId, Model};
use crate::exchange::read::{FileReader, Layout, Skipped};
use crate::store::{Store, StoreError};

use super::App;
use draft::{Drafted, Drafts, NamesOf};
pub(super) use roster::Roster;
use survey::{open, survey};

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
        let survey = survey(import, &arena, now_ms, progress)?;
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
            seen: HashMap::new(),
        };
        let new = if import.dry_run {
            self.count_new(import, &mut drafts, progress).await?
        } else {
            self.store
                .add_models(roster.new_models(), drafts.now_ms)
                .await?;
            let new = self.append(import, &mut drafts, progress).await?;
            self.keep_snapshot().await?;
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

    /// Appends what is new, batch by batch; how much it was.
    async fn append(
        &self,
        import: &Import,
        drafts: &mut Drafts,
        progress: &mut (dyn FnMut(Stage, f64) + Send),
    ) -> Result<u64, ImportError> {
        // SQLite gives the lock to whoever comes first, so a server beside needs time to get a word in.
        let is_shared = Store::is_claimed(self.site().config.server.database.as_str());
        let mut reader = open(import, drafts.now_ms)?;
        let mut new = 0;
        while let Some(Drafted { votes, reasons }) = next_votes(&mut reader, drafts)? {
            for some in votes.chunks(VOTES_AT_A_TIME) {
                let began = Instant::now();
                let places = self.store.append_votes(some).await?;
                new += places.iter().flatten().count() as u64;
                if is_shared {
                    tokio::time::sleep(began.elapsed() / 2).await;
                }
            }
            self.store.add_reasons(&reasons, drafts.now_ms).await?;
            progress(Stage::Importing, reader.part_read());
        }
        Ok(new)
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

    /// Keeps the boards as they are with all votes of the log, as a server does when it stops.
    async fn keep_snapshot(&self) -> Result<(), StoreError> {
        let (store, clock, plan) = (
            self.store.clone(),
            self.clock.clone(),
            self.plan.subscribe(),
        );
        let keeper = Keeper::start(store, clock, Boards::default(), plan).await?;
        keeper.finish().await;
        Ok(())
    }
}

/// Votes in one transaction, beside which ballots wait.
const VOTES_AT_A_TIME: usize = 1_000;

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
