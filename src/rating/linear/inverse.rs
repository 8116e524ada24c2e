//! Blocked inversion of an eliminated Laplacian, by the recurrence of Takahashi (1973): a node's row is the mean of its
//! later neighbours' rows, weighted by their shares, plus 1 / pivot on the diagonal.
//!
//! The inverse is built from the last block of nodes to the first, in columns of eight: there the rows of a block come
//! right before the later rows, of which they are made.

#![expect(
    clippy::inline_always,
    clippy::indexing_slicing,
    reason = "inlined to be compiled for the caller's instructions; positions are within blocks of fixed size"
)]

use super::buffer::Buffer;
use super::kernel::{
    HALF, LANES, Line, Wide, ZERO, accumulate, accumulate_octet, add_scaled, lines, tile,
    transposed,
};
use super::matrix::Matrix;
use super::triangle::{BLOCK, TILES, Triangle};
use pulp::Simd;

/// Later rows that are taken up at a time: they stay in the nearest cache.
const DEPTH: usize = 128;

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
        let size = octets * LANES;
        let mut columns = Buffer::zeros(octets * size);
        let mut left = [const { Vec::new() }; TILES];
        for first in (0..octets).step_by(TILES).rev() {
            let tiles = TILES.min(octets - first);
            let panel = Panel {
                simd,
                first: first * LANES,
                size,
                open: self.open,
                pivots: &self.pivots[first * LANES..],
            };
            let stored = self.shares.panel(first);
            for (octet, left) in left.iter_mut().take(tiles).enumerate() {
                turn(stored, octet, left, octets - first);
            }
            panel.extend(&mut columns.lines_mut()[first * size..], &left[..tiles]);
        }
        let (rows, stride) = self.inverse.lines_mut();
        for (row, lines) in rows.chunks_exact_mut(stride).take(self.open).enumerate() {
            for (line, column) in lines.iter_mut().zip(columns.lines().chunks_exact(size)) {
                *line = column[row];
            }
        }
    }
}

/// Octets of rows of shares, turned: line k has what each of eight rows gave to the k-th column of the panel.
#[inline(always)]
fn turn((panel, width): (&[Line], usize), octet: usize, turned: &mut Vec<Line>, count: usize) {
    turned.clear();
    let rows = &panel[octet * LANES * width..];
    for column in 0..count {
        turned.extend_from_slice(&transposed(&tile(rows, (width, column))));
    }
}

/// The rows of a block, which come before all that are known.
struct Panel<'a, S> {
    simd: S,
    first: usize,
    /// Rows in a column.
    size: usize,
    open: usize,
    pivots: &'a [f64],
}

impl<S: Simd> Panel<'_, S> {
    /// Fills the block's rows and columns, given the columns from the block on and its turned shares.
    #[inline(always)]
    fn extend(&self, columns: &mut [Line], left: &[Vec<Line>]) {
        let (own, later) = columns.split_at_mut(left.len() * self.size);
        for (octet, column) in later.chunks_exact_mut(self.size).enumerate() {
            let (rows, known) = column[self.first..].split_at_mut(left.len() * LANES);
            take_up(self.simd, rows, known, left);
            for (octet, left) in left.iter().enumerate().rev() {
                substitute::<S, HALF>(self.simd, rows, octet, left);
                substitute::<S, 0>(self.simd, rows, octet, left);
            }
            let mirrored = self.first + (left.len() + octet) * LANES;
            let octets = rows.as_chunks().0.iter();
            for (octet, own) in octets.zip(own.chunks_exact_mut(self.size)) {
                own[mirrored..mirrored + LANES].copy_from_slice(&transposed(octet));
            }
        }
        let mut block = Block::ZERO;
        for (tile, column) in own.chunks_exact_mut(self.size).enumerate() {
            let (rows, known) = column[self.first..].split_at_mut(left.len() * LANES);
            take_up(self.simd, rows, known, left);
            for (row, line) in block.inflows.iter_mut().zip(rows) {
                row[tile] = *line;
            }
        }
        let count = BLOCK.min(self.open - self.first);
        for row in (0..count).rev() {
            block.fill(self.simd, row, &left[row / LANES], self.pivots[row]);
        }
        for (tile, column) in own.chunks_exact_mut(self.size).enumerate() {
            for (line, row) in column[self.first..].iter_mut().zip(&block.rows) {
                *line = row[tile];
            }
        }
    }
}

/// Adds to the rows of a block what they get from the known rows.
#[inline(always)]
fn take_up<S: Simd>(simd: S, rows: &mut [Line], known: &[Line], left: &[Vec<Line>]) {
    let (octets, _) = rows.as_chunks_mut::<LANES>();
    for (depth, known) in known.chunks(DEPTH).enumerate() {
        for (octet, left) in octets.iter_mut().zip(left) {
            let left = &left[(depth * DEPTH + TILES * LANES)..];
            accumulate_octet(simd, octet, left, known);
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
    accumulate::<S, FROM, HALF>(simd, tile, &left[first + HALF..], below);
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
