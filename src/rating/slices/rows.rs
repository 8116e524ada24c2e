//! Votes one by one, by slice: for fits that counts do not suffice for, such as a category under style control.

use std::ops::Range;

use crate::SliceCounts;
use crate::comparisons::{Comparison, Comparisons};
use crate::counts::ModelIndex;
use crate::parallel::threads_for;

impl SliceCounts {
    /// Counts the votes of so many slices. Without a column of slices no vote is in any.
    #[must_use]
    pub fn of(votes: &Comparisons, slices: usize) -> Self {
        let rows = votes.slices.len();
        let size = rows.div_ceil(threads_for(rows)).max(1);
        let parts: Vec<Range<usize>> = (0..rows)
            .step_by(size)
            .map(|from| from..rows.min(from + size))
            .collect();
        let count = |counts: &mut Self, part: &Range<usize>| {
            let names = (0..).map_while(|number| votes.counts().name(number));
            let indices: Vec<ModelIndex> = names.map(|name| counts.index(name)).collect();
            let index = |number: u32| indices.get(number as usize).copied();
            let masks = votes.slices.get(part.clone()).unwrap_or_default();
            for ((a, b, outcome), &mask) in votes.rows_of(part.clone()).zip(masks) {
                if let Some((a, b)) = index(a).zip(index(b)) {
                    // Never refused: a vote between a model and itself is not among them.
                    let _ = counts.add(a, b, outcome, mask);
                }
            }
        };
        Self::of_parts(slices, &parts, count)
    }
}

impl Comparisons {
    /// The votes of one slice, with all their columns; models keep their numbers. Votes that were refused are not among them.
    /// It takes memory for as many votes as the slice has: fit one slice after another.
    #[must_use]
    pub fn slice(&self, slice: usize) -> Self {
        let bit =
            |mask: u64| u32::try_from(slice).map_or(0, |bit| mask.checked_shr(bit).unwrap_or(0));
        self.only(|place| {
            self.slices
                .get(place)
                .is_some_and(|&mask| bit(mask) & 1 == 1)
        })
    }

    /// The same for votes that are chosen by their places, from 0 on.
    #[must_use]
    pub fn only(&self, is_chosen: impl Fn(usize) -> bool) -> Self {
        let mut chosen = Self::new(self.columns().clone());
        let names = (0..).map_while(|number| self.counts().name(number));
        let indices: Vec<ModelIndex> = names.map(|name| chosen.index(name)).collect();
        let index = |number: u32| indices.get(number as usize).copied();
        for (place, (a, b, outcome)) in self.rows().enumerate().filter(|row| is_chosen(row.0)) {
            let Some((model_a, model_b)) = index(a).zip(index(b)) else {
                continue;
            };
            let row = Comparison {
                weight: self.weights.get(place).copied().unwrap_or(1.0),
                voter: self.voters.get(place).copied().unwrap_or_default(),
                slices: self.slices.get(place).copied().unwrap_or_default(),
                features: self.features.of(place),
                ..Comparison::new(model_a, model_b, outcome)
            };
            // Every row was checked when it came.
            let _ = chosen.push(&row);
        }
        chosen
    }
}
