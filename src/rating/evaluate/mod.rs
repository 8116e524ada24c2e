//! Predictive honesty: how well each method foretells votes that it was not fitted to.
//!
//! ```text
//! split        which votes are learned from and which are foretold
//! rows         votes one by one, and parts of them
//! predictor    what a method is here
//! methods      boards of pair counts and Elo as predictors
//! row_methods  boards of votes one by one, with their side and covariates
//! paired       mean losses, and whether their differences are more than noise
//! calibration  how often what was said to be likely happened
//! report       the result
//! ```
//!
//! All methods are scored on the same votes: those that each of them could predict. A method that could predict none at all is
//! set aside.
//!
//! ```text
//! log-loss       mean of -ln P(the winner wins, given that someone does)      over decisive votes: comparable for all methods
//! Brier score    mean of (P(A wins, given that someone does) - 1 if A won)^2  over the same
//! three-way      mean of -ln P(what happened: A, B or a tie)                  over all votes
//! ```
//!
//! For a method that has no chances of ties, these are the share of ties in its training part (half a tie added), the
//! same for every pair; what is left is divided by its chances of a win. Even chances have a log-loss of ln 2 = 0.693. No chance
//! counts as less than 1e-12, so no vote costs more than 27.6. (Proper scores: Brier 1950; Gneiting and Raftery 2007.)
//!
//! With ties as half wins a rating says what share of the points is expected. Taken as the chance to win where someone wins
//! that is too timid, the more so the more ties there are; the calibration table shows by how much.

mod calibration;
mod methods;
mod paired;
mod predictor;
mod report;
mod row_methods;
mod rows;
mod split;

#[cfg(test)]
mod tests;

use rayon::prelude::*;

use super::cell::Outcome;
use super::comparisons::Comparisons;
use super::elo::EloOptions;
use super::options::FitOptions;
use super::ties::Probabilities;
use paired::Vote;
use report::Scores;
use rows::Rows;

pub use calibration::{Calibration, CalibrationBin, Tally as CalibrationTally};
pub use methods::standard_methods;
pub use paired::Loss;
pub use predictor::{Forecast, Predictor};
pub use report::{CompareReport, MethodReport, Score};
pub use row_methods::row_methods;
pub use split::Split;

/// How methods are compared.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareOptions {
    /// Which votes are learned from and which are foretold.
    pub split: Split,
    /// Of the method with a ridge, see [`FitOptions::ridge`].
    pub ridge: f64,
    /// Of Elo.
    pub elo: EloOptions,
    /// Of the others, as far as a method does not say otherwise.
    pub fit: FitOptions,
}

impl Default for CompareOptions {
    /// Five expanding folds in the order of the votes, a ridge of 1.
    fn default() -> Self {
        Self {
            split: Split::default(),
            ridge: 1.0,
            elo: EloOptions::default(),
            fit: FitOptions::default(),
        }
    }
}

/// Compares the methods of the engine on a site's votes. Depends on nothing but votes and options, to the last bit.
#[must_use]
pub fn compare(votes: &Comparisons, options: &CompareOptions) -> CompareReport {
    let mut methods = standard_methods(options);
    methods.extend(row_methods(votes.columns(), options));
    compare_methods(votes, &methods, options)
}

/// The same for any methods.
#[must_use]
pub fn compare_methods(
    votes: &Comparisons,
    methods: &[Box<dyn Predictor>],
    options: &CompareOptions,
) -> CompareReport {
    let rows = Rows::of(votes);
    let blocks = options.split.blocks(votes.len());
    let folds: Vec<Fold> = options
        .split
        .folds()
        .map(|fold| Fold::learned(fold, &blocks, &rows, methods, options.split))
        .collect();
    let mut scores = Scores::new(methods.len(), options.fit.confidence_z);
    for fold in &folds {
        fold.count(&rows, &mut scores);
    }
    let judges = scores.judges();
    for fold in &folds {
        fold.score(&rows, &judges, &mut scores);
    }
    let failures = folds.into_iter().flat_map(|fold| fold.failures).collect();
    scores.report(methods, failures, options.split)
}

/// What all methods learned from one part of the votes, and the votes that they foretell.
struct Fold {
    held_out: Vec<usize>,
    /// By method.
    forecasts: Vec<Option<Forecast>>,
    has_ties: Vec<bool>,
    failures: Vec<(usize, super::FitError)>,
    /// The share of ties in the training part.
    ties: f64,
}

impl Fold {
    fn learned(
        fold: usize,
        blocks: &[usize],
        rows: &Rows,
        methods: &[Box<dyn Predictor>],
        split: Split,
    ) -> Self {
        let of = |is_wanted: &dyn Fn(usize) -> bool| -> Vec<usize> {
            let places = blocks.iter().enumerate();
            places
                .filter_map(|(row, &block)| is_wanted(block).then_some(row))
                .collect()
        };
        let train = rows.part(of(&|block| split.learns(fold, block)).into_iter());
        let learned: Vec<_> = methods
            .par_iter()
            .map(|method| method.fit(&train))
            .collect();
        let (mut forecasts, mut failures) = (Vec::new(), Vec::new());
        for (method, learned) in learned.into_iter().enumerate() {
            match learned {
                Ok(forecast) => forecasts.push(Some(forecast)),
                Err(error) => {
                    failures.push((method, error));
                    forecasts.push(None);
                }
            }
        }
        Self {
            held_out: of(&|block| block == fold),
            forecasts,
            has_ties: methods.iter().map(|method| method.has_ties()).collect(),
            failures,
            ties: share_of_ties(&train),
        }
    }

    /// Which held-out votes each method can predict.
    fn count(&self, rows: &Rows, scores: &mut Scores) {
        for &row in &self.held_out {
            let vote = rows.at(row);
            let can_predict = |forecast: &Forecast| forecast(&vote).is_some();
            let forecasts = self.forecasts.iter();
            scores.count(forecasts.map(|one| one.as_ref().is_some_and(can_predict)));
        }
    }

    /// Scores the held-out votes that all judged methods can predict.
    fn score(&self, rows: &Rows, judges: &[usize], scores: &mut Scores) {
        let mut chances = Vec::with_capacity(judges.len());
        for &row in &self.held_out {
            let comparison = rows.at(row);
            chances.clear();
            let all = judges
                .iter()
                .map(|&method| self.chances(method, &comparison));
            chances.extend(all.map_while(|chances| chances));
            if chances.len() == judges.len() {
                let vote = Vote {
                    outcome: comparison.outcome,
                    voter: rows.voter(row),
                };
                scores.add(vote, &chances);
            }
        }
    }

    /// The three chances of a vote by one method.
    fn chances(&self, method: usize, vote: &super::Comparison) -> Option<Probabilities> {
        let chances = self.forecasts.get(method)?.as_ref()?(vote)?;
        if self.has_ties.get(method).copied()? {
            return Some(chances);
        }
        let win = chances.of_decisive();
        Some(Probabilities {
            a: (1.0 - self.ties) * win,
            tie: self.ties,
            b: (1.0 - self.ties) * (1.0 - win),
        })
    }
}

/// The share of ties and `both_bad`, with half a vote of each kind added so that neither share is 0.
fn share_of_ties(votes: &Comparisons) -> f64 {
    let is_tie = |outcome: &&Outcome| matches!(outcome, Outcome::Tie | Outcome::BothBad);
    let (mut ties, mut all) = (0.5, 1.0);
    for outcome in &votes.outcomes {
        all += 1.0;
        ties += f64::from(u8::from(is_tie(&outcome)));
    }
    ties / all
}
