//! The inverse of the second derivatives, kept exact while votes come.

use crate::linear::Matrix;

/// A symmetric matrix: half the numbers, so that a change of all of them costs half the memory traffic.
#[derive(Clone, Debug)]
pub(super) struct Bread {
    size: usize,
    /// Row by row up to the diagonal.
    lower: Vec<f64>,
}

#[expect(
    clippy::indexing_slicing,
    reason = "models are below the size; row i begins at i (i + 1) / 2 and has i + 1 entries"
)]
impl Bread {
    /// The models' part of a matrix.
    pub(super) fn of(matrix: &Matrix, models: usize) -> Self {
        let rows = (0..models).flat_map(|row| &matrix.row(row)[..=row]);
        Self {
            size: models,
            lower: rows.copied().collect(),
        }
    }

    fn row(&self, row: usize) -> &[f64] {
        &self.lower[row * (row + 1) / 2..][..=row]
    }

    fn at(&self, row: usize, column: usize) -> f64 {
        self.row(row.max(column))[row.min(column)]
    }

    /// `B (e_first - e_second)`: how all models answer to a pull between two.
    pub(super) fn response(&self, first: usize, second: usize) -> Vec<f64> {
        let entry = |model| self.at(first, model) - self.at(second, model);
        (0..self.size).map(entry).collect()
    }

    /// `B v`.
    pub(super) fn times(&self, vector: &[f64]) -> Vec<f64> {
        let mut product = vec![0.0; self.size];
        for (row, &value) in vector.iter().enumerate() {
            let entries = self.row(row);
            let (own, others) = (entries[row], &entries[..row]);
            let mut sum = own * value;
            for ((entry, total), other) in others.iter().zip(&mut product).zip(vector) {
                *total += entry * value;
                sum += entry * other;
            }
            product[row] += sum;
        }
        product
    }

    /// `B - factor * u u'`: what is left of the inverse when a link is added along `u` (Sherman and Morrison 1950).
    pub(super) fn subtract(&mut self, factor: f64, u: &[f64]) {
        let mut rest = self.lower.as_mut_slice();
        let subtract = || {
            for (row, value) in u.iter().enumerate() {
                let (entries, later) = std::mem::take(&mut rest).split_at_mut(row + 1);
                rest = later;
                let scale = factor * value;
                for (entry, other) in entries.iter_mut().zip(u) {
                    *entry -= scale * other;
                }
            }
        };
        pulp::Arch::new().dispatch(subtract);
    }

    /// The largest entry of the diagonal.
    pub(super) fn largest_variance(&self) -> f64 {
        let diagonal = (0..self.size).map(|model| self.at(model, model));
        diagonal.fold(0.0, f64::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of a Laplacian with links 0-1 (2), 1-2 (3), 0-2 (1) and one more link.
    fn inverse(more: f64) -> Matrix {
        use crate::linear::Laplacian;
        let mut laplacian = Laplacian::new(3);
        for (first, second, weight) in [(0, 1, 2.0), (1, 2, 3.0), (0, 2, 1.0 + more)] {
            laplacian.join(first, second, weight);
        }
        let mut inverse = laplacian.factor().unwrap().inverse();
        inverse.centre(3);
        inverse
    }

    #[test]
    fn a_link_more_leaves_the_inverse_of_all_links() {
        let mut bread = Bread::of(&inverse(0.0), 3);
        let response = bread.response(0, 2);
        let spread = response[0] - response[2];
        bread.subtract(0.5 / (1.0 + 0.5 * spread), &response);
        let whole = inverse(0.5);
        for row in 0..3 {
            for column in 0..3 {
                assert!((bread.at(row, column) - whole.at(row, column)).abs() < 1e-15);
            }
        }
    }

    #[test]
    fn half_a_matrix_multiplies_as_the_whole() {
        let (whole, vector) = (inverse(0.0), [0.3, -1.0, 2.0]);
        let bread = Bread::of(&whole, 3);
        for (one, other) in bread
            .times(&vector)
            .iter()
            .zip(whole.multiply_vector(&vector))
        {
            assert!((one - other).abs() < 1e-15);
        }
        let largest = (0..3)
            .map(|model| whole.at(model, model))
            .fold(0.0, f64::max);
        assert_eq!(bread.largest_variance().to_bits(), largest.to_bits());
    }
}
