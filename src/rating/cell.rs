//! The votes of one pair of models: how each ended, and how many did.

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
    /// So many votes that ended alike; `A` is a win of the first model.
    #[must_use]
    pub fn of(outcome: Outcome, votes: u64) -> Self {
        let mut cell = Self::default();
        match outcome {
            Outcome::A => cell.first_wins = votes,
            Outcome::B => cell.second_wins = votes,
            Outcome::Tie => cell.ties = votes,
            Outcome::BothBad => cell.both_bad = votes,
        }
        cell
    }

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

    /// Whether there are no votes.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Seen from the other model, if so asked.
    pub(crate) fn turned(self, is_turned: bool) -> Self {
        if is_turned { self.swapped() } else { self }
    }

    /// What is left without some of the votes; `None` if they are not all there.
    pub(crate) fn less(self, other: Self) -> Option<Self> {
        Some(Self {
            first_wins: self.first_wins.checked_sub(other.first_wins)?,
            second_wins: self.second_wins.checked_sub(other.second_wins)?,
            ties: self.ties.checked_sub(other.ties)?,
            both_bad: self.both_bad.checked_sub(other.both_bad)?,
        })
    }

    pub(crate) fn merge(&mut self, other: Self) {
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
