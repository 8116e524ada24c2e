//! What is calculated of each vote in a block.

#![expect(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the vectors of the machine at hand"
)]
#![expect(
    clippy::indexing_slicing,
    reason = "runs hold models below their number, and parts of a block end within it"
)]

use std::ops::Range;

use super::super::logistic::{chances, strengths};
use super::super::sorted::{BLOCK, Rows};
use super::Predictor;
use crate::scale::Chances;

/// A run and its places in a block.
pub(super) type Part = (usize, Range<usize>);

/// A block of votes at a time.
pub(super) struct Block {
    /// The runs in the block.
    pub(super) parts: Vec<Part>,
    /// The predictor of each vote.
    pub(super) lead: [f64; BLOCK],
    weight: [f64; BLOCK],
    /// `w (p - y)` of each vote, later its square; 0 where a last block has no votes.
    pub(super) residual: [f64; BLOCK],
    /// `w p (1 - p)`.
    pub(super) spread: [f64; BLOCK],
}

impl Block {
    #[inline(always)]
    pub(super) fn new() -> Self {
        Self {
            parts: Vec::new(),
            lead: [0.0; BLOCK],
            weight: [0.0; BLOCK],
            residual: [0.0; BLOCK],
            spread: [0.0; BLOCK],
        }
    }

    /// The predictor of each vote.
    #[inline(always)]
    pub(super) fn predict(&mut self, rows: &Rows, block: usize, at: &Predictor) {
        self.parts.clear();
        self.parts.extend(rows.parts(block));
        for &(run, ref range) in &self.parts {
            let run = &rows.runs[run];
            let lead = at.theta[run.a as usize] - at.theta[run.b as usize];
            self.lead[range.clone()].fill(lead + at.shift);
        }
        let (slopes, last_slopes) = at.slopes.as_chunks::<4>();
        let (columns, last_columns) = rows.columns(block).as_chunks::<4>();
        for (slopes, columns) in slopes.iter().zip(columns) {
            self.add_columns(slopes, columns);
        }
        for (slope, column) in last_slopes.iter().zip(last_columns) {
            self.add_columns(&[*slope], std::array::from_ref(column));
        }
        let end = self.end();
        self.lead[end..].fill(0.0);
    }

    #[inline(always)]
    fn add_columns<const N: usize>(&mut self, slopes: &[f64; N], columns: &[[f32; BLOCK]; N]) {
        for (place, lead) in self.lead.iter_mut().enumerate() {
            for (slope, column) in slopes.iter().zip(columns) {
                *lead = slope.mul_add(f64::from(column[place]), *lead);
            }
        }
    }

    /// The residual and the spread of each vote.
    #[inline(always)]
    pub(super) fn judge(&mut self, rows: &Rows, block: usize) {
        // In two rounds, so that votes wait less for those before them.
        let found = self.residual.iter_mut().zip(&mut self.spread);
        for ((first, second), &lead) in found.zip(&self.lead) {
            [*first, *second] = strengths(lead);
        }
        let found = self.residual.iter_mut().zip(&mut self.spread);
        for ((residual, spread), &points) in found.zip(rows.points(block)) {
            let chances = Chances::of_strengths(*residual, *spread);
            *residual = surprise(&chances, points);
            *spread = chances.first * chances.second;
        }
        if let Some(weights) = rows.weights(block) {
            self.weigh(weights);
        } else if rows.has_factors() {
            for &(run, ref range) in &self.parts {
                self.weight[range.clone()].fill(rows.factor(run));
            }
            let weights = self.weight;
            self.weigh(&weights);
        }
        let end = self.end();
        self.residual[end..].fill(0.0);
        self.spread[end..].fill(0.0);
    }

    /// Replaces the residual of each vote by `w^2 (p - y)^2`.
    #[inline(always)]
    pub(super) fn square(&mut self, rows: &Rows, block: usize) {
        if let Some(squares) = rows.squares(block) {
            let votes = self.lead.iter().zip(rows.points(block));
            for (score, ((&lead, &points), square)) in
                self.residual.iter_mut().zip(votes.zip(squares))
            {
                let surprise = residual(lead, points);
                *score = surprise * surprise * square;
            }
            let end = self.end();
            self.residual[end..].fill(0.0);
            return;
        }
        for residual in &mut self.residual {
            *residual *= *residual;
        }
    }

    /// Multiplies by what each vote counts.
    #[inline(always)]
    fn weigh(&mut self, weights: &[f64; BLOCK]) {
        let found = self.residual.iter_mut().zip(&mut self.spread);
        for ((residual, spread), weight) in found.zip(weights) {
            *residual *= weight;
            *spread *= weight;
        }
    }

    #[inline(always)]
    fn end(&self) -> usize {
        self.parts.last().map_or(0, |(_, range)| range.end)
    }
}

/// The score of a vote.
#[inline(always)]
pub(in super::super) fn residual(lead: f64, points: u8) -> f64 {
    surprise(&chances(lead), points)
}

/// `p - y`, to all its digits: `p (1 - y) - (1 - p) y`.
#[inline(always)]
fn surprise(chances: &Chances, points: u8) -> f64 {
    let won = 0.5 * f64::from(points);
    chances.first.mul_add(1.0 - won, -(chances.second * won))
}
