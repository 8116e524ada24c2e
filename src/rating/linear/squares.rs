//! Sums of squared differences of rows.

#![expect(
    clippy::inline_always,
    clippy::indexing_slicing,
    reason = "inlined to be compiled for the caller's instructions; a pair beyond the rows must not vanish silently"
)]

use super::kernel::{Line, Wide, ZERO, lines};
use super::matrix::Matrix;
use crate::parallel::{at_once, threads_worth};
use pulp::{Arch, Simd};
use std::ops::Range;

/// Pairs that are gone through for all columns before the next ones: they stay in a near cache.
const PAIRS: usize = 32_768;

/// Pairs and columns that are worth a thread.
const SQUARES: usize = 4_000_000;

/// `V_k = sum over pairs of weight * (rows[first][k] - rows[second][k])^2` for each column k; the pairs are
/// (first, second, weight), best sorted by first. Large ones on several threads: each column is a sum of its own.
pub(crate) fn squared_differences(rows: &Matrix, pairs: &[(usize, usize, f64)]) -> Vec<f64> {
    let columns = lines(rows.columns());
    let threads = threads_worth(pairs.len() * rows.columns(), SQUARES);
    let share = columns.div_ceil(threads).max(1);
    let starts: Vec<usize> = (0..columns).step_by(share).collect();
    let parts = at_once(&starts, |&from| {
        let columns = from..columns.min(from + share);
        Arch::new().dispatch(SquaredDifferences {
            rows,
            pairs,
            columns,
        })
    });
    let sums = parts.as_slice().concat();
    let sums = sums.as_flattened().iter();
    sums.take(rows.columns()).copied().collect()
}

pub(super) struct SquaredDifferences<'a> {
    pub(super) rows: &'a Matrix,
    pub(super) pairs: &'a [(usize, usize, f64)],
    /// Lines of columns.
    pub(super) columns: Range<usize>,
}

impl pulp::WithSimd for SquaredDifferences<'_> {
    type Output = Vec<Line>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Vec<Line> {
        let (stored, stride) = self.rows.lines();
        let mut sums = vec![ZERO; self.columns.len()];
        let mut strip = vec![ZERO; self.rows.rows()];
        for pairs in self.pairs.chunks(PAIRS) {
            let runs = Runs::new(pairs);
            for (column, sum) in self.columns.clone().zip(&mut sums) {
                for (line, row) in strip.iter_mut().zip(stored.chunks_exact(stride)) {
                    *line = row[column];
                }
                runs.add(simd, &strip, sum);
            }
        }
        sums
    }
}

/// Pairs by runs of the same first row.
struct Runs {
    /// The first row, and how many pairs.
    runs: Vec<(usize, usize)>,
    pairs: Vec<(u32, f64)>,
}

impl Runs {
    fn new(pairs: &[(usize, usize, f64)]) -> Self {
        let mut runs = Self {
            runs: Vec::new(),
            pairs: Vec::with_capacity(pairs.len()),
        };
        for &(first, second, weight) in pairs {
            match runs.runs.last_mut() {
                Some((last, count)) if *last == first => *count += 1,
                _ => runs.runs.push((first, 1)),
            }
            runs.pairs
                .push((u32::try_from(second).unwrap_or(u32::MAX), weight));
        }
        runs
    }

    #[inline(always)]
    fn add<S: Simd>(&self, simd: S, strip: &[Line], sum: &mut Line) {
        let mut rest = self.pairs.as_slice();
        let mut sums = [Wide::zero(simd); 4];
        for &(first, count) in &self.runs {
            let (run, later) = rest.split_at(count);
            let first = Wide::load(simd, &strip[first]);
            let (fours, ends) = run.as_chunks::<4>();
            for four in fours {
                for (sum, (second, weight)) in sums.iter_mut().zip(four) {
                    sum.add_squares(*weight, &first, &strip[*second as usize]);
                }
            }
            for (sum, (second, weight)) in sums.iter_mut().zip(ends) {
                sum.add_squares(*weight, &first, &strip[*second as usize]);
            }
            rest = later;
        }
        let mut all = Wide::load(simd, sum);
        for part in sums {
            let mut line = ZERO;
            part.store(&mut line);
            all.add(&line);
        }
        all.store(sum);
    }
}
