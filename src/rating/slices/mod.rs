//! All slices of an arena at once: one pass over the votes counts them for every category, and every board is fitted from that.
//!
//! A vote belongs to slices by a bit mask. Per pair and outcome there is a cell of counters, one per slice, which a vote counts
//! up all at once, whatever the number of its slices.

mod boards;
mod counters;
mod rows;

#[cfg(test)]
mod tests;

use super::cell::{Outcome, PairCell, SelfPlay};
use super::counts::{ModelIndex, PairCounts, ordered};
use super::names::Names;
use super::pair_index::PairIndex;
use super::parallel::at_once;
use counters::{Counters, OCTET};

/// Outcomes that are counted apart: first wins, second wins, ties, both bad.
const OUTCOMES: usize = 4;

/// Pair counts of up to 64 slices. Equal votes give equal counts, whatever their order and sides.
#[derive(Clone, Debug)]
pub struct SliceCounts {
    names: Names,
    index: PairIndex,
    /// A cell per pair and outcome (seen from the smaller number).
    counters: Counters,
}

impl SliceCounts {
    /// No votes yet, of so many slices (at most 64).
    #[must_use]
    pub fn new(slices: usize) -> Self {
        Self {
            names: Names::default(),
            index: PairIndex::default(),
            counters: Counters::new(slices.min(64)),
        }
    }

    /// How many slices there are.
    #[must_use]
    pub fn slices(&self) -> usize {
        self.counters.slices()
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
    /// is always set. Each counter stops at about 2^40 votes of one pair, outcome and slice.
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
        let row = self.index.row(low, high) as usize;
        self.counters.reach(OUTCOMES * (row + 1));
        let place = place(model_a, model_b, outcome);
        self.counters.add(OUTCOMES * row + place, slices);
        Ok(())
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
        let place = place(model_a, model_b, outcome);
        self.index
            .known(low, high)
            .is_some_and(|row| self.counters.take(OUTCOMES * row as usize + place, slices))
    }

    /// Counts parts of the votes of so many slices, on the threads of the rayon pool if there is more than one part. Counts are
    /// whole numbers: they are the same however votes are parted.
    #[must_use]
    pub fn of_parts<P: Sync>(
        slices: usize,
        parts: &[P],
        count: impl Fn(&mut Self, &P) + Send + Sync,
    ) -> Self {
        let parts = at_once(parts, |part| {
            let mut counts = Self::new(slices);
            count(&mut counts, part);
            counts
        });
        let mut parts = parts.into_iter();
        let mut all = parts.next().unwrap_or_else(|| Self::new(slices));
        for part in parts {
            all.merge(&part);
        }
        all
    }

    /// Adds the votes of other counts of as many slices; models are those of the same name.
    ///
    /// # Panics
    ///
    /// If there are not as many slices.
    pub fn merge(&mut self, other: &Self) {
        assert_eq!(self.slices(), other.slices(), "other slices");
        let numbers: Vec<ModelIndex> = other.names.iter().map(|name| self.index(name)).collect();
        let number = |model: u32| numbers.get(model as usize).copied();
        for (from, &(low, high)) in other.index.pairs().iter().enumerate() {
            let Some((low, high)) = number(low).zip(number(high)) else {
                continue;
            };
            let (first, second, is_turned) = ordered(low, high);
            let row = self.index.row(first, second) as usize;
            self.counters.reach(OUTCOMES * (row + 1));
            let wins = if is_turned { [1, 0] } else { [0, 1] };
            for (outcome, place) in wins.into_iter().chain([2, 3]).enumerate() {
                let (cell, from) = (OUTCOMES * row + place, OUTCOMES * from + outcome);
                self.counters.merge(cell, &other.counters, from);
            }
        }
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
        let count = |outcome| self.counters.count(OUTCOMES * row + outcome, slice);
        PairCell {
            first_wins: count(0),
            second_wins: count(1),
            ties: count(2),
            both_bad: count(3),
        }
    }

    /// The same of eight slices beside each other.
    fn octet(&self, row: usize, octet: usize) -> [PairCell; OCTET] {
        let counts = |outcome: usize| self.counters.octet(OUTCOMES * row + outcome, octet);
        let mut cells = [PairCell::default(); OCTET];
        let wins = counts(0).into_iter().zip(counts(1));
        let ties = counts(2).into_iter().zip(counts(3));
        for (cell, (wins, ties)) in cells.iter_mut().zip(wins.zip(ties)) {
            (cell.first_wins, cell.second_wins) = wins;
            (cell.ties, cell.both_bad) = ties;
        }
        cells
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
