//! What is known of an arena: its votes, and which of its boards are behind.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::board::OVERALL;
use crate::store::StyledVote;

use super::votes::{StyledVotes, categories_of};

/// What is known of an arena.
#[derive(Debug, Default)]
pub(super) struct Arena {
    /// Shared with fits while they run.
    pub(super) votes: Arc<StyledVotes>,
    /// All categories with votes, and all together.
    pub(super) categories: BTreeSet<String>,
    pub(super) read_to: i64,
    /// Categories whose boards are older than their votes.
    pub(super) stale: BTreeSet<String>,
    /// The newest vote in the kept board of each category.
    pub(super) kept: BTreeMap<String, i64>,
}

impl Arena {
    /// Takes the next vote of the log; one that was read before changes nothing.
    pub(super) fn add(&mut self, vote: &StyledVote) {
        if vote.seq <= self.read_to {
            return;
        }
        self.read_to = vote.seq;
        let categories = categories_of(vote);
        for name in categories.iter().map(String::as_str).chain([OVERALL]) {
            if !self.stale.contains(name) {
                self.stale.insert(name.to_owned());
                self.categories.insert(name.to_owned());
            }
        }
        if vote.is_rated {
            Arc::make_mut(&mut self.votes).add(vote, categories);
        }
    }

    /// Forgets all votes, which carry other categories now; boards that lose all of theirs are fitted once more, without.
    pub(super) fn forget_votes(&mut self) {
        self.votes = Arc::default();
        self.read_to = 0;
        self.refresh();
    }

    /// Makes all boards stale.
    pub(super) fn refresh(&mut self) {
        self.categories.insert(OVERALL.to_owned());
        self.stale.extend(self.categories.iter().cloned());
    }
}
