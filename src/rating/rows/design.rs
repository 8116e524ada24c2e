//! What a vote's predictor is made of beside its models, and where that stands among the parameters: the side effect
//! first, then the covariates.

use super::pass::{Moments, Predictor, Slopes};
use super::scales::Scale;
use super::sorted::Rows;
use crate::linear::Matrix;
use crate::newton::Point;

/// The parameters beside the models.
#[derive(Clone, Copy, Debug)]
pub(super) struct Design<'a> {
    pub(super) has_side: bool,
    /// Of each covariate.
    pub(super) scales: &'a [Scale],
}

impl Design<'_> {
    /// How many parameters come before the covariates.
    pub(super) fn sides(&self) -> usize {
        usize::from(self.has_side)
    }

    /// A value per parameter.
    pub(super) fn each<T: Clone>(&self, side: T, covariate: impl Fn(&Scale) -> T) -> Vec<T> {
        let side = self.has_side.then_some(side);
        side.into_iter()
            .chain(self.scales.iter().map(covariate))
            .collect()
    }

    /// The predictor at a point, or its change by a step, of covariates as they are kept.
    pub(super) fn predictor<'p>(&self, at: &'p Point) -> Predictor<'p> {
        let betas = at.extra.iter().skip(self.sides()).zip(self.scales);
        let slopes: Vec<f64> = betas.map(|(beta, scale)| beta * scale.per_unit).collect();
        let origins = slopes.iter().zip(self.scales);
        let origin: f64 = origins.map(|(slope, scale)| slope * scale.origin).sum();
        let side: f64 = at.extra.iter().take(self.sides()).sum();
        Predictor {
            theta: &at.theta,
            shift: side - origin,
            slopes,
        }
    }

    /// An upper bound of any vote's change of predictor by a step.
    pub(super) fn most(&self, step: &Point) -> f64 {
        let thetas = step.theta.iter().copied();
        let (low, high) = thetas.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), theta| {
            (theta.min(low), theta.max(high))
        });
        let widest = self.each(1.0, |scale| scale.widest);
        let extras = step.extra.iter().zip(widest);
        high - low
            + extras
                .map(|(value, widest)| value.abs() * widest)
                .sum::<f64>()
    }

    /// First derivatives by each parameter.
    pub(super) fn slopes(&self, sums: &Slopes) -> Vec<f64> {
        let scaled = sums.covariates.iter().zip(self.scales);
        let covariates =
            scaled.map(|(sum, scale)| (sum - scale.origin * sums.shift) * scale.per_unit);
        let side = self.has_side.then_some(sums.shift);
        side.into_iter().chain(covariates).collect()
    }

    /// Second moments of parameters with models, and with each other.
    pub(super) fn border(&self, rows: &Rows, moments: &Moments) -> (Matrix, Matrix) {
        let (sides, size) = (self.sides(), self.sides() + self.scales.len());
        let mut cross = Matrix::zeros(size, rows.models);
        let mut extra = Matrix::zeros(size, size);
        for covariate in 0..self.scales.len() {
            let place = sides + covariate;
            for (model, entry) in cross.row_mut(place).iter_mut().enumerate() {
                *entry = moments.cross.at(model, covariate);
            }
            for (other, entry) in (sides..).zip(moments.squares.row(covariate)) {
                add(&mut extra, (place, other), *entry);
            }
        }
        if self.has_side {
            for (a, b, link) in rows.links(moments) {
                add(&mut cross, (0, a), link);
                add(&mut cross, (0, b), -link);
            }
            add(&mut extra, (0, 0), moments.links.iter().sum());
            for (place, sum) in (1..).zip(&moments.sums) {
                add(&mut extra, (0, place), *sum);
                add(&mut extra, (place, 0), *sum);
            }
        }
        (cross, extra)
    }

    /// Second moments of models and parameters.
    pub(super) fn squares(&self, rows: &Rows, moments: &Moments) -> Matrix {
        let (cross, extra) = self.border(rows, moments);
        let (models, size) = (rows.models, rows.models + extra.rows());
        let mut squares = Matrix::zeros(size, size);
        for (a, b, link) in rows.links(moments) {
            add(&mut squares, (a, a), link);
            add(&mut squares, (a, b), -link);
            add(&mut squares, (b, a), -link);
            add(&mut squares, (b, b), link);
        }
        for place in 0..extra.rows() {
            for (model, entry) in cross.row(place).iter().enumerate() {
                add(&mut squares, (models + place, model), *entry);
                add(&mut squares, (model, models + place), *entry);
            }
            for (other, entry) in extra.row(place).iter().enumerate() {
                add(&mut squares, (models + place, models + other), *entry);
            }
        }
        squares
    }
}

/// Adds to an entry.
pub(super) fn add(matrix: &mut Matrix, (row, column): (usize, usize), value: f64) {
    if let Some(entry) = matrix.row_mut(row).get_mut(column) {
        *entry += value;
    }
}
