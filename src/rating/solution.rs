//! A maximum with all that its uncertainty is calculated from.
//!
//! Standard errors by the sandwich V = B M B, in the gauge where the fitted models have mean 0. B, the bread, is the inverse
//! of the second derivatives; M, the meat, the sum of squared scores. Where scores are those of pairs alone,
//!
//! ```text
//! V_kk = sum over pairs of m_ij (B_ki - B_kj)^2            a sum of squares: it cannot come out negative
//! ```
//!
//! With parameters beside the models M has a border C (mixed terms) and E (of the parameters), as the second derivatives have
//! (see [`super::border`]); with b the models' and y the parameters' part of row k that adds `2 y' C b + y' E y`.

use super::FitError;
use super::border::{Curvature, add_scaled};
use super::linear::{self, Matrix};
use super::newton::{Limits, Loss, Optimum, Point, minimise};

/// A loss that is minus a log-likelihood of votes, so that its scores have a variance.
pub(crate) trait Likelihood: Loss {
    /// The sum of squared scores.
    fn meat(&self, at: &Point) -> Meat;

    /// The second derivatives that errors are calculated from.
    fn curvature_for_errors(&self, at: &Point) -> Curvature {
        self.curvature(at)
    }

    /// The inverse of those second derivatives, unless they are singular, and the sum of squared scores.
    fn bread_and_meat(&self, at: &Point) -> (Option<Matrix>, Meat) {
        (self.curvature_for_errors(at).inverse(), self.meat(at))
    }
}

/// A sum of squared scores.
#[derive(Clone, Debug)]
pub(crate) enum Meat {
    /// Scores of pairs: what a pair adds to one model it takes from the other. First model, second model, sum of squares;
    /// sorted by first model.
    Pairs(Vec<(usize, usize, f64)>),
    /// The same with parameters beside the models.
    Bordered {
        /// As above.
        pairs: Vec<(usize, usize, f64)>,
        /// One row per parameter: its mixed terms with each model, which sum to 0.
        cross: Matrix,
        /// Of the parameters.
        extra: Matrix,
    },
    /// Scores of models and parameters.
    Full(Matrix),
}

/// A minimum and its uncertainty.
#[derive(Clone, Debug)]
pub(crate) struct Solution {
    pub(crate) optimum: Optimum,
    /// The inverse of the second derivatives: models, then parameters.
    pub(crate) bread: Matrix,
    pub(crate) meat: Meat,
}

impl Solution {
    /// Minimises the loss.
    ///
    /// # Errors
    ///
    /// [`FitError::NotConverged`], also if the curvature at the end has vanished numerically.
    pub(crate) fn of(
        likelihood: &(impl Likelihood + ?Sized),
        limits: Limits,
    ) -> Result<Self, FitError> {
        Self::at(likelihood, minimise(likelihood, limits)?)
    }

    /// The uncertainty of a minimum.
    pub(crate) fn at(
        likelihood: &(impl Likelihood + ?Sized),
        optimum: Optimum,
    ) -> Result<Self, FitError> {
        let singular = FitError::NotConverged {
            gradient: optimum.gradient,
            iterations: optimum.iterations,
        };
        let (bread, meat) = likelihood.bread_and_meat(&optimum.at);
        Ok(Self {
            bread: bread.ok_or(singular)?,
            meat,
            optimum,
        })
    }

    /// Variances by the sandwich: models, then parameters, in squared log-odds (parameters in their own units).
    pub(crate) fn variances(&self) -> Vec<f64> {
        match &self.meat {
            Meat::Pairs(pairs) => linear::squared_differences(&self.bread, pairs),
            Meat::Bordered {
                pairs,
                cross,
                extra,
            } => {
                let of_pairs = linear::squared_differences(&self.bread, pairs).into_iter();
                of_pairs
                    .enumerate()
                    .map(|(place, variance)| {
                        let added = of_border(cross, extra, self.bread.row(place));
                        f64::max(variance + added, 0.0)
                    })
                    .collect()
            }
            Meat::Full(_) => diagonal(&self.covariance()),
        }
    }

    /// Variances if the model is right: the diagonal of the bread.
    pub(crate) fn model_based_variances(&self) -> Vec<f64> {
        diagonal(&self.bread)
    }

    /// The whole covariance by the sandwich.
    pub(crate) fn covariance(&self) -> Matrix {
        match &self.meat {
            Meat::Pairs(pairs) => {
                let flows = laplacian_times(pairs, &self.bread);
                self.bread.multiply_symmetric(&flows)
            }
            Meat::Bordered {
                pairs,
                cross,
                extra,
            } => {
                let mut flows = laplacian_times(pairs, &self.bread);
                add_border(&mut flows, cross, extra, &self.bread);
                self.bread.multiply_symmetric(&flows)
            }
            Meat::Full(meat) => self.bread.congruence(meat),
        }
    }

    /// The variance of the difference of two models by the sandwich, the same in every gauge.
    pub(crate) fn variance_of_difference(&self, model: usize, other: usize) -> f64 {
        let rows = self.bread.row(model).iter().zip(self.bread.row(other));
        let reach: Vec<f64> = rows.map(|(a, b)| a - b).collect();
        match &self.meat {
            Meat::Pairs(pairs) => of_pairs(pairs, &reach),
            Meat::Bordered {
                pairs,
                cross,
                extra,
            } => f64::max(
                of_pairs(pairs, &reach) + of_border(cross, extra, &reach),
                0.0,
            ),
            Meat::Full(meat) => {
                let pulled = meat.multiply_vector(&reach);
                let sum: f64 = pulled.iter().zip(&reach).map(|(a, b)| a * b).sum();
                sum.max(0.0)
            }
        }
    }
}

/// What scores of pairs add to the variance of a sum of all values with these factors.
#[expect(
    clippy::indexing_slicing,
    reason = "the positions of a pair are below the number of models"
)]
fn of_pairs(pairs: &[(usize, usize, f64)], factors: &[f64]) -> f64 {
    let squares = pairs.iter().map(|&(first, second, weight)| {
        let difference = factors[first] - factors[second];
        weight * difference * difference
    });
    squares.sum()
}

/// What the border adds: `2 y' C b + y' E y`.
fn of_border(cross: &Matrix, extra: &Matrix, factors: &[f64]) -> f64 {
    let (of_models, of_extras) = factors.split_at(cross.columns().min(factors.len()));
    let mixed = cross.multiply_vector(of_models);
    let own = extra.multiply_vector(of_extras);
    let terms = of_extras.iter().zip(mixed.iter().zip(&own));
    terms
        .map(|(factor, (mixed, own))| factor * (2.0 * mixed + own))
        .sum()
}

/// Adds the product of a border and a matrix with a row per model and parameter.
fn add_border(product: &mut Matrix, cross: &Matrix, extra: &Matrix, matrix: &Matrix) {
    let models = cross.columns();
    for parameter in 0..cross.rows() {
        for model in 0..models {
            let weight = cross.at(parameter, model);
            add_scaled(
                product.row_mut(model),
                weight,
                matrix.row(models + parameter),
            );
            add_scaled(
                product.row_mut(models + parameter),
                weight,
                matrix.row(model),
            );
        }
        for other in 0..extra.rows() {
            add_scaled(
                product.row_mut(models + parameter),
                extra.at(parameter, other),
                matrix.row(models + other),
            );
        }
    }
}

/// A Laplacian, given by its links, times a matrix with a row per model.
fn laplacian_times(pairs: &[(usize, usize, f64)], matrix: &Matrix) -> Matrix {
    let mut product = Matrix::zeros(matrix.rows(), matrix.columns());
    let mut flow = vec![0.0; matrix.columns()];
    for &(first, second, weight) in pairs {
        let rows = matrix.row(first).iter().zip(matrix.row(second));
        for (flow, (a, b)) in flow.iter_mut().zip(rows) {
            *flow = weight * (a - b);
        }
        for (entry, flow) in product.row_mut(first).iter_mut().zip(&flow) {
            *entry += flow;
        }
        for (entry, flow) in product.row_mut(second).iter_mut().zip(&flow) {
            *entry -= flow;
        }
    }
    product
}

fn diagonal(matrix: &Matrix) -> Vec<f64> {
    // Rounding may leave a variance of 0 slightly negative.
    let entry = |place| f64::max(matrix.at(place, place), 0.0);
    (0..matrix.rows()).map(entry).collect()
}
