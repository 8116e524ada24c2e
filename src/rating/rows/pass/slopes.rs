//! First derivatives.

#![expect(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the vectors of the machine at hand"
)]
#![expect(
    clippy::indexing_slicing,
    reason = "runs hold models below their number, and parts of a block end within it"
)]

use super::super::lanes;
use super::super::sorted::Rows;
use super::block::Block;
use crate::sum::Sum;

/// First derivatives of the loss.
#[derive(Clone, Debug)]
pub(in crate::rows) struct Slopes {
    /// By each model's log-odds.
    pub(in crate::rows) theta: Vec<f64>,
    /// By the shift.
    pub(in crate::rows) shift: f64,
    /// By each slope.
    pub(in crate::rows) covariates: Vec<f64>,
}

/// The same as they are summed.
#[derive(Clone, Debug)]
pub(in crate::rows) struct Sums {
    theta: Vec<Sum>,
    shift: Sum,
    covariates: Vec<Sum>,
}

impl Sums {
    pub(super) fn zero(rows: &Rows) -> Self {
        Self {
            theta: vec![Sum::default(); rows.models],
            shift: Sum::default(),
            covariates: vec![Sum::default(); rows.covariates],
        }
    }

    /// Adds the residuals of a block.
    #[inline(always)]
    pub(super) fn sum(&mut self, rows: &Rows, block: usize, votes: &Block) {
        for &(run, ref range) in &votes.parts {
            let score = lanes::sum(&votes.residual[range.clone()]);
            self.theta[rows.runs[run].a as usize].add(score);
            self.theta[rows.runs[run].b as usize].add(-score);
            self.shift.add(score);
        }
        for (slope, column) in self.covariates.iter_mut().zip(rows.columns(block)) {
            slope.add(lanes::dot(&votes.residual, column));
        }
    }

    /// Adds the sums of other blocks.
    pub(super) fn add(&mut self, other: &Self) {
        self.shift.merge(other.shift);
        let own = self.theta.iter_mut().chain(&mut self.covariates);
        for (own, other) in own.zip(other.theta.iter().chain(&other.covariates)) {
            own.merge(*other);
        }
    }

    pub(in crate::rows) fn values(&self) -> Slopes {
        let values = |sums: &[Sum]| sums.iter().map(|sum| sum.value()).collect();
        Slopes {
            theta: values(&self.theta),
            shift: self.shift.value(),
            covariates: values(&self.covariates),
        }
    }
}
