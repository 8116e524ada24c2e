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

/// Adds to tile row i the sum over j of `rows[i][j] * right[j]`, where j runs over all numbers of the rows.
#[inline(always)]
pub(super) fn accumulate_rows(
    tile: &mut [Line; HALF],
    [a, b, c, d]: [&[Line]; HALF],
    right: &[[Line; LANES]],
) {
    let mut sums = *tile;
    for ((((lines, a), b), c), d) in right.iter().zip(a).zip(b).zip(c).zip(d) {
        for ((((line, a), b), c), d) in lines.iter().zip(a).zip(b).zip(c).zip(d) {
            for (sums, factor) in sums.iter_mut().zip([a, b, c, d]) {
                add_scaled(sums, *factor, line);
            }
        }
    }
    *tile = sums;
}

/// Adds to half an octet of rows what they get from the earlier rows and, in order, from each other: to row i the sum
/// over k < i of `shares[k][i] * rows[k]`. The shares are those of the octet's columns.
#[inline(always)]
#[expect(
    clippy::indexing_slicing,
    reason = "FROM + HALF is at most LANES; the rest is as long as a block"
)]
pub(super) fn eliminate_half<const FROM: usize>(shares: &[Line], octet: usize, rows: &mut [Line]) {
    let first = octet * LANES + FROM;
    let (above, own) = rows.split_at_mut(first);
    let Some(tile) = own.first_chunk_mut::<HALF>() else {
        return;
    };
    accumulate::<FROM>(tile, shares, above);
    for inner in 0..HALF {
        let line = tile[inner];
        for later in inner + 1..HALF {
            add_scaled(&mut tile[later], shares[first + inner][FROM + later], &line);
        }
    }
}

/// Adds to each line of sums its lines of eight rows, each scaled by its factor.
#[inline(always)]
pub(super) fn add_rows(sums: &mut [Line], factors: &Line, rows: [&[Line]; LANES]) {
    let [a, b, c, d, e, f, g, h] = rows;
    let rows = a.iter().zip(b).zip(c).zip(d).zip(e).zip(f).zip(g).zip(h);
    for (sums, (((((((a, b), c), d), e), f), g), h)) in sums.iter_mut().zip(rows) {
        let mut line = *sums;
        add_scaled(&mut line, factors[0], a);
        add_scaled(&mut line, factors[1], b);
        add_scaled(&mut line, factors[2], c);
        add_scaled(&mut line, factors[3], d);
        add_scaled(&mut line, factors[4], e);
        add_scaled(&mut line, factors[5], f);
        add_scaled(&mut line, factors[6], g);
        add_scaled(&mut line, factors[7], h);
        *sums = line;
    }
}

/// The products of four rows and a vector.
#[inline(always)]
pub(super) fn multiply_rows([a, b, c, d]: [&[Line]; HALF], vector: &[Line]) -> [f64; HALF] {
    let mut sums = [ZERO; HALF];
    for ((((factors, a), b), c), d) in vector.iter().zip(a).zip(b).zip(c).zip(d) {
        for (sums, line) in sums.iter_mut().zip([a, b, c, d]) {
            for ((sum, entry), factor) in sums.iter_mut().zip(line).zip(factors) {
                *sum = entry.mul_add(*factor, *sum);
            }
        }
    }
    sums.map(total)
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
