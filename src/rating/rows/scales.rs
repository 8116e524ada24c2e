//! The mean and spread of each covariate, so that a coefficient is a change per standard deviation.

use std::ops::Range;

use super::Scaling;
use crate::Comparisons;
use crate::parallel::at_once;
use crate::scale::real;

/// Votes side by side in sums.
const LANES: usize = 8;
/// Votes that one thread sums, or more where that would be more than so many parts.
const VOTES: usize = 32_768;
const PARTS: usize = 64;

/// A multiple of eight votes each; which depends on the number of votes alone.
fn parts(votes: usize) -> Vec<Range<usize>> {
    let size = VOTES.max(votes / PARTS + 1).next_multiple_of(LANES);
    let starts = (0..votes).step_by(size);
    starts.map(|from| from..votes.min(from + size)).collect()
}

/// What is found in each part, in order.
fn of_parts<T: Send>(votes: &Comparisons, of: impl Fn(&[&[f32]]) -> T + Send + Sync) -> Vec<T> {
    at_once(&parts(votes.len()), |part| of(&votes.features.within(part)))
}

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
        let spans = of_parts(votes, |values| Span::of_all(values, covariates));
        let spans = merged(spans, Span::plus).unwrap_or_else(|| Span::of_all(&[], covariates));
        match scaling {
            Scaling::AsGiven => spans.iter().map(|span| span.scale(0.0, 1.0)).collect(),
            Scaling::Standardised => {
                let count = real(votes.len() as u64).max(1.0);
                let means: Vec<f64> = spans.iter().map(|span| span.sum / count).collect();
                let squares = of_parts(votes, |values| squares(values, &means));
                let squares = merged(squares, |one, other| one + other)
                    .unwrap_or_else(|| vec![0.0; covariates]);
                let deviations = squares.iter().map(|square| (square / count).sqrt());
                let scales = spans.iter().zip(means).zip(deviations);
                scales
                    .map(|((span, mean), deviation)| span.scale(mean, deviation))
                    .collect()
            }
        }
    }
}

/// What one pass says of a covariate.
#[derive(Clone, Copy, Debug)]
struct Span {
    low: f64,
    high: f64,
    sum: f64,
}

impl Span {
    fn of_all(values: &[&[f32]], covariates: usize) -> Vec<Self> {
        let width = covariates * LANES;
        let mut low = vec![f32::INFINITY; width];
        let mut high = vec![f32::NEG_INFINITY; width];
        let mut sum = vec![0.0; width];
        // Pieces of votes end with a multiple of eight.
        for votes in values.iter().flat_map(|piece| piece.chunks(width.max(1))) {
            let ends = low.iter_mut().zip(&mut high);
            for ((&value, (low, high)), sum) in votes.iter().zip(ends).zip(&mut sum) {
                *low = if value < *low { value } else { *low };
                *high = if value > *high { value } else { *high };
                *sum += f64::from(value);
            }
        }
        (0..covariates)
            .map(|covariate| Self {
                low: lanes(&low, covariate, covariates)
                    .fold(f32::INFINITY, f32::min)
                    .into(),
                high: lanes(&high, covariate, covariates)
                    .fold(f32::NEG_INFINITY, f32::max)
                    .into(),
                sum: lanes(&sum, covariate, covariates).sum(),
            })
            .collect()
    }

    /// With that of the votes that follow.
    fn plus(self, later: Self) -> Self {
        Self {
            low: self.low.min(later.low),
            high: self.high.max(later.high),
            sum: self.sum + later.sum,
        }
    }

    /// Counted from `origin` in units of `unit`, if that is not 0.
    fn scale(&self, origin: f64, unit: f64) -> Scale {
        // Rounding may give a constant a tiny spread; its ends are exact.
        let is_constant = self.low >= self.high && (self.low - origin).abs() <= 1e-6 * origin.abs();
        let per_unit = if is_constant || unit <= 0.0 {
            0.0
        } else {
            1.0 / unit
        };
        let widest = (self.high - origin).abs().max((self.low - origin).abs());
        Scale {
            origin,
            per_unit,
            widest: widest * per_unit,
        }
    }
}

/// Sums of squared distances from the means.
fn squares(values: &[&[f32]], means: &[f64]) -> Vec<f64> {
    let covariates = means.len();
    let means = means.repeat(LANES);
    let mut sums = vec![0.0; means.len()];
    for votes in values
        .iter()
        .flat_map(|piece| piece.chunks(means.len().max(1)))
    {
        for ((&value, mean), sum) in votes.iter().zip(&means).zip(&mut sums) {
            let away = f64::from(value) - mean;
            *sum += away * away;
        }
    }
    (0..covariates)
        .map(|covariate| lanes(&sums, covariate, covariates).sum())
        .collect()
}

/// What was found of each covariate in all parts; `None` if there are none.
fn merged<T: Copy>(parts: Vec<Vec<T>>, plus: impl Fn(T, T) -> T) -> Option<Vec<T>> {
    parts.into_iter().reduce(|all, part| {
        let both = all.into_iter().zip(part);
        both.map(|(one, other)| plus(one, other)).collect()
    })
}

/// The partial results of one covariate.
fn lanes<T: Copy>(all: &[T], covariate: usize, covariates: usize) -> impl Iterator<Item = T> {
    all.iter().copied().skip(covariate).step_by(covariates)
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
