//! Cholesky's method for small positive definite systems: the borders of bordered ones.

#![expect(
    clippy::inline_always,
    clippy::indexing_slicing,
    reason = "inlined to be compiled for the caller's instructions; positions are within the square"
)]

use super::kernel::{Line, add_scaled, divided};
use super::matrix::Matrix;
use pulp::{Arch, Simd};

/// The upper factor U of a symmetric positive definite matrix, U^T U.
#[derive(Clone, Debug)]
pub(crate) struct Cholesky {
    upper: Matrix,
}

impl Cholesky {
    /// Factors a symmetric matrix, of which the upper triangle is read. `None` if it is not positive definite or not
    /// finite.
    pub(crate) fn factor(matrix: &Matrix) -> Option<Self> {
        assert_eq!(matrix.rows(), matrix.columns(), "not a square");
        let mut upper = matrix.clone();
        Arch::new().dispatch(Eliminate { upper: &mut upper })?;
        Some(Self { upper })
    }

    /// The x with (matrix) x = `right`.
    pub(crate) fn solve(&self, mut right: Vec<f64>) -> Vec<f64> {
        let size = self.upper.rows();
        assert_eq!(right.len(), size, "one number a row");
        for row in 0..size {
            let entries = self.upper.row(row);
            right[row] /= entries[row];
            let own = right[row];
            for (later, entry) in right[row + 1..].iter_mut().zip(&entries[row + 1..]) {
                *later = (-own).mul_add(*entry, *later);
            }
        }
        for row in (0..size).rev() {
            let entries = self.upper.row(row);
            let later = right[row + 1..].iter().zip(&entries[row + 1..]);
            let rest = later.fold(right[row], |rest, (later, entry)| {
                (-later).mul_add(*entry, rest)
            });
            right[row] = rest / entries[row];
        }
        right
    }

    /// The inverse of the matrix, symmetric bit for bit.
    pub(crate) fn inverse(&self) -> Matrix {
        let size = self.upper.rows();
        let mut inverse = Matrix::zeros(size, size);
        for row in 0..size {
            inverse.row_mut(row)[row] = 1.0;
        }
        Arch::new().dispatch(Solve {
            upper: &self.upper,
            right: &mut inverse,
        });
        for row in 1..size {
            for column in 0..row {
                inverse.row_mut(row)[column] = inverse.at(column, row);
            }
        }
        inverse
    }
}

/// Replaces the upper triangle of a matrix by its factor.
struct Eliminate<'a> {
    upper: &'a mut Matrix,
}

impl pulp::WithSimd for Eliminate<'_> {
    type Output = Option<()>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Option<()> {
        let size = self.upper.rows();
        let (lines, stride) = self.upper.lines_mut();
        for row in 0..size {
            let (own, later) = lines[row * stride..].split_at_mut(stride);
            let pivot = own.as_flattened()[row];
            if !(pivot.is_finite() && pivot > 0.0) {
                return None;
            }
            let root = pivot.sqrt();
            for line in own.iter_mut() {
                *line = divided(simd, line, root);
            }
            let entries = own.as_flattened();
            for (entry, later) in entries[row + 1..size]
                .iter()
                .zip(later.chunks_exact_mut(stride))
            {
                subtract(simd, later, *entry, own);
            }
        }
        Some(())
    }
}

/// Solves for each column of `right`.
struct Solve<'a> {
    upper: &'a Matrix,
    right: &'a mut Matrix,
}

impl pulp::WithSimd for Solve<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let size = self.upper.rows();
        let (lines, stride) = self.right.lines_mut();
        for row in 0..size {
            let entries = self.upper.row(row);
            let (own, later) = lines[row * stride..].split_at_mut(stride);
            for line in own.iter_mut() {
                *line = divided(simd, line, entries[row]);
            }
            for (entry, later) in entries[row + 1..]
                .iter()
                .zip(later.chunks_exact_mut(stride))
            {
                subtract(simd, later, *entry, own);
            }
        }
        for row in (0..size).rev() {
            let entries = self.upper.row(row);
            let (own, later) = lines[row * stride..].split_at_mut(stride);
            for (entry, later) in entries[row + 1..].iter().zip(later.chunks_exact(stride)) {
                subtract(simd, own, *entry, later);
            }
            for line in own.iter_mut() {
                *line = divided(simd, line, entries[row]);
            }
        }
    }
}

/// Subtracts `factor * row`.
#[inline(always)]
fn subtract<S: Simd>(simd: S, from: &mut [Line], factor: f64, row: &[Line]) {
    for (from, line) in from.iter_mut().zip(row) {
        add_scaled(simd, from, -factor, line);
    }
}
