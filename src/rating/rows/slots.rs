//! A number for each ordered pair of models: its votes, later the place of its next vote.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

/// Up to this many models a table of all pairs is small (4 MiB) and fast.
const DENSE: usize = 1024;

/// A number for each ordered pair of models, 0 at first.
#[derive(Clone, Debug)]
pub(super) enum Slots {
    Dense { models: usize, numbers: Vec<u32> },
    Sparse(HashMap<(u32, u32), u32, FxBuildHasher>),
}

#[expect(
    clippy::indexing_slicing,
    reason = "a pair of unknown models must not vanish silently"
)]
impl Slots {
    pub(super) fn new(models: usize) -> Self {
        if models > DENSE {
            return Self::Sparse(HashMap::default());
        }
        Self::Dense {
            models,
            numbers: vec![0; models * models],
        }
    }

    #[inline]
    pub(super) fn slot(&mut self, a: u32, b: u32) -> &mut u32 {
        match self {
            Self::Dense { models, numbers } => &mut numbers[a as usize * *models + b as usize],
            Self::Sparse(numbers) => numbers.entry((a, b)).or_default(),
        }
    }

    /// With the numbers of others of as many models.
    pub(super) fn plus(mut self, other: Self) -> Self {
        match (&mut self, other) {
            (Self::Dense { numbers, .. }, Self::Dense { numbers: more, .. }) => {
                for (number, more) in numbers.iter_mut().zip(more) {
                    *number += more;
                }
            }
            (all, other) => {
                for (a, b, more) in other.taken() {
                    *all.slot(a, b) += more;
                }
            }
        }
        self
    }

    pub(super) fn at(&self, a: u32, b: u32) -> u32 {
        match self {
            Self::Dense { models, numbers } => numbers[a as usize * models + b as usize],
            Self::Sparse(numbers) => numbers.get(&(a, b)).copied().unwrap_or(0),
        }
    }

    /// The pairs whose number is not 0, sorted by the first and then the second model.
    pub(super) fn taken(&self) -> Vec<(u32, u32, u32)> {
        match self {
            Self::Dense { models, numbers } => {
                let rows = (0_u32..).zip(numbers.chunks_exact((*models).max(1)));
                let entries = rows.flat_map(|(a, row)| {
                    let columns = (0_u32..).zip(row);
                    columns.map(move |(b, &number)| (a, b, number))
                });
                entries.filter(|&(_, _, number)| number > 0).collect()
            }
            Self::Sparse(numbers) => {
                let entries = numbers.iter().map(|(&(a, b), &number)| (a, b, number));
                let mut taken: Vec<_> = entries.filter(|&(_, _, number)| number > 0).collect();
                taken.sort_unstable();
                taken
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_models_are_kept_alike() {
        for models in [3, DENSE + 1] {
            let mut slots = Slots::new(models);
            *slots.slot(2, 0) += 5;
            *slots.slot(0, 2) += 1;
            *slots.slot(2, 0) += 2;
            *slots.slot(1, 0) += 0;
            assert_eq!(slots.taken(), [(0, 2, 1), (2, 0, 7)]);
            assert_eq!((slots.at(2, 0), slots.at(1, 2)), (7, 0));
            let mut other = Slots::new(models);
            *other.slot(1, 2) += 4;
            *other.slot(2, 0) += 1;
            assert_eq!(slots.plus(other).taken(), [(0, 2, 1), (1, 2, 4), (2, 0, 8)]);
        }
    }
}
