//! Which parameters votes can tell anything about beside what the models and the parameters before them say.

#![expect(
    clippy::indexing_slicing,
    reason = "every place is below the number of parameters"
)]

use crate::border::{Curvature, dot};
use crate::linear::Matrix;
use crate::newton::centre;

/// A parameter keeps less than this part of its own curvature once the others may move: it only repeats them, up to the
/// rounding of a column of 32-bit numbers.
const REPEATS: f64 = 1e-10;

/// Whether each parameter is held, because it is in `constants` or repeats models and parameters before it.
pub(super) fn held(curvature: &Curvature, constants: &[bool]) -> Vec<bool> {
    let Some(factor) = curvature.models.clone().factor() else {
        return constants.to_vec();
    };
    let size = curvature.extra.rows();
    let reach: Vec<Vec<f64>> = (0..size)
        .map(|extra| {
            let mut solved = factor.solve(curvature.cross.row(extra).to_vec());
            centre(&mut solved);
            solved
        })
        .collect();
    // Cholesky's method on E - C' L+ C, without the rows that turn out to be held.
    let mut held = constants.to_vec();
    let mut lower = Matrix::zeros(size, size);
    for row in 0..size {
        let rest = |lower: &Matrix, column: usize| {
            let taken = dot(curvature.cross.row(row), &reach[column]);
            let before = (0..column).map(|inner| lower.at(row, inner) * lower.at(column, inner));
            curvature.extra.at(row, column) - taken - before.sum::<f64>()
        };
        for column in (0..row).filter(|&column| !held[column]) {
            let entry = rest(&lower, column) / lower.at(column, column);
            lower.row_mut(row)[column] = entry;
        }
        let own = rest(&lower, row);
        held[row] = held[row] || own <= REPEATS * curvature.extra.at(row, row);
        if held[row] {
            lower.row_mut(row).fill(0.0);
        } else {
            lower.row_mut(row)[row] = own.sqrt();
        }
    }
    held
}
