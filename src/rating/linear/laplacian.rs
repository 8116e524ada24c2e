//! Weighted graph Laplacians: factor, solve, invert, sample. Dense, in the order of the models.
//!
//! A Laplacian is kept as its link weights alone, since each diagonal entry is the sum of its row's links. Gaussian
//! elimination of a model then is the star-mesh transform of electrical networks: it only adds, multiplies and
//! divides numbers that are not negative. So nothing cancels, every entry of the factor and of the grounded
//! inverse is good to nearly full relative precision, and the factor exists whenever the graph is connected.

use super::matrix::Matrix;

/// Link weights between models.
#[derive(Clone, Debug)]
pub(crate) struct Laplacian {
    models: usize,
    /// One more than `models` with a ground node.
    nodes: usize,
    links: Matrix,
}

#[expect(
    clippy::indexing_slicing,
    reason = "a link outside the matrix must not vanish silently"
)]
impl Laplacian {
    /// No links between `models` models; the last of them is the ground.
    pub(crate) fn new(models: usize) -> Self {
        Self {
            models,
            nodes: models,
            links: Matrix::zeros(models, models),
        }
    }

    /// No links between `models` models, nor to a further node, the ground.
    pub(crate) fn grounded(models: usize) -> Self {
        Self {
            models,
            nodes: models + 1,
            links: Matrix::zeros(models + 1, models + 1),
        }
    }

    /// Adds `weight` (not negative) to the link of two models; first < second < the number of models.
    pub(crate) fn join(&mut self, first: usize, second: usize, weight: f64) {
        assert!(first < second && second < self.models);
        self.links.row_mut(first)[second] += weight;
    }

    /// Adds `weight` (not negative) to the link of a model and the ground node.
    pub(crate) fn tie_to_ground(&mut self, model: usize, weight: f64) {
        assert!(model < self.models && self.models < self.nodes);
        self.links.row_mut(model)[self.models] += weight;
    }

    /// The weights of the links of a model to all later models, to be filled in place.
    pub(crate) fn links_mut(&mut self, model: usize) -> &mut [f64] {
        let models = self.models;
        &mut self.links.row_mut(model)[model + 1..models]
    }

    /// Eliminates all nodes but the ground. `None` if a link weight is not a finite number or the links do not connect
    /// all nodes.
    pub(crate) fn factor(mut self) -> Option<Factor> {
        let mut pivots = Vec::with_capacity(self.nodes);
        for model in 0..self.nodes.saturating_sub(1) {
            let pivot: f64 = self.links.row(model)[model + 1..].iter().sum();
            if !(pivot.is_finite() && pivot > 0.0) {
                return None;
            }
            let row = self.links.row(model).to_vec();
            for later in model + 1..self.nodes {
                let share = row[later] / pivot;
                self.links.row_mut(model)[later] = share;
                for column in later + 1..self.nodes {
                    let weight = &mut self.links.row_mut(later)[column];
                    *weight = share.mul_add(row[column], *weight);
                }
            }
            pivots.push(pivot);
        }
        Some(Factor {
            models: self.models,
            shares: self.links,
            pivots,
        })
    }
}

/// An eliminated Laplacian: the share of each model's links that went to each later node, and the sum of its links when
/// it was eliminated.
#[derive(Clone, Debug)]
pub(crate) struct Factor {
    models: usize,
    shares: Matrix,
    pivots: Vec<f64>,
}

#[expect(
    clippy::indexing_slicing,
    reason = "a vector of another length must not be taken for one of the models"
)]
impl Factor {
    /// The potentials x with (Laplacian) x = `currents`, x = 0 at the ground. If the ground is the last model, the
    /// currents sum to zero.
    pub(crate) fn solve(&self, mut currents: Vec<f64>) -> Vec<f64> {
        assert_eq!(currents.len(), self.models);
        let open = self.pivots.len();
        for model in 0..open {
            let current = currents[model];
            for later in model + 1..self.models {
                currents[later] = self
                    .shares
                    .at(model, later)
                    .mul_add(current, currents[later]);
            }
        }
        for current in &mut currents[open..] {
            *current = 0.0;
        }
        for model in (0..open).rev() {
            let mut inflow = currents[model] / self.pivots[model];
            for later in model + 1..open {
                inflow = self
                    .shares
                    .at(model, later)
                    .mul_add(currents[later], inflow);
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
    ///
    /// The recurrence of Takahashi (1973): a model's row is the mean of its later neighbours' rows, weighted by their
    /// shares, plus 1 / pivot on the diagonal.
    pub(crate) fn inverse(&self) -> Matrix {
        let mut inverse = Matrix::zeros(self.models, self.models);
        let open = self.pivots.len();
        for model in (0..open).rev() {
            let mut row = vec![0.0; open];
            for later in model + 1..open {
                let share = self.shares.at(model, later);
                for column in model + 1..open {
                    row[column] = share.mul_add(inverse.at(later, column), row[column]);
                }
            }
            let mut diagonal = 1.0 / self.pivots[model];
            for later in model + 1..open {
                diagonal = self.shares.at(model, later).mul_add(row[later], diagonal);
                inverse.row_mut(later)[model] = row[later];
            }
            row[model] = diagonal;
            inverse.row_mut(model)[model..open].copy_from_slice(&row[model..]);
        }
        inverse
    }

    /// Random currents whose covariance is the Laplacian itself (grounded at the ground node if it has one), from one
    /// standard normal number per model.
    pub(crate) fn sample(&self, normals: &[f64]) -> Vec<f64> {
        assert_eq!(normals.len(), self.models);
        let mut currents = vec![0.0; self.models];
        for (model, pivot) in self.pivots.iter().enumerate() {
            let current = pivot.sqrt() * normals[model];
            currents[model] += current;
            for later in model + 1..self.models {
                currents[later] = self
                    .shares
                    .at(model, later)
                    .mul_add(-current, currents[later]);
            }
        }
        currents
    }
}
