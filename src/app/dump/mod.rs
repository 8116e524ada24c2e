//! Dumps: a file for every arena and day that has ended, as `DuckDB`, `ClickHouse` and Spark read partitions, in a folder or a
//! bucket. Whatever of it is up to date stays as it is, so it can be done again and again, by several servers too.
//!
//! ```text
//! place      a folder or a bucket: which files are there, and of what they were made
//! draft      a file while it is written
//! schedule   when a server does it by itself
//! ```

mod draft;
mod place;
mod schedule;

use std::path::PathBuf;
use std::sync::Arc;

use crate::config;
use crate::exchange::Format;

use super::{App, DayOfVotes, Error, ExportKind, ExportQuery};
use draft::Draft;

pub(super) use schedule::watch;

pub use place::{Place, PlaceError};

/// After so many files that could not be written, the others are left for the next time.
const PATIENCE: usize = 3;

/// What to write.
#[derive(Clone, Debug)]
pub struct Dump {
    /// The vote log, texts, or both.
    pub kinds: Vec<ExportKind>,
    /// As what.
    pub format: Format,
    /// Only this arena; all of them if absent.
    pub arena: Option<String>,
    /// Whether voters use this process meanwhile, so that it rests while they are here.
    pub is_aside: bool,
}

/// What was written.
#[derive(Debug, Default)]
pub struct Dumped {
    /// Files that there should be.
    pub files: u64,
    /// Files that were written now.
    pub written: u64,
    /// Rows in those.
    pub rows: u64,
    /// Why files could not be written.
    pub failed: Vec<DumpError>,
}

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum DumpError {
    /// It could not be made.
    #[error("{0} could not be made")]
    Export(String, #[source] Error),
    /// It could not be put where it belongs.
    #[error(transparent)]
    Place(#[from] PlaceError),
}

impl App {
    /// Writes what is not there yet or was made of something else. Days that have not ended are for the next time.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the arena, [`Error::Busy`] if the database does not answer; whatever else fails is told in
    /// [`Dumped`].
    pub async fn dump(self: &Arc<Self>, dump: &Dump, place: &Place) -> Result<Dumped, Error> {
        let days = self.days_of_votes(dump.arena.as_deref()).await?;
        let mut done = Dumped::default();
        for kind in &dump.kinds {
            for day in &days {
                if done.failed.len() >= PATIENCE {
                    return Ok(done);
                }
                let file = DayFile {
                    kind: *kind,
                    format: dump.format,
                    day,
                };
                match self.keep_up(&file, place, dump.is_aside).await {
                    Ok(Kept::Nothing) => {}
                    Ok(Kept::AsItWas) => done.files += 1,
                    Ok(Kept::Written) => {
                        done.files += 1;
                        done.written += 1;
                        done.rows += day.rows(*kind);
                    }
                    Err(error) => done.failed.push(error),
                }
            }
        }
        Ok(done)
    }

    async fn keep_up(
        self: &Arc<Self>,
        file: &DayFile<'_>,
        place: &Place,
        is_aside: bool,
    ) -> Result<Kept, DumpError> {
        let (name, mark) = (file.name(), file.day.mark(file.kind));
        let now_ms = self.clock.now_ms();
        let known = place.mark(&name, now_ms).await?;
        if known.as_ref() == Some(&mark) {
            return Ok(Kept::AsItWas);
        }
        // An empty file has a use only in the place of one that was not.
        if known.is_none() && file.day.rows(file.kind) == 0 {
            return Ok(Kept::Nothing);
        }
        let (query, scope) = file.day.part();
        let query = ExportQuery { is_aside, ..query };
        let pieces = Arc::clone(self).export(file.kind, file.format, query, scope);
        let path = place.draft(&name, self.chance.bytes())?;
        let draft = Draft::write(path, pieces).await;
        let draft = draft.map_err(|error| error.of(&name))?;
        place.keep(draft, (&name, &mark), now_ms).await?;
        Ok(Kept::Written)
    }
}

/// What became of a file.
enum Kept {
    /// There is none, and there should be none.
    Nothing,
    /// It was up to date.
    AsItWas,
    /// It was written.
    Written,
}

/// A file that there should be.
struct DayFile<'a> {
    kind: ExportKind,
    format: Format,
    day: &'a DayOfVotes,
}

impl DayFile<'_> {
    /// The same for ever, so that a newer one takes the place of an older one at once, for every reader.
    fn name(&self) -> String {
        let arena = self.day.arena.as_str().replace(':', "%3A");
        format!(
            "{}/arena={arena}/day={}/part-0.{}",
            self.kind.as_str(),
            self.day.day,
            self.format.as_str()
        )
    }
}

impl Dump {
    /// One kind of file, as fast as it goes.
    #[must_use]
    pub fn at_once(kind: ExportKind, format: Format, arena: Option<String>) -> Self {
        Self {
            kinds: vec![kind],
            format,
            arena,
            is_aside: false,
        }
    }

    /// What the configuration wants.
    fn of(config: &config::Dumps) -> Self {
        let kind = |kind: &config::DumpKind| match kind {
            config::DumpKind::Votes => ExportKind::Votes,
            config::DumpKind::Battles => ExportKind::Battles,
        };
        Self {
            kinds: config.kinds.iter().map(kind).collect(),
            format: Format::Parquet,
            arena: None,
            is_aside: true,
        }
    }
}

/// A name below a folder.
fn below(folder: &std::path::Path, name: &str) -> PathBuf {
    name.split('/')
        .fold(folder.to_owned(), |path, part| path.join(part))
}
