//! Blocked elimination of a Laplacian by star-mesh transforms.
//!
//! A block of nodes is eliminated from the diagonal block and the sums of what lies beyond it, which is all that the
//! pivots depend on. The block's rows follow, one strip of columns after the other, and then the triangle of the nodes
//! that remain, tile by tile.

#![expect(
    clippy::inline_always,
    clippy::indexing_slicing,
    reason = "inlined to be compiled for the caller's instructions; positions are within blocks of fixed size"
)]

use super::kernel::{
    HALF, LANES, Line, Wide, ZERO, accumulate, accumulate_octet, add_scaled, add_tile, divided,
    eliminate_half,
};
use super::triangle::{BLOCK, TILES, Triangle};
use pulp::Simd;

/// A strip of eight columns of a block of rows.
type Strip = [Line; BLOCK];

/// Replaces the links of the first `open` nodes by their shares, and gives their pivots, in whole blocks; the pivots
/// of nodes that are not eliminated are 1. `None` if a pivot is not a positive number.
pub(super) struct Eliminate<'a> {
    pub(super) triangle: &'a mut Triangle,
    pub(super) open: usize,
}

impl pulp::WithSimd for Eliminate<'_> {
    type Output = Option<Vec<f64>>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Self::Output {
        let mut width = self.triangle.width;
        let mut open = self.open;
        let mut pivots = vec![1.0; width.div_ceil(TILES) * BLOCK];
        let mut rest = self.triangle.buffer.lines_mut();
        let beyond = width.saturating_sub(TILES);
        let mut links = vec![[ZERO; BLOCK]; beyond];
        let mut shares = vec![[ZERO; BLOCK]; beyond];
        for pivots in pivots.as_chunks_mut::<BLOCK>().0 {
            let (panel, later) = rest.split_at_mut(width.min(TILES) * LANES * width);
            let mut block = Block::load(simd, panel, width);
            block.eliminate(pivots, open.min(BLOCK))?;
            block.store(panel, width);
            let strips = links.iter_mut().zip(&mut shares).zip(TILES..width);
            for ((links, shares), column) in strips {
                block.eliminate_strip(panel, (width, column), links);
                for ((share, link), pivot) in shares.iter_mut().zip(links).zip(&*pivots) {
                    *share = divided(simd, link, *pivot);
                }
                for (lines, share) in panel.chunks_exact_mut(width).zip(&*shares) {
                    lines[column] = *share;
                }
            }
            width = width.saturating_sub(TILES);
            open = open.saturating_sub(BLOCK);
            update(simd, later, &shares[..width], &links[..width]);
            rest = later;
        }
        Some(pivots)
    }
}

/// A diagonal block, by strips of columns.
struct Block<S> {
    simd: S,
    /// Links within the block, and as a last strip the sums of those beyond it.
    links: [Strip; TILES + 1],
    /// The shares of the links within the block; zero up to the diagonal.
    shares: [Strip; TILES],
}

impl<S: Simd> Block<S> {
    #[inline(always)]
    fn load(simd: S, panel: &[Line], width: usize) -> Self {
        let mut block = Self {
            simd,
            links: [[ZERO; BLOCK]; TILES + 1],
            shares: [[ZERO; BLOCK]; TILES],
        };
        for (row, lines) in panel.chunks_exact(width).enumerate() {
            let (within, beyond) = lines.split_at(TILES.min(width));
            for (strip, line) in block.links.iter_mut().zip(within) {
                strip[row] = *line;
            }
            let mut sums = Wide::zero(simd);
            for line in beyond {
                sums.add(line);
            }
            sums.store(&mut block.links[TILES][row]);
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
                accumulate::<_, FROM, HALF>(self.simd, tile, &self.shares[octet], &*above);
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
                shares[row] = divided(self.simd, &strip[row], pivot);
            }
            for later in inner + 1..HALF {
                let share = self.shares[octet][row][FROM + later];
                for strip in &mut self.links[octet..] {
                    let line = strip[row];
                    add_scaled(self.simd, &mut strip[first + later], share, &line);
                }
            }
        }
        Some(())
    }

    /// The sum of a row's links.
    #[inline(always)]
    fn pivot(&self, octet: usize, row: usize) -> f64 {
        let mut sums = Wide::zero(self.simd);
        for strip in &self.links[octet..] {
            sums.add(&strip[row]);
        }
        sums.total()
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
    fn eliminate_strip(&self, panel: &[Line], (width, column): (usize, usize), links: &mut Strip) {
        for (link, lines) in links.iter_mut().zip(panel.chunks_exact(width)) {
            *link = lines[column];
        }
        for (octet, shares) in self.shares.iter().enumerate() {
            eliminate_half::<S, 0>(self.simd, shares, octet, links);
            eliminate_half::<S, HALF>(self.simd, shares, octet, links);
        }
    }
}

/// Adds the links that come about among the nodes that remain.
#[inline(always)]
fn update<S: Simd>(simd: S, later: &mut [Line], shares: &[Strip], links: &[Strip]) {
    let mut rest = later;
    for first in (0..shares.len()).step_by(TILES) {
        let width = shares.len() - first;
        let (panel, below) = rest.split_at_mut(width.min(TILES) * LANES * width);
        let octets = panel.chunks_exact_mut(LANES * width).enumerate();
        for ((octet, rows), shares) in octets.zip(&shares[first..]) {
            for (column, links) in links[first..].iter().enumerate().skip(octet) {
                let mut sums = [ZERO; LANES];
                accumulate_octet(simd, &mut sums, shares, links);
                add_tile(simd, &sums, rows, (width, column));
            }
        }
        rest = below;
    }
}
