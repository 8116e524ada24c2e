//! The core of a board's main component as it was fitted: for questions that a row per model does not answer.

use super::scale::RATING_PER_LOG_ODDS;
use super::solution::Solution;

/// A parameter beside the models, with its interval: a tie parameter, a side effect, a coefficient.
#[derive(Clone, Debug, PartialEq)]
pub struct Coefficient {
    /// What it belongs to.
    pub name: String,
    /// The maximum-likelihood estimate.
    pub estimate: f64,
    /// Its standard error, in its own units.
    pub error: f64,
    /// Lower bound of the interval.
    pub low: f64,
    /// Upper bound of the interval.
    pub high: f64,
}

/// An estimate with its interval, in rating points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The first model's rating minus the second's.
    pub estimate: f64,
    /// Its standard error. Not that of two independent ratings: models that met often are known better towards each other.
    pub error: f64,
}

/// The models that share the main scale with finite ratings, and their joint uncertainty.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// Model ids, sorted.
    models: Vec<String>,
    pub(crate) solution: Solution,
}

impl Fitted {
    pub(crate) fn new(models: Vec<String>, solution: Solution) -> Self {
        Self { models, solution }
    }

    /// The models, sorted by id; other figures come in this order.
    #[must_use]
    pub fn models(&self) -> &[String] {
        &self.models
    }

    /// Log-odds of each model above the mean.
    #[must_use]
    pub fn thetas(&self) -> &[f64] {
        &self.solution.optimum.at.theta
    }

    /// The difference of two models by the sandwich, the same whatever the scale is fixed to. `None` if one of them is not here.
    #[must_use]
    pub fn difference(&self, first: &str, second: &str) -> Option<Difference> {
        let place = |model: &str| {
            self.models
                .binary_search_by(|name| name.as_str().cmp(model))
                .ok()
        };
        let (first, second) = (place(first)?, place(second)?);
        let thetas = self.thetas();
        Some(Difference {
            estimate: RATING_PER_LOG_ODDS * (thetas.get(first)? - thetas.get(second)?),
            error: RATING_PER_LOG_ODDS * self.solution.variance_of_difference(first, second).sqrt(),
        })
    }
}
