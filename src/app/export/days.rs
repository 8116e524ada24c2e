//! The days of the log that have ended, for files that are kept day by day.

use std::collections::BTreeMap;

use crate::clock::rfc3339;
use crate::domain::ArenaId;

use super::super::{App, Error};

const DAY_MS: i64 = 86_400_000;

/// A day of an arena, in UTC, that has votes and has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayOfVotes {
    /// The arena.
    pub arena: ArenaId,
    /// The day, such as 2026-01-31.
    pub day: String,
    /// Its first moment, Unix milliseconds.
    pub since_ms: i64,
    /// The first moment behind it.
    pub until_ms: i64,
    /// How many votes were accepted in it, rated or not.
    pub votes: u64,
}

impl App {
    /// The days of an arena, or of all of them, that have votes and have ended; oldest first.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the arena, [`Error::Busy`] if the database does not answer.
    pub async fn days_of_votes(&self, arena: Option<&str>) -> Result<Vec<DayOfVotes>, Error> {
        let query = super::ExportQuery {
            arena: arena.map(str::to_owned),
            ..super::ExportQuery::default()
        };
        let scope = self.check_export(&query).await?;
        let today = self.clock.now_ms().div_euclid(DAY_MS);
        let mut all = Vec::new();
        for arena in scope.arenas() {
            let mut days: BTreeMap<i64, u64> = BTreeMap::new();
            for one in self.store.votes_by_day(arena, (0, scope.last_seq)).await? {
                *days.entry(one.day).or_default() += one.votes;
            }
            let ended = days.into_iter().filter(|(day, _)| *day < today);
            all.extend(ended.map(|(day, votes)| DayOfVotes::of(arena, day, votes)));
        }
        Ok(all)
    }
}

impl DayOfVotes {
    fn of(arena: &ArenaId, day: i64, votes: u64) -> Self {
        let since_ms = day * DAY_MS;
        let day: String = rfc3339(since_ms).chars().take(10).collect();
        Self {
            arena: arena.clone(),
            day,
            since_ms,
            until_ms: since_ms + DAY_MS,
            votes,
        }
    }
}
