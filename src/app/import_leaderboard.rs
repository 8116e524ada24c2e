//! Boards that others published, beside what this site measures.

use std::path::PathBuf;

use crate::clock::parse_time;
use crate::domain::ArenaId;
use crate::exchange::{Published, PublishedRow, UnknownBoard, published};
use crate::store::{ExternalBoard, ExternalPlace, ExternalRow, StoreError};

use super::import_votes::Roster;
use super::{App, Error, LeaderboardQuery};
use crate::board::OVERALL;

/// The largest file that is read.
const MAX_BYTES: u64 = 64 * 1024 * 1024;
/// Boards of one category that are handed out at once.
pub const EXTERNAL_BOARDS: u32 = 200;

/// What to bring in.
#[derive(Clone, Debug)]
pub struct BoardImport {
    /// The file.
    pub file: PathBuf,
    /// The arena beside whose boards it will be shown.
    pub arena: String,
    /// Who published it.
    pub source: String,
    /// Where.
    pub url: Option<String>,
    /// Under which license.
    pub license: Option<String>,
    /// Of when it is, if the file does not say.
    pub time_ms: Option<i64>,
    /// Only say what would happen.
    pub dry_run: bool,
}

/// What became of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedBoards {
    /// Its categories.
    pub boards: usize,
    /// Those that were not there yet.
    pub new: usize,
    /// Ratings in all of them.
    pub ratings: usize,
    /// Names that mean a model of this site.
    pub known: usize,
    /// What is wrong with entries that are no ratings: where, and why.
    pub skipped: Vec<String>,
}

/// Why nothing was brought in.
#[derive(Debug, thiserror::Error)]
pub enum BoardImportError {
    /// There is no such arena.
    #[error("--arena {asked}: this site has no such arena; it has: {known}")]
    Arena {
        /// What was asked for.
        asked: String,
        /// What there is.
        known: String,
    },
    /// Nobody says of when it is.
    #[error("does not say of when it is; give --date, such as --date 2026-01-31")]
    NoDate,
    /// It has no name.
    #[error("--source must be a name of 1 to 200 characters")]
    NoSource,
    /// It is too large.
    #[error("is larger than 64 MiB, which no board is")]
    TooLarge,
    /// It cannot be read.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// It is something else.
    #[error(transparent)]
    Unknown(#[from] UnknownBoard),
    /// The database failed. What was brought in stays, and the same import goes on from there.
    #[error("cannot be imported as a whole; the same command goes on where this one stopped")]
    Store(#[from] StoreError),
}

impl App {
    /// Brings in the boards of a file. Equal ones (by arena, source, category and time) are brought in once and stay as they
    /// were said first.
    ///
    /// # Errors
    /// [`BoardImportError`] says what to change.
    pub async fn import_boards(
        &self,
        import: &BoardImport,
    ) -> Result<ImportedBoards, BoardImportError> {
        let arena = self.arena_beside(&import.arena)?;
        let source = import.source.trim();
        if source.is_empty() || source.chars().count() > 200 {
            return Err(BoardImportError::NoSource);
        }
        if std::fs::metadata(&import.file)?.len() > MAX_BYTES {
            return Err(BoardImportError::TooLarge);
        }
        let Published {
            time,
            boards,
            skipped,
        } = published(&std::fs::read(&import.file)?)?;
        let of_file = time.and_then(|text| parse_time(&text));
        let time_ms = import.time_ms.or(of_file).ok_or(BoardImportError::NoDate)?;
        let site = self.site();
        let roster = Roster::new(site.cards());
        let mut done = ImportedBoards {
            boards: boards.len(),
            skipped,
            ..ImportedBoards::default()
        };
        for (category, rows) in boards {
            let rows: Vec<ExternalRow> = rows.into_iter().map(|one| row(one, &roster)).collect();
            done.ratings += rows.len();
            done.known += rows.iter().filter(|one| one.model.is_some()).count();
            let board = ExternalBoard {
                id: 0,
                arena: arena.clone(),
                source: source.to_owned(),
                url: import.url.clone(),
                license: import.license.clone(),
                category,
                time_ms,
                rows,
            };
            let is_new = if import.dry_run {
                !self.store.has_external(&board).await?
            } else {
                self.store
                    .keep_external(&board, self.clock.now_ms())
                    .await?
            };
            done.new += usize::from(is_new);
        }
        Ok(done)
    }

    fn arena_beside(&self, asked: &str) -> Result<ArenaId, BoardImportError> {
        let site = self.site();
        if let Some(arena) = site.arena(asked) {
            return Ok(arena.id.clone());
        }
        let known = site.config.arenas.iter().map(|one| one.id.as_str());
        Err(BoardImportError::Arena {
            asked: asked.to_owned(),
            known: known.collect::<Vec<_>>().join(", "),
        })
    }

    /// The newest boards that others published, of one category, oldest first.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the arena.
    pub async fn external_boards(
        &self,
        arena: &str,
        query: &LeaderboardQuery,
    ) -> Result<Vec<ExternalBoard>, Error> {
        let part = (None, EXTERNAL_BOARDS);
        Ok(self.external_part(arena, query, part).await?.0)
    }

    /// At most so many of them before a place, and the place before which there are more.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the arena.
    pub async fn external_part(
        &self,
        arena: &str,
        query: &LeaderboardQuery,
        (before, limit): (Option<ExternalPlace>, u32),
    ) -> Result<(Vec<ExternalBoard>, Option<ExternalPlace>), Error> {
        let site = self.site();
        let arena = site.arena(arena).ok_or(Error::NotFound { what: "arena" })?;
        let category = query.category.as_deref().unwrap_or(OVERALL);
        let slice = (&arena.id, category);
        // One more says whether there are more.
        let mut boards = self
            .store
            .external_boards(slice, before, limit.saturating_add(1))
            .await?;
        let more = boards.len().saturating_sub(limit as usize);
        boards.drain(..more);
        let next = boards.first().filter(|_| more > 0);
        let next = next.map(|board| ExternalPlace {
            time_ms: board.time_ms,
            id: board.id,
        });
        Ok((boards, next))
    }
}

fn row(published: PublishedRow, roster: &Roster) -> ExternalRow {
    let PublishedRow {
        name,
        rating,
        low,
        high,
    } = published;
    ExternalRow {
        model: roster.known(&name),
        name,
        rating,
        low,
        high,
    }
}
