//! Votes one by one, and parts of them.

use crate::comparisons::{Comparison, Comparisons};
use crate::counts::{ModelIndex, PairCounts};

/// Votes of which each can be looked at.
pub(super) struct Rows<'a> {
    votes: &'a Comparisons,
    names: Vec<&'a str>,
    /// By model number.
    models: Vec<ModelIndex>,
}

impl<'a> Rows<'a> {
    pub(super) fn of(votes: &'a Comparisons) -> Self {
        let names: Vec<&str> = (0..)
            .map_while(|number| votes.counts().name(number))
            .collect();
        let mut numbers = PairCounts::new();
        Self {
            votes,
            models: names.iter().map(|name| numbers.index(name)).collect(),
            names,
        }
    }

    /// One vote with all that is known of it.
    #[expect(
        clippy::indexing_slicing,
        reason = "columns are as long as there are votes, or empty"
    )]
    pub(super) fn at(&self, row: usize) -> Comparison<'a> {
        let votes = self.votes;
        let model = |number: u32| self.models[number as usize];
        let whole = Comparison::new(
            model(votes.a[row]),
            model(votes.b[row]),
            votes.outcomes[row],
        );
        Comparison {
            weight: votes.weights.get(row).copied().unwrap_or(whole.weight),
            voter: votes.voters.get(row).copied().unwrap_or_default(),
            slices: votes.slices.get(row).copied().unwrap_or_default(),
            features: votes.features.of(row),
            ..whole
        }
    }

    /// Who voted, if that is known.
    pub(super) fn voter(&self, row: usize) -> Option<u32> {
        self.votes.voters.get(row).copied()
    }

    /// Some of the votes, in their order, with the same numbers of models.
    pub(super) fn part(&self, rows: impl Iterator<Item = usize>) -> Comparisons {
        let mut part = Comparisons::new(self.votes.columns().clone());
        for name in &self.names {
            part.index(name);
        }
        for row in rows {
            // They were accepted before; a refusal would be counted there.
            let _ = part.push(&self.at(row));
        }
        part
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Columns, Outcome};

    #[test]
    fn a_part_keeps_numbers_order_and_columns() {
        let columns = Columns {
            weights: true,
            voters: true,
            slices: true,
            features: vec!["length".to_owned(), "lists".to_owned()],
        };
        let mut votes = Comparisons::new(columns);
        let models = ["x", "y", "z"].map(|name| votes.index(name));
        for number in 0..4_u8 {
            let of = |offset: u8| models[usize::from(number + offset) % 3];
            let vote = Comparison {
                weight: f64::from(number) + 1.0,
                voter: u32::from(number) + 7,
                slices: u64::from(number) + 9,
                features: &[f32::from(number), 0.5],
                ..Comparison::new(of(0), of(1), Outcome::B)
            };
            votes.push(&vote).unwrap();
        }
        let rows = Rows::of(&votes);
        let part = rows.part([1, 3].into_iter());
        assert_eq!((part.len(), part.counts().name(2)), (2, Some("z")));
        for (row, whole) in [(0, 1), (1, 3)] {
            assert_eq!(Rows::of(&part).at(row), rows.at(whole));
        }
        assert_eq!(rows.voter(3), Some(10));
    }
}
