//! Blocked inversion of an eliminated Laplacian, by the recurrence of Takahashi (1973): a node's row is the mean of its
//! later neighbours' rows, weighted by their shares, plus 1 / pivot on the diagonal.
//!
//! The inverse is built from the last block of nodes to the first, one tile of eight columns after the other.

#![expect(
    clippy::inline_always,
    clippy::indexing_slicing,
    reason = "inlined to be compiled for the caller's instructions; positions are within blocks of fixed size"
)]

use super::kernel::{
    HALF, LANES, Line, Wide, ZERO, accumulate, accumulate_octet, add_scaled, lines, put_tile,
    transposed, turn,
};
use super::matrix::Matrix;
use super::triangle::{BLOCK, TILES, Triangle};
use pulp::Simd;

/// Later rows that are taken up at a time: what is needed of them stays in the nearest cache.
const DEPTH: usize = 64;

/// Fills the first `open` rows and columns of the inverse.
pub(super) struct Invert<'a> {
    pub(super) shares: &'a Triangle,
    pub(super) pivots: &'a [f64],
    pub(super) open: usize,
    pub(super) inverse: &'a mut Matrix,
}

impl pulp::WithSimd for Invert<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let octets = lines(self.open);
        let (inverse, stride) = self.inverse.lines_mut();
        let mut left = [const { Vec::new() }; TILES];
        for left in &mut left {
            left.reserve_exact(octets * LANES);
        }
        for first in (0..octets).step_by(TILES).rev() {
            let left = &mut left[..TILES.min(octets - first)];
            for (octet, left) in left.iter_mut().enumerate() {
                let (panel, width) = self.shares.panel(first);
                left.clear();
                turn(
                    &panel[octet * LANES * width..],
                    width,
                    0..octets - first,
                    left,
                );
            }
            let panel = Panel {
                simd,
                first,
                octets,
                stride,
                left,
            };
            panel.fill_beyond(inverse);
            panel.fill_block(inverse, &self.pivots[first * LANES..], self.open);
        }
    }
}

/// The rows of a block; those after it are known.
struct Panel<'a, S> {
    simd: S,
    /// The first octet of rows.
    first: usize,
    /// Octets of rows of the inverse.
    octets: usize,
    /// Lines from one row of the inverse to the next.
    stride: usize,
    /// For each octet of rows its shares, turned: line k has what each row gave to the k-th column of the panel.
    left: &'a [Vec<Line>],
}

impl<S: Simd> Panel<'_, S> {
    /// Fills the rows beyond the block, and their columns.
    #[inline(always)]
    fn fill_beyond(&self, inverse: &mut [Line]) {
        let rows_of = |octet: usize| octet * LANES * self.stride;
        for column in self.first + self.left.len()..self.octets {
            let mut rows = self.inflows(inverse, column);
            for (octet, left) in self.left.iter().enumerate().rev() {
                substitute::<S, HALF>(self.simd, rows.as_flattened_mut(), octet, left);
                substitute::<S, 0>(self.simd, rows.as_flattened_mut(), octet, left);
            }
            for (octet, tile) in rows.iter().enumerate().take(self.left.len()) {
                let row = self.first + octet;
                put_tile(tile, &mut inverse[rows_of(row)..], (self.stride, column));
                let mirrored = transposed(tile);
                put_tile(
                    &mirrored,
                    &mut inverse[rows_of(column)..],
                    (self.stride, row),
                );
            }
        }
    }

    /// What eight columns of the block get from the known rows.
    #[inline(always)]
    fn inflows(&self, inverse: &[Line], column: usize) -> [[Line; LANES]; TILES] {
        let mut rows = [[ZERO; LANES]; TILES];
        let from = (self.first + self.left.len()) * LANES;
        let known = &inverse[from * self.stride..self.octets * LANES * self.stride];
        for (depth, known) in known.chunks(DEPTH * self.stride).enumerate() {
            let lines = known[column..].iter().step_by(self.stride);
            for (tile, left) in rows.iter_mut().zip(self.left) {
                let left = &left[depth * DEPTH + BLOCK..];
                accumulate_octet(self.simd, tile, left, lines.clone());
            }
        }
        rows
    }

    /// Fills the diagonal block.
    #[inline(always)]
    fn fill_block(&self, inverse: &mut [Line], pivots: &[f64], open: usize) {
        let mut block = Block::ZERO;
        for tile in 0..self.left.len() {
            let inflows = self.inflows(inverse, self.first + tile);
            for (row, line) in block.inflows.iter_mut().zip(inflows.as_flattened()) {
                row[tile] = *line;
            }
        }
        let first = self.first * LANES;
        for row in (0..BLOCK.min(open - first)).rev() {
            block.fill(self.simd, row, &self.left[row / LANES], pivots[row]);
        }
        let rows = inverse[first * self.stride..].chunks_exact_mut(self.stride);
        for (row, filled) in rows.zip(&block.rows).take(self.left.len() * LANES) {
            row[self.first..][..self.left.len()].copy_from_slice(&filled[..self.left.len()]);
        }
    }
}

/// Adds to half an octet of rows what they get from the later rows of the block and from each other.
#[inline(always)]
fn substitute<S: Simd, const FROM: usize>(simd: S, rows: &mut [Line], octet: usize, left: &[Line]) {
    let first = octet * LANES + FROM;
    let (own, below) = rows[first..].split_at_mut(HALF);
    let Some(tile) = own.first_chunk_mut::<HALF>() else {
        return;
    };
    accumulate::<_, FROM, HALF>(simd, tile, &left[first + HALF..], &*below);
    for inner in (1..HALF).rev() {
        let line = tile[inner];
        for earlier in 0..inner {
            add_scaled(
                simd,
                &mut tile[earlier],
                left[first + inner][FROM + earlier],
                &line,
            );
        }
    }
}

/// The diagonal block of a panel.
struct Block {
    /// What each row gets from the later blocks.
    inflows: [[Line; TILES]; BLOCK],
    rows: [[Line; TILES]; BLOCK],
}

impl Block {
    const ZERO: Self = Self {
        inflows: [[ZERO; TILES]; BLOCK],
        rows: [[ZERO; TILES]; BLOCK],
    };

    /// Fills a row and its column; those after it are there.
    #[inline(always)]
    fn fill<S: Simd>(&mut self, simd: S, row: usize, left: &[Line], pivot: f64) {
        let inner = row % LANES;
        let mut wides = [Wide::zero(simd); TILES];
        for (wide, line) in wides.iter_mut().zip(&self.inflows[row]) {
            *wide = Wide::load(simd, line);
        }
        for (later, shares) in self.rows.iter().zip(left).skip(row + 1) {
            for (wide, line) in wides.iter_mut().zip(later) {
                wide.add_scaled(shares[inner], line);
            }
        }
        let mut sums = [ZERO; TILES];
        for (line, wide) in sums.iter_mut().zip(&wides) {
            wide.store(line);
        }
        let entries = sums.as_flattened_mut();
        let mut diagonal = entries[row] + 1.0 / pivot;
        for (later, shares) in left.iter().enumerate().take(BLOCK).skip(row + 1) {
            diagonal = shares[inner].mul_add(entries[later], diagonal);
        }
        entries[row] = diagonal;
        self.rows[row].as_flattened_mut()[row..].copy_from_slice(&entries[row..]);
        for (later, entry) in self.rows.iter_mut().zip(&*entries).skip(row) {
            later.as_flattened_mut()[row] = *entry;
        }
    }
}
