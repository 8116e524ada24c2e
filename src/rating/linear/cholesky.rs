//! Cholesky's method for small positive definite systems: the borders of bordered ones.

use super::matrix::Matrix;

/// The lower factor L of a symmetric positive definite matrix, L L^T.
#[derive(Clone, Debug)]
pub(crate) struct Cholesky {
    lower: Matrix,
}

#[expect(
    clippy::indexing_slicing,
    reason = "a vector of another length must not be taken for one of the system"
)]
impl Cholesky {
    /// Factors a symmetric matrix, of which the lower triangle is read. `None` if it is not positive definite or not
    /// finite.
    pub(crate) fn factor(matrix: &Matrix) -> Option<Self> {
        let mut lower = matrix.clone();
        for row in 0..lower.rows() {
            for column in 0..=row {
                let mut rest = lower.at(row, column);
                for inner in 0..column {
                    rest = lower.at(row, inner).mul_add(-lower.at(column, inner), rest);
                }
                if column < row {
                    rest /= lower.at(column, column);
                } else if rest.is_finite() && rest > 0.0 {
                    rest = rest.sqrt();
                } else {
                    return None;
                }
                lower.row_mut(row)[column] = rest;
            }
            lower.row_mut(row)[row + 1..].fill(0.0);
        }
        Some(Self { lower })
    }

    /// The x with (matrix) x = `right`.
    pub(crate) fn solve(&self, mut right: Vec<f64>) -> Vec<f64> {
        let size = self.lower.rows();
        assert_eq!(right.len(), size);
        for row in 0..size {
            let mut rest = right[row];
            for inner in 0..row {
                rest = self.lower.at(row, inner).mul_add(-right[inner], rest);
            }
            right[row] = rest / self.lower.at(row, row);
        }
        for row in (0..size).rev() {
            let mut rest = right[row];
            for inner in row + 1..size {
                rest = self.lower.at(inner, row).mul_add(-right[inner], rest);
            }
            right[row] = rest / self.lower.at(row, row);
        }
        right
    }

    /// The inverse of the matrix, symmetric bit for bit.
    pub(crate) fn inverse(&self) -> Matrix {
        let size = self.lower.rows();
        let mut inverse = Matrix::zeros(size, size);
        for column in 0..size {
            let mut unit = vec![0.0; size];
            unit[column] = 1.0;
            for (row, entry) in self.solve(unit).into_iter().enumerate().skip(column) {
                inverse.row_mut(row)[column] = entry;
                inverse.row_mut(column)[row] = entry;
            }
        }
        inverse
    }
}
