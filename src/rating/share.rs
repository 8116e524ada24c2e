//! The interval of an observed share: Wilson (1927), Probable inference, the law of succession, and statistical inference.

use super::rank::Interval;
use super::scale::real;

/// The share `points / votes` with its interval of so many standard errors, all from 0 to 1. With ties as half points it is
/// slightly wide, never narrow. Nothing without votes.
#[must_use]
pub fn wilson(points: f64, votes: u64, confidence_z: f64) -> Option<(f64, Interval)> {
    if votes == 0 {
        return None;
    }
    let (n, square) = (real(votes), confidence_z * confidence_z);
    let share = points / n;
    let middle = (share + square / (2.0 * n)) / (1.0 + square / n);
    let width = confidence_z / (1.0 + square / n)
        * (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt();
    let interval = Interval {
        low: Some((middle - width).max(0.0)),
        high: Some((middle + width).min(1.0)),
    };
    Some((share, interval))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_that_of_the_tables() {
        // Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3.
        for (points, votes, low, high) in [
            (81.0, 263, 0.2553, 0.3662),
            (15.0, 148, 0.0624, 0.1605),
            (0.0, 20, 0.0, 0.1611),
            (1.0, 29, 0.0061, 0.1718),
        ] {
            let (share, interval) = wilson(points, votes, 1.959_964).unwrap();
            assert!((share * real(votes) - points).abs() < 1e-9);
            assert!((interval.low.unwrap() - low).abs() < 5e-5, "{interval:?}");
            assert!((interval.high.unwrap() - high).abs() < 5e-5, "{interval:?}");
        }
        assert_eq!(wilson(0.0, 0, 1.96), None);
    }
}
