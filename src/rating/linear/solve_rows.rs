//! Solutions and samples, eight beside each other in a line, and several lines in turn for each part of the factor.

#![expect(
    clippy::inline_always,
    clippy::indexing_slicing,
    reason = "inlined to be compiled for the caller's instructions; positions are within the panels of a triangle"
)]

use super::kernel::{
    HALF, LANES, Line, ZERO, accumulate, accumulate_octet, accumulate_rows, add_scaled, divided,
    eliminate_half, scaled, transposed,
};
use super::matrix::Matrix;
use super::triangle::{BLOCK, Octet, TILES, Triangle};
use pulp::Simd;

/// Octets of systems that are worked on in turn.
const OCTETS: usize = 8;

/// Puts in the place of each row of currents their potentials.
pub(super) struct SolveRows<'a> {
    pub(super) shares: &'a Triangle,
    pub(super) pivots: &'a [f64],
    pub(super) open: usize,
    pub(super) systems: &'a mut Matrix,
}

impl pulp::WithSimd for SolveRows<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let width = self.shares.width;
        let (systems, stride) = self.systems.lines_mut();
        for systems in systems.chunks_mut(OCTETS * LANES * stride) {
            let mut nodes = load(systems, stride, width);
            for first in (0..width).step_by(TILES) {
                eliminate(simd, Part::of(self.shares, first), &mut nodes);
            }
            for nodes in nodes.chunks_exact_mut(width * LANES) {
                for (currents, pivot) in nodes.iter_mut().zip(self.pivots) {
                    *currents = divided(simd, currents, *pivot);
                }
                nodes[self.open..].fill(ZERO);
            }
            for first in (0..width).rev() {
                let rows = self.shares.octet(first);
                for nodes in nodes.chunks_exact_mut(width * LANES) {
                    substitute(simd, &rows, &mut nodes[first * LANES..]);
                }
            }
            store(&nodes, systems, stride);
        }
    }
}

/// Makes of each row of normal numbers a sample of the Laplacian.
pub(super) struct SampleRows<'a> {
    pub(super) shares: &'a Triangle,
    /// Of the pivots; zero for the ground.
    pub(super) roots: &'a [f64],
    pub(super) samples: &'a mut Matrix,
}

impl pulp::WithSimd for SampleRows<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let (width, models) = (self.shares.width, self.samples.columns());
        let (samples, stride) = self.samples.lines_mut();
        for samples in samples.chunks_mut(OCTETS * LANES * stride) {
            let mut nodes = load(samples, stride, width);
            for nodes in nodes.chunks_exact_mut(width * LANES) {
                for (numbers, root) in nodes.iter_mut().zip(self.roots) {
                    *numbers = scaled(simd, numbers, *root);
                }
            }
            for first in (0..width).step_by(TILES).rev() {
                draw(simd, Part::of(self.shares, first), &mut nodes);
            }
            for nodes in nodes.chunks_exact_mut(width * LANES) {
                nodes[models..].fill(ZERO);
            }
            store(&nodes, samples, stride);
        }
    }
}

/// Turns octets of rows into columns, one octet after the other.
#[inline(always)]
fn load(rows: &[Line], stride: usize, width: usize) -> Vec<Line> {
    let octets = rows.chunks_exact(LANES * stride);
    let mut nodes = Vec::with_capacity(octets.len() * width * LANES);
    for octet in octets {
        for column in 0..width {
            let mut tile = [ZERO; LANES];
            for (line, row) in tile.iter_mut().zip(octet.chunks_exact(stride)) {
                *line = row.get(column).copied().unwrap_or(ZERO);
            }
            nodes.extend_from_slice(&transposed(&tile));
        }
    }
    nodes
}

/// Turns columns into octets of rows.
#[inline(always)]
fn store(nodes: &[Line], rows: &mut [Line], stride: usize) {
    let octets = rows.chunks_exact_mut(LANES * stride);
    let size = nodes.len() / octets.len();
    for (octet, nodes) in octets.zip(nodes.chunks_exact(size)) {
        for (column, nodes) in nodes.as_chunks().0.iter().enumerate() {
            for (line, row) in transposed(nodes).iter().zip(octet.chunks_exact_mut(stride)) {
                if let Some(entry) = row.get_mut(column) {
                    *entry = *line;
                }
            }
        }
    }
}

/// A panel of the factor.
#[derive(Clone, Copy)]
struct Part<'a> {
    /// Its first node.
    first: usize,
    panel: &'a [Line],
    width: usize,
    /// Of nodes in an octet of systems.
    size: usize,
}

impl<'a> Part<'a> {
    #[inline(always)]
    fn of(shares: &'a Triangle, octet: usize) -> Self {
        let (panel, width) = shares.panel(octet);
        Self {
            first: octet * LANES,
            panel,
            width,
            size: shares.width * LANES,
        }
    }

    /// Octets of rows.
    #[inline(always)]
    fn tiles(&self) -> usize {
        TILES.min(self.width)
    }

    /// A strip of the shares, each times `factor`.
    #[inline(always)]
    fn strip<S: Simd>(&self, simd: S, column: usize, factor: f64) -> [Line; BLOCK] {
        let mut strip = [ZERO; BLOCK];
        for (line, row) in strip.iter_mut().zip(self.panel.chunks_exact(self.width)) {
            *line = scaled(simd, &row[column], factor);
        }
        strip
    }

    /// Adds to the nodes after the panel `factor` times what they get from it.
    #[inline(always)]
    fn spread<S: Simd>(&self, simd: S, nodes: &mut [Line], factor: f64) {
        for column in 0..self.width.saturating_sub(TILES) {
            let shares = self.strip(simd, TILES + column, factor);
            for nodes in nodes.chunks_exact_mut(self.size) {
                let (own, later) = nodes[self.first..].split_at_mut(BLOCK);
                if let Some(octet) = later.as_chunks_mut().0.get_mut(column) {
                    accumulate_octet(simd, octet, &shares, &*own);
                }
            }
        }
    }
}

/// Passes the currents of a panel's nodes on to each other and to the later nodes.
#[inline(always)]
fn eliminate<S: Simd>(simd: S, part: Part, nodes: &mut [Line]) {
    for octet in 0..part.tiles() {
        let shares = part.strip(simd, octet, 1.0);
        for nodes in nodes.chunks_exact_mut(part.size) {
            eliminate_half::<S, 0>(simd, &shares, octet, &mut nodes[part.first..]);
            eliminate_half::<S, HALF>(simd, &shares, octet, &mut nodes[part.first..]);
        }
    }
    part.spread(simd, nodes, 1.0);
}

/// Adds to the potentials of eight nodes what they get from those of the later nodes.
#[inline(always)]
fn substitute<S: Simd>(simd: S, rows: &Octet, nodes: &mut [Line]) {
    let [upper, lower] = rows.halves();
    let (own, later) = nodes.split_at_mut(LANES);
    let (later, _) = later.as_chunks();
    for (tile, rows) in own.as_chunks_mut().0.iter_mut().zip([upper, lower]) {
        accumulate_rows(simd, tile, rows, later);
    }
    for node in (1..LANES).rev() {
        let (earlier, later) = own.split_at_mut(node);
        for (line, shares) in earlier.iter_mut().zip(&rows.diagonal) {
            add_scaled(simd, line, shares[node], &later[0]);
        }
    }
}

/// Takes from the later nodes and from each other the shares of a panel's nodes, which nothing was taken from before.
#[inline(always)]
fn draw<S: Simd>(simd: S, part: Part, nodes: &mut [Line]) {
    part.spread(simd, nodes, -1.0);
    for octet in (0..part.tiles()).rev() {
        let shares = part.strip(simd, octet, -1.0);
        for nodes in nodes.chunks_exact_mut(part.size) {
            draw_half::<S, HALF>(simd, &shares, octet, &mut nodes[part.first..]);
            draw_half::<S, 0>(simd, &shares, octet, &mut nodes[part.first..]);
        }
    }
}

#[inline(always)]
fn draw_half<S: Simd, const FROM: usize>(
    simd: S,
    shares: &[Line],
    octet: usize,
    nodes: &mut [Line],
) {
    let first = octet * LANES + FROM;
    let (above, own) = nodes.split_at_mut(first);
    let Some(tile) = own.first_chunk_mut::<HALF>() else {
        return;
    };
    for later in (1..HALF).rev() {
        for inner in 0..later {
            let line = tile[inner];
            add_scaled(
                simd,
                &mut tile[later],
                shares[first + inner][FROM + later],
                &line,
            );
        }
    }
    accumulate::<_, FROM, HALF>(simd, tile, shares, &*above);
}
