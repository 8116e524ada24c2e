//! Used votes, sorted by pair of models once, in blocks that fit the first cache.
//!
//! ```text
//! run      the votes of an ordered pair (side A, side B): they share the difference of the models
//! block    128 votes: column after column, so that a machine's vectors load neighbours
//! ```
//!
//! A vote takes 1 byte, 4 per covariate, and 8 if it has a weight of its own. Within a run votes keep their order, so
//! equal votes in another order give the same sums up to rounding, and in the same order to the last bit.

use std::ops::Range;

use rayon::prelude::*;

use super::pass::Moments;
use super::selection::Selection;
use super::sort::{Room, sort};
use crate::duel::{Duel, Tally};
use crate::merged::merged;
use crate::parallel::threads_for;

/// Votes in a block.
pub(super) const BLOCK: usize = 128;

/// Blocks that one thread turns at least.
const BLOCKS: usize = 64;

/// The votes of an ordered pair of models.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) a: u32,
    pub(super) b: u32,
    /// Where they end; they begin where the run before ends.
    pub(super) end: u32,
}

/// Votes sorted by pair.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    pub(super) models: usize,
    pub(super) covariates: usize,
    pub(super) runs: Vec<Run>,
    /// The first run of each block.
    first_runs: Vec<usize>,
    /// How many rows there are; the last block may have places left.
    len: usize,
    /// Block by block, in it covariate by covariate.
    columns: Vec<[f32; BLOCK]>,
    /// Twice the points of side A, block by block.
    points: Vec<[u8; BLOCK]>,
    /// What a vote counts, by run; empty if it does not depend on the pair.
    factors: Vec<f64>,
    /// The same by row, with all factors.
    weights: Vec<[f64; BLOCK]>,
    /// Sums of squares of weights, if a row stands for several votes.
    squares: Vec<[f64; BLOCK]>,
    /// Used votes.
    pub(super) votes: f64,
    /// The sum of their weights.
    pub(super) weight: f64,
}

#[expect(
    clippy::indexing_slicing,
    reason = "every place is below the number of votes that was counted before"
)]
impl Rows {
    /// Each vote with its covariates.
    pub(super) fn of_votes(selection: &Selection) -> Self {
        let mut rows = Self::default();
        let mut next = selection.counts().clone();
        let mut end = 0;
        for (a, b, count) in next.taken() {
            *next.slot(a, b) = end;
            end += count;
            rows.runs.push(Run { a, b, end });
        }
        let has_weights = !selection.votes.weights.is_empty();
        rows.lay_out(
            selection,
            selection.votes.columns().features.len(),
            has_weights,
        );
        let room = Room {
            points: rows.points.as_flattened_mut(),
            values: rows.columns.as_flattened_mut(),
            weights: rows.weights.as_flattened_mut(),
        };
        sort(selection, &rows.runs, &next, room);
        rows.turn_blocks();
        if selection.is_weighted() && !has_weights {
            let factor = |run: &Run| selection.factor(run.a, run.b);
            rows.factors = rows.runs.iter().map(factor).collect();
        }
        rows.sum_weights();
        rows
    }

    /// Without covariates: one row for all votes of an ordered pair that ended alike.
    pub(super) fn of_tallies(selection: &Selection) -> Self {
        let mut rows = Self::default();
        let mut places = selection.counts().clone();
        let taken = places.taken();
        for (place, &(a, b, _)) in (0_u32..).zip(&taken) {
            *places.slot(a, b) = place;
            let end = 3 * (place + 1);
            rows.runs.push(Run { a, b, end });
        }
        rows.lay_out(selection, 0, true);
        rows.squares = vec![[0.0; BLOCK]; rows.points.len()];
        for vote in selection.iter() {
            let place = 3 * places.at(vote.a, vote.b) as usize + usize::from(vote.points);
            let weight = selection.weight(vote.row) * selection.factor(vote.a, vote.b);
            rows.points.as_flattened_mut()[place] = vote.points;
            rows.weights.as_flattened_mut()[place] += weight;
            rows.squares.as_flattened_mut()[place] += weight * weight;
        }
        rows.sum_weights();
        let votes = taken.iter().map(|&(_, _, votes)| f64::from(votes));
        rows.votes = votes.sum();
        rows
    }

    /// Room for the votes of `runs`.
    fn lay_out(&mut self, selection: &Selection, covariates: usize, has_weights: bool) {
        self.models = selection.models();
        self.covariates = covariates;
        self.len = self.runs.last().map_or(0, |run| run.end as usize);
        let blocks = self.len.div_ceil(BLOCK);
        self.columns = vec![[0.0; BLOCK]; blocks * covariates];
        self.points = vec![[0; BLOCK]; blocks];
        if has_weights {
            self.weights = vec![[0.0; BLOCK]; blocks];
        }
        let mut run = 0;
        for block in 0..blocks {
            while self.runs[run].end as usize <= block * BLOCK {
                run += 1;
            }
            self.first_runs.push(run);
        }
    }

    /// Each block from vote after vote to covariate after covariate.
    fn turn_blocks(&mut self) {
        let width = self.covariates.max(1);
        let turn = |votes: &mut Vec<f32>, block: &mut [[f32; BLOCK]]| {
            votes.clear();
            votes.extend_from_slice(block.as_flattened());
            for (column, values) in block.iter_mut().enumerate() {
                for (value, vote) in values.iter_mut().zip(votes.chunks_exact(width)) {
                    *value = vote[column];
                }
            }
        };
        if threads_for(self.len) == 1 {
            let mut votes = Vec::new();
            let blocks = self.columns.chunks_exact_mut(width);
            return blocks.for_each(|block| turn(&mut votes, block));
        }
        let blocks = self.columns.par_chunks_exact_mut(width);
        blocks.with_min_len(BLOCKS).for_each_init(Vec::new, turn);
    }

    fn sum_weights(&mut self) {
        self.votes = f64::from(self.runs.last().map_or(0, |run| run.end));
        self.weight = if !self.weights.is_empty() {
            self.weights.as_flattened().iter().sum()
        } else if self.factors.is_empty() {
            self.votes
        } else {
            let mut begin = 0;
            let runs = self.runs.iter().zip(&self.factors);
            runs.map(|(run, factor)| {
                let votes = f64::from(run.end - begin);
                begin = run.end;
                votes * factor
            })
            .sum()
        };
    }

    /// The runs that some blocks have votes of; there may be one more.
    pub(super) fn runs_of(&self, blocks: Range<usize>) -> Range<usize> {
        let first = |block: usize| self.first_runs.get(block).copied();
        match first(blocks.start) {
            Some(start) if !blocks.is_empty() => {
                start..first(blocks.end).map_or(self.runs.len(), |run| run + 1)
            }
            _ => 0..0,
        }
    }

    /// How many blocks there are.
    pub(super) fn blocks(&self) -> usize {
        self.points.len()
    }

    /// The runs in a block, each with its places there; together they are all its votes.
    pub(super) fn parts(&self, block: usize) -> impl Iterator<Item = (usize, Range<usize>)> {
        let (begin, first) = (block * BLOCK, self.first_runs[block]);
        let end = (begin + BLOCK).min(self.len);
        let mut from = begin;
        let runs = self.runs[first..].iter().zip(first..);
        runs.map_while(move |(run, index)| {
            let range = from - begin..(run.end as usize).min(end).max(begin) - begin;
            from = begin + range.end;
            (!range.is_empty()).then_some((index, range))
        })
    }

    /// Each run's models with the weight of the run.
    pub(super) fn links(&self, moments: &Moments) -> impl Iterator<Item = (usize, usize, f64)> {
        let runs = self.runs.iter().zip(&moments.links);
        runs.map(|(run, link)| (run.a as usize, run.b as usize, *link))
    }

    /// Twice the points of side A.
    pub(super) fn points(&self, block: usize) -> &[u8; BLOCK] {
        &self.points[block]
    }

    /// The covariates of a block.
    pub(super) fn columns(&self, block: usize) -> &[[f32; BLOCK]] {
        &self.columns[block * self.covariates..][..self.covariates]
    }

    /// Whether what a vote counts depends on its run alone.
    pub(super) fn has_factors(&self) -> bool {
        !self.factors.is_empty()
    }

    /// What the votes of a run count then.
    pub(super) fn factor(&self, run: usize) -> f64 {
        self.factors[run]
    }

    /// What each row counts, if that varies.
    pub(super) fn weights(&self, block: usize) -> Option<&[f64; BLOCK]> {
        self.weights.get(block)
    }

    /// Sums of squared weights, if they are not the squares of the weights.
    pub(super) fn squares(&self, block: usize) -> Option<&[f64; BLOCK]> {
        self.squares.get(block)
    }

    /// The rows of [`Self::of_tallies`] by unordered pair, sorted.
    pub(super) fn duels(&self) -> Vec<Duel> {
        let tally = |rows: &[f64]| Tally {
            first_wins: rows[2],
            second_wins: rows[0],
            halves: rows[1],
        };
        let weights = self.weights.as_flattened().chunks_exact(3);
        let rows = weights.zip(self.squares.as_flattened().chunks_exact(3));
        merged(
            self.runs
                .iter()
                .zip(rows)
                .map(|(run, (weights, squares))| Duel {
                    first: run.a as usize,
                    second: run.b as usize,
                    weights: tally(weights),
                    squares: tally(squares),
                }),
        )
    }
}
