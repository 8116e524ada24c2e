//! The intervals of a group of models, from wherever the options want them.

use super::anytime;
use super::bootstrap::{Plan, Replicates, replicates};
use super::max_t::{self, Chance};
use super::quantile::{self, tail};
use super::spread::{Source, Spread};
use crate::component::Method;
use crate::graph::Group;
use crate::options::Intervals;
use crate::scale::real;
use crate::solution::Solution;

/// Bounds of each model, in log-odds; infinite where there is none.
#[derive(Clone, Debug)]
pub(crate) struct Bounds {
    pub(crate) low: Vec<f64>,
    pub(crate) high: Vec<f64>,
    /// What they were taken from, if from a bootstrap.
    pub(crate) replicates: Option<Replicates>,
}

impl Bounds {
    /// The intervals of a fitted group, whose models have these variances.
    pub(crate) fn of(
        method: &Method,
        group: &Group,
        (solution, variances): (&Solution, &[f64]),
    ) -> Self {
        let z = method.options.confidence_z;
        let widths: Vec<f64> = match method.options.intervals {
            Intervals::Sandwich | Intervals::Fisher | Intervals::Clustered => times(z, variances),
            Intervals::Simultaneous { draws, seed } => {
                let chance = Chance {
                    draws,
                    seed,
                    confidence_z: z,
                };
                let spread = Spread::new(solution, Source::Scores);
                times(max_t::of_models(&spread, chance), variances)
            }
            Intervals::AnytimeValid { tuned_votes } => {
                let votes = real(tuned_votes);
                let width = |&variance: &f64| anytime::half_width(variance.sqrt(), votes, z);
                variances.iter().map(width).collect()
            }
            Intervals::Bootstrap { rounds, seed } => {
                let plan = Plan { rounds, seed };
                if let Some(replicates) = replicates(method, group, solution, plan) {
                    return Self::percentiles(replicates, z);
                }
                times(z, variances)
            }
        };
        Self::around(&solution.optimum.at.theta, &widths)
    }

    fn around(thetas: &[f64], widths: &[f64]) -> Self {
        let bounds = thetas.iter().zip(widths);
        let (low, high) = bounds
            .map(|(theta, width)| (theta - width, theta + width))
            .unzip();
        let replicates = None;
        Self {
            low,
            high,
            replicates,
        }
    }

    fn percentiles(replicates: Replicates, confidence_z: f64) -> Self {
        let values = &replicates.values;
        let tail = tail(confidence_z);
        let (low, high) = (0..values.rows())
            .map(|model| quantile::bounds(values.row(model), tail))
            .unzip();
        let replicates = Some(replicates);
        Self {
            low,
            high,
            replicates,
        }
    }
}

fn times(z: f64, variances: &[f64]) -> Vec<f64> {
    variances
        .iter()
        .map(|variance| z * variance.sqrt())
        .collect()
}
