//! What happened, gathered from all simulated voters and viewers while they run.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::domain::Choice;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// From sending `POST battles` to its answer.
    Start,
    /// From sending `POST battles` to the first text.
    FirstFrame,
    /// From sending `POST battles` to both answers being complete.
    Ready,
    /// From sending `POST vote` to the acknowledgement.
    Vote,
    /// From a vote's acknowledgement to a board that covers it.
    BoardLag,
    /// From asking for the leaderboard's page to its last byte.
    Page,
}

impl Step {
    pub(super) const ALL: [Self; 6] = [
        Self::Start,
        Self::FirstFrame,
        Self::Ready,
        Self::Vote,
        Self::BoardLag,
        Self::Page,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::FirstFrame => "first frame",
            Self::Ready => "ready",
            Self::Vote => "vote",
            Self::BoardLag => "board lag",
            Self::Page => "page",
        }
    }
}

/// Something that did not work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    /// What is counted together.
    pub(super) kind: String,
    /// What was said this time.
    pub(super) detail: String,
}

impl Failure {
    pub(super) fn new(kind: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            detail: detail.into(),
        }
    }
}

/// A kind of failure: how often, and what was said the first time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failures {
    pub(super) count: u64,
    pub(super) first: String,
}

/// The figures so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    pub(super) times: BTreeMap<Step, Vec<Duration>>,
    /// Seq and moment of every acknowledgement.
    pub(super) votes: Vec<(i64, Instant)>,
    pub(super) choices: BTreeMap<&'static str, u64>,
    pub(super) unrated: u64,
    pub(super) voids: u64,
    /// Requests that were sent again, by why: the status that asked for it, or a connection that was gone.
    pub(super) retries: BTreeMap<String, u64>,
    pub(super) failures: BTreeMap<String, Failures>,
}

/// Where everybody writes down what happened.
#[derive(Debug, Default)]
pub(super) struct Tally(Mutex<Counts>);

impl Tally {
    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn took(&self, step: Step, time: Duration) {
        self.counts().times.entry(step).or_default().push(time);
    }

    /// A vote was acknowledged.
    pub(super) fn voted(&self, choice: Choice, rated: bool, (seq, at): (i64, Instant)) {
        let mut counts = self.counts();
        counts.votes.push((seq, at));
        *counts.choices.entry(choice.as_str()).or_default() += 1;
        counts.unrated += u64::from(!rated);
    }

    pub(super) fn void(&self) {
        self.counts().voids += 1;
    }

    pub(super) fn retried(&self, why: &str) {
        let mut counts = self.counts();
        *counts.retries.entry(why.to_owned()).or_default() += 1;
    }

    pub(super) fn failed(&self, failure: Failure) {
        let mut counts = self.counts();
        let first = failure.detail;
        counts
            .failures
            .entry(failure.kind)
            .or_insert(Failures { count: 0, first })
            .count += 1;
    }

    /// Votes and voids so far.
    pub(super) fn progress(&self) -> (usize, u64) {
        let counts = self.counts();
        (counts.votes.len(), counts.voids)
    }

    /// Everything so far.
    pub(super) fn so_far(&self) -> Counts {
        self.counts().clone()
    }
}
