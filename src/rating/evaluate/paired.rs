//! Mean losses of several methods on the same votes, and whether their differences are more than noise.
//!
//! The difference of two methods on one vote varies far less than either's loss, so it is its error that counts:
//!
//! ```text
//! error^2 = sum over clusters of (sum of d - mean of d)^2 / votes^2 * clusters / (clusters - 1)
//! ```
//!
//! where d is the difference on a vote and a cluster is a voter's votes, or each vote where voters are not known.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use crate::cell::Outcome;

/// What is known of a vote when it is scored.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vote {
    pub(super) outcome: Outcome,
    pub(super) voter: Option<u32>,
}

/// A method's mean loss.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loss {
    /// Per vote, in natural units of information.
    pub mean: f64,
    /// How much more that is than the least of all methods.
    pub behind: f64,
    /// The standard error of `behind`, from differences vote by vote: a method less than about 2 errors behind may be as good.
    /// Infinite if there is one vote (or voter) only.
    pub error: f64,
}

/// Sums of losses and of their products: all that means and errors of differences depend on.
#[derive(Clone, Debug)]
pub(super) struct Paired {
    methods: usize,
    /// Losses by method and, last, votes.
    sums: Vec<f64>,
    /// Of the sums of each cluster, by rows.
    products: Vec<f64>,
    clusters: f64,
    /// The row of each voter below.
    voters: HashMap<u32, usize, FxBuildHasher>,
    /// Sums of the voters, in order of first mention.
    open: Vec<f64>,
    /// A vote's losses, kept to be overwritten.
    row: Vec<f64>,
}

impl Paired {
    pub(super) fn new(methods: usize) -> Self {
        Self {
            methods,
            sums: vec![0.0; methods + 1],
            products: vec![0.0; (methods + 1) * (methods + 1)],
            clusters: 0.0,
            voters: HashMap::default(),
            open: Vec::new(),
            row: Vec::new(),
        }
    }

    /// One vote with the loss of each method.
    pub(super) fn add(&mut self, voter: Option<u32>, losses: impl Iterator<Item = f64>) {
        let mut row = std::mem::take(&mut self.row);
        row.clear();
        row.extend(losses);
        row.push(1.0);
        if let Some(voter) = voter {
            let next = self.voters.len();
            let place = *self.voters.entry(voter).or_insert(next);
            if place == next {
                self.open.resize((next + 1) * row.len(), 0.0);
            }
            let sums = self.open.chunks_exact_mut(row.len()).nth(place);
            for (sum, value) in sums.into_iter().flatten().zip(&row) {
                *sum += value;
            }
        } else {
            self.close(&row);
        }
        self.row = row;
    }

    fn close(&mut self, cluster: &[f64]) {
        self.clusters += 1.0;
        for (sum, value) in self.sums.iter_mut().zip(cluster) {
            *sum += value;
        }
        let rows = self.products.chunks_exact_mut(self.methods + 1);
        for (row, value) in rows.zip(cluster) {
            for (product, other) in row.iter_mut().zip(cluster) {
                *product += value * other;
            }
        }
    }

    /// The losses of all methods; `None` without votes.
    pub(super) fn losses(mut self) -> Option<Vec<Loss>> {
        for cluster in std::mem::take(&mut self.open).chunks_exact(self.methods + 1) {
            self.close(cluster);
        }
        let (votes, sums) = self.sums.split_last()?;
        if *votes == 0.0 {
            return None;
        }
        let means: Vec<f64> = sums.iter().map(|sum| sum / votes).collect();
        let places = means.iter().enumerate();
        let (best, least) = places.min_by(|one, other| one.1.total_cmp(other.1))?;
        let loss = |(method, &mean): (usize, &f64)| {
            let behind = mean - least;
            let mut contrast = vec![0.0; self.methods + 1];
            for (place, share) in [(method, 1.0), (best, -1.0), (self.methods, -behind)] {
                if let Some(entry) = contrast.get_mut(place) {
                    *entry += share;
                }
            }
            let error = if method == best {
                0.0
            } else {
                self.spread(&contrast) / votes
            };
            Loss {
                mean,
                behind,
                error,
            }
        };
        Some(means.iter().enumerate().map(loss).collect())
    }

    /// The standard error of a sum over clusters with mean 0.
    fn spread(&self, contrast: &[f64]) -> f64 {
        if self.clusters < 2.0 {
            return f64::INFINITY;
        }
        let rows = self.products.chunks_exact(self.methods + 1).zip(contrast);
        let square: f64 = rows
            .map(|(row, share)| {
                let inner = row
                    .iter()
                    .zip(contrast)
                    .map(|(product, other)| product * other);
                share * inner.sum::<f64>()
            })
            .sum();
        (square.max(0.0) * self.clusters / (self.clusters - 1.0)).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn losses(votes: &[(Option<u32>, [f64; 2])]) -> Vec<Loss> {
        let mut paired = Paired::new(2);
        for (voter, losses) in votes {
            paired.add(*voter, losses.iter().copied());
        }
        paired.losses().unwrap()
    }

    #[test]
    fn the_error_is_that_of_the_mean_difference() {
        let votes = [(None, [0.5, 0.9]), (None, [0.7, 0.8]), (None, [0.1, 0.4])];
        let [best, worse] = losses(&votes)[..] else {
            panic!()
        };
        assert!((best.mean - 1.3 / 3.0).abs() < 1e-15 && best.behind.abs() < 1e-15);
        assert!((worse.behind - 0.8 / 3.0).abs() < 1e-15);
        // Differences .4, .1, .3: variance .07 / 3 per vote.
        assert!(
            (worse.error - (0.07_f64 / 9.0).sqrt()).abs() < 1e-12,
            "{worse:?}"
        );
    }

    #[test]
    fn a_voter_is_one_observation() {
        let twice = [
            (Some(1), [0.5, 0.9]),
            (Some(2), [0.7, 0.8]),
            (Some(1), [0.5, 0.9]),
            (Some(2), [0.7, 0.8]),
        ];
        let once = [(None, [0.5, 0.9]), (None, [0.7, 0.8])];
        let (twice, once) = (losses(&twice), losses(&once));
        assert!((twice[1].error - once[1].error).abs() < 1e-12);
        let one = losses(&[(Some(1), [0.5, 0.9])]);
        assert!(one[1].error.is_infinite() && one[0].error == 0.0);
    }

    #[test]
    fn without_votes_there_is_no_loss() {
        assert!(Paired::new(2).losses().is_none());
        assert!(Paired::new(0).losses().is_none());
    }
}
