//! How far a predictor goes.

#![expect(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the vectors of the machine at hand"
)]

use std::ops::Range;

use pulp::{Simd, WithSimd};

use super::super::lanes;
use super::super::sorted::Rows;
use super::Predictor;
use super::block::Block;

/// Looks for the largest predictor in some blocks.
pub(super) struct FarthestPass<'a> {
    pub(super) rows: &'a Rows,
    pub(super) change: &'a Predictor<'a>,
    pub(super) blocks: Range<usize>,
}

impl WithSimd for FarthestPass<'_> {
    type Output = f64;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> f64 {
        let mut votes = Block::new();
        let mut most = 0.0_f64;
        for block in self.blocks {
            votes.predict(self.rows, block, self.change);
            most = most.max(lanes::largest(&votes.lead));
        }
        most
    }
}
