//! Sufficient statistics: how often each pair of models met and how it ended. Refuses self-play.

use std::collections::HashMap;

use super::cell::{Outcome, PairCell, SelfPlay};
use super::graph::Pair;
use super::names::{Names, sorted};
use super::pair_index::PairIndex;

/// The number of a model in one [`PairCounts`], in order of first mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ModelIndex(u32);

impl ModelIndex {
    pub(crate) fn new(number: u32) -> Self {
        Self(number)
    }

    pub(crate) fn number(self) -> u32 {
        self.0
    }
}

/// Sufficient statistics of a board: per unordered pair of models the counts of wins, losses, ties and
/// `both_bad`. Equal votes give equal counts, whatever their order and sides; pairs without votes are absent.
#[derive(Clone, Debug, Default)]
pub struct PairCounts {
    names: Names,
    index: PairIndex,
    /// By row; seen from the model with the smaller number. All of a cell's votes may have been taken back.
    cells: Vec<PairCell>,
}

impl PairCounts {
    /// No votes yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The number of a model here. Votes of numbered models are counted without looking at names.
    ///
    /// # Panics
    ///
    /// With more than 2^32 models.
    pub fn index(&mut self, model: &str) -> ModelIndex {
        self.names.index(model)
    }

    /// Counts one vote between the model on side A and the model on side B.
    ///
    /// # Errors
    ///
    /// [`SelfPlay`] if both are the same model; nothing is counted then.
    pub fn add(&mut self, model_a: &str, model_b: &str, outcome: Outcome) -> Result<(), SelfPlay> {
        self.insert(model_a, model_b, outcome.into())
    }

    /// The same for numbered models.
    ///
    /// # Errors
    ///
    /// [`SelfPlay`] if both are the same model; nothing is counted then.
    pub fn add_indexed(
        &mut self,
        model_a: ModelIndex,
        model_b: ModelIndex,
        outcome: Outcome,
    ) -> Result<(), SelfPlay> {
        if model_a == model_b {
            return Err(self.names.self_play(model_a));
        }
        self.merge(model_a, model_b, outcome.into());
        Ok(())
    }

    /// Takes back one vote; `false` if none like it is counted, and nothing changes then.
    pub fn remove(&mut self, model_a: ModelIndex, model_b: ModelIndex, outcome: Outcome) -> bool {
        let (low, high, is_turned) = ordered(model_a, model_b);
        let vote = PairCell::from(outcome).turned(is_turned);
        let row = self.index.known(low, high);
        let Some(cell) = row.and_then(|row| self.cells.get_mut(row as usize)) else {
            return false;
        };
        let left = cell.less(vote);
        *cell = left.unwrap_or(*cell);
        left.is_some()
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
        if cell != PairCell::default() {
            let (first, second) = (self.index(first), self.index(second));
            self.merge(first, second, cell);
        }
        Ok(())
    }

    /// The pairs that have votes as (first, second, cell), sorted by first and then second model.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, PairCell)> {
        let models = self.models();
        let pairs = self.pairs_among(&models).into_iter();
        pairs.filter_map(move |pair| {
            Some((
                *models.get(pair.first)?,
                *models.get(pair.second)?,
                pair.cell,
            ))
        })
    }

    /// The votes of two models, seen from the first; empty if they never met.
    #[must_use]
    pub fn cell(&self, first: &str, second: &str) -> PairCell {
        let both = self.names.known(first).zip(self.names.known(second));
        both.map_or_else(PairCell::default, |(first, second)| {
            self.cell_indexed(first, second)
        })
    }

    /// The same for numbered models.
    pub(crate) fn cell_indexed(&self, first: ModelIndex, second: ModelIndex) -> PairCell {
        let (low, high, is_turned) = ordered(first, second);
        let row = self.index.known(low, high);
        let cell = row.and_then(|row| self.cells.get(row as usize));
        cell.copied().unwrap_or_default().turned(is_turned)
    }

    /// All votes of all pairs (at most `u64::MAX`).
    #[must_use]
    pub fn votes(&self) -> u64 {
        let cells = self.cells.iter();
        cells.fold(0, |sum, cell| sum.saturating_add(cell.votes()))
    }

    /// The models that have votes, sorted, each once.
    #[must_use]
    pub fn models(&self) -> Vec<&str> {
        let mut has_votes = vec![false; self.names.iter().len()];
        let mut unmarked = has_votes.len();
        for (&(low, high), cell) in self.index.pairs().iter().zip(&self.cells) {
            for model in [low, high] {
                if let Some(mark) = has_votes.get_mut(model as usize) {
                    unmarked -= usize::from(!*mark && !cell.is_empty());
                    *mark |= !cell.is_empty();
                }
            }
            if unmarked == 0 {
                break;
            }
        }
        let marked = self.names.iter().zip(has_votes);
        sorted(marked.filter_map(|(name, has)| has.then_some(name)))
    }

    /// Whether there are no votes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(PairCell::is_empty)
    }

    /// The name of a model by its number.
    pub(crate) fn name(&self, number: u32) -> Option<&str> {
        self.names.get(number)
    }

    /// The pairs that have votes by the positions of both models in a sorted list of names, sorted by position.
    /// Pairs of models that are not in the list are left out.
    pub(super) fn pairs_among(&self, models: &[&str]) -> Vec<Pair> {
        let places: HashMap<&str, u32> = models.iter().copied().zip(0..).collect();
        let places: Vec<Option<u32>> = self
            .names
            .iter()
            .map(|name| places.get(name).copied())
            .collect();
        let mut pairs = Vec::with_capacity(self.cells.len());
        self.index.visit(&places, models.len(), |placed| {
            let cell = self.cells.get(placed.row as usize);
            if let Some(cell) = cell.filter(|cell| !cell.is_empty()) {
                pairs.push(Pair {
                    first: placed.first as usize,
                    second: placed.second as usize,
                    cell: cell.turned(placed.is_turned),
                });
            }
        });
        pairs
    }

    /// Adds the votes of a pair of two models; an empty cell changes nothing.
    pub(crate) fn merge_indexed(&mut self, first: ModelIndex, second: ModelIndex, cell: PairCell) {
        if cell != PairCell::default() {
            self.merge(first, second, cell);
        }
    }

    fn merge(&mut self, first: ModelIndex, second: ModelIndex, votes: PairCell) {
        let (low, high, is_turned) = ordered(first, second);
        let row = self.index.row(low, high) as usize;
        if row == self.cells.len() {
            self.cells.push(PairCell::default());
        }
        if let Some(cell) = self.cells.get_mut(row) {
            cell.merge(votes.turned(is_turned));
        }
    }
}

impl PartialEq for PairCounts {
    /// Equal votes, whatever the order in which they came.
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for PairCounts {}

/// The numbers of two models, the smaller one first, and whether they were turned for that.
pub(crate) fn ordered(first: ModelIndex, second: ModelIndex) -> (u32, u32, bool) {
    let (low, high) = (first.0.min(second.0), first.0.max(second.0));
    (low, high, second < first)
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
        let all: Vec<_> = counts.iter().collect();
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
    fn a_vote_can_be_taken_back_once() {
        let mut counts = PairCounts::new();
        let (a, b) = (counts.index("b"), counts.index("a"));
        counts.add_indexed(a, b, Outcome::A).unwrap();
        assert!(!counts.remove(b, a, Outcome::A));
        assert!(counts.remove(b, a, Outcome::B));
        assert!(!counts.remove(b, a, Outcome::B));
        assert_eq!(counts, PairCounts::new());
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
