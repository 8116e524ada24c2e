//! What everything else is made of: lines of eight numbers, and the product of a strip and a tile.
//!
//! The functions are inlined into callers that were dispatched to the instructions of this machine. Each entry of a
//! product is one sum of fused multiply-adds in the order of the rows, so the width of the vectors changes nothing.

#![expect(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the instructions of the caller"
)]

/// Numbers in a line, of 64 bytes.
pub(super) const LANES: usize = 8;
/// Rows of a tile: half a line, so that the sums of a tile stay in 8 registers of 4 numbers.
pub(super) const HALF: usize = LANES / 2;

/// Eight numbers beside each other in a row.
pub(super) type Line = [f64; LANES];
/// A line of zeros.
pub(super) const ZERO: Line = [0.0; LANES];

/// How many lines hold `count` numbers.
pub(super) const fn lines(count: usize) -> usize {
    count.div_ceil(LANES)
}

/// Adds `factor * line` to the sums.
#[inline(always)]
pub(super) fn add_scaled(sums: &mut Line, factor: f64, line: &Line) {
    for (sum, entry) in sums.iter_mut().zip(line) {
        *sum = factor.mul_add(*entry, *sum);
    }
}

/// Adds up a line.
#[inline(always)]
pub(super) fn total([a, b, c, d, e, f, g, h]: Line) -> f64 {
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}

/// Adds to tile row i the sum over k of `left[k][FROM + i] * right[k]`; FROM is 0 or [`HALF`].
#[inline(always)]
#[expect(
    clippy::indexing_slicing,
    reason = "FROM + HALF is at most LANES, and known when this is compiled"
)]
pub(super) fn accumulate<const FROM: usize>(
    tile: &mut [Line; HALF],
    left: &[Line],
    right: &[Line],
) {
    let mut sums = *tile;
    for (factors, line) in left.iter().zip(right) {
        for (sums, factor) in sums.iter_mut().zip(&factors[FROM..FROM + HALF]) {
            add_scaled(sums, *factor, line);
        }
    }
    *tile = sums;
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
