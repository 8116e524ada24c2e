//! A maximum with all that its uncertainty is calculated from.
//!
//! Standard errors by the sandwich V = B M B, in the gauge where the fitted models have mean 0. B, the bread, is the inverse
//! of the second derivatives; M, the meat, the sum of squared scores. Where scores are those of pairs alone,
//!
//! ```text
//! V_kk = sum over pairs of m_ij (B_ki - B_kj)^2            a sum of squares: it cannot come out negative
//! ```

use super::FitError;
use super::border::Curvature;
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
}

/// A sum of squared scores.
#[derive(Clone, Debug)]
pub(crate) enum Meat {
    /// Scores of pairs: what a pair adds to one model it takes from the other. First model, second model, sum of squares;
    /// sorted by first model.
    Pairs(Vec<(usize, usize, f64)>),
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
        let curvature = likelihood.curvature_for_errors(&optimum.at);
        Ok(Self {
            bread: curvature.factor().ok_or(singular)?.inverse(),
            meat: likelihood.meat(&optimum.at),
            optimum,
        })
    }

    /// Variances by the sandwich: models, then parameters, in squared log-odds (parameters in their own units).
    pub(crate) fn variances(&self) -> Vec<f64> {
        match &self.meat {
            Meat::Pairs(pairs) => linear::squared_differences(&self.bread, pairs),
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
            Meat::Full(meat) => self.bread.congruence(meat),
        }
    }

    /// The variance of the difference of two models by the sandwich, the same in every gauge.
    #[expect(
        clippy::indexing_slicing,
        reason = "the positions of a pair are below the number of models"
    )]
    pub(crate) fn variance_of_difference(&self, model: usize, other: usize) -> f64 {
        let rows = self.bread.row(model).iter().zip(self.bread.row(other));
        let reach: Vec<f64> = rows.map(|(a, b)| a - b).collect();
        match &self.meat {
            Meat::Pairs(pairs) => pairs
                .iter()
                .map(|&(first, second, weight)| weight * (reach[first] - reach[second]).powi(2))
                .sum(),
            Meat::Full(meat) => {
                let pulled = meat.multiply_vector(&reach);
                let sum: f64 = pulled.iter().zip(&reach).map(|(a, b)| a * b).sum();
                sum.max(0.0)
            }
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
