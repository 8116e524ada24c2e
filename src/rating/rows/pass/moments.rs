//! Second moments.

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
use super::super::scales::Scale;
use super::super::sorted::{BLOCK, Rows};
use super::block::Block;
use super::{Kind, Moments, Predictor};
use crate::linear::Matrix;

/// Sums second moments.
pub(in crate::rows) struct MomentPass<'a> {
    pub(in crate::rows) rows: &'a Rows,
    pub(in crate::rows) at: &'a Predictor<'a>,
    pub(in crate::rows) scales: &'a [Scale],
    pub(in crate::rows) kind: Kind,
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
        let mut votes = Block::new();
        let mut values = vec![[0.0; BLOCK]; width];
        for block in 0..rows.blocks() {
            votes.predict(rows, block, at);
            match self.kind {
                Kind::Curvature => votes.curvatures(rows, block),
                Kind::Scores => votes.squared_scores(rows, block),
            }
            for &(run, ref range) in &votes.parts {
                moments.links[run] += lanes::sum(&votes.out[range.clone()]);
            }
            let columns = rows.columns(block).iter().zip(self.scales);
            for (values, (column, scale)) in values.iter_mut().zip(columns) {
                standardise(values, column, scale);
            }
            moments.add(rows, &votes, &values);
        }
        moments.mirror();
        moments
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
    fn add(&mut self, rows: &Rows, votes: &Block, values: &[[f64; BLOCK]]) {
        let mut weighted = [0.0; BLOCK];
        for (index, column) in values.iter().enumerate() {
            for (product, (weight, value)) in weighted.iter_mut().zip(votes.out.iter().zip(column))
            {
                *product = weight * value;
            }
            let cross = self.cross.row_mut(index);
            let mut total = 0.0;
            for &(run, ref range) in &votes.parts {
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
