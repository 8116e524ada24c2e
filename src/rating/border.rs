//! The second derivatives of a loss: a graph Laplacian of the models with a border of a few parameters.
//!
//! ```text
//! | L   C |   L  models x models   Laplacian, perhaps tied to a ground by a ridge
//! | C'  E |   C  models x extras   columns sum to 0 unless there is a ridge
//!             E  extras x extras
//! ```
//!
//! Solved by way of the Schur complement `E - C' L+ C`, so the models keep the precision of their elimination.

use super::linear::{Cholesky, Factor, Laplacian, Matrix};
use super::newton::{Point, centre};

/// Second derivatives.
#[derive(Clone, Debug)]
pub(crate) struct Curvature {
    /// Of the models.
    pub(crate) models: Laplacian,
    /// One row per parameter: its mixed derivatives with each model.
    pub(crate) cross: Matrix,
    /// Of the parameters.
    pub(crate) extra: Matrix,
    /// The border link by link, if it has one parameter and its losses are known so.
    pub(crate) squares: Option<Squares>,
}

/// A border of one parameter as what links and a ridge give to it. Where huge counts meet small ones all digits of
/// `E - C' L+ C` cancel; the same number is a sum of squares,
///
/// ```text
/// sum over links of rest + lead (mixed / lead - (x_first - x_second))^2, and ridge x^2 of each model;   x = L+ C
/// ```
///
/// which is least at that x, so that errors of x hardly show.
#[derive(Clone, Debug, Default)]
pub(crate) struct Squares {
    pub(crate) links: Vec<BorderLink>,
    pub(crate) ridge: f64,
}

/// Two models' part.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BorderLink {
    pub(crate) first: usize,
    pub(crate) second: usize,
    /// The second derivative by the difference of the models.
    pub(crate) lead: f64,
    /// The mixed one.
    pub(crate) mixed: f64,
    /// That by the parameter less `mixed^2 / lead`.
    pub(crate) rest: f64,
}

impl Squares {
    fn sum(&self, reach: &[f64]) -> f64 {
        let of_links = self.links.iter().map(|link| {
            // A link without curvature has no mixed term either.
            let (first, second) = (reach.get(link.first), reach.get(link.second));
            let lead = first.zip(second).map_or(f64::NAN, |(a, b)| a - b);
            let gap = if link.lead > 0.0 {
                link.mixed / link.lead - lead
            } else {
                0.0
            };
            link.rest + link.lead * gap * gap
        });
        let of_ridge: f64 = reach.iter().map(|value| value * value).sum();
        of_links.sum::<f64>() + self.ridge * of_ridge
    }
}

impl Curvature {
    /// Of models alone.
    pub(crate) fn of_models(models: Laplacian) -> Self {
        Self {
            models,
            cross: Matrix::zeros(0, 0),
            extra: Matrix::zeros(0, 0),
            squares: None,
        }
    }

    /// The inverse, see [`System::inverse`]; `None` if it is singular.
    pub(crate) fn inverse(self) -> Option<Matrix> {
        Some(self.factor()?.inverse())
    }

    /// Ready to be solved; `None` if it is singular.
    pub(crate) fn factor(self) -> Option<System> {
        let factor = self.models.factor()?;
        let mut reach = Matrix::zeros(self.cross.rows(), self.cross.columns());
        let mut schur = self.extra;
        for extra in 0..self.cross.rows() {
            let mut solved = factor.solve(self.cross.row(extra).to_vec());
            centre(&mut solved);
            reach.row_mut(extra).copy_from_slice(&solved);
        }
        for row in 0..schur.rows() {
            for column in 0..schur.columns() {
                let taken = dot(self.cross.row(row), reach.row(column));
                if let Some(entry) = schur.row_mut(row).get_mut(column) {
                    *entry -= taken;
                }
            }
        }
        if let Some(squares) = self.squares {
            schur.row_mut(0).fill(squares.sum(reach.row(0)));
        }
        Some(System {
            factor,
            cross: self.cross,
            reach,
            schur: Cholesky::factor(&schur)?,
        })
    }
}

/// Factored second derivatives.
#[derive(Clone, Debug)]
pub(crate) struct System {
    factor: Factor,
    cross: Matrix,
    /// `L+ C`, a row per parameter, with mean 0.
    reach: Matrix,
    schur: Cholesky,
}

impl System {
    /// The step to subtract at a point with this slope; models have mean 0.
    pub(crate) fn solve(&self, slope: Point) -> Point {
        let mut theta = self.factor.solve(slope.theta);
        centre(&mut theta);
        if slope.extra.is_empty() {
            let extra = slope.extra;
            return Point { theta, extra };
        }
        let rest = slope.extra.iter().enumerate();
        let rest = rest
            .map(|(extra, slope)| slope - dot(self.cross.row(extra), &theta))
            .collect();
        let extra = self.schur.solve(rest);
        for (parameter, change) in extra.iter().enumerate() {
            for (value, reach) in theta.iter_mut().zip(self.reach.row(parameter)) {
                *value -= change * reach;
            }
        }
        Point { theta, extra }
    }

    /// The inverse in the gauge where models have mean 0, models first, then parameters.
    pub(crate) fn inverse(&self) -> Matrix {
        let mut of_models = self.factor.inverse();
        let (models, extras) = (of_models.rows(), self.cross.rows());
        of_models.centre(models);
        if extras == 0 {
            return of_models;
        }
        let schur = self.schur.inverse();
        // L+ + R' S R for the models, -R' S between, S for the parameters.
        let mut weighted = Matrix::zeros(extras, models);
        for row in 0..extras {
            for other in 0..extras {
                add_scaled(
                    weighted.row_mut(row),
                    schur.at(row, other),
                    self.reach.row(other),
                );
            }
        }
        let mut inverse = Matrix::zeros(models + extras, models + extras);
        for model in 0..models {
            let row = inverse.row_mut(model);
            let (own, border) = row.split_at_mut(models);
            own.copy_from_slice(of_models.row(model));
            for (extra, entry) in border.iter_mut().enumerate() {
                add_scaled(own, self.reach.at(extra, model), weighted.row(extra));
                *entry = -weighted.at(extra, model);
            }
        }
        for extra in 0..extras {
            let row = inverse.row_mut(models + extra);
            let (border, own) = row.split_at_mut(models);
            add_scaled(border, -1.0, weighted.row(extra));
            own.copy_from_slice(schur.row(extra));
        }
        inverse
    }
}

/// The sum of the products of two rows' entries.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Adds a multiple of a row.
pub(crate) fn add_scaled(sum: &mut [f64], factor: f64, row: &[f64]) {
    for (entry, value) in sum.iter_mut().zip(row) {
        *entry += factor * value;
    }
}
