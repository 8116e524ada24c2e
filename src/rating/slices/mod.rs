//! All slices of an arena at once: one pass over the votes counts them for every category, and every board is fitted from that.
//!
//! A vote belongs to slices by a bit mask. Per pair and outcome there is a row of counters, one per slice, so that a vote
//! touches one place in memory, whatever the number of its slices.

mod boards;
mod rows;

#[cfg(test)]
mod tests;

use super::cell::{Outcome, PairCell, SelfPlay};
use super::counts::{ModelIndex, PairCounts, ordered};
use super::names::Names;
use super::pair_index::PairIndex;

/// Outcomes that are counted apart: first wins, second wins, ties, both bad.
const OUTCOMES: usize = 4;

/// Pair counts of up to 64 slices. Equal votes give equal counts, whatever their order and sides.
#[derive(Clone, Debug)]
pub struct SliceCounts {
    names: Names,
    slices: usize,
    index: PairIndex,
    /// Per pair, outcome (seen from the smaller number) and slice; one more for what is in no slice.
    counters: Vec<u32>,
}

impl SliceCounts {
    /// No votes yet, of so many slices (at most 64).
    #[must_use]
    pub fn new(slices: usize) -> Self {
        Self {
            names: Names::default(),
            slices: slices.min(64),
            index: PairIndex::default(),
            counters: Vec::new(),
        }
    }

    /// How many slices there are.
    #[must_use]
    pub fn slices(&self) -> usize {
        self.slices
    }

    /// The number of a model here.
    ///
    /// # Panics
    ///
    /// With more than 2^32 models.
    pub fn index(&mut self, model: &str) -> ModelIndex {
        self.names.index(model)
    }

    /// Counts one vote in the slices whose bits are set; bits beyond the slices say nothing. A slice of all votes is one whose bit
    /// is always set. Each counter stops at 2^32 - 1 votes of one pair, outcome and slice.
    ///
    /// # Errors
    ///
    /// [`SelfPlay`] if both are the same model; nothing is counted then.
    pub fn add(
        &mut self,
        model_a: ModelIndex,
        model_b: ModelIndex,
        outcome: Outcome,
        slices: u64,
    ) -> Result<(), SelfPlay> {
        if model_a == model_b {
            return Err(self.names.self_play(model_a));
        }
        let (low, high, _) = ordered(model_a, model_b);
        let row = self.row(low, high);
        let counters = self.counters_of(row, place(model_a, model_b, outcome));
        let (last, mut rest) = (counters.len() - 1, slices);
        // Most votes are in few slices: the lowest four bits at once, without asking whether they are there. What is not, and
        // what is beyond the slices, falls into the last counter, which nobody reads.
        loop {
            for _ in 0..4 {
                let slice = rest.trailing_zeros() as usize;
                if let Some(counter) = counters.get_mut(slice.min(last)) {
                    *counter = counter.saturating_add(1);
                }
                rest &= rest.wrapping_sub(1);
            }
            if rest == 0 {
                return Ok(());
            }
        }
    }

    /// Takes back one vote; `false` if not all of its slices have counted one like it, and nothing changes then.
    pub fn remove(
        &mut self,
        model_a: ModelIndex,
        model_b: ModelIndex,
        outcome: Outcome,
        slices: u64,
    ) -> bool {
        let (low, high, _) = ordered(model_a, model_b);
        let Some(row) = self.index.known(low, high) else {
            return false;
        };
        let counters = self.counters_of(row, place(model_a, model_b, outcome));
        let is_in = |slice: usize| slices >> slice & 1 == 1;
        let (counters, _) = counters.split_at_mut(counters.len() - 1);
        let mut touched = counters.iter_mut().enumerate();
        let is_counted = touched.all(|(slice, counter)| !is_in(slice) || *counter > 0);
        if is_counted {
            for (slice, counter) in counters.iter_mut().enumerate() {
                *counter -= u32::from(is_in(slice));
            }
        }
        is_counted
    }

    /// The counters of an outcome of a pair: one per slice, and one for what is in no slice.
    fn width(&self) -> usize {
        self.slices + 1
    }

    /// The counters of an outcome of a pair.
    #[expect(
        clippy::indexing_slicing,
        reason = "rows are numbered in the order in which they were added, with room for all outcomes"
    )]
    fn counters_of(&mut self, row: u32, outcome: usize) -> &mut [u32] {
        let width = self.width();
        let start = (OUTCOMES * row as usize + outcome) * width;
        &mut self.counters[start..start + width]
    }

    /// The row of a pair; a new one if it has none.
    fn row(&mut self, low: u32, high: u32) -> u32 {
        let row = self.index.row(low, high);
        let end = (row as usize + 1) * OUTCOMES * self.width();
        if self.counters.len() < end {
            self.counters.resize(end, 0);
        }
        row
    }

    /// The votes of a slice.
    #[must_use]
    pub fn counts(&self, slice: usize) -> PairCounts {
        let mut counts = PairCounts::new();
        let indices: Vec<ModelIndex> = self.names.iter().map(|name| counts.index(name)).collect();
        let index = |number: u32| indices.get(number as usize).copied();
        for (row, &(low, high)) in self.index.pairs().iter().enumerate() {
            if let Some((low, high)) = index(low).zip(index(high)) {
                counts.merge_indexed(low, high, self.cell(row, slice));
            }
        }
        counts
    }

    /// The votes of a pair in a slice, seen from the model with the smaller number.
    fn cell(&self, row: usize, slice: usize) -> PairCell {
        let start = OUTCOMES * row * self.width() + slice;
        let count = |outcome: usize| {
            let counter = self.counters.get(start + outcome * self.width());
            counter.map_or(0, |&counter| u64::from(counter))
        };
        if slice >= self.slices {
            return PairCell::default();
        }
        PairCell {
            first_wins: count(0),
            second_wins: count(1),
            ties: count(2),
            both_bad: count(3),
        }
    }
}

/// Which of the outcomes of a pair it is, seen from the smaller number.
fn place(model_a: ModelIndex, model_b: ModelIndex, outcome: Outcome) -> usize {
    match outcome {
        Outcome::A => usize::from(model_b < model_a),
        Outcome::B => usize::from(model_a < model_b),
        Outcome::Tie => 2,
        Outcome::BothBad => 3,
    }
}
