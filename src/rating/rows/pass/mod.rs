//! Passes over all votes: slopes, second moments, the longest change of a predictor.
//!
//! ```text
//! eta_v = theta_a - theta_b + shift + sum over k of slope_k x_vk       p_v = sigma(eta_v)
//! e_v   = w_v (p_v - y_v)                                               y_v = points of side A, 0, 1/2 or 1
//! ```
//!
//! Block by block: the predictor is filled in run by run, since the models are the same in a run, then everything is
//! calculated vote by vote in vectors, and summed run by run. No sum is longer than a block before it goes into one
//! that keeps what rounding drops, so slopes need no second, more precise way.
//!
//! ```text
//! block      what is calculated of each vote in a block
//! slopes     sums of e, of e x; the largest predictor
//! moments    sums of weights, weights times x, weights times x x'
//! ```

mod block;
mod moments;
mod slopes;

use pulp::Arch;

use super::scales::Scale;
use super::sorted::Rows;
use crate::linear::Matrix;
pub(super) use block::residual;
pub(super) use moments::MomentPass;
use slopes::FarthestPass;
pub(super) use slopes::SlopePass;

/// A linear predictor, or a change of one.
#[derive(Clone, Debug)]
pub(super) struct Predictor<'a> {
    /// Of each model.
    pub(super) theta: &'a [f64],
    /// The same for every vote.
    pub(super) shift: f64,
    /// Per unit of each covariate as it is kept.
    pub(super) slopes: Vec<f64>,
}

/// First derivatives of the loss.
#[derive(Clone, Debug)]
pub(super) struct Slopes {
    /// By each model's log-odds.
    pub(super) theta: Vec<f64>,
    /// By the shift.
    pub(super) shift: f64,
    /// By each slope.
    pub(super) covariates: Vec<f64>,
}

/// What is summed over votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Second derivatives, `w p (1 - p)`.
    Curvature,
    /// Squared scores, `e^2`.
    Scores,
}

/// Sums over votes of a weight times products of what a vote's predictor is made of; covariates in units from their
/// origin.
#[derive(Clone, Debug)]
pub(super) struct Moments {
    /// The weight alone, of each run.
    pub(super) links: Vec<f64>,
    /// Covariate times model, +1 on side A and -1 on side B; a row per covariate.
    pub(super) cross: Matrix,
    /// Covariate alone.
    pub(super) sums: Vec<f64>,
    /// Covariate times covariate.
    pub(super) squares: Matrix,
}

/// First derivatives at a predictor.
pub(super) fn slopes(rows: &Rows, at: &Predictor) -> Slopes {
    Arch::new().dispatch(SlopePass { rows, at })
}

/// Second moments at a predictor.
pub(super) fn moments(rows: &Rows, at: &Predictor, scales: &[Scale], kind: Kind) -> Moments {
    Arch::new().dispatch(MomentPass {
        rows,
        at,
        scales,
        kind,
    })
}

/// The largest predictor of a vote.
pub(super) fn farthest(rows: &Rows, change: &Predictor) -> f64 {
    Arch::new().dispatch(FarthestPass { rows, change })
}
