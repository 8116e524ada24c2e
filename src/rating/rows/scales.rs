//! The mean and spread of each covariate, so that a coefficient is a change per standard deviation.

use super::Scaling;
use crate::Comparisons;
use crate::scale::real;

/// Where a covariate is counted from and in what units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    pub(super) origin: f64,
    /// 1 / unit; 0 for a covariate that is the same in every vote.
    pub(super) per_unit: f64,
    /// The most that a value is away from the origin, in units.
    pub(super) widest: f64,
}

impl Scale {
    /// Of every covariate, from all votes.
    pub(super) fn of_all(votes: &Comparisons, scaling: Scaling) -> Vec<Self> {
        let covariates = votes.columns().features.len();
        let mut spans = vec![Span::default(); covariates];
        if covariates == 0 {
            return Vec::new();
        }
        for row in votes.features.chunks_exact(covariates) {
            for (span, &value) in spans.iter_mut().zip(row) {
                span.see(f64::from(value));
            }
        }
        let count = real(votes.len() as u64).max(1.0);
        let means: Vec<f64> = spans.iter().map(|span| span.sum / count).collect();
        let mut squares = vec![0.0; covariates];
        for row in votes.features.chunks_exact(covariates) {
            for ((square, &value), mean) in squares.iter_mut().zip(row).zip(&means) {
                let away = f64::from(value) - mean;
                *square += away * away;
            }
        }
        let scales = spans.iter().zip(means).zip(squares);
        scales
            .map(|((span, mean), squares)| match scaling {
                Scaling::AsGiven => span.scale(0.0, 1.0),
                // Rounding may give a constant a tiny spread; its ends are exact.
                Scaling::Standardised if span.low >= span.high => span.scale(mean, 0.0),
                Scaling::Standardised => span.scale(mean, (squares / count).sqrt()),
            })
            .collect()
    }
}

/// What one pass says of a covariate.
#[derive(Clone, Copy, Debug)]
struct Span {
    low: f64,
    high: f64,
    sum: f64,
}

impl Default for Span {
    fn default() -> Self {
        Self {
            low: f64::INFINITY,
            high: f64::NEG_INFINITY,
            sum: 0.0,
        }
    }
}

impl Span {
    fn see(&mut self, value: f64) {
        self.low = self.low.min(value);
        self.high = self.high.max(value);
        self.sum += value;
    }

    /// Counted from `origin` in units of `unit`, if that is not 0.
    fn scale(&self, origin: f64, unit: f64) -> Scale {
        let per_unit = if unit > 0.0 { 1.0 / unit } else { 0.0 };
        let widest = (self.high - origin).abs().max((self.low - origin).abs());
        Scale {
            origin,
            per_unit,
            widest: widest * per_unit,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Columns, Comparison, Outcome};

    fn scales(values: &[f32], scaling: Scaling) -> Scale {
        let mut votes = Comparisons::new(Columns {
            features: vec!["length".to_owned()],
            ..Columns::default()
        });
        let (x, y) = (votes.index("x"), votes.index("y"));
        for value in values {
            let row = Comparison {
                features: std::slice::from_ref(value),
                ..Comparison::new(x, y, Outcome::A)
            };
            votes.push(&row).unwrap();
        }
        Scale::of_all(&votes, scaling)[0]
    }

    #[test]
    fn a_standard_deviation_divides_by_the_number_of_votes() {
        let scale = scales(&[1.0, 3.0, 3.0, 5.0], Scaling::Standardised);
        assert!((scale.origin - 3.0).abs() < 1e-15);
        assert!((scale.per_unit - 0.5_f64.sqrt()).abs() < 1e-15);
        assert!((scale.widest - 2.0_f64.sqrt()).abs() < 1e-15);
    }

    #[test]
    fn a_constant_has_no_unit() {
        assert!(scales(&[0.1; 7], Scaling::Standardised).per_unit.abs() < 1e-300);
    }

    #[test]
    fn what_is_used_as_given_keeps_its_origin() {
        let scale = scales(&[0.5, -4.0], Scaling::AsGiven);
        let expected = Scale {
            origin: 0.0,
            per_unit: 1.0,
            widest: 4.0,
        };
        assert_eq!(scale, expected);
    }
}
