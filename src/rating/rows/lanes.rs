//! Sums whose order is written in the code: the same bits on every machine, whatever the width of its vectors.

#![expect(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the vectors of the machine at hand"
)]

/// Partial sums side by side: enough to keep two vector units busy.
const LANES: usize = 16;

/// `x_0 + x_1 + ...`
#[inline(always)]
pub(super) fn sum(values: &[f64]) -> f64 {
    let [sum] = sums([values]);
    sum
}

/// The same of columns of one length, side by side.
#[inline(always)]
pub(super) fn sums<const N: usize>(columns: [&[f64]; N]) -> [f64; N] {
    let chunks = columns.map(|column| column.as_chunks::<4>());
    let mut lanes = [[0.0; 4]; N];
    for place in 0..chunks.first().map_or(0, |(chunks, _)| chunks.len()) {
        for (lanes, (chunks, _)) in lanes.iter_mut().zip(&chunks) {
            let Some(chunk) = chunks.get(place) else {
                continue;
            };
            for (lane, value) in lanes.iter_mut().zip(chunk) {
                *lane += value;
            }
        }
    }
    // Apart from the lanes, which would have to leave their vectors for it.
    let mut totals = lanes.map(fold);
    for place in 0..chunks.first().map_or(0, |(_, rest)| rest.len()) {
        for (total, (_, rest)) in totals.iter_mut().zip(&chunks) {
            *total += rest.get(place).copied().unwrap_or_default();
        }
    }
    totals
}

/// `x_0 y_0 + x_1 y_1 + ...`; the second column may be one of covariates, in 32 bits.
#[inline(always)]
pub(super) fn dot<const N: usize, T: Copy + Into<f64>>(left: &[f64; N], right: &[T; N]) -> f64 {
    let mut lanes = [0.0; LANES];
    let chunks = left.as_chunks::<LANES>().0.iter();
    for (left, right) in chunks.zip(right.as_chunks::<LANES>().0) {
        for (lane, (x, y)) in lanes.iter_mut().zip(left.iter().zip(right)) {
            *lane = x.mul_add((*y).into(), *lane);
        }
    }
    fold(lanes)
}

/// The largest absolute value; what is not a number is passed over.
#[inline(always)]
pub(super) fn largest<const N: usize>(values: &[f64; N]) -> f64 {
    let mut lanes = [0.0_f64; LANES];
    for chunk in values.as_chunks::<LANES>().0 {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            let value = value.abs();
            *lane = if value > *lane { value } else { *lane };
        }
    }
    lanes.into_iter().fold(0.0, f64::max)
}

#[inline(always)]
fn fold<const N: usize>(mut lanes: [f64; N]) -> f64 {
    let mut width = N / 2;
    while width > 0 {
        let (low, high) = lanes.split_at_mut(width);
        for (lane, other) in low.iter_mut().zip(high) {
            *lane += *other;
        }
        width /= 2;
    }
    lanes.into_iter().next().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_sums_whatever_their_length() {
        for count in 0..40_u32 {
            let values: Vec<f64> = (1..=count).map(f64::from).collect();
            assert!((sum(&values) - f64::from(count * (count + 1) / 2)).abs() < 1e-300);
        }
    }

    #[test]
    fn products_are_summed_over_all_lanes() {
        let bytes: [u8; 64] = std::array::from_fn(|place| u8::try_from(place).unwrap());
        let (values, column) = (bytes.map(f64::from), bytes.map(f32::from));
        let squares = 63.0 * 64.0 * 127.0 / 6.0;
        assert!((dot(&values, &values) - squares).abs() < 1e-300);
        assert!((dot(&values, &column) - squares).abs() < 1e-300);
        assert!((largest(&values.map(|value| -value)) - 63.0).abs() < 1e-300);
    }
}
