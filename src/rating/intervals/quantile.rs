//! Quantiles of what was drawn, also where some of it is infinite or unknown.

use statrs::distribution::{ContinuousCDF, Normal};

use crate::scale::real;

/// The probability beyond `confidence_z` standard errors on one side.
pub(crate) fn tail(confidence_z: f64) -> f64 {
    Normal::standard().sf(confidence_z)
}

/// The quantiles at `tail` and `1 - tail`, interpolated linearly (numpy's default, Hyndman and Fan's type 7). A value that is
/// NaN may be anything: it counts as minus infinity below and as infinity above. Next to an infinite value there is
/// nothing to interpolate: the outer of the two is taken.
pub(crate) fn bounds(values: &[f64], tail: f64) -> (f64, f64) {
    let sorted = |unknown: f64| {
        let known = |&value: &f64| if value.is_nan() { unknown } else { value };
        let mut values: Vec<f64> = values.iter().map(known).collect();
        values.sort_unstable_by(f64::total_cmp);
        values
    };
    let low = between(&sorted(f64::NEG_INFINITY), tail, |below, _| below);
    let high = between(&sorted(f64::INFINITY), 1.0 - tail, |_, above| above);
    (low, high)
}

/// The quantile at `level` of finite values.
pub(crate) fn quantile(values: &mut [f64], level: f64) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    between(values, level, |_, above| above)
}

/// How many of `count` sorted values lie beyond the quantile at `tail`, rounded outwards.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a position in a slice, rounded down on purpose"
)]
pub(crate) fn beyond(tail: f64, count: usize) -> usize {
    (real(count.saturating_sub(1) as u64) * tail).floor() as usize
}

/// The quantile of sorted values; `outer` chooses from two neighbours that are not both finite.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a position in a slice, rounded down on purpose"
)]
fn between(sorted: &[f64], level: f64, outer: impl Fn(f64, f64) -> f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    let position = real(last as u64) * level.clamp(0.0, 1.0);
    let below = position.floor();
    let at = |place: usize| sorted.get(place).copied().unwrap_or(f64::NAN);
    let (low, high) = (at(below as usize), at(position.ceil() as usize));
    if low.is_finite() && high.is_finite() {
        low + (position - below) * (high - low)
    } else {
        outer(low, high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INFINITE: f64 = f64::INFINITY;

    #[test]
    fn quantiles_are_interpolated_as_numpy_does() {
        let mut values = [3.0, 1.0, 2.0, 10.0];
        assert!((quantile(&mut values, 0.5) - 2.5).abs() < 1e-15);
        assert!((quantile(&mut values, 0.95) - 8.95).abs() < 1e-14);
        let (low, high) = bounds(&[4.0, 2.0, 0.0, 3.0, 1.0], 0.025);
        assert!((low - 0.1).abs() < 1e-15 && (high - 3.9).abs() < 1e-15);
    }

    #[test]
    fn an_infinite_value_counts_on_its_side_only() {
        let mut values = vec![INFINITE; 3];
        values.extend((0..97).map(f64::from));
        let (low, high) = bounds(&values, 0.025);
        assert!((low - 2.475).abs() < 1e-12 && high.is_infinite());
        values.truncate(99);
        values[1] = 7.0;
        values[2] = 7.0;
        assert!(bounds(&values, 0.025).1.is_finite());
    }

    #[test]
    fn what_is_unknown_widens_both_sides() {
        let mut values = vec![f64::NAN; 3];
        values.extend((0..97).map(f64::from));
        assert_eq!(bounds(&values, 0.025), (-INFINITE, INFINITE));
        assert_eq!(bounds(&[f64::NAN], 0.025), (-INFINITE, INFINITE));
    }

    #[test]
    fn the_tail_of_two_standard_errors_is_known() {
        assert!((tail(1.959_963_984_540_054) - 0.025).abs() < 1e-9);
    }
}
