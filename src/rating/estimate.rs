//! From a group of models that met to log-odds with intervals: which model is fitted, and where its intervals come from.

use super::FitError;
use super::bradley_terry::BradleyTerry;
use super::component::Method;
use super::duel::{Duel, duels};
use super::graph::Group;
use super::intervals::{Bounds, Replicates};
use super::newton::{Optimum, minimise};
use super::options::FitOptions;
use super::solution::{Likelihood, Solution};

/// Fits a strongly connected group (any group that met, under a ridge).
pub(super) trait Estimator: Sync {
    /// The maximum and its uncertainty.
    ///
    /// # Errors
    ///
    /// [`FitError`] if there is none.
    fn solve(&self, group: &Group) -> Result<Solution, FitError>;

    /// The loss of these duels among so many models: what a bootstrap fits. `None` if the method needs more than pair counts.
    fn loss(&self, _models: usize, _duels: Vec<Duel>) -> Option<Box<dyn Likelihood + '_>> {
        None
    }

    /// The names of the parameters beside the models.
    fn extras(&self) -> Vec<String> {
        Vec::new()
    }
}

/// Fits pair counts.
pub(super) struct OfPairs<'a>(pub(super) &'a FitOptions);

impl OfPairs<'_> {
    fn bradley_terry(&self, group: &Group) -> BradleyTerry {
        let duels = duels(group, self.0.ties, self.0.weighting);
        self.bradley_terry_of(group.members.len(), duels)
    }

    fn bradley_terry_of(&self, models: usize, duels: Vec<Duel>) -> BradleyTerry {
        BradleyTerry::new(models, duels, self.0.ridge).shrinking(self.0.shrink)
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

    fn loss(&self, models: usize, duels: Vec<Duel>) -> Option<Box<dyn Likelihood + '_>> {
        Some(Box::new(self.bradley_terry_of(models, duels)))
    }
}

/// Figures of a group in log-odds above its mean.
#[derive(Clone, Debug)]
pub(super) struct Estimate {
    /// Infinite where there is no bound.
    pub(super) low: Vec<f64>,
    pub(super) high: Vec<f64>,
    pub(super) solution: Solution,
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
        let solution = method.estimator.solve(group)?;
        let bounds = Bounds::of(method, group, &solution);
        Ok(Self {
            low: bounds.low,
            high: bounds.high,
            solution,
            votes: group.votes,
            replicates: bounds.replicates,
        })
    }
}
