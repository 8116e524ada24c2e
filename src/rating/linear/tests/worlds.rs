//! Random graphs and numbers.

use super::super::{Laplacian, Matrix};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Sizes around the edges of blocks.
pub(super) const SIZES: [usize; 22] = [
    1, 2, 3, 5, 7, 8, 9, 31, 32, 33, 47, 48, 49, 50, 55, 64, 65, 96, 97, 100, 145, 200,
];

/// A connected graph: its size and its links.
#[derive(Clone, Debug)]
pub(super) struct World {
    pub(super) models: usize,
    pub(super) links: Vec<(usize, usize, f64)>,
    /// Ties to a ground node, if there is one.
    pub(super) ties: Option<Vec<f64>>,
}

impl World {
    /// Links of weights within `10^-powers..10^powers`, a tree of them and as many more as `density` of all.
    pub(super) fn new(models: usize, density: f64, powers: f64, seed: u64) -> Self {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        let mut links = Vec::new();
        for second in 1..models {
            let parent = chance.random_range(0..second);
            for first in 0..second {
                let more = chance.random::<f64>() < density;
                let weight = 10.0_f64.powf(powers * chance.random_range(-1.0..1.0));
                if more || first == parent {
                    links.push((first, second, weight));
                }
            }
        }
        Self {
            models,
            links,
            ties: None,
        }
    }

    /// The same with ties to a ground node: one model in three is tied, and the first one always.
    pub(super) fn tied(mut self) -> Self {
        let tie = |model: usize| if model.is_multiple_of(3) { 0.37 } else { 0.0 };
        self.ties = Some((0..self.models).map(tie).collect());
        self
    }

    pub(super) fn laplacian(&self) -> Laplacian {
        let mut laplacian = match self.ties {
            Some(_) => Laplacian::grounded(self.models),
            None => Laplacian::new(self.models),
        };
        for &(first, second, weight) in &self.links {
            laplacian.join(first, second, weight);
        }
        for (model, tie) in self.ties.iter().flatten().enumerate() {
            laplacian.tie_to_ground(model, *tie);
        }
        laplacian
    }

    /// Models and, if there is one, the ground node.
    pub(super) fn nodes(&self) -> usize {
        self.models + usize::from(self.ties.is_some())
    }

    /// Links of all nodes.
    pub(super) fn all_links(&self) -> Vec<(usize, usize, f64)> {
        let ties = self.ties.iter().flatten().enumerate();
        let ties = ties.map(|(model, tie)| (model, self.models, *tie));
        self.links.iter().copied().chain(ties).collect()
    }

    /// The Laplacian as a matrix, without the ground node.
    pub(super) fn dense(&self) -> Matrix {
        let mut dense = Matrix::zeros(self.models, self.models);
        for (first, second, weight) in self.all_links() {
            dense.row_mut(first)[first] += weight;
            if second < self.models {
                dense.row_mut(second)[second] += weight;
                dense.row_mut(first)[second] -= weight;
                dense.row_mut(second)[first] -= weight;
            }
        }
        dense
    }

    /// The dense Laplacian times `x`.
    pub(super) fn currents(&self, x: &[f64]) -> Vec<f64> {
        let mut currents = vec![0.0; self.models];
        for (first, second, weight) in self.all_links() {
            let current = weight * (x[first] - x.get(second).copied().unwrap_or(0.0));
            currents[first] += current;
            if second < self.models {
                currents[second] -= current;
            }
        }
        currents
    }
}

/// Numbers in -1..1.
pub(super) fn numbers(count: usize, seed: u64) -> Vec<f64> {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    (0..count).map(|_| chance.random_range(-1.0..1.0)).collect()
}

pub(super) fn matrix(rows: usize, columns: usize, seed: u64) -> Matrix {
    let mut matrix = Matrix::zeros(rows, columns);
    let numbers = numbers(rows * columns, seed);
    for row in 0..rows {
        let from = row * columns;
        matrix
            .row_mut(row)
            .copy_from_slice(&numbers[from..from + columns]);
    }
    matrix
}

/// The largest difference of two vectors.
pub(super) fn distance(a: &[f64], b: &[f64]) -> f64 {
    assert_eq!(a.len(), b.len());
    let differences = a.iter().zip(b).map(|(a, b)| (a - b).abs());
    differences.fold(0.0, f64::max)
}
