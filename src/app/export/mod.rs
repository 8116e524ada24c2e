//! Files that take everything away, in constant memory.

mod convert;
mod days;
mod pace;
mod pages;
mod public;

use std::sync::Arc;

use async_stream::try_stream;
use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{Stream, StreamExt as _};
use tokio::task::spawn_blocking;

use crate::board::{self, OVERALL};
use crate::clock::rfc3339;
use crate::domain::ArenaId;
use crate::exchange::{
    About, BattleRecord, FileEntry, FileWriter, Format, HistoryRecord, LeaderboardRecord, Manifest,
    ModelRecord, PairRecord, Part, PublicSchema, Record, SamplingRecord, VoteRecord,
};

pub use days::DayOfVotes;
use pace::Pace;

use super::{App, AsOf, Error, LeaderboardQuery, ManifestQuery};

/// The version of the columns: it goes up when one changes its meaning or goes away, not when one is added.
const SCHEMA_VERSION: u32 = 1;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportKind {
    /// The vote log.
    Votes,
    /// Ratings of every model in every snapshot.
    History,
    /// The boards of this moment.
    Leaderboard,
    /// The models.
    Models,
    /// How often each pair was judged how.
    Pairs,
    /// Texts, where the voter agreed.
    Battles,
    /// How pairs were drawn.
    Sampling,
}

impl ExportKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Votes,
        Self::History,
        Self::Leaderboard,
        Self::Models,
        Self::Pairs,
        Self::Battles,
        Self::Sampling,
    ];

    /// The columns of the file, in order.
    #[must_use]
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Votes => VoteRecord::COLUMNS,
            Self::History => HistoryRecord::COLUMNS,
            Self::Leaderboard => LeaderboardRecord::COLUMNS,
            Self::Models => ModelRecord::COLUMNS,
            Self::Pairs => PairRecord::COLUMNS,
            Self::Battles => BattleRecord::COLUMNS,
            Self::Sampling => SamplingRecord::COLUMNS,
        }
    }

    /// The word for it, which is the name of the file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Votes => "votes",
            Self::History => "history",
            Self::Leaderboard => "leaderboard",
            Self::Models => "models",
            Self::Pairs => "pairs",
            Self::Battles => "battles",
            Self::Sampling => "sampling",
        }
    }
}

impl std::str::FromStr for ExportKind {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut all = Self::ALL.into_iter();
        all.find(|kind| kind.as_str() == text)
            .ok_or("one of votes, history, leaderboard, models, pairs, battles, sampling")
    }
}

/// Which part of it.
#[derive(Clone, Debug, Default)]
pub struct ExportQuery {
    /// Only this arena; all of them if absent.
    pub arena: Option<String>,
    /// Only from this time on, Unix milliseconds.
    pub since_ms: Option<i64>,
    /// Only before this time, Unix milliseconds.
    pub until_ms: Option<i64>,
    /// Only this category.
    pub category: Option<String>,
    /// Boards and history at equal style.
    pub style_control: bool,
    /// Only votes behind this one: whoever has a part of the log goes on from there.
    pub after_seq: i64,
    /// The leaderboard as it was.
    pub at: Option<AsOf>,
    /// Votes in the schema of a public arena.
    pub schema: Option<PublicSchema>,
    /// Tables whose cells no spreadsheet runs as formulas.
    pub spreadsheet_safe: bool,
    /// Whether voters are served beside it: then it rests for most of the time while they are here.
    pub is_aside: bool,
}

/// What an export will hold, fixed before its first byte: votes that come meanwhile are for the next one.
#[derive(Clone, Debug)]
pub struct Scope {
    arenas: Vec<ArenaId>,
    last_seq: i64,
}

impl Scope {
    /// The arenas that are in it.
    pub(super) fn arenas(&self) -> &[ArenaId] {
        &self.arenas
    }
}

impl ExportQuery {
    fn board(&self) -> LeaderboardQuery {
        LeaderboardQuery {
            category: self.category.clone(),
            style_control: self.style_control,
            at: self.at,
            ..LeaderboardQuery::default()
        }
    }
}

impl App {
    /// Checks an export before its first byte, and says where it will end.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the arena, [`Error::Invalid`] for a category that no board has,
    /// [`Error::Busy`] if the database does not answer or a board at equal style is asked for before it is there.
    pub async fn check_export(&self, query: &ExportQuery) -> Result<Scope, Error> {
        let last_seq = self.store.head().await?;
        let arenas: Vec<ArenaId> = match &query.arena {
            Some(arena) => vec![
                self.site()
                    .arena(arena)
                    .ok_or(Error::NotFound { what: "arena" })?
                    .id
                    .clone(),
            ],
            None => self
                .site()
                .config
                .arenas
                .iter()
                .map(|arena| arena.id.clone())
                .collect(),
        };
        let has = |arena: &ArenaId| {
            let category = query.category.as_ref();
            category.is_none_or(|category| self.boards.categories(arena).contains(category))
        };
        let arenas: Vec<ArenaId> = arenas.into_iter().filter(has).collect();
        if arenas.is_empty() && query.category.is_some() {
            let message = "is none that this site has a board for";
            return Err(Error::invalid("category", message));
        }
        let arenas = if query.at.is_some() || query.style_control {
            self.with_boards(arenas, query).await?
        } else {
            arenas
        };
        Ok(Scope { arenas, last_seq })
    }

    /// The arenas whose boards can be exported. One that had no board at the time that is asked for is left out of many.
    async fn with_boards(
        &self,
        arenas: Vec<ArenaId>,
        query: &ExportQuery,
    ) -> Result<Vec<ArenaId>, Error> {
        let (mut found, mut refused) = (Vec::with_capacity(arenas.len()), None);
        for arena in arenas {
            match self.leaderboard(arena.as_str(), &query.board()).await {
                Ok(_) => found.push(arena),
                Err(error @ Error::Invalid { field: "at", .. }) => refused = Some(error),
                Err(error) => return Err(error),
            }
        }
        match refused {
            Some(error) if found.is_empty() => Err(error),
            _ => Ok(found),
        }
    }

    /// What the site says of the votes of an export, to go with the file.
    ///
    /// # Errors
    /// As [`App::manifest`].
    pub async fn manifest_of(&self, query: &ExportQuery, scope: &Scope) -> Result<Manifest, Error> {
        let asked = ManifestQuery {
            arena: query.arena.clone(),
            last_seq: Some(scope.last_seq),
            after_seq: query.after_seq,
            ..ManifestQuery::default()
        };
        let part = Part {
            arena: query.arena.clone(),
            category: query
                .category
                .clone()
                .filter(|category| category != OVERALL),
            since: query.since_ms.map(rfc3339),
            until: query.until_ms.map(rfc3339),
            after: query.after_seq,
            tagging: Some(self.store.tagging().await?),
        };
        Ok(Manifest {
            part: Some(part),
            ..self.manifest(&asked).await?
        })
    }

    /// The manifest of a file that was written since it was made.
    ///
    /// # Errors
    /// [`Error::Busy`] if the database does not answer.
    pub async fn manifest_after(
        &self,
        mut manifest: Manifest,
        file: FileEntry,
    ) -> Result<Manifest, Error> {
        let now = self.store.tagging().await?;
        if let Some(part) = &mut manifest.part {
            part.tagging = part.tagging.filter(|tagging| *tagging == now);
        }
        manifest.file = Some(file);
        Ok(manifest)
    }

    /// A file in pieces. Memory does not grow with the file. Poll it on the main runtime.
    pub fn export(
        self: Arc<Self>,
        kind: ExportKind,
        format: Format,
        query: ExportQuery,
        scope: Scope,
    ) -> BoxStream<'static, Result<Bytes, Error>> {
        let about = self.about(kind, &query, &scope);
        if kind == ExportKind::Votes && query.schema.is_some() {
            return self.export_public(format, query, scope).0;
        }
        let how = How {
            format,
            is_safe: query.spreadsheet_safe,
            pace: self.pace(query.is_aside),
        };
        match kind {
            ExportKind::Votes => file(how, about, pages::votes(self, query, scope)).boxed(),
            ExportKind::History => file(how, about, pages::history(self, query, scope)).boxed(),
            ExportKind::Leaderboard => {
                file(how, about, pages::leaderboard(self, query, scope)).boxed()
            }
            ExportKind::Models => file(how, about, pages::models(self, scope)).boxed(),
            ExportKind::Pairs => file(how, about, pages::pairs(self, query, scope)).boxed(),
            ExportKind::Battles => file(how, about, pages::battles(self, query, scope)).boxed(),
            ExportKind::Sampling => file(how, about, pages::sampling(self, query, scope)).boxed(),
        }
    }

    /// How fast a file is made.
    fn pace(self: &Arc<Self>, is_aside: bool) -> Pace {
        let app = Arc::clone(self);
        let has_voters = move || app.presence.is_recent() || app.runner.running() > 0;
        Pace::new(is_aside.then(|| -> pace::Voters { Arc::new(has_voters) }))
    }

    /// What a file says of itself.
    fn about(&self, kind: ExportKind, query: &ExportQuery, scope: &Scope) -> About {
        let arenas: Vec<&str> = scope.arenas.iter().map(ArenaId::as_str).collect();
        let site = self.site();
        let server = &site.config.server;
        let mut about = vec![
            ("kind", kind.as_str().to_owned()),
            ("schema_version", SCHEMA_VERSION.to_string()),
            ("site", server.public_url.clone()),
            ("exported_at", rfc3339(self.clock.now_ms())),
            ("arenas", arenas.join(" ")),
            ("after_seq", query.after_seq.to_string()),
            ("last_seq", scope.last_seq.to_string()),
            ("license", server.data_license.clone().unwrap_or_default()),
            ("method", board::method(query.style_control).to_owned()),
        ];
        about.extend(query.schema.map(|schema| ("schema", schema.to_string())));
        let times = [("since", query.since_ms), ("until", query.until_ms)];
        about.extend(
            times
                .into_iter()
                .filter_map(|(name, ms)| Some((name, rfc3339(ms?)))),
        );
        about.extend(
            query
                .category
                .clone()
                .map(|category| ("category", category)),
        );
        about
    }
}

/// How a file is made.
struct How {
    format: Format,
    is_safe: bool,
    pace: Pace,
}

/// Makes a file of pages of records. Encoding is work for a core, so it is done beside the async threads.
fn file<R: Record>(
    how: How,
    about: About,
    pages: impl Stream<Item = Result<Vec<R>, Error>> + Send,
) -> impl Stream<Item = Result<Bytes, Error>> + Send {
    try_stream! {
        let How { format, is_safe, mut pace } = how;
        let mut writer = FileWriter::new::<R>(format, about)?.spreadsheet_safe(is_safe);
        pace.begin();
        for await page in pages {
            let page = page?;
            let encode = move || writer.write(&page).map(|bytes| (bytes, writer));
            let (bytes, back) = spawn_blocking(encode).await??;
            writer = back;
            pace.rest().await;
            if !bytes.is_empty() {
                yield Bytes::from(bytes);
            }
            pace.begin();
        }
        let rest = spawn_blocking(move || writer.finish::<R>()).await??;
        yield Bytes::from(rest);
    }
}
