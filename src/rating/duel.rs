//! The votes of two models as terms of the likelihood: what a fit and its errors are summed from.

use super::cell::PairCell;
use super::graph::{Group, Pair};
use super::scale::{Chances, real};
use super::{Ties, Weighting};

/// Votes, or weights of votes, by how they ended.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Tally {
    pub(super) first_wins: f64,
    pub(super) second_wins: f64,
    /// Ties and `both_bad`.
    pub(super) halves: f64,
}

impl Tally {
    pub(super) fn total(&self) -> f64 {
        self.first_wins + self.second_wins + self.halves
    }

    fn less(&self, other: &Self) -> Self {
        Self {
            first_wins: self.first_wins - other.first_wins,
            second_wins: self.second_wins - other.second_wins,
            halves: self.halves - other.halves,
        }
    }

    fn scaled(self, factor: f64) -> Self {
        Self {
            first_wins: factor * self.first_wins,
            second_wins: factor * self.second_wins,
            halves: factor * self.halves,
        }
    }
}

impl From<&PairCell> for Tally {
    fn from(cell: &PairCell) -> Self {
        Self {
            first_wins: real(cell.first_wins),
            second_wins: real(cell.second_wins),
            halves: real(cell.halves()),
        }
    }
}

/// The votes of two models of a fitted group, by their positions in the group; first < second.
#[derive(Clone, Copy, Debug)]
pub(super) struct Duel {
    pub(super) first: usize,
    pub(super) second: usize,
    /// Sums of the votes' weights.
    pub(super) weights: Tally,
    /// Sums of the squares of the votes' weights: what their scores contribute to the variance.
    pub(super) squares: Tally,
}

impl Duel {
    /// Of votes that count fully.
    pub(super) fn of_votes(first: usize, second: usize, votes: Tally) -> Self {
        Self {
            first,
            second,
            weights: votes,
            squares: votes,
        }
    }

    /// Of the votes of a pair as a fit counts them.
    pub(super) fn of_cell(
        (first, second): (usize, usize),
        cell: &PairCell,
        (ties, weighting): (Ties, Weighting),
    ) -> Self {
        let mut votes = Tally::from(cell);
        if ties == Ties::Drop {
            votes.halves = 0.0;
        }
        Self::of_votes(first, second, votes).weighing(weighting.of_vote(votes.total()))
    }

    /// The same votes, each with this weight.
    #[inline]
    pub(super) fn weighing(self, weight: f64) -> Self {
        Self {
            weights: self.weights.scaled(weight),
            squares: self.squares.scaled(weight * weight),
            ..self
        }
    }

    /// The votes that this duel has more than another of the same models.
    pub(super) fn less(&self, other: &Self) -> Self {
        Self {
            weights: self.weights.less(&other.weights),
            squares: self.squares.less(&other.squares),
            ..*self
        }
    }

    /// Both models.
    pub(super) fn models(&self) -> (usize, usize) {
        (self.first, self.second)
    }

    /// The first model's value minus the second's.
    #[expect(
        clippy::indexing_slicing,
        reason = "the positions of a duel are below the number of models"
    )]
    pub(super) fn difference(&self, values: &[f64]) -> f64 {
        values[self.first] - values[self.second]
    }

    /// The derivative of the loss by theta of the first model, expected minus actual points `n p_ij - S_ij`, as two
    /// terms: whole points, and votes times the chance of the underdog. Upsets cancel exactly among the former, which
    /// leaves the latter with all their digits, however small they are.
    pub(super) fn pull(&self, chances: Chances) -> [f64; 2] {
        let (votes, half) = (self.weights, self.weights.halves / 2.0);
        if chances.first < chances.second {
            [-(votes.first_wins + half), votes.total() * chances.first]
        } else {
            [votes.second_wins + half, -votes.total() * chances.second]
        }
    }

    /// The second derivative of the loss by the difference of the thetas, `n p (1 - p)`.
    pub(super) fn curvature(&self, chances: Chances) -> f64 {
        self.weights.total() * chances.first * chances.second
    }
}

/// The duels of a strong group, sorted by first and then second model.
pub(super) fn duels(
    group: &Group,
    ties: Ties,
    weighting: Weighting,
) -> impl Iterator<Item = Duel> + '_ {
    let local = group.local_positions();
    let duel = move |pair: &Pair| {
        let places = (*local.get(pair.first)?, *local.get(pair.second)?);
        Some(Duel::of_cell(places, &pair.cell, (ties, weighting)))
    };
    group.pairs.iter().filter_map(duel)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VOTES: Tally = Tally {
        first_wins: 7.0,
        second_wins: 2.0,
        halves: 3.0,
    };

    fn duel() -> Duel {
        Duel::of_votes(0, 1, VOTES)
    }

    #[test]
    fn the_pull_is_expected_minus_actual_points() {
        for lead in [-3.0, 0.0, 0.4, 9.0] {
            let chances = Chances::at(lead);
            let pull: f64 = duel().pull(chances).iter().sum();
            assert!((pull - (12.0 * chances.first - 8.5)).abs() < 1e-14);
        }
    }

    #[test]
    fn the_curvature_is_the_slope_of_the_pull() {
        let pull = |lead: f64| duel().pull(Chances::at(lead)).iter().sum::<f64>();
        for lead in [-3.0, 0.0, 0.4, 9.0] {
            let slope = (pull(lead + 1e-5) - pull(lead - 1e-5)) / 2e-5;
            assert!((slope - duel().curvature(Chances::at(lead))).abs() < 1e-8);
        }
    }

    #[test]
    fn weights_count_in_points() {
        let (whole, half, even) = (duel(), duel().weighing(0.5), Chances::at(0.3));
        assert!((half.curvature(even) * 2.0 - whole.curvature(even)).abs() < 1e-15);
    }
}
