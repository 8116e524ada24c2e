//! From a group of models that met to log-odds with intervals: which model is fitted, and where its intervals come from.

use super::FitError;
use super::bradley_terry::BradleyTerry;
use super::component::Method;
use super::duel::duels;
use super::fitted::Coefficient;
use super::graph::Group;
use super::intervals::{Bounds, Replicates};
use super::newton::{Optimum, minimise};
use super::options::{FitOptions, Intervals};
use super::solution::{Likelihood, Solution};
use super::ties::{self, Law};

/// Fits a strongly connected group (any group that met, under a ridge).
pub(super) trait Estimator: Sync {
    /// Whether such a group has a finite maximum.
    fn has_maximum(&self, _group: &Group) -> bool {
        true
    }

    /// The maximum and its uncertainty.
    ///
    /// # Errors
    ///
    /// [`FitError`] if there is none.
    fn solve(&self, group: &Group) -> Result<Solution, FitError>;

    /// The loss of a group: what a bootstrap fits. `None` if the method needs more than pair counts.
    fn loss(&self, _group: &Group) -> Option<Box<dyn Likelihood>> {
        None
    }

    /// The names of the parameters beside the models.
    fn extras(&self) -> Vec<String> {
        Vec::new()
    }

    /// The parameters beside the models with their intervals, given the variances of their estimates.
    fn coefficients(&self, fit: &GroupFit, options: &FitOptions) -> Vec<Coefficient> {
        let estimates = fit.solution.optimum.at.extra.iter().zip(fit.variances);
        let coefficient = |(name, (&estimate, &variance)): (String, (&f64, &f64))| {
            let error = variance.sqrt();
            let width = options.confidence_z * error;
            Coefficient {
                name,
                estimate,
                error,
                low: estimate - width,
                high: estimate + width,
            }
        };
        self.extras()
            .into_iter()
            .zip(estimates)
            .map(coefficient)
            .collect()
    }

    /// How a vote between two models of the solution can end.
    fn law(&self, _solution: &Solution) -> Law {
        Law::Logistic
    }
}

/// A group that was fitted.
pub(super) struct GroupFit<'a> {
    pub(super) group: &'a Group,
    pub(super) solution: &'a Solution,
    /// Variances of the parameters beside the models.
    pub(super) variances: &'a [f64],
}

/// Fits pair counts.
pub(super) struct OfPairs<'a>(pub(super) &'a FitOptions);

impl OfPairs<'_> {
    /// The loss of a group.
    pub(super) fn likelihood(&self, group: &Group) -> Box<dyn Likelihood> {
        let options = self.0;
        ties::likelihood(group, options).unwrap_or_else(|| {
            let duels = duels(group, options.ties, options.weighting);
            let loss = BradleyTerry::new(group.members.len(), duels, options.ridge);
            Box::new(loss.shrinking(options.shrink))
        })
    }

    /// The maximum alone.
    ///
    /// # Errors
    ///
    /// [`FitError`] if there is none.
    pub(super) fn minimum(&self, group: &Group) -> Result<Optimum, FitError> {
        minimise(&*self.likelihood(group), self.0.limits())
    }
}

impl Estimator for OfPairs<'_> {
    fn has_maximum(&self, group: &Group) -> bool {
        ties::has_maximum(group, self.0)
    }

    fn solve(&self, group: &Group) -> Result<Solution, FitError> {
        Solution::of(&*self.likelihood(group), self.0.limits())
    }

    fn coefficients(&self, fit: &GroupFit, options: &FitOptions) -> Vec<Coefficient> {
        ties::coefficient(fit, options).into_iter().collect()
    }

    fn law(&self, solution: &Solution) -> Law {
        ties::law(solution, self.0.ties)
    }

    fn loss(&self, group: &Group) -> Option<Box<dyn Likelihood>> {
        Some(self.likelihood(group))
    }
}

/// Figures of a group in log-odds above its mean.
#[derive(Clone, Debug)]
pub(super) struct Estimate {
    /// Infinite where there is no bound.
    pub(super) low: Vec<f64>,
    pub(super) high: Vec<f64>,
    pub(super) solution: Solution,
    pub(super) coefficients: Vec<Coefficient>,
    pub(super) law: Law,
    /// All votes of the group.
    pub(super) votes: u64,
    /// What the intervals were taken from, if from a bootstrap.
    pub(super) replicates: Option<Replicates>,
}

impl Estimate {
    /// Fits a group and draws its intervals.
    ///
    /// # Errors
    ///
    /// [`FitError`] if there is no fit.
    pub(super) fn of(method: &Method, group: &Group) -> Result<Self, FitError> {
        let (estimator, options) = (method.estimator, method.options);
        let solution = estimator.solve(group)?;
        let variances = match options.intervals {
            Intervals::Fisher => solution.model_based_variances(),
            _ => solution.variances(),
        };
        let models = solution.optimum.at.theta.len();
        let (of_models, of_extras) = variances.split_at(models.min(variances.len()));
        let bounds = Bounds::of(method, group, (&solution, of_models));
        let fit = GroupFit {
            group,
            solution: &solution,
            variances: of_extras,
        };
        Ok(Self {
            low: bounds.low,
            high: bounds.high,
            coefficients: estimator.coefficients(&fit, options),
            law: estimator.law(&solution),
            solution,
            votes: group.votes,
            replicates: bounds.replicates,
        })
    }
}
