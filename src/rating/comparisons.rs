//! Votes kept one by one, as columns: for everything that pair counts cannot tell (order, voters, covariates, slices).
//!
//! A row that says nothing is counted by its reason and never used.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cell::Outcome;
use super::counts::{ModelIndex, PairCounts};
use super::covariates::Covariates;

/// Which columns votes have beside their models and outcome. Each costs memory for every vote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// A weight per vote (8 bytes).
    pub weights: bool,
    /// Who voted (4 bytes).
    pub voters: bool,
    /// Which slices a vote belongs to, a bit each (8 bytes).
    pub slices: bool,
    /// Names of covariates: each the difference of a feature between the two answers (4 bytes each).
    pub features: Vec<String>,
}

/// A vote with all that may be known of it. What its columns do not ask for is ignored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison<'a> {
    /// The model on side A.
    pub model_a: ModelIndex,
    /// The model on side B.
    pub model_b: ModelIndex,
    /// How it ended.
    pub outcome: Outcome,
    /// How much it counts; 1 is a whole vote.
    pub weight: f64,
    /// Who voted; equal for equal voters.
    pub voter: u32,
    /// The slices that it belongs to.
    pub slices: u64,
    /// One difference (A minus B) per covariate.
    pub features: &'a [f32],
}

impl Comparison<'_> {
    /// A whole vote without anything beside its outcome.
    #[must_use]
    pub fn new(model_a: ModelIndex, model_b: ModelIndex, outcome: Outcome) -> Self {
        Self {
            model_a,
            model_b,
            outcome,
            weight: 1.0,
            voter: 0,
            slices: 0,
            features: &[],
        }
    }
}

/// Why a row says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum BadRow {
    /// A model was compared with itself.
    #[error("a model against itself")]
    SelfPlay,
    /// The weight is not a number above 0.
    #[error("the weight is not a number above 0")]
    Weight,
    /// A covariate is missing or not a finite number.
    #[error("a covariate is missing or not a number")]
    Feature,
}

/// Votes as columns, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Comparisons {
    columns: Columns,
    /// Their names and counts; the numbers of models are its.
    counts: PairCounts,
    pub(crate) a: Vec<u32>,
    pub(crate) b: Vec<u32>,
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) weights: Vec<f64>,
    pub(crate) voters: Vec<u32>,
    pub(crate) slices: Vec<u64>,
    pub(crate) features: Covariates,
    rejected: BTreeMap<BadRow, u64>,
}

impl Comparisons {
    /// No votes yet.
    #[must_use]
    pub fn new(columns: Columns) -> Self {
        Self {
            features: Covariates::new(columns.features.len()),
            columns,
            ..Self::default()
        }
    }

    /// The number of a model here.
    pub fn index(&mut self, model: &str) -> ModelIndex {
        self.counts.index(model)
    }

    /// Adds a vote.
    ///
    /// # Errors
    ///
    /// [`BadRow`] if it says nothing; it is counted among [`Self::rejected`] then, and not used.
    pub fn push(&mut self, row: &Comparison) -> Result<(), BadRow> {
        let checked = self.check(row);
        if let Err(reason) = checked {
            *self.rejected.entry(reason).or_default() += 1;
            return checked;
        }
        self.a.push(row.model_a.number());
        self.b.push(row.model_b.number());
        self.outcomes.push(row.outcome);
        if self.columns.weights {
            self.weights.push(row.weight);
        }
        if self.columns.voters {
            self.voters.push(row.voter);
        }
        if self.columns.slices {
            self.slices.push(row.slices);
        }
        self.features.push(row.features);
        Ok(())
    }

    fn check(&mut self, row: &Comparison) -> Result<(), BadRow> {
        let features = &self.columns.features;
        if self.columns.weights && !(row.weight.is_finite() && row.weight > 0.0) {
            return Err(BadRow::Weight);
        }
        let is_finite = row.features.iter().all(|value| value.is_finite());
        if !features.is_empty() && (row.features.len() != features.len() || !is_finite) {
            return Err(BadRow::Feature);
        }
        let added = self
            .counts
            .add_indexed(row.model_a, row.model_b, row.outcome);
        added.map_err(|_| BadRow::SelfPlay)
    }

    /// Which columns there are.
    #[must_use]
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The counts of all votes, each as a whole one.
    #[must_use]
    pub fn counts(&self) -> &PairCounts {
        &self.counts
    }

    /// Votes that are used.
    #[must_use]
    pub fn len(&self) -> usize {
        self.outcomes.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.outcomes.is_empty()
    }

    /// Rows that were refused, by reason.
    #[must_use]
    pub fn rejected(&self) -> &BTreeMap<BadRow, u64> {
        &self.rejected
    }

    /// The votes as (side A, side B, outcome), models by number.
    pub(crate) fn rows(&self) -> impl ExactSizeIterator<Item = (u32, u32, Outcome)> + Clone {
        self.rows_of(0..self.len())
    }

    /// The same of some of them.
    pub(crate) fn rows_of(
        &self,
        rows: Range<usize>,
    ) -> impl ExactSizeIterator<Item = (u32, u32, Outcome)> + Clone {
        let a = self.a.get(rows.clone()).unwrap_or_default();
        let b = self.b.get(rows.clone()).unwrap_or_default();
        let outcomes = self.outcomes.get(rows).unwrap_or_default();
        let models = a.iter().zip(b);
        let rows = models.zip(outcomes);
        rows.map(|((&a, &b), &outcome)| (a, b, outcome))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_rows_are_counted_by_reason_and_not_used() {
        let columns = Columns {
            weights: true,
            features: vec!["length".to_owned()],
            ..Columns::default()
        };
        let mut votes = Comparisons::new(columns);
        let (x, y) = (votes.index("x"), votes.index("y"));
        let good = Comparison {
            features: &[0.5],
            ..Comparison::new(x, y, Outcome::A)
        };
        let bad = [
            Comparison { model_b: x, ..good },
            Comparison {
                weight: f64::NAN,
                ..good
            },
            Comparison {
                weight: 0.0,
                ..good
            },
            Comparison {
                features: &[],
                ..good
            },
            Comparison {
                features: &[f32::NAN],
                ..good
            },
        ];
        votes.push(&good).unwrap();
        assert!(bad.iter().all(|row| votes.push(row).is_err()));
        let expected = [
            (BadRow::SelfPlay, 1),
            (BadRow::Weight, 2),
            (BadRow::Feature, 2),
        ];
        assert_eq!(*votes.rejected(), BTreeMap::from(expected));
        assert_eq!((votes.len(), votes.counts().votes()), (1, 1));
        assert_eq!(
            (
                votes.weights.len(),
                votes.features.of(0).len(),
                votes.voters.len()
            ),
            (1, 1, 0)
        );
    }
}
