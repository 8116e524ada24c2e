//! An eliminated Laplacian: solve, invert, sample.

use super::inverse::Invert;
use super::matrix::Matrix;
use super::triangle::Triangle;
use pulp::Arch;

/// An eliminated Laplacian.
#[derive(Clone, Debug)]
pub(crate) struct Factor {
    models: usize,
    /// Nodes that were eliminated: all but the ground.
    open: usize,
    /// The share of each node's links that went to each later node when it was eliminated; zero up to the diagonal.
    shares: Triangle,
    /// The sum of each node's links when it was eliminated; 1 for the ground and for padding.
    pivots: Vec<f64>,
}

#[expect(
    clippy::indexing_slicing,
    reason = "a vector of another length must not be taken for one of the models"
)]
impl Factor {
    pub(super) fn new(models: usize, open: usize, shares: Triangle, pivots: Vec<f64>) -> Self {
        Self {
            models,
            open,
            shares,
            pivots,
        }
    }

    fn share(&self, first: usize, second: usize) -> f64 {
        self.shares.buffer.numbers()[self.shares.start(first) + second]
    }

    /// The potentials x with (Laplacian) x = `currents`, x = 0 at the ground. If the ground is the last model, the
    /// currents sum to zero.
    pub(crate) fn solve(&self, mut currents: Vec<f64>) -> Vec<f64> {
        assert_eq!(currents.len(), self.models);
        let open = self.open;
        for model in 0..open {
            let current = currents[model];
            for later in model + 1..self.models {
                currents[later] = self.share(model, later).mul_add(current, currents[later]);
            }
        }
        for current in &mut currents[open..] {
            *current = 0.0;
        }
        for model in (0..open).rev() {
            let mut inflow = currents[model] / self.pivots[model];
            for later in model + 1..open {
                inflow = self.share(model, later).mul_add(currents[later], inflow);
            }
            currents[model] = inflow;
        }
        currents
    }

    /// Solves for each row of `currents`, and puts its solution in its place.
    pub(crate) fn solve_rows(&self, currents: &mut Matrix) {
        for row in 0..currents.rows() {
            let solution = self.solve(currents.row(row).to_vec());
            currents.row_mut(row).copy_from_slice(&solution);
        }
    }

    /// The inverse of the grounded Laplacian, symmetric bit for bit. If the ground is the last model, its row and column
    /// are zero.
    pub(crate) fn inverse(&self) -> Matrix {
        let mut inverse = Matrix::zeros(self.models, self.models);
        Arch::new().dispatch(Invert {
            shares: &self.shares,
            pivots: &self.pivots,
            open: self.open,
            inverse: &mut inverse,
        });
        inverse
    }

    /// Random currents whose covariance is the Laplacian itself (grounded at the ground node if it has one), from one
    /// standard normal number per model.
    pub(crate) fn sample(&self, normals: &[f64]) -> Vec<f64> {
        assert_eq!(normals.len(), self.models);
        let mut currents = vec![0.0; self.models];
        for (model, pivot) in self.pivots.iter().enumerate().take(self.open) {
            let current = pivot.sqrt() * normals[model];
            currents[model] += current;
            for later in model + 1..self.models {
                currents[later] = self.share(model, later).mul_add(-current, currents[later]);
            }
        }
        currents
    }
}
