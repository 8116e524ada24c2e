//! Products of matrices.

#![expect(
    clippy::inline_always,
    clippy::indexing_slicing,
    reason = "inlined to be compiled for the caller's instructions; matrices are padded to whole tiles"
)]

use super::kernel::{
    HALF, LANES, Line, ZERO, accumulate_octet, lines, multiply_rows, put_tile, quad, tile,
    transposed, turn,
};
use super::matrix::Matrix;
use pulp::Simd;
use std::ops::Range;

/// Octets of the inner dimension that are multiplied at a time: a strip of them stays in the nearest cache.
const DEPTH: usize = 16;

/// What is known of a product.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape {
    /// The right matrix is to be transposed.
    pub(super) turned: bool,
    /// The product is symmetric.
    pub(super) symmetric: bool,
}

/// Adds the product of two matrices to a third.
pub(super) struct Multiply<'a> {
    pub(super) left: &'a Matrix,
    pub(super) right: &'a Matrix,
    pub(super) shape: Shape,
    pub(super) product: &'a mut Matrix,
}

impl pulp::WithSimd for Multiply<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let inner = lines(self.left.columns());
        let columns = lines(self.product.columns());
        let depth = inner.min(DEPTH) * LANES;
        let mut strips = Vec::with_capacity(columns * depth);
        let mut left = Vec::with_capacity(depth);
        for from in (0..inner).step_by(DEPTH) {
            let depths = from..inner.min(from + DEPTH);
            let depth = depths.len() * LANES;
            strips.clear();
            for column in 0..columns {
                if self.shape.turned {
                    let (rows, stride) = self.right.lines();
                    let rows = &rows[column * LANES * stride..];
                    turn(rows, stride, depths.clone(), &mut strips);
                } else {
                    copy(self.right.lines(), column, depths.clone(), &mut strips);
                }
            }
            let (rows, stride) = self.product.lines_mut();
            for (octet, rows) in rows.chunks_exact_mut(LANES * stride).enumerate() {
                left.clear();
                let (factors, width) = self.left.lines();
                let factors = &factors[octet * LANES * width..];
                turn(factors, width, depths.clone(), &mut left);
                let skipped = if self.shape.symmetric { octet } else { 0 };
                for (column, right) in strips.chunks_exact(depth).enumerate().skip(skipped) {
                    let mut sums = tile(rows, (stride, column));
                    accumulate_octet(simd, &mut sums, &left, right);
                    put_tile(&sums, rows, (stride, column));
                }
            }
        }
        if self.shape.symmetric {
            mirror(self.product);
        }
    }
}

/// Appends an octet of columns of the rows `depths`.
#[inline(always)]
fn copy(
    (lines, stride): (&[Line], usize),
    column: usize,
    depths: Range<usize>,
    copied: &mut Vec<Line>,
) {
    let rows = lines[depths.start * LANES * stride..].chunks_exact(stride);
    for row in rows.take(depths.len() * LANES) {
        copied.push(row[column]);
    }
}

/// Copies what is right of the diagonal to the left of it.
#[inline(always)]
fn mirror(matrix: &mut Matrix) {
    let octets = lines(matrix.rows());
    let (lines, stride) = matrix.lines_mut();
    for octet in 0..octets {
        for column in octet..octets {
            let upper = tile(&lines[octet * LANES * stride..], (stride, column));
            let mut mirrored = transposed(&upper);
            if column == octet {
                for (row, (mirrored, upper)) in mirrored.iter_mut().zip(&upper).enumerate() {
                    mirrored[row..].copy_from_slice(&upper[row..]);
                }
            }
            put_tile(
                &mirrored,
                &mut lines[column * LANES * stride..],
                (stride, octet),
            );
        }
    }
}

/// The product of a matrix and a vector.
pub(super) struct MultiplyVector<'a> {
    pub(super) matrix: &'a Matrix,
    pub(super) vector: &'a [f64],
}

impl pulp::WithSimd for MultiplyVector<'_> {
    type Output = Vec<f64>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Vec<f64> {
        let mut vector = vec![ZERO; lines(self.vector.len())];
        vector.as_flattened_mut()[..self.vector.len()].copy_from_slice(self.vector);
        let (lines, stride) = self.matrix.lines();
        let mut product = Vec::with_capacity(self.matrix.rows());
        for rows in lines.chunks_exact(HALF * stride) {
            product.extend(multiply_rows(simd, quad(rows, stride), &vector));
        }
        product.truncate(self.matrix.rows());
        product
    }
}
