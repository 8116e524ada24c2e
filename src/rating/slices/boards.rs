//! The boards of slices, straight from their counters.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::SliceCounts;
use crate::cell::PairCell;
use crate::component::Method;
use crate::estimate::OfPairs;
use crate::graph::Group;
use crate::standing::{BoardFit, fit_group};
use crate::{FitError, FitOptions};

impl SliceCounts {
    /// Fits the boards of all slices, in their order, each as [`crate::fit_board`] fits [`Self::counts`] of it, to the last bit.
    /// Slices are fitted by all threads of the current pool; the number of threads changes nothing.
    ///
    /// # Errors
    ///
    /// Per slice, as [`crate::fit_board`].
    #[must_use]
    pub fn fit_boards(
        &self,
        models: &[String],
        options: &FitOptions,
    ) -> Vec<Result<BoardFit, FitError>> {
        let order = Order::of(self, models);
        let fit = |slice| self.fit_slice(slice, &order, options);
        (0..self.slices).into_par_iter().map(fit).collect()
    }

    /// Fits the board of one slice, see [`Self::fit_boards`].
    ///
    /// # Errors
    ///
    /// As [`crate::fit_board`].
    pub fn fit_board(
        &self,
        slice: usize,
        models: &[String],
        options: &FitOptions,
    ) -> Result<BoardFit, FitError> {
        self.fit_slice(slice, &Order::of(self, models), options)
    }

    fn fit_slice(
        &self,
        slice: usize,
        order: &Order,
        options: &FitOptions,
    ) -> Result<BoardFit, FitError> {
        let pairs = order.pairs.iter().filter_map(|pair| {
            let cell = self.cell(pair.row, slice);
            let cell = if pair.is_turned { cell.swapped() } else { cell };
            (cell != PairCell::default()).then_some((pair.first, pair.second, cell))
        });
        let (names, pairs) = order.present(pairs.collect());
        let estimator = &OfPairs(options);
        let all = Group::of_pairs(names.len(), pairs);
        fit_group(&Method { estimator, options }, &names, all)
    }
}

/// All pairs as boards want them: sorted by names.
struct Order<'a> {
    /// Sorted, each once: models with votes and those that are on every board.
    names: Vec<&'a str>,
    /// Whether a model is on a board without votes.
    is_listed: Vec<bool>,
    /// By first and then second position among the names.
    pairs: Vec<Ordered>,
}

/// A pair by the positions of its models among the sorted names.
struct Ordered {
    first: usize,
    second: usize,
    row: usize,
    /// Whether the first has the larger number.
    is_turned: bool,
}

impl<'a> Order<'a> {
    fn of(counts: &'a SliceCounts, models: &'a [String]) -> Self {
        let listed: BTreeSet<&str> = models.iter().map(String::as_str).collect();
        let names: BTreeSet<&str> = listed.iter().copied().chain(counts.names.iter()).collect();
        let names: Vec<&str> = names.into_iter().collect();
        let position = |name: &str| names.binary_search(&name).unwrap_or_default();
        let positions: Vec<usize> = counts.names.iter().map(position).collect();
        let of = |number: u32| positions.get(number as usize).copied().unwrap_or_default();
        let ordered = |(row, &(low, high)): (usize, &(u32, u32))| {
            let (low, high) = (of(low), of(high));
            Ordered {
                first: low.min(high),
                second: low.max(high),
                row,
                is_turned: high < low,
            }
        };
        let mut pairs: Vec<Ordered> = counts.pairs.iter().enumerate().map(ordered).collect();
        pairs.sort_unstable_by_key(|pair| (pair.first, pair.second));
        Self {
            is_listed: names.iter().map(|name| listed.contains(name)).collect(),
            names,
            pairs,
        }
    }

    /// The models of a board that are listed or have votes, and its pairs by their positions among these.
    #[expect(
        clippy::indexing_slicing,
        reason = "positions are below the number of names"
    )]
    fn present(
        &self,
        mut pairs: Vec<(usize, usize, PairCell)>,
    ) -> (Vec<&'a str>, Vec<(usize, usize, PairCell)>) {
        let mut is_present = self.is_listed.clone();
        for &(first, second, _) in &pairs {
            is_present[first] = true;
            is_present[second] = true;
        }
        let mut places = Vec::with_capacity(is_present.len());
        let mut names = Vec::new();
        for (name, is_present) in self.names.iter().zip(is_present) {
            places.push(names.len());
            names.extend(is_present.then_some(*name));
        }
        for (first, second, _) in &mut pairs {
            (*first, *second) = (places[*first], places[*second]);
        }
        (names, pairs)
    }
}
