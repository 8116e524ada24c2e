//! Products of matrices.

#![expect(
    clippy::inline_always,
    clippy::indexing_slicing,
    reason = "inlined to be compiled for the caller's instructions; matrices are padded to whole tiles"
)]

use super::kernel::{HALF, LANES, Line, ZERO, accumulate, lines, total, transposed};
use super::matrix::Matrix;

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
    fn with_simd<S: pulp::Simd>(self, _: S) {
        let inner = lines(self.left.columns());
        let columns = lines(self.product.columns());
        let mut strips = Vec::new();
        let mut left = Vec::new();
        for from in (0..inner).step_by(DEPTH) {
            let depths = from..inner.min(from + DEPTH);
            let depth = depths.len() * LANES;
            strips.clear();
            for column in 0..columns {
                if self.shape.turned {
                    turn(self.right.lines(), column, depths.clone(), &mut strips);
                } else {
                    copy(self.right.lines(), column, depths.clone(), &mut strips);
                }
            }
            let (rows, stride) = self.product.lines_mut();
            for (octet, rows) in rows.chunks_exact_mut(LANES * stride).enumerate() {
                left.clear();
                turn(self.left.lines(), octet, depths.clone(), &mut left);
                let (upper, lower) = rows.split_at_mut(HALF * stride);
                let skipped = if self.shape.symmetric { octet } else { 0 };
                for (column, right) in strips.chunks_exact(depth).enumerate().skip(skipped) {
                    add_tile::<0>(upper, (stride, column), &left, right);
                    add_tile::<HALF>(lower, (stride, column), &left, right);
                }
            }
        }
        if self.shape.symmetric {
            mirror(self.product);
        }
    }
}

/// Appends the columns `depths` of an octet of rows, as rows.
#[inline(always)]
fn turn(
    (lines, stride): (&[Line], usize),
    octet: usize,
    depths: std::ops::Range<usize>,
    turned: &mut Vec<Line>,
) {
    for depth in depths {
        turned.extend_from_slice(&transposed(&tile((lines, stride), octet, depth)));
    }
}

/// Appends an octet of columns of the rows `depths`.
#[inline(always)]
fn copy(
    (lines, stride): (&[Line], usize),
    column: usize,
    depths: std::ops::Range<usize>,
    copied: &mut Vec<Line>,
) {
    let rows = lines[depths.start * LANES * stride..].chunks_exact(stride);
    for row in rows.take(depths.len() * LANES) {
        copied.push(row[column]);
    }
}

#[inline(always)]
fn tile((lines, stride): (&[Line], usize), octet: usize, column: usize) -> [Line; LANES] {
    let mut tile = [ZERO; LANES];
    let rows = lines[octet * LANES * stride..].chunks_exact(stride);
    for (own, row) in tile.iter_mut().zip(rows) {
        *own = row[column];
    }
    tile
}

#[inline(always)]
fn add_tile<const FROM: usize>(
    rows: &mut [Line],
    (stride, column): (usize, usize),
    left: &[Line],
    right: &[Line],
) {
    let mut tile = [ZERO; HALF];
    for (own, row) in tile.iter_mut().zip(rows.chunks_exact(stride)) {
        *own = row[column];
    }
    accumulate::<FROM>(&mut tile, left, right);
    for (own, row) in tile.iter().zip(rows.chunks_exact_mut(stride)) {
        row[column] = *own;
    }
}

/// Copies what is right of the diagonal to the left of it.
#[inline(always)]
fn mirror(matrix: &mut Matrix) {
    let octets = lines(matrix.rows());
    let (lines, stride) = matrix.lines_mut();
    for octet in 0..octets {
        for column in octet..octets {
            let mut mirrored = transposed(&tile((lines, stride), octet, column));
            if column == octet {
                let upper = tile((lines, stride), octet, column);
                for (row, (mirrored, upper)) in mirrored.iter_mut().zip(&upper).enumerate() {
                    mirrored[row..].copy_from_slice(&upper[row..]);
                }
            }
            let rows = lines[column * LANES * stride..].chunks_exact_mut(stride);
            for (row, line) in rows.zip(&mirrored) {
                row[octet] = *line;
            }
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
    fn with_simd<S: pulp::Simd>(self, _: S) -> Vec<f64> {
        let mut vector = vec![ZERO; lines(self.vector.len())];
        vector.as_flattened_mut()[..self.vector.len()].copy_from_slice(self.vector);
        let (lines, stride) = self.matrix.lines();
        let mut product = Vec::with_capacity(self.matrix.rows());
        for rows in lines.chunks_exact(HALF * stride) {
            let mut sums = [ZERO; HALF];
            for (depth, factors) in vector.iter().enumerate() {
                for (sums, row) in sums.iter_mut().zip(rows.chunks_exact(stride)) {
                    for ((sum, entry), factor) in sums.iter_mut().zip(&row[depth]).zip(factors) {
                        *sum = entry.mul_add(*factor, *sum);
                    }
                }
            }
            product.extend(sums.map(total));
        }
        product.truncate(self.matrix.rows());
        product
    }
}
