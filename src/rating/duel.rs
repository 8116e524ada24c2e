//! The votes of two models as terms of the likelihood: what a fit and its errors are summed from.

use super::counts::PairCell;
use super::graph::{Group, Pair};
use super::scale::{Chances, real};

/// The votes of two models of a fitted group, by their positions in the group; first < second.
#[derive(Clone, Copy, Debug)]
pub(super) struct Duel {
    pub(super) first: usize,
    pub(super) second: usize,
    pub(super) first_wins: f64,
    pub(super) second_wins: f64,
    /// Ties and `both_bad`.
    pub(super) halves: f64,
}

impl Duel {
    /// The duels of a strong group.
    pub(super) fn of_group(group: &Group) -> Vec<Self> {
        let local = |member: usize| group.members.binary_search(&member).ok();
        let duel = |pair: &Pair| {
            Some(Self::new(
                local(pair.first)?,
                local(pair.second)?,
                &pair.cell,
            ))
        };
        group.pairs.iter().filter_map(duel).collect()
    }

    fn new(first: usize, second: usize, cell: &PairCell) -> Self {
        Self {
            first,
            second,
            first_wins: real(cell.first_wins),
            second_wins: real(cell.second_wins),
            halves: real(cell.halves()),
        }
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
        let half = self.halves / 2.0;
        if chances.first < chances.second {
            [-(self.first_wins + half), self.votes() * chances.first]
        } else {
            [self.second_wins + half, -self.votes() * chances.second]
        }
    }

    /// The second derivative of the loss by the difference of the thetas, `n p (1 - p)`.
    pub(super) fn curvature(&self, chances: Chances) -> f64 {
        self.votes() * chances.first * chances.second
    }

    /// The sum of squared scores (actual minus expected points),
    /// `w_ij (1 - p)^2 + w_ji p^2 + t_ij (1/2 - p)^2`.
    pub(super) fn squared_scores(&self, chances: Chances) -> f64 {
        let half = (chances.first - chances.second) / 2.0;
        self.first_wins * chances.second * chances.second
            + self.second_wins * chances.first * chances.first
            + self.halves * half * half
    }

    fn votes(&self) -> f64 {
        self.first_wins + self.second_wins + self.halves
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DUEL: Duel = Duel {
        first: 0,
        second: 1,
        first_wins: 7.0,
        second_wins: 2.0,
        halves: 3.0,
    };

    #[test]
    fn the_pull_is_expected_minus_actual_points() {
        for lead in [-3.0, 0.0, 0.4, 9.0] {
            let chances = Chances::at(lead);
            let pull: f64 = DUEL.pull(chances).iter().sum();
            assert!((pull - (12.0 * chances.first - 8.5)).abs() < 1e-14);
        }
    }

    #[test]
    fn the_curvature_is_the_slope_of_the_pull() {
        let pull = |lead: f64| DUEL.pull(Chances::at(lead)).iter().sum::<f64>();
        for lead in [-3.0, 0.0, 0.4, 9.0] {
            let slope = (pull(lead + 1e-5) - pull(lead - 1e-5)) / 2e-5;
            assert!((slope - DUEL.curvature(Chances::at(lead))).abs() < 1e-8);
        }
    }
}
