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

use super::super::logistic::chances;
use super::super::sorted::{BLOCK, Rows};
use super::Predictor;

/// A run and its places in a block.
pub(super) type Part = (usize, Range<usize>);

/// A block of votes at a time.
pub(super) struct Block {
    /// The runs in the block.
    pub(super) parts: Vec<Part>,
    /// The predictor of each vote.
    pub(super) lead: [f64; BLOCK],
    weight: [f64; BLOCK],
    /// What was asked for of each vote; 0 where a last block has no votes.
    pub(super) out: [f64; BLOCK],
}

impl Block {
    #[inline(always)]
    pub(super) fn new() -> Self {
        Self {
            parts: Vec::new(),
            lead: [0.0; BLOCK],
            weight: [0.0; BLOCK],
            out: [0.0; BLOCK],
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
        for (&slope, column) in at.slopes.iter().zip(rows.columns(block)) {
            for (lead, &value) in self.lead.iter_mut().zip(column) {
                *lead = slope.mul_add(f64::from(value), *lead);
            }
        }
        let end = self.end();
        self.lead[end..].fill(0.0);
    }

    /// `w (p - y)`, to all its digits: `p (1 - y) - (1 - p) y`.
    #[inline(always)]
    pub(super) fn residuals(&mut self, rows: &Rows, block: usize) {
        let votes = self.lead.iter().zip(rows.points(block));
        for (out, (&lead, &points)) in self.out.iter_mut().zip(votes) {
            *out = residual(lead, points);
        }
        self.weigh(rows, block);
    }

    /// `w p (1 - p)`.
    #[inline(always)]
    pub(super) fn curvatures(&mut self, rows: &Rows, block: usize) {
        for (out, &lead) in self.out.iter_mut().zip(&self.lead) {
            let chances = chances(lead);
            *out = chances.first * chances.second;
        }
        self.weigh(rows, block);
    }

    /// `w^2 (p - y)^2`.
    #[inline(always)]
    pub(super) fn squared_scores(&mut self, rows: &Rows, block: usize) {
        if let Some(squares) = rows.squares(block) {
            let votes = self.lead.iter().zip(rows.points(block));
            for (out, ((&lead, &points), square)) in self.out.iter_mut().zip(votes.zip(squares)) {
                let score = residual(lead, points);
                *out = score * score * square;
            }
            return self.clear_rest();
        }
        self.residuals(rows, block);
        for out in &mut self.out {
            *out *= *out;
        }
    }

    /// Multiplies by what each vote counts.
    #[inline(always)]
    fn weigh(&mut self, rows: &Rows, block: usize) {
        if let Some(weights) = rows.weights(block) {
            for (out, weight) in self.out.iter_mut().zip(weights) {
                *out *= weight;
            }
        } else if rows.has_factors() {
            for &(run, ref range) in &self.parts {
                self.weight[range.clone()].fill(rows.factor(run));
            }
            for (out, weight) in self.out.iter_mut().zip(&self.weight) {
                *out *= weight;
            }
        }
        self.clear_rest();
    }

    #[inline(always)]
    fn clear_rest(&mut self) {
        let end = self.end();
        self.out[end..].fill(0.0);
    }

    #[inline(always)]
    fn end(&self) -> usize {
        self.parts.last().map_or(0, |(_, range)| range.end)
    }
}

/// The score of a vote.
#[inline(always)]
pub(in super::super) fn residual(lead: f64, points: u8) -> f64 {
    let (chances, won) = (chances(lead), 0.5 * f64::from(points));
    chances.first.mul_add(1.0 - won, -(chances.second * won))
}
