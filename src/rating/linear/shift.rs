//! Shifting rows and columns to mean zero.

#![expect(
    clippy::inline_always,
    reason = "inlined to be compiled for the caller's instructions"
)]

use super::kernel::{Line, ZERO, lines, total};
use super::matrix::Matrix;

/// Takes the mean of the first `count` columns from them, and, with `both`, the same for rows.
pub(super) struct Centre<'a> {
    pub(super) matrix: &'a mut Matrix,
    pub(super) count: usize,
    pub(super) both: bool,
}

impl pulp::WithSimd for Centre<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        let size = u32::try_from(self.count).map_or(f64::NAN, f64::from);
        let (rows, columns) = (self.matrix.rows(), lines(self.matrix.columns()));
        // Ones for the coordinates that are centred, then zeros.
        let mut ones = vec![ZERO; columns.max(lines(rows))];
        for one in ones.as_flattened_mut().iter_mut().take(self.count) {
            *one = 1.0;
        }
        let mut means = ones.clone();
        let (lines, stride) = self.matrix.lines_mut();
        for (mean, row) in means
            .as_flattened_mut()
            .iter_mut()
            .zip(lines.chunks_exact(stride).take(rows))
        {
            *mean = sum(row, &ones) / size;
        }
        if !self.both {
            for (mean, row) in means
                .as_flattened()
                .iter()
                .zip(lines.chunks_exact_mut(stride))
            {
                shift(row, *mean, &ones);
            }
            return;
        }
        let mean = sum(&means, &ones) / size;
        let own = means.as_flattened().iter().zip(ones.as_flattened());
        for (row, (own, one)) in lines.chunks_exact_mut(stride).take(rows).zip(own) {
            for (line, (means, ones)) in row.iter_mut().zip(means.iter().zip(&ones)) {
                for (entry, (mean_there, one_there)) in line.iter_mut().zip(means.iter().zip(ones))
                {
                    // Alike in both coordinates, so that what is symmetric remains so.
                    let means = one_there * own + one * mean_there;
                    *entry = (*entry - means) + (one * one_there) * mean;
                }
            }
        }
    }
}

#[inline(always)]
fn sum(row: &[Line], ones: &[Line]) -> f64 {
    let mut sums = ZERO;
    for (line, ones) in row.iter().zip(ones) {
        for ((sum, entry), one) in sums.iter_mut().zip(line).zip(ones) {
            *sum += entry * one;
        }
    }
    total(sums)
}

#[inline(always)]
fn shift(row: &mut [Line], mean: f64, ones: &[Line]) {
    for (line, ones) in row.iter_mut().zip(ones) {
        for (entry, one) in line.iter_mut().zip(ones) {
            *entry -= mean * one;
        }
    }
}
