//! The days of the log that have ended, for files that are kept day by day.

use crate::clock::rfc3339;
use crate::domain::ArenaId;
use crate::store::DayOfLog;

use super::super::{App, Error};
use super::{ExportKind, ExportQuery, SCHEMA_VERSION, Scope};

const DAY_MS: i64 = 86_400_000;

/// A day of an arena, in UTC, that has votes and has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOfVotes {
    /// The arena.
    pub arena: ArenaId,
    /// The day, such as 2026-01-31.
    pub day: String,
    /// Its first moment, Unix milliseconds.
    since_ms: i64,
    /// What is known of its votes, rated or not.
    log: DayOfLog,
}

impl App {
    /// The days of an arena, or of all of them, that have votes and have ended; oldest first.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the arena, [`Error::Busy`] if the database does not answer.
    pub async fn days_of_votes(&self, arena: Option<&str>) -> Result<Vec<DayOfVotes>, Error> {
        let query = ExportQuery {
            arena: arena.map(str::to_owned),
            ..ExportQuery::default()
        };
        let scope = self.check_export(&query).await?;
        let today = self.clock.now_ms().div_euclid(DAY_MS);
        let mut all = Vec::new();
        for arena in scope.arenas() {
            let days = self.store.days_of_log(arena, scope.last_seq).await?;
            let ended = days.into_iter().filter(|log| log.day < today);
            all.extend(ended.map(|log| DayOfVotes::of(arena, log)));
        }
        Ok(all)
    }
}

impl DayOfVotes {
    fn of(arena: &ArenaId, log: DayOfLog) -> Self {
        let since_ms = log.day * DAY_MS;
        Self {
            arena: arena.clone(),
            day: rfc3339(since_ms).chars().take(10).collect(),
            since_ms,
            log,
        }
    }

    /// How many rows a file of it has.
    #[must_use]
    pub fn rows(&self, kind: ExportKind) -> u64 {
        match kind {
            ExportKind::Battles => self.log.published,
            _ => self.log.votes,
        }
    }

    /// What a file of it is made of, in a few characters: another mark, another file.
    #[must_use]
    pub fn mark(&self, kind: ExportKind) -> String {
        let mut parts = vec![SCHEMA_VERSION.to_string(), kind.columns().join(" ")];
        // Texts may leave only as the rules of this program have them.
        parts.push(match kind {
            ExportKind::Battles => env!("CARGO_PKG_VERSION").to_owned(),
            _ => String::new(),
        });
        let DayOfLog {
            votes,
            last_seq,
            hash,
            linked,
            tagging,
            reasons,
            published,
            ..
        } = &self.log;
        parts.push(format!("{votes} {last_seq} {linked} {published} {hash:?}"));
        if kind != ExportKind::Battles {
            parts.push(format!("{tagging} {reasons:?}"));
        }
        let mut hasher = blake3::Hasher::new();
        for part in &parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        let hex = hasher.finalize().to_hex();
        hex.get(..32).unwrap_or_default().to_owned()
    }

    /// The part of the log that it is, to be exported.
    pub(in crate::app) fn part(&self) -> (ExportQuery, Scope) {
        let query = ExportQuery {
            arena: Some(self.arena.to_string()),
            since_ms: Some(self.since_ms),
            until_ms: Some(self.since_ms + DAY_MS),
            // Nothing that is before its first vote or behind its last one needs to be read.
            after_seq: self.log.first_seq - 1,
            ..ExportQuery::default()
        };
        let scope = Scope {
            arenas: vec![self.arena.clone()],
            last_seq: self.log.last_seq,
        };
        (query, scope)
    }
}
