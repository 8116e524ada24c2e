//! The rating engine: counts of votes in, numbers out. No I/O, no clock, no chance, no SQL.
//!
//! The model is Bradley-Terry: `P(i beats j) = sigma(theta_i - theta_j)`, ties and `both_bad` are half a win each,
//! `rating = 1000 + 400 / ln 10 * theta`. Formulas: Hunter (2004), MM algorithms for generalized Bradley-Terry models;
//! White (1982) for the sandwich; Ford (1957) for when a maximum exists.
//!
//! ```text
//! counts         votes -> PairCounts, the only thing that a board depends on
//! graph          who met and who scored: weak and strong components
//! duel           the votes of two models as terms of the likelihood
//! bradley_terry  maximum likelihood on one strong component (damped Newton)
//! laplacian      the linear algebra of it
//! sandwich       standard errors
//! one_sided      bounds for models whose maximum is infinite
//! component      core, above, below, apart: what can be said within one weak component
//! standing       the board: a status and figures for every model
//! rank           rank ranges from intervals
//! ranking        best first, ranked within components
//! scale          log-odds <-> rating points
//! ```
//!
//! Refuses to: invent a number. There is no prior, no ridge and no NaN; what has no finite maximum says so in its
//! [`Status`], and a fit that does not converge is a [`FitError`].

mod bradley_terry;
mod component;
mod counts;
mod duel;
mod graph;
mod laplacian;
#[cfg_attr(
    not(test),
    expect(dead_code, unused_imports, reason = "callers move over next")
)]
mod linear;
mod one_sided;
mod rank;
mod ranking;
mod sandwich;
mod scale;
mod standing;

#[cfg(test)]
mod golden;
#[cfg(test)]
mod laws;

pub use counts::{Outcome, PairCell, PairCounts, SelfPlay};
pub use rank::{Interval, RankRange, rank_ranges};
pub use ranking::{ranking, ranks};
pub use scale::{MEAN_RATING, RATING_PER_LOG_ODDS, expected_score};
pub use standing::{BoardFit, Standing, Status, fit_board};

/// How a board is fitted. The defaults are those of the public boards.
#[derive(Clone, Debug, PartialEq)]
pub struct FitOptions {
    /// Newton steps allowed per fit.
    pub max_iterations: usize,
    /// A fit ends with the first step that changes no pair's log-odds by more than this. Newton's method squares
    /// its error, so what remains after that step is far smaller.
    pub tolerance: f64,
    /// Half width of intervals in standard errors. One-sided bounds use the same probability per side.
    pub confidence_z: f64,
    /// Models with fewer votes than this are provisional.
    pub provisional_votes: u64,
}

impl Default for FitOptions {
    /// 95% intervals, 50 votes to leave the provisional state.
    fn default() -> Self {
        Self {
            max_iterations: 200,
            tolerance: 1e-10,
            confidence_z: 1.959_963_984_540_054,
            provisional_votes: 50,
        }
    }
}

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
