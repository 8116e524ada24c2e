//! Solutions and samples, eight at a time.

#![expect(
    clippy::inline_always,
    clippy::indexing_slicing,
    reason = "inlined to be compiled for the caller's instructions; positions are within the panels of a triangle"
)]

use super::kernel::{
    HALF, LANES, Line, ZERO, accumulate, accumulate_rows, add_scaled, eliminate_half, transposed,
};
use super::matrix::Matrix;
use super::triangle::{BLOCK, TILES, Triangle};

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
    fn with_simd<S: pulp::Simd>(self, _: S) {
        let width = self.shares.width;
        let (systems, stride) = self.systems.lines_mut();
        let mut nodes = vec![ZERO; width * LANES];
        for octet in systems.chunks_exact_mut(LANES * stride) {
            load(octet, stride, &mut nodes);
            for first in (0..width).step_by(TILES) {
                eliminate(self.shares.panel(first), &mut nodes[first * LANES..]);
            }
            for (currents, pivot) in nodes.iter_mut().zip(self.pivots) {
                *currents = currents.map(|current| current / pivot);
            }
            nodes[self.open..].fill(ZERO);
            for first in (0..width).rev() {
                substitute(self.shares.octet(first), &mut nodes[first * LANES..]);
            }
            store(&nodes, octet, stride);
        }
    }
}

/// Turns eight rows into columns.
#[inline(always)]
fn load(rows: &[Line], stride: usize, nodes: &mut [Line]) {
    for (column, nodes) in nodes.as_chunks_mut().0.iter_mut().enumerate() {
        let mut tile = [ZERO; LANES];
        for (line, row) in tile.iter_mut().zip(rows.chunks_exact(stride)) {
            *line = row.get(column).copied().unwrap_or(ZERO);
        }
        *nodes = transposed(&tile);
    }
}

/// Turns columns into eight rows.
#[inline(always)]
fn store(nodes: &[Line], rows: &mut [Line], stride: usize) {
    for (column, nodes) in nodes.as_chunks().0.iter().enumerate() {
        for (line, row) in transposed(nodes).iter().zip(rows.chunks_exact_mut(stride)) {
            if let Some(entry) = row.get_mut(column) {
                *entry = *line;
            }
        }
    }
}

/// A strip of the shares of a panel's rows, each times `factor`.
#[inline(always)]
fn strip((panel, width): (&[Line], usize), column: usize, factor: f64) -> [Line; BLOCK] {
    let mut strip = [ZERO; BLOCK];
    for (line, row) in strip.iter_mut().zip(panel.chunks_exact(width)) {
        *line = row[column].map(|share| share * factor);
    }
    strip
}

/// Passes the currents of a block of nodes on to each other and to the later nodes.
#[inline(always)]
fn eliminate(panel: (&[Line], usize), nodes: &mut [Line]) {
    let (own, later) = nodes.split_at_mut(nodes.len().min(BLOCK));
    for octet in 0..own.len() / LANES {
        let shares = strip(panel, octet, 1.0);
        eliminate_half::<0>(&shares, octet, own);
        eliminate_half::<HALF>(&shares, octet, own);
    }
    spread(panel, own, later, 1.0);
}

/// Adds to the later nodes `factor` times what they get from a block of nodes.
#[inline(always)]
fn spread(panel: (&[Line], usize), own: &[Line], later: &mut [Line], factor: f64) {
    for (column, octet) in later.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
        let shares = strip(panel, TILES + column, factor);
        let (upper, lower) = octet.split_at_mut(HALF);
        if let (Some(upper), Some(lower)) = (upper.first_chunk_mut(), lower.first_chunk_mut()) {
            accumulate::<0>(upper, &shares, own);
            accumulate::<HALF>(lower, &shares, own);
        }
    }
}

/// Adds to the potentials of eight nodes what they get from those of the later nodes.
#[inline(always)]
fn substitute(rows: [&[Line]; LANES], nodes: &mut [Line]) {
    let [a, b, c, d, e, f, g, h] = rows.map(|row| &row[1..]);
    let (own, later) = nodes.split_at_mut(LANES);
    let (later, _) = later.as_chunks();
    let (upper, lower) = own.split_at_mut(HALF);
    if let (Some(upper), Some(lower)) = (upper.first_chunk_mut(), lower.first_chunk_mut()) {
        accumulate_rows(upper, [a, b, c, d], later);
        accumulate_rows(lower, [e, f, g, h], later);
    }
    for node in (1..LANES).rev() {
        let line = own[node];
        for earlier in 0..node {
            add_scaled(&mut own[earlier], rows[earlier][0][node], &line);
        }
    }
}

/// Makes of each row of root pivots times normal numbers a sample of the Laplacian.
pub(super) struct SampleRows<'a> {
    pub(super) shares: &'a Triangle,
    pub(super) pivots: &'a [f64],
    pub(super) open: usize,
    pub(super) samples: &'a mut Matrix,
}

impl pulp::WithSimd for SampleRows<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        let (width, models) = (self.shares.width, self.samples.columns());
        let roots: Vec<f64> = self.pivots.iter().map(|pivot| pivot.sqrt()).collect();
        let (samples, stride) = self.samples.lines_mut();
        let mut nodes = vec![ZERO; width * LANES];
        for octet in samples.chunks_exact_mut(LANES * stride) {
            load(octet, stride, &mut nodes);
            for (numbers, root) in nodes.iter_mut().zip(&roots) {
                *numbers = numbers.map(|number| number * root);
            }
            nodes[self.open..].fill(ZERO);
            for first in (0..width).step_by(TILES).rev() {
                draw(self.shares.panel(first), &mut nodes[first * LANES..]);
            }
            nodes[models..].fill(ZERO);
            store(&nodes, octet, stride);
        }
    }
}

/// Takes from the later nodes and from each other the shares of a block of nodes, which have not changed before.
#[inline(always)]
fn draw(panel: (&[Line], usize), nodes: &mut [Line]) {
    let (own, later) = nodes.split_at_mut(nodes.len().min(BLOCK));
    spread(panel, own, later, -1.0);
    for octet in (0..own.len() / LANES).rev() {
        let shares = strip(panel, octet, -1.0);
        draw_half::<HALF>(&shares, octet, own);
        draw_half::<0>(&shares, octet, own);
    }
}

#[inline(always)]
fn draw_half<const FROM: usize>(shares: &[Line], octet: usize, nodes: &mut [Line]) {
    let first = octet * LANES + FROM;
    let (above, own) = nodes.split_at_mut(first);
    let Some(tile) = own.first_chunk_mut::<HALF>() else {
        return;
    };
    for later in (1..HALF).rev() {
        for inner in 0..later {
            let line = tile[inner];
            add_scaled(&mut tile[later], shares[first + inner][FROM + later], &line);
        }
    }
    accumulate::<FROM>(tile, shares, above);
}
