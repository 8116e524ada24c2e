//! Shifting rows and columns to mean zero.

#![expect(
    clippy::inline_always,
    reason = "inlined to be compiled for the caller's instructions"
)]

use super::kernel::{HALF, ZERO, lines, multiply_rows, quad};
use super::matrix::Matrix;
use pulp::Simd;

/// Takes the mean of the first `count` columns from them, and, with `both`, the same for rows.
pub(super) struct Centre<'a> {
    pub(super) matrix: &'a mut Matrix,
    pub(super) count: usize,
    pub(super) both: bool,
}

impl pulp::WithSimd for Centre<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let size = u32::try_from(self.count).map_or(f64::NAN, f64::from);
        let (rows, columns) = (self.matrix.rows(), lines(self.matrix.columns()));
        // Ones for the coordinates that are centred, then zeros.
        let mut ones = vec![ZERO; columns.max(lines(rows))];
        for one in ones.as_flattened_mut().iter_mut().take(self.count) {
            *one = 1.0;
        }
        let mut means = vec![ZERO; ones.len()];
        let (lines, stride) = self.matrix.lines_mut();
        let (quads, _) = means.as_flattened_mut().as_chunks_mut::<HALF>();
        for (means, rows) in quads.iter_mut().zip(lines.chunks_exact(HALF * stride)) {
            *means = multiply_rows(simd, quad(rows, stride), &ones).map(|sum| sum / size);
        }
        let [mean, ..] = multiply_rows(simd, [&means; HALF], &ones).map(|sum| sum / size);
        let (means, ones) = (means.as_flattened(), ones.as_flattened());
        if !self.both {
            for (row, mean) in lines.chunks_exact_mut(stride).zip(means) {
                for (entry, one) in row.as_flattened_mut().iter_mut().zip(ones) {
                    *entry -= mean * one;
                }
            }
            return;
        }
        for (row, (own, one)) in lines.chunks_exact_mut(stride).zip(means.iter().zip(ones)) {
            let entries = row.as_flattened_mut().iter_mut();
            let both = one * mean;
            for (entry, (mean, there)) in entries.zip(means.iter().zip(ones)) {
                // Alike in both coordinates, so that what is symmetric remains so.
                *entry = (*entry - (there * own + one * mean)) + there * both;
            }
        }
    }
}
