//! Boards of counts: what was read of the log, slice by slice.
//!
//! Each slice has pair counts of its own: the engine's `SliceCounts` has at most 64 slices, room for all of them in every pair,
//! and cannot begin with the counts of a snapshot.

mod keeper;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{ArenaId, Choice};
use crate::rating::{Outcome, PairCounts};
use crate::store::{Slice, StyledVote};

use super::{OVERALL, plain};

pub(super) use keeper::CountKeeper;

/// The counts of one slice and what became of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Counted {
    pub(super) counts: PairCounts,
    /// Not fitted since the last vote.
    pub(super) unpublished: bool,
    /// The published board is older than the counts: the fit has not ended, or failed.
    pub(super) stale: bool,
    /// Not in a snapshot since the last vote.
    pub(super) unkept: bool,
}

/// All slices, and how far each arena was read.
#[derive(Debug, Default)]
pub(super) struct Slices {
    pub(super) slices: BTreeMap<Slice, Counted>,
    pub(super) read_to: BTreeMap<ArenaId, i64>,
}

impl Slices {
    /// Where reading an arena goes on.
    pub(super) fn seq(&self, arena: &ArenaId) -> i64 {
        self.read_to.get(arena).copied().unwrap_or(0)
    }

    /// Puts back what a snapshot held.
    pub(super) fn restore(&mut self, slice: Slice, seq: i64, counts: PairCounts) {
        let read_to = self.read_to.entry(slice.arena.clone()).or_default();
        *read_to = seq.max(*read_to);
        self.slices.insert(
            slice,
            Counted {
                counts,
                unpublished: true,
                stale: true,
                unkept: false,
            },
        );
    }

    /// Forgets the votes of an arena, which carry other categories now. The slices stay, so that one that loses all its votes is kept
    /// and published once more, without them.
    pub(super) fn forget_votes_of(&mut self, arena: &ArenaId) {
        self.read_to.insert(arena.clone(), 0);
        let of_arena = self
            .slices
            .iter_mut()
            .filter(|(slice, _)| slice.arena == *arena);
        for (_, counted) in of_arena {
            *counted = Counted {
                counts: PairCounts::new(),
                unpublished: true,
                stale: true,
                unkept: true,
            };
        }
    }

    /// Makes sure that an arena has its overall slice, and that all its slices will be published again.
    pub(super) fn refresh(&mut self, arena: &ArenaId) {
        self.slices.entry(super::overall(arena)).or_default();
        let of_arena = self
            .slices
            .iter_mut()
            .filter(|(slice, _)| slice.arena == *arena);
        of_arena.for_each(|(_, counted)| counted.unpublished = true);
    }

    /// Counts a vote in every slice that it belongs to. A vote that was read before, or is not rated, changes no count.
    pub(super) fn add(&mut self, arena: &ArenaId, vote: &StyledVote) {
        if vote.seq <= self.seq(arena) {
            return;
        }
        self.read_to.insert(arena.clone(), vote.seq);
        for name in names_of(&vote.categories) {
            let slice = plain(arena, name);
            let counted = self.slices.entry(slice).or_default();
            if vote.is_rated {
                // The battle rules out self-play; a row that has it all the same says nothing and is not counted.
                let _ = counted.counts.add(
                    vote.model_a.as_str(),
                    vote.model_b.as_str(),
                    outcome(vote.choice),
                );
            }
            counted.unpublished = true;
            counted.unkept = true;
        }
    }
}

/// The categories whose boards a vote counts on, each once.
pub(super) fn names_of(categories: &[String]) -> BTreeSet<&str> {
    let own = categories.iter().map(String::as_str);
    std::iter::once(OVERALL).chain(own).collect()
}

/// What ratings make of a choice.
#[must_use]
pub fn outcome(choice: Choice) -> Outcome {
    match choice {
        Choice::A => Outcome::A,
        Choice::B => Outcome::B,
        Choice::Tie => Outcome::Tie,
        Choice::BothBad => Outcome::BothBad,
    }
}
