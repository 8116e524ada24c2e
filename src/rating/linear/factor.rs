//! An eliminated Laplacian: solve, invert, sample.

use super::inverse::Invert;
use super::kernel::{Line, ZERO};
use super::matrix::Matrix;
use super::solve::Solve;
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

impl Factor {
    pub(super) fn new(models: usize, open: usize, shares: Triangle, pivots: Vec<f64>) -> Self {
        Self {
            models,
            open,
            shares,
            pivots,
        }
    }

    /// The potentials x with (Laplacian) x = `currents`, x = 0 at the ground. If the ground is the last model, the
    /// currents sum to zero.
    pub(crate) fn solve(&self, mut currents: Vec<f64>) -> Vec<f64> {
        assert_eq!(currents.len(), self.models, "one current a model");
        let potentials = Arch::new().dispatch(Solve {
            shares: &self.shares,
            pivots: &self.pivots,
            open: self.open,
            currents: self.padded(&currents),
        });
        currents.clear();
        currents.extend(potentials.as_flattened().iter().take(self.models));
        currents
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

    /// As many lines as an octet of nodes has.
    fn padded(&self, numbers: &[f64]) -> Vec<Line> {
        let mut padded = vec![ZERO; self.shares.width];
        for (entry, number) in padded.as_flattened_mut().iter_mut().zip(numbers) {
            *entry = *number;
        }
        padded
    }
}
