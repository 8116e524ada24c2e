//! From a group of models that met to log-odds with intervals: which model is fitted, and where its intervals come from.

use super::FitError;
use super::bradley_terry::BradleyTerry;
use super::duel::duels;
use super::graph::Group;
use super::newton::{Optimum, minimise};
use super::options::{FitOptions, Intervals};
use super::solution::Solution;

/// Fits a strongly connected group (any group that met, under a ridge).
pub(super) trait Estimator {
    /// The maximum and its uncertainty.
    ///
    /// # Errors
    ///
    /// [`FitError`] if there is none.
    fn solve(&self, group: &Group) -> Result<Solution, FitError>;

    /// The names of the parameters beside the models.
    fn extras(&self) -> Vec<String> {
        Vec::new()
    }
}

/// Fits pair counts.
pub(super) struct OfPairs<'a>(pub(super) &'a FitOptions);

impl OfPairs<'_> {
    fn bradley_terry(&self, group: &Group) -> BradleyTerry {
        let options = self.0;
        let duels = duels(group, options.ties, options.weighting);
        BradleyTerry::new(group.members.len(), duels, options.ridge).shrinking(options.shrink)
    }

    /// The maximum alone.
    ///
    /// # Errors
    ///
    /// [`FitError`] if there is none.
    pub(super) fn minimum(&self, group: &Group) -> Result<Optimum, FitError> {
        minimise(&self.bradley_terry(group), self.0.limits())
    }
}

impl Estimator for OfPairs<'_> {
    fn solve(&self, group: &Group) -> Result<Solution, FitError> {
        Solution::of(&self.bradley_terry(group), self.0.limits())
    }
}

/// Figures of a group in log-odds above its mean.
#[derive(Clone, Debug)]
pub(super) struct Estimate {
    pub(super) low: Vec<f64>,
    pub(super) high: Vec<f64>,
    pub(super) solution: Solution,
}

impl Estimate {
    /// Fits a group and draws its intervals.
    ///
    /// # Errors
    ///
    /// [`FitError`] if there is no fit.
    pub(super) fn of(
        estimator: &dyn Estimator,
        group: &Group,
        options: &FitOptions,
    ) -> Result<Self, FitError> {
        let solution = estimator.solve(group)?;
        let variances = match options.intervals {
            Intervals::Sandwich | Intervals::Clustered => solution.variances(),
            Intervals::Fisher => solution.model_based_variances(),
        };
        let theta = &solution.optimum.at.theta;
        let (low, high) = theta
            .iter()
            .zip(variances)
            .map(|(theta, variance)| {
                let width = options.confidence_z * variance.sqrt();
                (theta - width, theta + width)
            })
            .unzip();
        Ok(Self {
            low,
            high,
            solution,
        })
    }
}
