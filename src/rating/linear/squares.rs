//! Sums of squared differences of rows.

use super::matrix::Matrix;

/// `V_k = sum over pairs of weight * (rows[first][k] - rows[second][k])^2` for each column k; the pairs are
/// (first, second, weight), sorted by first.
pub(crate) fn squared_differences(rows: &Matrix, pairs: &[(usize, usize, f64)]) -> Vec<f64> {
    let mut sums = vec![0.0; rows.columns()];
    for &(first, second, weight) in pairs {
        let rows = rows.row(first).iter().zip(rows.row(second));
        for (sum, (a, b)) in sums.iter_mut().zip(rows) {
            let difference = a - b;
            *sum = (weight * difference).mul_add(difference, *sum);
        }
    }
    sums
}
