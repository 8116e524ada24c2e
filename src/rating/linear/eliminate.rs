//! Blocked elimination of a Laplacian by star-mesh transforms.
//!
//! A block of models is eliminated from the diagonal block and the sums of what lies beyond it, which is all that the
//! pivots depend on. The block's rows follow, one strip of columns after the other, and then the triangle of the models
//! that remain, tile by tile.

#![expect(
    clippy::inline_always,
    clippy::indexing_slicing,
    reason = "inlined to be compiled for the caller's instructions; positions are within blocks of fixed size"
)]

use super::kernel::{HALF, LANES, Line, ZERO, accumulate, add_scaled, eliminate_half, total};
use super::triangle::{BLOCK, TILES, Triangle};

/// A strip of eight columns of a block of rows.
type Strip = [Line; BLOCK];

/// Replaces the links of the first `open` nodes by their shares, and fills in their pivots, in whole blocks; the pivots
/// of nodes that are not eliminated are 1. `None` if a pivot is not a positive number.
pub(super) struct Eliminate<'a> {
    pub(super) triangle: &'a mut Triangle,
    pub(super) open: usize,
}

impl pulp::WithSimd for Eliminate<'_> {
    type Output = Option<Vec<f64>>;

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) -> Self::Output {
        let mut width = self.triangle.width;
        let mut open = self.open;
        let mut pivots = vec![1.0; width.div_ceil(TILES) * BLOCK];
        let mut rest = self.triangle.buffer.lines_mut();
        let beyond = width.saturating_sub(TILES);
        let mut links = vec![[ZERO; BLOCK]; beyond];
        let mut shares = vec![[ZERO; BLOCK]; beyond];
        for pivots in pivots.as_chunks_mut::<BLOCK>().0 {
            let (panel, later) = rest.split_at_mut(width.min(TILES) * LANES * width);
            let mut block = Block::load(panel, width);
            block.eliminate(pivots, open.min(BLOCK))?;
            block.store(panel, width);
            width = width.saturating_sub(TILES);
            open = open.saturating_sub(BLOCK);
            for (strip, (links, shares)) in
                links.iter_mut().zip(&mut shares).take(width).enumerate()
            {
                block.eliminate_strip(panel, TILES + strip, links);
                divide(links, pivots, shares);
                store_strip(panel, (width + TILES, TILES + strip), shares);
            }
            update(later, &shares[..width], &links[..width]);
            rest = later;
        }
        Some(pivots)
    }
}

/// A diagonal block, by strips of columns.
struct Block {
    /// Links within the block, and as a last strip the sums of those beyond it.
    links: [Strip; TILES + 1],
    /// The shares of the links within the block; zero up to the diagonal.
    shares: [Strip; TILES],
}

impl Block {
    #[inline(always)]
    fn load(panel: &[Line], width: usize) -> Self {
        let mut block = Self {
            links: [[ZERO; BLOCK]; TILES + 1],
            shares: [[ZERO; BLOCK]; TILES],
        };
        for (row, lines) in panel.chunks_exact(width).enumerate() {
            let (within, beyond) = lines.split_at(TILES.min(width));
            for (strip, line) in block.links.iter_mut().zip(within) {
                strip[row] = *line;
            }
            let sums = &mut block.links[TILES][row];
            for line in beyond {
                for (sum, weight) in sums.iter_mut().zip(line) {
                    *sum += weight;
                }
            }
        }
        block
    }

    /// Eliminates the first `open` rows.
    #[inline(always)]
    fn eliminate(&mut self, pivots: &mut [f64; BLOCK], open: usize) -> Option<()> {
        for octet in 0..TILES {
            self.eliminate_half::<0>(octet, pivots, open)?;
            self.eliminate_half::<HALF>(octet, pivots, open)?;
        }
        Some(())
    }

    /// Eliminates half an octet of rows.
    #[inline(always)]
    fn eliminate_half<const FROM: usize>(
        &mut self,
        octet: usize,
        pivots: &mut [f64; BLOCK],
        open: usize,
    ) -> Option<()> {
        let first = octet * LANES + FROM;
        for strip in &mut self.links[octet..] {
            let (above, own) = strip.split_at_mut(first);
            if let Some(tile) = own.first_chunk_mut() {
                accumulate::<FROM>(tile, &self.shares[octet], above);
            }
        }
        for inner in 0..HALF {
            let row = first + inner;
            if row >= open {
                break;
            }
            self.links[octet][row][..=FROM + inner].fill(0.0);
            let pivot = self.pivot(octet, row);
            if !(pivot.is_finite() && pivot > 0.0) {
                return None;
            }
            pivots[row] = pivot;
            for (strip, shares) in self.links.iter().zip(&mut self.shares).skip(octet) {
                shares[row] = strip[row].map(|weight| weight / pivot);
            }
            for later in inner + 1..HALF {
                let share = self.shares[octet][row][FROM + later];
                for strip in &mut self.links[octet..] {
                    let line = strip[row];
                    add_scaled(&mut strip[first + later], share, &line);
                }
            }
        }
        Some(())
    }

    /// The sum of a row's links.
    #[inline(always)]
    fn pivot(&self, octet: usize, row: usize) -> f64 {
        let mut sums = ZERO;
        for strip in &self.links[octet..] {
            for (sum, weight) in sums.iter_mut().zip(&strip[row]) {
                *sum += weight;
            }
        }
        total(sums)
    }

    /// Puts the shares in the place of the links.
    #[inline(always)]
    fn store(&self, panel: &mut [Line], width: usize) {
        for (row, lines) in panel.chunks_exact_mut(width).enumerate() {
            for (line, strip) in lines.iter_mut().zip(&self.shares) {
                *line = strip[row];
            }
        }
    }

    /// Brings a strip beyond the block up to date: what the block's rows have when they are eliminated.
    #[inline(always)]
    fn eliminate_strip(&self, panel: &[Line], column: usize, links: &mut Strip) {
        let width = panel.len() / BLOCK;
        for (link, lines) in links.iter_mut().zip(panel.chunks_exact(width)) {
            *link = lines[column];
        }
        for octet in 0..TILES {
            eliminate_half::<0>(&self.shares[octet], octet, links);
            eliminate_half::<HALF>(&self.shares[octet], octet, links);
        }
    }
}

#[inline(always)]
fn divide(links: &Strip, pivots: &[f64; BLOCK], shares: &mut Strip) {
    for ((share, link), pivot) in shares.iter_mut().zip(links).zip(pivots) {
        for (share, weight) in share.iter_mut().zip(link) {
            *share = weight / pivot;
        }
    }
}

#[inline(always)]
fn store_strip(panel: &mut [Line], (width, column): (usize, usize), shares: &Strip) {
    for (lines, share) in panel.chunks_exact_mut(width).zip(shares) {
        lines[column] = *share;
    }
}

/// Adds the links that come about among the models that remain.
#[inline(always)]
fn update(later: &mut [Line], shares: &[Strip], links: &[Strip]) {
    let mut rest = later;
    for first in (0..shares.len()).step_by(TILES) {
        let width = shares.len() - first;
        let (panel, below) = rest.split_at_mut(width.min(TILES) * LANES * width);
        let octets = panel.chunks_exact_mut(LANES * width).enumerate();
        for ((octet, rows), shares) in octets.zip(&shares[first..]) {
            let (upper, lower) = rows.split_at_mut(HALF * width);
            for (column, links) in links[first..].iter().enumerate().skip(octet) {
                update_tile::<0>(upper, (width, column), shares, links);
                update_tile::<HALF>(lower, (width, column), shares, links);
            }
        }
        rest = below;
    }
}

#[inline(always)]
fn update_tile<const FROM: usize>(
    rows: &mut [Line],
    (width, column): (usize, usize),
    shares: &Strip,
    links: &Strip,
) {
    let mut tile = [ZERO; HALF];
    for (own, lines) in tile.iter_mut().zip(rows.chunks_exact(width)) {
        *own = lines[column];
    }
    accumulate::<FROM>(&mut tile, shares, links);
    for (own, lines) in tile.iter().zip(rows.chunks_exact_mut(width)) {
        lines[column] = *own;
    }
}
