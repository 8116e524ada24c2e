//! Solutions and samples, one at a time.

#![expect(
    clippy::inline_always,
    clippy::indexing_slicing,
    reason = "inlined to be compiled for the caller's instructions; positions are within octets of a triangle"
)]

use super::kernel::{LANES, Line, add_rows, add_scaled, multiply_rows};
use super::triangle::{Octet, Triangle};
use pulp::Simd;

/// Solves for padded currents. What is beyond the first `open` potentials is zero.
pub(super) struct Solve<'a> {
    pub(super) shares: &'a Triangle,
    pub(super) pivots: &'a [f64],
    pub(super) open: usize,
    pub(super) currents: Vec<Line>,
}

impl pulp::WithSimd for Solve<'_> {
    type Output = Vec<Line>;

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, simd: S) -> Vec<Line> {
        for octet in 0..self.shares.width {
            eliminate(simd, &self.shares.octet(octet), &mut self.currents[octet..]);
        }
        let potentials = self.currents.as_flattened_mut();
        for (current, pivot) in potentials.iter_mut().zip(self.pivots) {
            *current /= pivot;
        }
        potentials[self.open..].fill(0.0);
        for octet in (0..self.shares.width).rev() {
            substitute(simd, &self.shares.octet(octet), &mut self.currents[octet..]);
        }
        self.currents
    }
}

/// Passes the currents of eight nodes on to the later nodes.
#[inline(always)]
fn eliminate<S: Simd>(simd: S, rows: &Octet, currents: &mut [Line]) {
    let (own, later) = currents.split_at_mut(1);
    for (row, shares) in rows.diagonal.iter().enumerate() {
        let current = own[0][row];
        add_scaled(simd, &mut own[0], current, shares);
    }
    add_rows(simd, later, &own[0], rows.beyond);
}

/// Adds to the potentials of eight nodes what they get from those of the later nodes.
#[inline(always)]
fn substitute<S: Simd>(simd: S, rows: &Octet, potentials: &mut [Line]) {
    let [upper, lower] = rows.halves();
    let (own, later) = potentials.split_at_mut(1);
    let upper = multiply_rows(simd, upper, later);
    let lower = multiply_rows(simd, lower, later);
    for (potential, inflow) in own[0].iter_mut().zip(upper.iter().chain(&lower)) {
        *potential += inflow;
    }
    for node in (0..LANES).rev() {
        for earlier in 0..node {
            own[0][earlier] = rows.diagonal[earlier][node].mul_add(own[0][node], own[0][earlier]);
        }
    }
}
