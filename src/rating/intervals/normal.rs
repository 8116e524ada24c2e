//! Draws from the normal law of a fit: N(0, V), with V the covariance of the log-odds by the sandwich.
//!
//! V has a null space (the gauge), and all of it may be zero (nothing but ties), so its root is a Cholesky factor that
//! skips what earlier models determine.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::StandardNormal;

use crate::linear::Matrix;

/// Draws that are made together.
pub(crate) const BLOCK: usize = 128;
/// A model whose variance, once earlier models are known, is below this part of its variance is determined by them.
const DETERMINED: f64 = 1e-14;

/// A normal law with mean 0.
#[derive(Clone, Debug)]
pub(crate) struct Normal {
    /// `root * root' = V`.
    root: Matrix,
    seed: u64,
}

impl Normal {
    /// With this covariance of the first `models` coordinates.
    pub(crate) fn new(covariance: &Matrix, models: usize, seed: u64) -> Self {
        Self {
            root: root(covariance, models),
            seed,
        }
    }

    /// The draws of one block: a row per model, then one for the mean of all, which is 0; a column per draw. Each block has its own
    /// stream of chance.
    pub(crate) fn block(&self, number: usize) -> Matrix {
        let mut chance = ChaCha8Rng::seed_from_u64(self.seed);
        chance.set_stream(number as u64);
        let mut normals = Matrix::zeros(self.root.columns(), BLOCK);
        for row in 0..normals.rows() {
            for entry in normals.row_mut(row) {
                *entry = chance.sample(StandardNormal);
            }
        }
        self.root.multiply(&normals)
    }
}

/// A lower triangular matrix whose product with its transpose is the covariance, and a row of zeros.
#[expect(
    clippy::indexing_slicing,
    reason = "models are below the size of the covariance"
)]
fn root(covariance: &Matrix, models: usize) -> Matrix {
    // Upper triangular, so that its rows are the columns of the factor.
    let mut rows = Matrix::zeros(models, models + 1);
    let mut rest: Vec<Vec<f64>> = (0..models)
        .map(|model| covariance.row(model)[model..models].to_vec())
        .collect();
    for model in 0..models {
        let (done, later) = rest.split_at_mut(model + 1);
        let own = &done[model];
        if own[0] <= DETERMINED * covariance.at(model, model) {
            continue;
        }
        let deviation = own[0].sqrt();
        let scaled = &mut rows.row_mut(model)[model..models];
        for (entry, covariance) in scaled.iter_mut().zip(own) {
            *entry = covariance / deviation;
        }
        for (place, others) in (1..).zip(later) {
            let share = scaled[place];
            for (entry, factor) in others.iter_mut().zip(&scaled[place..]) {
                *entry -= share * factor;
            }
        }
    }
    rows.transposed()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(rows: &[&[f64]]) -> Matrix {
        let mut matrix = Matrix::zeros(rows.len(), rows.len());
        for (place, row) in rows.iter().enumerate() {
            matrix.row_mut(place).copy_from_slice(row);
        }
        matrix
    }

    #[test]
    fn the_root_times_its_transpose_is_the_covariance() {
        let centred: [&[f64]; 3] = [&[2.0, -1.5, -0.5], &[-1.5, 2.5, -1.0], &[-0.5, -1.0, 1.5]];
        let covariance = matrix(&centred);
        let root = root(&covariance, 3);
        let product = root.multiply(&root.transposed());
        for row in 0..3 {
            for column in 0..3 {
                let off = product.at(row, column) - covariance.at(row, column);
                assert!(off.abs() < 1e-7, "{row} {column}: {off}");
            }
        }
    }

    #[test]
    fn nothing_varies_where_nothing_can() {
        let block = Normal::new(&Matrix::zeros(4, 4), 4, 1).block(0);
        assert!((0..4).all(|model| block.row(model).iter().all(|&value| value == 0.0)));
    }

    #[test]
    fn draws_have_the_covariance() {
        let covariance = matrix(&[&[4.0, -1.0], &[-1.0, 1.0]]);
        let normal = Normal::new(&covariance, 2, 7);
        let (mut sums, mut count) = ([0.0; 3], 0.0);
        for number in 0..800 {
            let block = normal.block(number);
            for (x, y) in block.row(0).iter().zip(block.row(1)) {
                for (sum, term) in sums.iter_mut().zip([x * x, x * y, y * y]) {
                    *sum += term;
                }
                count += 1.0;
            }
        }
        for (sum, want) in sums.iter().zip([4.0, -1.0, 1.0]) {
            assert!((sum / count - want).abs() < 0.07, "{} {want}", sum / count);
        }
    }
}
