//! Sums of squared differences of rows.

#![expect(
    clippy::inline_always,
    clippy::indexing_slicing,
    reason = "inlined to be compiled for the caller's instructions; a pair beyond the rows must not vanish silently"
)]

use super::kernel::{Line, ZERO, lines};
use super::matrix::Matrix;
use pulp::Arch;

/// Pairs that are gone through for all columns before the next ones: they stay in a near cache.
const PAIRS: usize = 8192;

/// `V_k = sum over pairs of weight * (rows[first][k] - rows[second][k])^2` for each column k; the pairs are
/// (first, second, weight), best sorted by first.
pub(crate) fn squared_differences(rows: &Matrix, pairs: &[(usize, usize, f64)]) -> Vec<f64> {
    let sums = Arch::new().dispatch(SquaredDifferences { rows, pairs });
    let sums = sums.as_flattened().iter();
    sums.take(rows.columns()).copied().collect()
}

struct SquaredDifferences<'a> {
    rows: &'a Matrix,
    pairs: &'a [(usize, usize, f64)],
}

impl pulp::WithSimd for SquaredDifferences<'_> {
    type Output = Vec<Line>;

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) -> Vec<Line> {
        let (stored, stride) = self.rows.lines();
        let mut sums = vec![ZERO; lines(self.rows.columns())];
        let mut strip = vec![ZERO; self.rows.rows()];
        for pairs in self.pairs.chunks(PAIRS) {
            let runs = Runs::new(pairs);
            for (column, sum) in sums.iter_mut().enumerate() {
                for (line, row) in strip.iter_mut().zip(stored.chunks_exact(stride)) {
                    *line = row[column];
                }
                runs.add(&strip, sum);
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
    fn add(&self, strip: &[Line], sum: &mut Line) {
        let mut rest = self.pairs.as_slice();
        let (mut a, mut b, mut c, mut d) = (*sum, ZERO, ZERO, ZERO);
        for &(first, count) in &self.runs {
            let (run, later) = rest.split_at(count);
            let first = strip[first];
            let (fours, ends) = run.as_chunks::<4>();
            for four in fours {
                add_square(&mut a, &four[0], &first, strip);
                add_square(&mut b, &four[1], &first, strip);
                add_square(&mut c, &four[2], &first, strip);
                add_square(&mut d, &four[3], &first, strip);
            }
            for pair in ends {
                add_square(&mut a, pair, &first, strip);
            }
            rest = later;
        }
        for ((((sum, a), b), c), d) in sum.iter_mut().zip(a).zip(b).zip(c).zip(d) {
            *sum = (a + b) + (c + d);
        }
    }
}

#[inline(always)]
fn add_square(sums: &mut Line, (second, weight): &(u32, f64), first: &Line, strip: &[Line]) {
    let second = &strip[*second as usize];
    for ((sum, a), b) in sums.iter_mut().zip(first).zip(second) {
        let difference = a - b;
        *sum = (weight * difference).mul_add(difference, *sum);
    }
}
