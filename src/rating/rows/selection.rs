//! The votes that a fit of some models uses: both models are among them, and the outcome says something.
//!
//! Votes against models beyond a core are not among them. They say nothing about the core's log-odds, and nothing about
//! side effect and covariates either: where the maximum is, such a model is infinitely far away, its votes have
//! probability 1 whatever the other parameters are, and drop out of the likelihood.

use std::ops::Range;

use super::slots::Slots;
use crate::parallel::{at_once, threads_for};
use crate::scale::real;
use crate::{Comparisons, Outcome, Ties, Weighting};

/// A used vote.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vote {
    /// Its place in the columns of all votes.
    pub(super) row: usize,
    /// The model on side A, by its position among the fitted ones.
    pub(super) a: u32,
    /// The model on side B.
    pub(super) b: u32,
    /// Twice the points of side A.
    pub(super) points: u8,
}

/// The votes that a fit uses.
#[derive(Clone, Debug)]
pub(super) struct Selection<'a> {
    pub(super) votes: &'a Comparisons,
    /// Of each model by its number in `votes`: its position among the fitted ones, if it is one.
    places: Vec<Option<u32>>,
    models: usize,
    ties: Ties,
    weighting: Weighting,
    /// Used votes of each ordered pair.
    counts: Slots,
}

impl<'a> Selection<'a> {
    /// Of the models that have places, numbered from 0.
    pub(super) fn new(
        votes: &'a Comparisons,
        places: Vec<Option<u32>>,
        ties: Ties,
        weighting: Weighting,
    ) -> Self {
        let models = places.iter().flatten().count();
        let mut selection = Self {
            votes,
            places,
            models,
            ties,
            weighting,
            counts: Slots::new(0),
        };
        let rows = votes.len();
        let threads = threads_for(rows);
        let share = rows.div_ceil(threads);
        let begins = (0..threads).map(|thread| rows.min(thread * share));
        let shares: Vec<_> = begins.map(|begin| begin..rows.min(begin + share)).collect();
        let counts = at_once(&shares, |rows| selection.count(rows.clone()));
        let counts = counts.into_iter().reduce(Slots::plus);
        selection.counts = counts.unwrap_or_else(|| Slots::new(models));
        selection
    }

    /// Used votes of each ordered pair among these.
    fn count(&self, rows: Range<usize>) -> Slots {
        let mut counts = Slots::new(self.models);
        for vote in self.within(rows) {
            *counts.slot(vote.a, vote.b) += 1;
        }
        counts
    }

    /// How many models there are.
    pub(super) fn models(&self) -> usize {
        self.models
    }

    /// Used votes of each ordered pair.
    pub(super) fn counts(&self) -> &Slots {
        &self.counts
    }

    /// Whether some votes count more than others.
    pub(super) fn is_weighted(&self) -> bool {
        !self.votes.weights.is_empty() || self.weighting != Weighting::Equal
    }

    /// What a vote of this pair counts, beside its own weight.
    pub(super) fn factor(&self, a: u32, b: u32) -> f64 {
        match self.weighting {
            Weighting::Equal => 1.0,
            Weighting::InversePairCount { .. } => {
                let votes = u64::from(self.counts.at(a, b)) + u64::from(self.counts.at(b, a));
                self.weighting.of_vote(real(votes))
            }
        }
    }

    /// The own weight of a vote.
    pub(super) fn weight(&self, row: usize) -> f64 {
        self.votes.weights.get(row).copied().unwrap_or(1.0)
    }

    /// The used votes, in the order in which they came.
    pub(super) fn iter(&self) -> impl Iterator<Item = Vote> {
        self.within(0..self.votes.len())
    }

    /// Those among some votes.
    fn within(&self, rows: Range<usize>) -> impl Iterator<Item = Vote> {
        let votes = self.votes.rows_of(rows.clone());
        rows.zip(votes)
            .filter_map(|(row, (a, b, outcome))| self.used(row, a, b, outcome))
    }

    /// A vote by its place in the columns, if it is used.
    pub(super) fn vote(&self, row: usize) -> Option<Vote> {
        let votes = self.votes;
        let (a, b) = (votes.a.get(row)?, votes.b.get(row)?);
        self.used(row, *a, *b, *votes.outcomes.get(row)?)
    }

    fn used(&self, row: usize, a: u32, b: u32, outcome: Outcome) -> Option<Vote> {
        let points = match outcome {
            Outcome::A => 2,
            Outcome::B => 0,
            Outcome::Tie | Outcome::BothBad if self.ties == Ties::Drop => return None,
            Outcome::Tie | Outcome::BothBad => 1,
        };
        let place = |model: u32| self.places.get(model as usize).copied().flatten();
        Some(Vote {
            row,
            a: place(a)?,
            b: place(b)?,
            points,
        })
    }
}
