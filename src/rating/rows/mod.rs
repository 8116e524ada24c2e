//! Boards of votes one by one: whatever pair counts cannot tell.
//!
//! ```text
//! contrast     from a number of each answer to a covariate
//! options      how such a board is fitted; presets of public boards
//! estimator    from a group of models to its fit
//! selection    the votes that a fit uses
//! slots        a number per ordered pair of models
//! sorted       used votes, sorted by pair, in blocks
//! scales       mean and spread of covariates
//! design       the parameters beside the models
//! loss         models, side effect, covariates as one likelihood
//! pass         its sums over all votes
//! lanes        sums in a fixed order, in vectors
//! logistic     the logistic curve, in vectors
//! identified   parameters that votes say nothing about
//! voters       scores summed by voter
//! ```
//!
//! Memory: 17 bytes a vote with four covariates (25 with weights) beside the columns of [`Comparisons`], which are 25 (33);
//! 8 more while scores are summed by voter. Without covariates nothing is kept by vote.

mod contrast;
mod design;
mod estimator;
mod identified;
mod lanes;
mod logistic;
mod loss;
mod options;
mod pass;
mod scales;
mod selection;
mod slots;
mod sorted;
mod voters;

#[cfg(test)]
mod tests;

pub use contrast::Contrast;
pub use options::{Penalty, RowOptions, Scaling, Style, StyleErrors};

use estimator::OfRows;

use super::component::Method;
use super::names::sorted;
use super::standing::fit_with;
use super::{BoardFit, Comparisons, FitError, Intervals, Ties, Warning, fit_board};

/// The name of the side effect among the coefficients.
pub const SIDE_EFFECT: &str = "side_a";

/// Fits a board to votes one by one: one [`super::Standing`] for each model in `models` or `votes`, and a
/// [`super::Coefficient`] for the side effect and each covariate that are asked for. Without either and without weights it
/// is [`super::fit_board`] of the counts.
///
/// Degenerate votes are results, as there. A parameter that no vote can tell apart from the models and the
/// parameters before it has no coefficient, and if some parameter has no finite maximum none has; both is said in
/// [`BoardFit::warnings`]. Side effect and coefficients are those of the core of the first component that has one; groups
/// that are rated apart take them as they are. One-sided bounds of models beyond a core are those at equal style, without a
/// side effect.
///
/// Equal votes in equal order give equal boards to the last bit, on any machine. In another order sums round
/// differently.
///
/// # Errors
///
/// [`FitError::NotConverged`] if Newton's method did not reach the tolerance within the allowed steps.
///
/// # Panics
///
/// With 2^32 or more votes.
pub fn fit_comparisons(
    votes: &Comparisons,
    models: &[String],
    options: &RowOptions,
) -> Result<BoardFit, FitError> {
    assert!(u32::try_from(votes.len()).is_ok(), "too many votes");
    let has_extras = options.side_effect || options.style.is_some();
    let is_clustered = options.by_voter || options.fit.intervals == Intervals::Clustered;
    if !has_extras && !is_clustered && !votes.columns().weights {
        return fit_board(votes.counts(), models, &options.fit);
    }
    let (options, mut warnings) = possible(votes, options.clone());
    let listed = models.iter().map(String::as_str);
    let board = sorted(listed.chain(votes.counts().models()));
    let estimator = &OfRows::new(votes, &board, &options);
    let method = Method {
        estimator,
        options: &options.fit,
    };
    let mut fit = fit_with(&method, votes.counts(), models)?;
    if let Some(shared) = estimator.shared() {
        let names = estimator.names().iter().zip(&shared.held);
        let held: Vec<&String> = names
            .filter(|(_, held)| **held)
            .map(|(name, _)| name)
            .collect();
        fit.coefficients
            .retain(|row| !shared.are_unbounded && !held.contains(&&row.name));
        warnings.extend(held.into_iter().cloned().map(Warning::Unidentified));
        if shared.are_unbounded {
            warnings.push(Warning::UnboundedCoefficients);
        }
    }
    fit.warnings.extend(warnings);
    Ok(fit)
}

/// What can be done of what is asked for, and what cannot.
fn possible(votes: &Comparisons, mut options: RowOptions) -> (RowOptions, Vec<Warning>) {
    let mut warnings = Vec::new();
    let is_clustered = options.by_voter || options.fit.intervals == Intervals::Clustered;
    if is_clustered && !votes.columns().voters {
        options.by_voter = false;
        if options.fit.intervals == Intervals::Clustered {
            options.fit.intervals = Intervals::Sandwich;
        }
        warnings.push(Warning::VotersUnknown);
    }
    if matches!(options.fit.intervals, Intervals::Bootstrap { .. }) {
        options.fit.intervals = Intervals::Sandwich;
        warnings.push(Warning::NotResampled);
    }
    if matches!(options.fit.ties, Ties::Davidson | Ties::RaoKupper) {
        options.fit.ties = Ties::Half;
        warnings.push(Warning::TiesAreHalves);
    }
    (options, warnings)
}
