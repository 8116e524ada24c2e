//! The rating engine: counts of votes in, numbers out. No I/O, no clock, no chance, no SQL.
//!
//! The model is Bradley-Terry: `P(i beats j) = sigma(theta_i - theta_j)`, ties and `both_bad` are half a win each,
//! `rating = 1000 + 400 / ln 10 * theta`. Formulas: Hunter (2004), MM algorithms for generalized Bradley-Terry models;
//! White (1982) for the sandwich; Ford (1957) for when a maximum exists.
//!
//! ```text
//! cell           the votes of one pair
//! counts         votes -> PairCounts, the only thing that a board depends on
//! comparisons    votes one by one, as columns, where counts do not suffice
//! pair_index     where the votes of a pair are kept; pairs in the order of their models
//! options        how a board is fitted
//! parallel       numbered parts of work, done by several threads
//! graph          who met and who scored: weak and strong components
//! duel           the votes of two models as terms of the likelihood
//! bradley_terry  the loss of the default model
//! newton         its minimum, and that of every other model
//! sum            sums that keep what rounding drops
//! ties           laws of ties, with a parameter beside the models
//! border         second derivatives: a Laplacian with a border of parameters
//! linear         the linear algebra of it
//! solution       a minimum with its uncertainty (sandwich)
//! estimate       log-odds with intervals for a group of models
//! merged         duels from several places
//! rows           votes one by one: side effect, covariates, errors by voter
//! composite      several sources of votes, each with a weight
//! fitted         the core as it was fitted: differences, coefficients
//! differences    all differences of a core with their errors, apart from the fit
//! intervals      bootstrap, simultaneous and anytime-valid intervals, ranks, chances, votes needed
//! one_sided      bounds for models whose maximum is infinite
//! component      core, above, below, apart: what can be said within one weak component
//! standing       the board: a status and figures for every model
//! slices         counts of all categories from one pass over the votes, and their boards
//! stability      the fewest votes without which two models swap their places
//! intransitivity how much of the votes no ranking explains
//! live           a board that votes move one by one: previews, and what is published
//! taste          one voter's ratings, shrunk towards a board
//! elo            Elo online, for a ticker
//! evaluate       how well each method foretells held-out votes
//! rank           rank ranges from intervals
//! ranking        best first, ranked within components
//! share          the interval of an observed share
//! warning        what a fit did otherwise than asked
//! scale          log-odds <-> rating points
//! ```
//!
//! Refuses to: invent a number. There is no NaN, and but for `taste` (what one voter likes) no prior that was
//! not asked for; what has no finite maximum says so in its [`Status`], and a fit that does not converge is a [`FitError`].

mod border;
#[doc = include_str!("METHODOLOGY.md")]
#[expect(
    clippy::doc_markdown,
    reason = "the page has names of programs that are no code"
)]
pub mod methodology {}

mod bradley_terry;
mod cell;
mod comparisons;
mod component;
mod composite;
mod counts;
mod covariates;
mod differences;
mod duel;
mod elo;
mod estimate;
mod evaluate;
mod fitted;
mod graph;
mod intervals;
mod intransitivity;
mod linear;
mod live;
mod merged;
mod names;
mod newton;
mod one_sided;
mod options;
mod pair_index;
mod parallel;
mod rank;
mod ranking;
mod rows;
mod scale;
mod share;
mod slices;
mod solution;
mod stability;
mod standing;
mod sum;
mod taste;
mod ties;
mod warning;

#[cfg(test)]
mod coverage;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod laws;

pub use cell::{Outcome, PairCell, SelfPlay};
pub use comparisons::{BadRow, Columns, Comparison, Comparisons};
pub use composite::{COMPOSITE_RIDGE, Source, fit_composite};
pub use counts::{ModelIndex, PairCounts};
pub use differences::Differences;
pub use elo::{ELO_METHOD, EloOptions, EloRating, elo};
pub use evaluate::{
    Calibration, CalibrationBin, CalibrationTally, CompareOptions, CompareReport, Forecast, Loss,
    MethodReport, Predictor, Score, Split, compare, compare_methods, row_methods, standard_methods,
};
pub use fitted::{Coefficient, Difference, Fitted};
pub use intervals::{
    Draws, Lead, Neighbours, RankSpread, Separation, e_benjamini_hochberg, leads, ln_e_value,
    separation, simultaneous_ranks,
};
pub use intransitivity::{Intransitivity, intransitivity, triangle_share};
pub use live::{LiveBoard, Preview};
pub use names::by_id;
pub use options::{FitOptions, Intervals, Ties, Weighting, ridge_of_logistic_regression};
pub use rank::{Interval, RankRange, rank_ranges};
pub use ranking::{ranking, ranks};
pub use rows::{
    Contrast, Penalty, RowOptions, SIDE_EFFECT, Scaling, Style, StyleErrors, fit_comparisons,
};
pub use scale::{MEAN_RATING, RATING_PER_LOG_ODDS, expected_score};
pub use share::wilson;
pub use slices::SliceCounts;
pub use stability::{Flip, Fragility, Removed, Stability, fragility};
pub use standing::{BoardFit, Standing, Status, fit_board, fit_thetas, tallies};
pub use taste::{Liking, TASTE_SPREAD, Taste, TasteOptions, taste};
pub use ties::Probabilities;
pub use warning::Warning;

/// Why a board could not be fitted.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum FitError {
    /// The maximum was not reached: too few steps were allowed, or counts beyond all that random trials with up to
    /// 2^53 votes per pair came across.
    #[error("the fit did not converge in {iterations} steps (gradient {gradient:e} votes)")]
    NotConverged {
        /// The largest first derivative of the log-likelihood at the end, in votes.
        gradient: f64,
        /// Newton steps taken.
        iterations: usize,
    },
}
