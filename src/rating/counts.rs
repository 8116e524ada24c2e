//! Sufficient statistics: how often each pair of models met and how it ended. Refuses self-play.

use std::collections::{BTreeMap, BTreeSet};

/// How a rated vote ended, seen from the sides it was shown on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Side A won.
    A,
    /// Side B won.
    B,
    /// Both answers were equally good: half a win each.
    Tie,
    /// Both answers were bad: half a win each, counted apart from ties.
    BothBad,
}

/// A vote between a model and itself, which says nothing about any model and is never counted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("model {model} cannot be compared with itself")]
pub struct SelfPlay {
    /// The model on both sides.
    pub model: String,
}

/// The votes of one pair of models, in votes. `first` is the model whose id sorts first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PairCell {
    /// Votes that the first model won.
    pub first_wins: u64,
    /// Votes that the second model won.
    pub second_wins: u64,
    /// Ties, without `both_bad`.
    pub ties: u64,
    /// Votes that found both answers bad.
    pub both_bad: u64,
}

impl PairCell {
    /// All votes of the pair (at most `u64::MAX`).
    #[must_use]
    pub fn votes(&self) -> u64 {
        [self.second_wins, self.ties, self.both_bad]
            .into_iter()
            .fold(self.first_wins, u64::saturating_add)
    }

    /// Votes that gave half a win to each side.
    #[must_use]
    pub fn halves(&self) -> u64 {
        self.ties.saturating_add(self.both_bad)
    }

    /// The same votes seen from the other model.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self {
            first_wins: self.second_wins,
            second_wins: self.first_wins,
            ..self
        }
    }

    fn merge(&mut self, other: Self) {
        self.first_wins = self.first_wins.saturating_add(other.first_wins);
        self.second_wins = self.second_wins.saturating_add(other.second_wins);
        self.ties = self.ties.saturating_add(other.ties);
        self.both_bad = self.both_bad.saturating_add(other.both_bad);
    }
}

impl From<Outcome> for PairCell {
    /// One vote, with the first model on side A.
    fn from(outcome: Outcome) -> Self {
        let mut cell = Self::default();
        match outcome {
            Outcome::A => cell.first_wins = 1,
            Outcome::B => cell.second_wins = 1,
            Outcome::Tie => cell.ties = 1,
            Outcome::BothBad => cell.both_bad = 1,
        }
        cell
    }
}

/// Sufficient statistics of a board: per unordered pair of models the counts of wins, losses, ties and
/// `both_bad`. Equal votes give equal counts, whatever their order and sides; pairs without votes are absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairCounts {
    /// First model, then second model (first < second); nested so that a known pair is found without allocating.
    cells: BTreeMap<String, BTreeMap<String, PairCell>>,
}

impl PairCounts {
    /// No votes yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts one vote between the model on side A and the model on side B.
    ///
    /// # Errors
    ///
    /// [`SelfPlay`] if both are the same model; nothing is counted then.
    pub fn add(&mut self, model_a: &str, model_b: &str, outcome: Outcome) -> Result<(), SelfPlay> {
        self.insert(model_a, model_b, outcome.into())
    }

    /// Adds the votes of a whole pair to those already counted. `cell` is seen from `first`; the two may come
    /// in any order. An empty cell changes nothing. Counts stop at `u64::MAX`.
    ///
    /// # Errors
    ///
    /// [`SelfPlay`] if both are the same model; nothing is counted then.
    pub fn insert(&mut self, first: &str, second: &str, cell: PairCell) -> Result<(), SelfPlay> {
        if first == second {
            return Err(SelfPlay {
                model: first.to_owned(),
            });
        }
        if cell == PairCell::default() {
            return Ok(());
        }
        if first < second {
            self.merge(first, second, cell);
        } else {
            self.merge(second, first, cell.swapped());
        }
        Ok(())
    }

    /// The pairs that have votes as (first, second, cell), sorted by first and then second model.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, &PairCell)> {
        self.cells.iter().flat_map(|(first, row)| {
            row.iter()
                .map(move |(second, cell)| (first.as_str(), second.as_str(), cell))
        })
    }

    /// All votes of all pairs (at most `u64::MAX`).
    #[must_use]
    pub fn votes(&self) -> u64 {
        self.iter()
            .fold(0, |sum, (_, _, cell)| sum.saturating_add(cell.votes()))
    }

    /// The models that have votes, sorted, each once.
    #[must_use]
    pub fn models(&self) -> Vec<&str> {
        let names: BTreeSet<&str> = self
            .iter()
            .flat_map(|(first, second, _)| [first, second])
            .collect();
        names.into_iter().collect()
    }

    /// Whether there are no votes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    fn merge(&mut self, first: &str, second: &str, votes: PairCell) {
        let known = self
            .cells
            .get_mut(first)
            .and_then(|row| row.get_mut(second));
        if let Some(cell) = known {
            cell.merge(votes);
        } else {
            self.cells
                .entry(first.to_owned())
                .or_default()
                .insert(second.to_owned(), votes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn self_play_is_refused_and_counts_nothing() {
        let mut counts = PairCounts::new();
        let refusal = counts.add("m", "m", Outcome::Tie).unwrap_err();
        assert_eq!(
            refusal.to_string(),
            "model m cannot be compared with itself"
        );
        assert!(counts.is_empty());
    }

    #[test]
    fn sides_do_not_matter() {
        let (mut one, mut two) = (PairCounts::new(), PairCounts::new());
        one.add("a", "b", Outcome::A).unwrap();
        one.add("a", "b", Outcome::BothBad).unwrap();
        two.add("b", "a", Outcome::BothBad).unwrap();
        two.add("b", "a", Outcome::B).unwrap();
        assert_eq!(one, two);
        assert_eq!(one.votes(), 2);
    }

    #[test]
    fn cells_merge_and_turn() {
        let cell = PairCell {
            first_wins: 1,
            second_wins: 2,
            ties: 3,
            both_bad: 4,
        };
        let mut counts = PairCounts::new();
        counts.insert("b", "a", cell).unwrap();
        counts.insert("a", "b", cell).unwrap();
        counts.insert("c", "d", PairCell::default()).unwrap();
        let all: Vec<_> = counts
            .iter()
            .map(|(first, second, cell)| (first, second, *cell))
            .collect();
        let merged = PairCell {
            first_wins: 3,
            second_wins: 3,
            ties: 6,
            both_bad: 8,
        };
        assert_eq!(all, [("a", "b", merged)]);
        assert_eq!(counts.models(), ["a", "b"]);
    }

    #[test]
    fn counts_stop_at_the_largest_number() {
        let full = PairCell {
            first_wins: u64::MAX,
            ..PairCell::default()
        };
        let mut counts = PairCounts::new();
        counts.insert("a", "b", full).unwrap();
        counts.add("a", "b", Outcome::A).unwrap();
        counts.add("a", "b", Outcome::B).unwrap();
        assert_eq!(counts.votes(), u64::MAX);
    }
}
