//! All differences of a fitted core with their errors, kept apart from the fit: for readers that ask of many pairs.

use super::fitted::{Difference, Fitted};
use super::names;
use super::scale::{RATING_PER_LOG_ODDS, expected_score};

/// Which models share the main scale, how far they are apart, and how sure that is. Asking costs a look into a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Differences {
    /// Model ids, sorted.
    models: Vec<String>,
    thetas: Vec<f64>,
    /// Standard errors in rating points of the pairs below the diagonal, row by row.
    errors: Vec<f64>,
    votes: u64,
}

impl Differences {
    pub(crate) fn of(fitted: &Fitted) -> Self {
        let spread = fitted.spread();
        let models = 0..fitted.models().len();
        let row = |second: usize| {
            let spread = &spread;
            (0..second).map(move |first| RATING_PER_LOG_ODDS * spread.error(first, second))
        };
        Self {
            models: fitted.models().to_vec(),
            thetas: fitted.thetas().to_vec(),
            errors: models.flat_map(row).collect(),
            votes: fitted.votes(),
        }
    }

    /// The difference of two models; `None` if one of them has no finite rating on the main scale, or both are the same.
    #[must_use]
    pub fn between(&self, first: &str, second: &str) -> Option<Difference> {
        let [x, y] = [self.place(first)?, self.place(second)?];
        let (low, high) = (x.min(y), x.max(y));
        let row = high.checked_sub(1)? * high / 2;
        Some(Difference {
            estimate: RATING_PER_LOG_ODDS * (self.thetas.get(x)? - self.thetas.get(y)?),
            error: *self.errors.get(row + low).filter(|_| low < high)?,
        })
    }

    /// All votes among the models.
    #[must_use]
    pub fn votes(&self) -> u64 {
        self.votes
    }

    fn place(&self, model: &str) -> Option<usize> {
        names::place(&self.models, model)
    }
}

impl Difference {
    /// The expected score of the first model against the second: the share of votes that prefer it, ties as half.
    #[must_use]
    pub fn expected_score(&self) -> f64 {
        expected_score(self.estimate, 0.0)
    }

    /// Whether the interval of so many standard errors leaves out 0.
    #[must_use]
    pub fn is_separable(&self, confidence_z: f64) -> bool {
        self.estimate.abs() > confidence_z * self.error
    }
}

#[cfg(test)]
mod tests {
    use crate::{FitOptions, PairCell, PairCounts, fit_board};

    #[test]
    fn the_table_says_what_the_fit_says_of_every_pair() {
        let mut counts = PairCounts::new();
        let names = ["a", "b", "c", "d", "e"];
        for (row, (place, first)) in (0_u64..).zip(names).enumerate() {
            for (other, second) in (0_u64..).zip(names).skip(1 + row) {
                let cell = PairCell {
                    first_wins: 9 + 7 * other % 11,
                    second_wins: 6 + 5 * place % 7,
                    ties: 2,
                    both_bad: 1,
                };
                counts.insert(first, second, cell).unwrap();
            }
        }
        let core = fit_board(&counts, &[], &FitOptions::default()).unwrap();
        let core = core.core.unwrap();
        let table = core.differences();
        assert_eq!(table.votes(), core.votes());
        for first in names {
            assert_eq!(table.between(first, first), None);
            for second in names.into_iter().filter(|second| *second != first) {
                let (ours, theirs) = (
                    table.between(first, second).unwrap(),
                    core.difference(first, second).unwrap(),
                );
                assert_eq!(ours.estimate.to_bits(), theirs.estimate.to_bits());
                assert!((ours.error / theirs.error - 1.0).abs() < 1e-9);
                let turned = table.between(second, first).unwrap();
                assert!((ours.expected_score() + turned.expected_score() - 1.0).abs() < 1e-12);
                assert_eq!(
                    ours.is_separable(1.96),
                    ours.estimate.abs() > 1.96 * ours.error
                );
            }
        }
        assert_eq!(table.between("a", "nobody"), None);
    }
}
