//! The boards of slices, straight from their counters.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::SliceCounts;
use super::counters::OCTET;
use crate::component::Method;
use crate::estimate::OfPairs;
use crate::graph::{Group, Pair};
use crate::names::{place, sorted};
use crate::pair_index::Placed;
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
        let octets = (0..self.slices().div_ceil(OCTET)).into_par_iter();
        let fits = octets.flat_map(|octet| {
            let pairs = order.pairs_of(self, octet).into_par_iter();
            pairs.map(|pairs| order.fit(pairs, options))
        });
        fits.collect()
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
        let order = Order::of(self, models);
        let mut octet = order.pairs_of(self, slice / OCTET).into_iter();
        order.fit(octet.nth(slice % OCTET).unwrap_or_default(), options)
    }
}

/// All pairs as boards want them: sorted by names.
struct Order<'a> {
    /// Sorted, each once: models with votes and those that are on every board.
    names: Vec<&'a str>,
    /// Whether a model is on a board without votes.
    is_listed: Vec<bool>,
    /// By first and then second position among the names.
    pairs: Vec<Placed>,
}

impl<'a> Order<'a> {
    fn of(counts: &'a SliceCounts, models: &'a [String]) -> Self {
        let listed: BTreeSet<&str> = models.iter().map(String::as_str).collect();
        let names = sorted(listed.iter().copied().chain(counts.names.iter()));
        let position = |name: &str| u32::try_from(place(&names, name)?).ok();
        let places: Vec<Option<u32>> = counts.names.iter().map(position).collect();
        let mut pairs = Vec::with_capacity(counts.index.pairs().len());
        counts
            .index
            .visit(&places, names.len(), |pair| pairs.push(*pair));
        Self {
            is_listed: names.iter().map(|name| listed.contains(name)).collect(),
            names,
            pairs,
        }
    }

    /// The pairs that have votes in each of eight slices, or as many as there are.
    fn pairs_of(&self, counts: &SliceCounts, octet: usize) -> Vec<Vec<Pair>> {
        let slices = counts.slices().saturating_sub(OCTET * octet).min(OCTET);
        let room = || Vec::with_capacity(self.pairs.len());
        let mut boards: Vec<Vec<Pair>> = (0..slices).map(|_| room()).collect();
        for placed in &self.pairs {
            let cells = counts.octet(placed.row as usize, octet);
            for (pairs, cell) in boards.iter_mut().zip(cells) {
                if !cell.is_empty() {
                    pairs.push(Pair {
                        first: placed.first as usize,
                        second: placed.second as usize,
                        cell: cell.turned(placed.is_turned),
                    });
                }
            }
        }
        boards
    }

    /// The board of these pairs.
    fn fit(&self, pairs: Vec<Pair>, options: &FitOptions) -> Result<BoardFit, FitError> {
        let (names, pairs) = self.present(pairs);
        let estimator = &OfPairs(options);
        let all = Group::of_pairs(names.len(), pairs);
        fit_group(&Method { estimator, options }, &names, all)
    }

    /// The models of a board that are listed or have votes, and its pairs by their positions among these.
    #[expect(
        clippy::indexing_slicing,
        reason = "positions are below the number of names"
    )]
    fn present(&self, mut pairs: Vec<Pair>) -> (Vec<&'a str>, Vec<Pair>) {
        let mut is_present = self.is_listed.clone();
        for pair in &pairs {
            is_present[pair.first] = true;
            is_present[pair.second] = true;
        }
        let mut places = Vec::with_capacity(is_present.len());
        let mut names = Vec::new();
        for (name, is_present) in self.names.iter().zip(is_present) {
            places.push(names.len());
            names.extend(is_present.then_some(*name));
        }
        for pair in &mut pairs {
            (pair.first, pair.second) = (places[pair.first], places[pair.second]);
        }
        (names, pairs)
    }
}
