//! What everything else is made of: lines of eight numbers, and the product of a strip and a tile.
//!
//! The functions are inlined into callers that were dispatched to the instructions of this machine. Each entry of a
//! product is one sum of fused multiply-adds in the order of the rows, and a sum over a row has one part for each place
//! in a line, so the width of the machine's vectors changes nothing.

#![expect(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the instructions of the caller"
)]

use pulp::Simd;
use std::ops::Range;

/// Numbers in a line, of 64 bytes.
pub(crate) const LANES: usize = 8;
/// Rows of a tile whose sums fill 8 vectors of 4 numbers, of which a machine with these has 16.
pub(super) const HALF: usize = LANES / 2;

/// Eight numbers beside each other in a row.
pub(crate) type Line = [f64; LANES];
/// A line of zeros.
pub(crate) const ZERO: Line = [0.0; LANES];

/// How many lines hold `count` numbers.
pub(super) const fn lines(count: usize) -> usize {
    count.div_ceil(LANES)
}

/// A line in vectors of the machine: the first of `parts`, as many as it takes.
#[derive(Clone, Copy)]
pub(super) struct Wide<S: Simd> {
    simd: S,
    parts: [S::f64s; LANES],
}

impl<S: Simd> Wide<S> {
    #[inline(always)]
    pub(super) fn zero(simd: S) -> Self {
        Self {
            simd,
            parts: [simd.splat_f64s(0.0); LANES],
        }
    }

    #[inline(always)]
    pub(super) fn load(simd: S, line: &Line) -> Self {
        let mut wide = Self::zero(simd);
        for (part, vector) in wide.parts.iter_mut().zip(S::as_simd_f64s(line).0) {
            *part = *vector;
        }
        wide
    }

    #[inline(always)]
    pub(super) fn store(&self, line: &mut Line) {
        for (vector, part) in S::as_mut_simd_f64s(line).0.iter_mut().zip(&self.parts) {
            *vector = *part;
        }
    }

    #[inline(always)]
    pub(super) fn add(&mut self, line: &Line) {
        for (part, vector) in self.parts.iter_mut().zip(S::as_simd_f64s(line).0) {
            *part = self.simd.add_f64s(*part, *vector);
        }
    }

    /// Adds `factor * line`.
    #[inline(always)]
    pub(super) fn add_scaled(&mut self, factor: f64, line: &Line) {
        let factor = self.simd.splat_f64s(factor);
        for (part, vector) in self.parts.iter_mut().zip(S::as_simd_f64s(line).0) {
            *part = self.simd.mul_add_f64s(factor, *vector, *part);
        }
    }

    /// Adds the products of two lines, number by number.
    #[inline(always)]
    pub(super) fn add_products(&mut self, a: &Line, b: &Line) {
        let vectors = S::as_simd_f64s(a).0.iter().zip(S::as_simd_f64s(b).0);
        for (part, (a, b)) in self.parts.iter_mut().zip(vectors) {
            *part = self.simd.mul_add_f64s(*a, *b, *part);
        }
    }

    /// Adds `weight * (a - b)^2`, number by number.
    #[inline(always)]
    pub(super) fn add_squares(&mut self, weight: f64, a: &Self, b: &Line) {
        let weight = self.simd.splat_f64s(weight);
        let vectors = a.parts.iter().zip(S::as_simd_f64s(b).0);
        for (part, (a, b)) in self.parts.iter_mut().zip(vectors) {
            let difference = self.simd.sub_f64s(*a, *b);
            let scaled = self.simd.mul_f64s(weight, difference);
            *part = self.simd.mul_add_f64s(scaled, difference, *part);
        }
    }

    /// The sum of all eight.
    #[inline(always)]
    pub(super) fn total(&self) -> f64 {
        let mut line = ZERO;
        self.store(&mut line);
        let [one, two, three, four, five, six, seven, eight] = line;
        ((one + five) + (three + seven)) + ((two + six) + (four + eight))
    }
}

/// Adds `factor * line` to the sums.
#[inline(always)]
pub(super) fn add_scaled<S: Simd>(simd: S, sums: &mut Line, factor: f64, line: &Line) {
    let mut wide = Wide::load(simd, sums);
    wide.add_scaled(factor, line);
    wide.store(sums);
}

/// The line over `divisor`.
#[inline(always)]
pub(super) fn divided<S: Simd>(simd: S, line: &Line, divisor: f64) -> Line {
    let divisor = simd.splat_f64s(divisor);
    let mut divided = *line;
    for vector in S::as_mut_simd_f64s(&mut divided).0 {
        *vector = simd.div_f64s(*vector, divisor);
    }
    divided
}

/// Adds to tile row i the sum over k of `left[k][FROM + i] * right[k]`.
#[inline(always)]
#[expect(
    clippy::indexing_slicing,
    reason = "FROM + ROWS is at most LANES, and known when this is compiled"
)]
pub(super) fn accumulate<'a, S: Simd, const FROM: usize, const ROWS: usize>(
    simd: S,
    tile: &mut [Line; ROWS],
    left: &[Line],
    right: impl IntoIterator<Item = &'a Line>,
) {
    let mut sums = [Wide::zero(simd); ROWS];
    for (sum, line) in sums.iter_mut().zip(tile.iter()) {
        *sum = Wide::load(simd, line);
    }
    for (factors, line) in left.iter().zip(right) {
        for (sum, factor) in sums.iter_mut().zip(&factors[FROM..FROM + ROWS]) {
            sum.add_scaled(*factor, line);
        }
    }
    for (sum, line) in sums.iter().zip(tile) {
        sum.store(line);
    }
}

/// Adds to tile row i the sum over k of `left[k][i] * right[k]`, in as many tiles as this machine's vectors want.
#[inline(always)]
pub(super) fn accumulate_octet<'a, S: Simd>(
    simd: S,
    tile: &mut [Line; LANES],
    left: &[Line],
    right: impl IntoIterator<Item = &'a Line> + Clone,
) {
    if S::F64_LANES == LANES {
        accumulate::<_, 0, LANES>(simd, tile, left, right);
        return;
    }
    let (upper, lower) = tile.split_at_mut(HALF);
    if let (Some(upper), Some(lower)) = (upper.first_chunk_mut(), lower.first_chunk_mut()) {
        accumulate::<_, 0, HALF>(simd, upper, left, right.clone());
        accumulate::<_, HALF, HALF>(simd, lower, left, right);
    }
}

/// Adds to half an octet of rows what they get from the earlier rows and, in order, from each other: to row i the sum
/// over k < i of `shares[k][i] * rows[k]`. The shares are those of the octet's columns.
#[inline(always)]
#[expect(
    clippy::indexing_slicing,
    reason = "FROM + HALF is at most LANES; the rest is as long as a block"
)]
pub(super) fn eliminate_half<S: Simd, const FROM: usize>(
    simd: S,
    shares: &[Line],
    octet: usize,
    rows: &mut [Line],
) {
    let first = octet * LANES + FROM;
    let (above, own) = rows.split_at_mut(first);
    let Some(tile) = own.first_chunk_mut::<HALF>() else {
        return;
    };
    accumulate::<_, FROM, HALF>(simd, tile, shares, above.iter());
    for inner in 0..HALF {
        let line = tile[inner];
        for later in inner + 1..HALF {
            add_scaled(
                simd,
                &mut tile[later],
                shares[first + inner][FROM + later],
                &line,
            );
        }
    }
}

/// Adds to each line of sums its lines of eight rows, each scaled by its factor.
#[inline(always)]
pub(super) fn add_rows<S: Simd>(
    simd: S,
    sums: &mut [Line],
    factors: &Line,
    rows: [&[Line]; LANES],
) {
    let [one, two, three, four, five, six, seven, eight] = rows;
    let upper = one.iter().zip(two).zip(three).zip(four);
    let lower = five.iter().zip(six).zip(seven).zip(eight);
    for (sums, ((((one, two), three), four), (((five, six), seven), eight))) in
        sums.iter_mut().zip(upper.zip(lower))
    {
        let lines = [one, two, three, four, five, six, seven, eight];
        let mut wide = Wide::load(simd, sums);
        for (line, factor) in lines.iter().zip(factors) {
            wide.add_scaled(*factor, line);
        }
        wide.store(sums);
    }
}

/// The first four rows of a matrix with `stride` lines a row.
#[inline(always)]
pub(super) fn quad(lines: &[Line], stride: usize) -> [&[Line]; HALF] {
    let mut quad = [[].as_slice(); HALF];
    for (own, row) in quad.iter_mut().zip(lines.chunks_exact(stride)) {
        *own = row;
    }
    quad
}

/// The products of four rows and a vector.
#[inline(always)]
pub(super) fn multiply_rows<S: Simd>(
    simd: S,
    [a, b, c, d]: [&[Line]; HALF],
    vector: &[Line],
) -> [f64; HALF] {
    let mut sums = [Wide::zero(simd); HALF];
    for ((((factors, a), b), c), d) in vector.iter().zip(a).zip(b).zip(c).zip(d) {
        for (sum, line) in sums.iter_mut().zip([a, b, c, d]) {
            sum.add_products(line, factors);
        }
    }
    let [a, b, c, d] = &sums;
    [a.total(), b.total(), c.total(), d.total()]
}

/// Eight lines below each other in a matrix with `stride` lines a row.
#[inline(always)]
#[expect(
    clippy::indexing_slicing,
    reason = "a column beyond the row must not be taken for zeros"
)]
pub(super) fn tile(rows: &[Line], (stride, column): (usize, usize)) -> [Line; LANES] {
    let mut tile = [ZERO; LANES];
    for (line, row) in tile.iter_mut().zip(rows.chunks_exact(stride)) {
        *line = row[column];
    }
    tile
}

/// Puts eight lines below each other.
#[inline(always)]
#[expect(
    clippy::indexing_slicing,
    reason = "a column beyond the row must not vanish silently"
)]
pub(super) fn put_tile(tile: &[Line; LANES], rows: &mut [Line], (stride, column): (usize, usize)) {
    for (line, row) in tile.iter().zip(rows.chunks_exact_mut(stride)) {
        row[column] = *line;
    }
}

/// Adds to eight lines below each other.
#[inline(always)]
#[expect(
    clippy::indexing_slicing,
    reason = "a column beyond the row must not vanish silently"
)]
pub(super) fn add_tile<S: Simd>(
    simd: S,
    tile: &[Line; LANES],
    rows: &mut [Line],
    (stride, column): (usize, usize),
) {
    for (line, row) in tile.iter().zip(rows.chunks_exact_mut(stride)) {
        let mut sum = Wide::load(simd, line);
        sum.add(&row[column]);
        sum.store(&mut row[column]);
    }
}

/// Rows become columns.
#[inline(always)]
pub(super) fn transposed(rows: &[Line; LANES]) -> [Line; LANES] {
    let mut columns = [ZERO; LANES];
    for (row, entries) in rows.iter().enumerate() {
        for (column, entry) in columns.iter_mut().zip(entries) {
            if let Some(mirrored) = column.get_mut(row) {
                *mirrored = *entry;
            }
        }
    }
    columns
}

/// Appends columns of eight rows as rows, eight for each line in `columns`.
#[inline(always)]
pub(super) fn turn(rows: &[Line], stride: usize, columns: Range<usize>, turned: &mut Vec<Line>) {
    for column in columns {
        turned.extend_from_slice(&transposed(&tile(rows, (stride, column))));
    }
}
