//! The covariance of a fit as a whole: standard errors of all differences, and draws.

use super::normal::Normal;
use crate::linear::Matrix;
use crate::solution::Solution;

/// A variance of a difference that is below this part of the variances of its ends has lost digits, and is summed anew.
const CANCELLED: f64 = 1e-6;

/// What a covariance is calculated from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The scatter of the scores: the sandwich.
    Scores,
    /// The model alone: the inverse of the information.
    Model,
}

/// Standard errors of all differences, in log-odds.
#[derive(Debug)]
pub(crate) struct Spread<'a> {
    solution: &'a Solution,
    covariance: Matrix,
    /// Its diagonal.
    variances: Vec<f64>,
    source: Source,
}

impl<'a> Spread<'a> {
    pub(crate) fn new(solution: &'a Solution, source: Source) -> Self {
        let covariance = match source {
            Source::Scores => solution.covariance(),
            Source::Model => solution.bread.clone(),
        };
        let diagonal = |place| covariance.at(place, place);
        Self {
            solution,
            variances: (0..covariance.rows()).map(diagonal).collect(),
            covariance,
            source,
        }
    }

    /// The estimates.
    pub(crate) fn thetas(&self) -> &[f64] {
        &self.solution.optimum.at.theta
    }

    /// The standard error of the difference of two models.
    pub(crate) fn error(&self, first: usize, second: usize) -> f64 {
        let at = |place: usize| self.variances.get(place).copied().unwrap_or_default();
        let ends = at(first) + at(second);
        let variance = ends - 2.0 * self.covariance.at(second, first);
        if variance < CANCELLED * ends && self.source == Source::Scores {
            return self.solution.variance_of_difference(first, second).sqrt();
        }
        variance.max(0.0).sqrt()
    }

    /// The standard error of a model towards the mean of all.
    pub(crate) fn own_error(&self, model: usize) -> f64 {
        let variance = self.variances.get(model).copied();
        variance.unwrap_or_default().max(0.0).sqrt()
    }

    /// The law of the log-odds around the estimate.
    pub(crate) fn normal(&self, seed: u64) -> Normal {
        Normal::new(&self.covariance, self.thetas().len(), seed)
    }
}

/// The standard error of the difference of two models, without the whole covariance.
pub(crate) fn error_of_difference(
    solution: &Solution,
    source: Source,
    [first, second]: [usize; 2],
) -> f64 {
    let at = |i, j| solution.bread.at(i, j);
    let variance = match source {
        Source::Scores => solution.variance_of_difference(first, second),
        Source::Model => at(first, first) + at(second, second) - 2.0 * at(first, second),
    };
    variance.max(0.0).sqrt()
}
