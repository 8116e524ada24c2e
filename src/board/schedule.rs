//! When snapshots are kept.

use std::time::Duration;

use tokio::time::Instant;

/// What was in the last snapshots.
#[derive(Clone, Copy, Debug)]
pub(super) struct Schedule {
    at: Instant,
    votes: u64,
}

impl Schedule {
    /// Nothing was kept yet.
    pub(super) fn new() -> Self {
        Self {
            at: Instant::now(),
            votes: 0,
        }
    }

    /// Snapshots of so many votes were kept.
    pub(super) fn kept(&mut self, votes: u64) {
        *self = Self {
            at: Instant::now(),
            votes,
        };
    }

    /// A snapshot is kept whenever a tenth more votes have come in, and on the operator's schedule; so a young site has a
    /// dense history and an old one a regular one.
    pub(super) fn is_due(
        &self,
        votes: u64,
        every: Duration,
        has_news: impl FnOnce() -> bool,
    ) -> bool {
        let has_grown = votes >= self.votes + (self.votes / 10).max(1);
        has_grown || (self.at.elapsed() >= every && has_news())
    }
}
