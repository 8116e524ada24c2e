//! Second moments.

#![expect(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the vectors of the machine at hand"
)]
#![expect(
    clippy::indexing_slicing,
    reason = "runs hold models below their number, and parts of a block end within it"
)]

use std::ops::Range;

use super::super::lanes;
use super::super::scales::Scale;
use super::super::sorted::{BLOCK, Rows, Run};
use super::block::Part;
use crate::linear::Matrix;

/// Sums over votes of a weight times products of what a vote's predictor is made of; covariates in units from their
/// origin.
#[derive(Clone, Debug, Default)]
pub(in crate::rows) struct Moments {
    /// The first run.
    first: usize,
    /// The weight alone, of each run.
    pub(in crate::rows) links: Vec<f64>,
    /// Model, +1 on side A and -1 on side B, times covariate; a row per model.
    pub(in crate::rows) cross: Matrix,
    /// Covariate alone.
    pub(in crate::rows) sums: Vec<f64>,
    /// Covariate times covariate.
    pub(in crate::rows) squares: Matrix,
}

/// The covariates of a block in units from their origin, and room for them times a weight.
pub(super) struct Covariates {
    values: Vec<[f64; BLOCK]>,
    weighted: Vec<[f64; BLOCK]>,
}

impl Covariates {
    pub(super) fn room(count: usize) -> Self {
        let values = vec![[0.0; BLOCK]; count];
        let weighted = values.clone();
        Self { values, weighted }
    }

    #[inline(always)]
    pub(super) fn standardise(&mut self, columns: &[[f32; BLOCK]], scales: &[Scale]) {
        for (values, (column, scale)) in self.values.iter_mut().zip(columns.iter().zip(scales)) {
            for (value, &given) in values.iter_mut().zip(column) {
                *value = (f64::from(given) - scale.origin) * scale.per_unit;
            }
        }
    }
}

impl Moments {
    /// Of votes of some runs, nothing yet.
    pub(super) fn zero(rows: &Rows, runs: Range<usize>) -> Self {
        let width = rows.covariates;
        Self {
            first: runs.start,
            links: vec![0.0; runs.len()],
            cross: Matrix::zeros(rows.models, width),
            sums: vec![0.0; width],
            squares: Matrix::zeros(width, width),
        }
    }

    /// Adds a block: the weight of each vote, and its covariates.
    #[inline(always)]
    pub(super) fn sum(
        &mut self,
        rows: &Rows,
        (parts, weights): (&[Part], &[f64; BLOCK]),
        covariates: &mut Covariates,
    ) {
        let Covariates { values, weighted } = covariates;
        for (weighted, values) in weighted.iter_mut().zip(&*values) {
            for (product, (weight, value)) in weighted.iter_mut().zip(weights.iter().zip(values)) {
                *product = weight * value;
            }
        }
        for &(run, ref range) in parts {
            self.links[run - self.first] += lanes::sum(&weights[range.clone()]);
            let (fours, rest) = weighted.as_chunks::<4>();
            for (four, columns) in fours.iter().enumerate() {
                let sums = lanes::sums(columns.each_ref().map(|column| &column[range.clone()]));
                self.add(&rows.runs[run], 4 * four, &sums);
            }
            for (place, column) in (4 * fours.len()..).zip(rest) {
                self.add(
                    &rows.runs[run],
                    place,
                    &[lanes::sum(&column[range.clone()])],
                );
            }
        }
        for (index, weighted) in weighted.iter().enumerate() {
            let squares = self.squares.row_mut(index);
            for (square, other) in squares.iter_mut().zip(&values[..=index]) {
                *square += lanes::dot(weighted, other);
            }
        }
    }

    /// Adds the sums of neighbouring covariates, from one on, over votes of a run.
    #[inline(always)]
    fn add(&mut self, run: &Run, from: usize, sums: &[f64]) {
        for (entry, sum) in self.cross.row_mut(run.a as usize)[from..]
            .iter_mut()
            .zip(sums)
        {
            *entry += sum;
        }
        for (entry, sum) in self.cross.row_mut(run.b as usize)[from..]
            .iter_mut()
            .zip(sums)
        {
            *entry -= sum;
        }
        for (entry, sum) in self.sums[from..].iter_mut().zip(sums) {
            *entry += sum;
        }
    }

    /// Adds the sums of the blocks that follow; they may begin with the last run of these.
    pub(super) fn append(&mut self, later: &Self) {
        let end = (later.first + later.links.len()).saturating_sub(self.first);
        self.links.resize(end.max(self.links.len()), 0.0);
        let own = self.links.iter_mut().skip(later.first - self.first);
        for (link, more) in own.zip(&later.links) {
            *link += more;
        }
        for (sum, more) in self.sums.iter_mut().zip(&later.sums) {
            *sum += more;
        }
        self.cross.add(&later.cross);
        self.squares.add(&later.squares);
    }

    /// Copies the lower triangle of the squares to the upper one.
    pub(super) fn mirror(&mut self) {
        for row in 0..self.squares.rows() {
            for column in 0..row {
                self.squares.row_mut(column)[row] = self.squares.at(row, column);
            }
        }
    }
}
