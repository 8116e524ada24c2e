//! First derivatives, and how far a predictor goes.

#![expect(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the vectors of the machine at hand"
)]
#![expect(
    clippy::indexing_slicing,
    reason = "runs hold models below their number, and parts of a block end within it"
)]

use pulp::{Simd, WithSimd};

use super::super::lanes;
use super::super::sorted::Rows;
use super::block::Block;
use super::{Predictor, Slopes};
use crate::newton::Sum;

/// Sums first derivatives.
pub(in crate::rows) struct SlopePass<'a> {
    pub(in crate::rows) rows: &'a Rows,
    pub(in crate::rows) at: &'a Predictor<'a>,
}

impl WithSimd for SlopePass<'_> {
    type Output = Slopes;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> Slopes {
        let Self { rows, at } = self;
        let mut theta = vec![Sum::default(); rows.models];
        let mut shift = Sum::default();
        let mut slopes = vec![Sum::default(); rows.covariates];
        let mut votes = Block::new();
        for block in 0..rows.blocks() {
            votes.predict(rows, block, at);
            votes.residuals(rows, block);
            for &(run, ref range) in &votes.parts {
                let score = lanes::sum(&votes.out[range.clone()]);
                theta[rows.runs[run].a as usize].add(score);
                theta[rows.runs[run].b as usize].add(-score);
                shift.add(score);
            }
            for (slope, column) in slopes.iter_mut().zip(rows.columns(block)) {
                slope.add(lanes::dot(&votes.out, column));
            }
        }
        Slopes {
            theta: theta.into_iter().map(Sum::value).collect(),
            shift: shift.value(),
            covariates: slopes.into_iter().map(Sum::value).collect(),
        }
    }
}

/// Looks for the largest predictor.
pub(super) struct FarthestPass<'a> {
    pub(super) rows: &'a Rows,
    pub(super) change: &'a Predictor<'a>,
}

impl WithSimd for FarthestPass<'_> {
    type Output = f64;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> f64 {
        let mut votes = Block::new();
        let mut most = 0.0_f64;
        for block in 0..self.rows.blocks() {
            votes.predict(self.rows, block, self.change);
            most = most.max(lanes::largest(&votes.lead));
        }
        most
    }
}
