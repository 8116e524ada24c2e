//! Passes over all votes: slopes, second moments, the longest change of a predictor.
//!
//! ```text
//! eta_v = theta_a - theta_b + shift + sum over k of slope_k x_vk       p_v = sigma(eta_v)
//! e_v   = w_v (p_v - y_v)                                               y_v = points of side A, 0, 1/2 or 1
//! ```
//!
//! Block by block: the predictor is filled in run by run, since the models are the same in a run, then everything is
//! calculated vote by vote in vectors, and summed run by run. No sum is longer than a block before it goes into one
//! that keeps what rounding drops, so slopes need no second, more precise way.

#![expect(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the vectors of the machine at hand"
)]
#![expect(
    clippy::indexing_slicing,
    reason = "runs hold models below their number, and parts of a block end within it"
)]

use std::ops::Range;

use pulp::{Arch, Simd, WithSimd};

use super::lanes;
use super::logistic::chances;
use super::scales::Scale;
use super::sorted::{BLOCK, Rows};
use crate::linear::Matrix;
use crate::newton::Sum;

/// A linear predictor, or a change of one.
#[derive(Clone, Debug)]
pub(super) struct Predictor<'a> {
    /// Of each model.
    pub(super) theta: &'a [f64],
    /// The same for every vote.
    pub(super) shift: f64,
    /// Per unit of each covariate as it is kept.
    pub(super) slopes: Vec<f64>,
}

/// First derivatives of the loss.
#[derive(Clone, Debug)]
pub(super) struct Slopes {
    /// By each model's log-odds.
    pub(super) theta: Vec<f64>,
    /// By the shift.
    pub(super) shift: f64,
    /// By each slope.
    pub(super) covariates: Vec<f64>,
}

/// What is summed over votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Second derivatives, `w p (1 - p)`.
    Curvature,
    /// Squared scores, `e^2`.
    Scores,
}

/// Sums over votes of a weight times products of what a vote's predictor is made of; covariates in units from their
/// origin.
#[derive(Clone, Debug)]
pub(super) struct Moments {
    /// The weight alone, of each run.
    pub(super) links: Vec<f64>,
    /// Covariate times model, +1 on side A and -1 on side B; a row per covariate.
    pub(super) cross: Matrix,
    /// Covariate alone.
    pub(super) sums: Vec<f64>,
    /// Covariate times covariate.
    pub(super) squares: Matrix,
}

/// First derivatives at a predictor.
pub(super) fn slopes(rows: &Rows, at: &Predictor) -> Slopes {
    Arch::new().dispatch(SlopePass { rows, at })
}

/// Second moments at a predictor.
pub(super) fn moments(rows: &Rows, at: &Predictor, scales: &[Scale], kind: Kind) -> Moments {
    Arch::new().dispatch(MomentPass {
        rows,
        at,
        scales,
        kind,
    })
}

/// The largest predictor of a vote.
pub(super) fn farthest(rows: &Rows, change: &Predictor) -> f64 {
    Arch::new().dispatch(FarthestPass { rows, change })
}

struct SlopePass<'a> {
    rows: &'a Rows,
    at: &'a Predictor<'a>,
}

impl WithSimd for SlopePass<'_> {
    type Output = Slopes;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> Slopes {
        let Self { rows, at } = self;
        let mut theta = vec![Sum::default(); rows.models];
        let mut shift = Sum::default();
        let mut slopes = vec![Sum::default(); rows.covariates];
        let (mut scratch, mut parts) = (Scratch::new(), Vec::new());
        for block in 0..rows.blocks() {
            scratch.predict(rows, block, at, &mut parts);
            scratch.residuals(rows, block, &parts);
            for &(run, ref range) in &parts {
                let score = lanes::sum(&scratch.out[range.clone()]);
                theta[rows.runs[run].a as usize].add(score);
                theta[rows.runs[run].b as usize].add(-score);
                shift.add(score);
            }
            for (slope, column) in slopes.iter_mut().zip(rows.columns(block)) {
                slope.add(lanes::dot_column(&scratch.out, column));
            }
        }
        Slopes {
            theta: theta.into_iter().map(Sum::value).collect(),
            shift: shift.value(),
            covariates: slopes.into_iter().map(Sum::value).collect(),
        }
    }
}

struct MomentPass<'a> {
    rows: &'a Rows,
    at: &'a Predictor<'a>,
    scales: &'a [Scale],
    kind: Kind,
}

impl WithSimd for MomentPass<'_> {
    type Output = Moments;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> Moments {
        let Self { rows, at, .. } = self;
        let width = rows.covariates;
        let mut moments = Moments {
            links: vec![0.0; rows.runs.len()],
            cross: Matrix::zeros(width, rows.models),
            sums: vec![0.0; width],
            squares: Matrix::zeros(width, width),
        };
        let (mut scratch, mut parts) = (Scratch::new(), Vec::new());
        let mut values = vec![[0.0; BLOCK]; width];
        for block in 0..rows.blocks() {
            scratch.predict(rows, block, at, &mut parts);
            match self.kind {
                Kind::Curvature => scratch.curvatures(rows, block, &parts),
                Kind::Scores => scratch.squared_scores(rows, block, &parts),
            }
            for &(run, ref range) in &parts {
                moments.links[run] += lanes::sum(&scratch.out[range.clone()]);
            }
            let columns = rows.columns(block).iter().zip(self.scales);
            for (values, (column, scale)) in values.iter_mut().zip(columns) {
                standardise(values, column, scale);
            }
            moments.add(rows, &parts, &scratch.out, &values);
        }
        moments.mirror();
        moments
    }
}

struct FarthestPass<'a> {
    rows: &'a Rows,
    change: &'a Predictor<'a>,
}

impl WithSimd for FarthestPass<'_> {
    type Output = f64;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> f64 {
        let (mut scratch, mut parts) = (Scratch::new(), Vec::new());
        let mut most = 0.0_f64;
        for block in 0..self.rows.blocks() {
            scratch.predict(self.rows, block, self.change, &mut parts);
            most = most.max(lanes::largest(&scratch.lead));
        }
        most
    }
}

#[inline(always)]
fn standardise(values: &mut [f64; BLOCK], column: &[f32; BLOCK], scale: &Scale) {
    for (value, &given) in values.iter_mut().zip(column) {
        *value = (f64::from(given) - scale.origin) * scale.per_unit;
    }
}

impl Moments {
    /// Adds a block: the weight of each vote and its covariates.
    #[inline(always)]
    fn add(
        &mut self,
        rows: &Rows,
        parts: &[Part],
        weights: &[f64; BLOCK],
        values: &[[f64; BLOCK]],
    ) {
        let mut weighted = [0.0; BLOCK];
        for (index, column) in values.iter().enumerate() {
            for (product, (weight, value)) in weighted.iter_mut().zip(weights.iter().zip(column)) {
                *product = weight * value;
            }
            let cross = self.cross.row_mut(index);
            let mut total = 0.0;
            for &(run, ref range) in parts {
                let sum = lanes::sum(&weighted[range.clone()]);
                cross[rows.runs[run].a as usize] += sum;
                cross[rows.runs[run].b as usize] -= sum;
                total += sum;
            }
            self.sums[index] += total;
            let squares = self.squares.row_mut(index);
            for (square, other) in squares.iter_mut().zip(&values[..=index]) {
                *square += lanes::dot(&weighted, other);
            }
        }
    }

    /// Copies the lower triangle of the squares to the upper one.
    fn mirror(&mut self) {
        for row in 0..self.squares.rows() {
            for column in 0..row {
                self.squares.row_mut(column)[row] = self.squares.at(row, column);
            }
        }
    }
}

/// A run and its places in a block.
type Part = (usize, Range<usize>);

/// What is calculated of each vote in a block.
struct Scratch {
    lead: [f64; BLOCK],
    weight: [f64; BLOCK],
    out: [f64; BLOCK],
}

impl Scratch {
    #[inline(always)]
    fn new() -> Self {
        Self {
            lead: [0.0; BLOCK],
            weight: [0.0; BLOCK],
            out: [0.0; BLOCK],
        }
    }

    /// The predictor of each vote.
    #[inline(always)]
    fn predict(&mut self, rows: &Rows, block: usize, at: &Predictor, parts: &mut Vec<Part>) {
        parts.clear();
        parts.extend(rows.parts(block));
        for &(run, ref range) in &*parts {
            let run = &rows.runs[run];
            let lead = at.theta[run.a as usize] - at.theta[run.b as usize];
            self.lead[range.clone()].fill(lead + at.shift);
        }
        for (&slope, column) in at.slopes.iter().zip(rows.columns(block)) {
            for (lead, &value) in self.lead.iter_mut().zip(column) {
                *lead = slope.mul_add(f64::from(value), *lead);
            }
        }
        let end = parts.last().map_or(0, |(_, range)| range.end);
        self.lead[end..].fill(0.0);
    }

    /// `w (p - y)`, to all its digits: `p (1 - y) - (1 - p) y`.
    #[inline(always)]
    fn residuals(&mut self, rows: &Rows, block: usize, parts: &[Part]) {
        let votes = self.lead.iter().zip(rows.points(block));
        for (out, (&lead, &points)) in self.out.iter_mut().zip(votes) {
            let (chances, won) = (chances(lead), 0.5 * f64::from(points));
            *out = chances.first.mul_add(1.0 - won, -(chances.second * won));
        }
        if self.weigh(rows, block, parts) {
            for (out, weight) in self.out.iter_mut().zip(&self.weight) {
                *out *= weight;
            }
        }
        self.clear_rest(parts);
    }

    /// `w p (1 - p)`.
    #[inline(always)]
    fn curvatures(&mut self, rows: &Rows, block: usize, parts: &[Part]) {
        for (out, &lead) in self.out.iter_mut().zip(&self.lead) {
            let chances = chances(lead);
            *out = chances.first * chances.second;
        }
        if self.weigh(rows, block, parts) {
            for (out, weight) in self.out.iter_mut().zip(&self.weight) {
                *out *= weight;
            }
        }
        self.clear_rest(parts);
    }

    /// `w^2 (p - y)^2`.
    #[inline(always)]
    fn squared_scores(&mut self, rows: &Rows, block: usize, parts: &[Part]) {
        let votes = self.lead.iter().zip(rows.points(block));
        for (out, (&lead, &points)) in self.out.iter_mut().zip(votes) {
            let (chances, won) = (chances(lead), 0.5 * f64::from(points));
            let score = chances.first.mul_add(1.0 - won, -(chances.second * won));
            *out = score * score;
        }
        if let Some(squares) = rows.squares(block) {
            for (out, square) in self.out.iter_mut().zip(squares) {
                *out *= square;
            }
        } else if self.weigh(rows, block, parts) {
            for (out, weight) in self.out.iter_mut().zip(&self.weight) {
                *out *= weight * weight;
            }
        }
        self.clear_rest(parts);
    }

    /// What each vote counts; whether that is not 1 for all.
    #[inline(always)]
    fn weigh(&mut self, rows: &Rows, block: usize, parts: &[Part]) -> bool {
        if let Some(weights) = rows.weights(block) {
            self.weight.copy_from_slice(weights);
            return true;
        }
        for &(run, ref range) in parts {
            let Some(factor) = rows.factor(run) else {
                return false;
            };
            self.weight[range.clone()].fill(factor);
        }
        true
    }

    /// Nothing where a last block has no votes.
    #[inline(always)]
    fn clear_rest(&mut self, parts: &[Part]) {
        let end = parts.last().map_or(0, |(_, range)| range.end);
        self.out[end..].fill(0.0);
    }
}
