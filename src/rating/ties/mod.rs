//! Ties as an outcome of their own: two laws with one parameter beside the models.
//!
//! ```text
//! law           the chances of a win, a tie and a loss, and what a fit is summed from
//! davidson      Davidson (1970)
//! rao_kupper    Rao and Kupper (1967)
//! model         either of them as a loss over pair counts
//! existence     when there is a maximum
//! coefficient   the parameter on its natural scale, with an interval
//! ```
//!
//! Both stretch the scale. With ties as half wins a difference of ratings says what share of the points is expected; here it
//! says what chance a win has against a loss, and ties between near equals do not pull models together. Never mix scales on
//! one board.
//!
//! With no ties at all the parameter lies at its boundary, 0, where both laws are Bradley-Terry; that is what is fitted
//! then. With nothing but ties there is no maximum, and no rating is given.

mod coefficient;
mod davidson;
mod existence;
mod law;
mod model;
mod rao_kupper;

#[cfg(test)]
mod tests;

use statrs::distribution::{ContinuousCDF, Normal};

use super::duel::duels;
use super::estimate::GroupFit;
use super::fitted::Coefficient;
use super::graph::Group;
use super::options::{FitOptions, Ties};
use super::solution::{Likelihood, Solution};
use davidson::Davidson;
use law::TieLaw;
use model::TieModel;
use rao_kupper::RaoKupper;

pub(crate) use law::Law;
pub use law::Probabilities;

/// Whether a strongly connected group (any group that met, under a ridge) has a finite maximum.
pub(crate) fn has_maximum(group: &Group, options: &FitOptions) -> bool {
    match options.ties {
        Ties::Half | Ties::Drop => true,
        Ties::Davidson | Ties::RaoKupper => existence::has_maximum(group, options.ridge.is_some()),
    }
}

/// The loss of a group under the law that is asked for; `None` if it is a matter of Bradley-Terry: no law is asked for, or there
/// are no ties.
pub(crate) fn likelihood(group: &Group, options: &FitOptions) -> Option<Box<dyn Likelihood>> {
    if matches!(options.ties, Ties::Half | Ties::Drop)
        || group.pairs.iter().all(|pair| pair.cell.halves() == 0)
    {
        return None;
    }
    let models = group.members.len();
    let duels = duels(group, options.ties, options.weighting).collect();
    if options.ties == Ties::Davidson {
        return Some(Box::new(TieModel::<Davidson>::new(models, duels, options)));
    }
    Some(Box::new(TieModel::<RaoKupper>::new(models, duels, options)))
}

/// The parameter of the law that was asked for, if one was.
pub(crate) fn coefficient(fit: &GroupFit, options: &FitOptions) -> Option<Coefficient> {
    match options.ties {
        Ties::Half | Ties::Drop => None,
        Ties::Davidson => Some(coefficient_of::<Davidson>(fit, options)),
        Ties::RaoKupper => Some(coefficient_of::<RaoKupper>(fit, options)),
    }
}

fn coefficient_of<L: TieLaw>(fit: &GroupFit, options: &FitOptions) -> Coefficient {
    let at = &fit.solution.optimum.at;
    if let Some((&parameter, &variance)) = at.extra.first().zip(fit.variances.first()) {
        return coefficient::fitted::<L>(parameter, variance, options);
    }
    let duels: Vec<_> = duels(fit.group, options.ties, options.weighting).collect();
    let tail = Normal::standard().sf(options.confidence_z);
    coefficient::without_ties::<L>(&duels, &at.theta, tail)
}

/// How a vote between two models of a solution can end.
pub(crate) fn law(solution: &Solution, ties: Ties) -> Law {
    match (ties, solution.optimum.at.extra.first()) {
        (Ties::Davidson, Some(&parameter)) => Davidson::law(parameter),
        (Ties::RaoKupper, Some(&parameter)) => RaoKupper::law(parameter),
        _ => Law::Logistic,
    }
}
