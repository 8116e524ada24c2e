//! Ties by Davidson (1970), On extending the Bradley-Terry model to accommodate ties in paired comparison experiments.
//!
//! ```text
//! P(i beats j) = e^(d/2) / Z     P(tie) = nu / Z     Z = e^(d/2) + e^(-d/2) + nu     d = theta_i - theta_j
//! ```
//!
//! Fitted by `v = ln nu`: outcomes are a multinomial logit with the predictors `d/2`, `-d/2` and `v`, so the loss is convex.
//! Newman (2023), as evalica has it, writes the same law with `nu = 2 v`.

use crate::duel::Tally;

use super::law::{Favourite, Law, Probabilities, Pull, Score, Square, Strengths, TieLaw, parallel};

#[derive(Clone, Copy, Debug)]
pub(super) struct Davidson {
    /// `ln nu`.
    v: f64,
    nu: f64,
}

impl TieLaw for Davidson {
    const NAME: &'static str = "nu (davidson)";

    fn at(v: f64) -> Self {
        Self { v, nu: v.exp() }
    }

    fn among_equals(decisive: f64, ties: f64) -> f64 {
        (2.0 * ties / decisive).ln()
    }

    fn natural(v: f64) -> (f64, f64) {
        (v.exp(), v.exp())
    }

    fn law(v: f64) -> Law {
        Law::Davidson { nu: v.exp() }
    }

    fn chances(&self, lead: f64) -> Probabilities {
        let predictors = [lead / 2.0, self.v, -lead / 2.0];
        let top = predictors.into_iter().fold(f64::NEG_INFINITY, f64::max);
        let [a, tie, b] = predictors.map(|predictor| (predictor - top).exp());
        let share = 1.0 / ((a + b) + tie);
        Probabilities {
            a: a * share,
            tie: tie * share,
            b: b * share,
        }
    }

    fn chances_of(&self, strengths: Strengths) -> Probabilities {
        let tie = self.nu * strengths.between;
        let share = 1.0 / ((strengths.first + strengths.second) + tie);
        Probabilities {
            a: strengths.first * share,
            tie: tie * share,
            b: strengths.second * share,
        }
    }

    /// Expected minus actual votes of each outcome, times its predictor's derivative. They sum to 0, so those of the favourite
    /// are replaced by the others'.
    fn pull(&self, votes: &Tally, chances: &Probabilities) -> Pull {
        let (all, half) = (votes.total(), votes.halves / 2.0);
        let [a, tie, b] = [chances.a, chances.tie, chances.b].map(|chance| all * chance);
        let ties = [-votes.halves, tie, 0.0, 0.0];
        match chances.favourite() {
            Favourite::First => Pull {
                lead: [votes.second_wins + half, -b, -tie / 2.0],
                parameter: ties,
            },
            Favourite::Second => Pull {
                lead: [-(votes.first_wins + half), a, tie / 2.0],
                parameter: ties,
            },
            Favourite::Tie => Pull {
                lead: [
                    (votes.second_wins - votes.first_wins) / 2.0,
                    a / 2.0,
                    -b / 2.0,
                ],
                parameter: [votes.first_wins + votes.second_wins, -a, -b, 0.0],
            },
        }
    }

    fn curvature(&self, votes: &Tally, chances: &Probabilities) -> Square {
        let (all, decisive) = (votes.total(), chances.a + chances.b);
        Square {
            lead: all * (chances.a * chances.b + chances.tie * decisive / 4.0),
            mixed: all * chances.tie * (chances.b - chances.a) / 2.0,
            parameter: all * chances.tie * decisive,
        }
    }

    /// `n a b t / (a b + t (a + b) / 4)`, as `a + t + b = 1`.
    fn rest(&self, votes: &Tally, chances: &Probabilities) -> f64 {
        let decisive = 4.0 * parallel(chances.a, chances.b);
        votes.total() * parallel(decisive, chances.tie)
    }

    fn scores(&self, chances: &Probabilities) -> [Score; 3] {
        let half = chances.tie / 2.0;
        [
            (-(chances.b + half), chances.tie),
            ((chances.a - chances.b) / 2.0, -(chances.a + chances.b)),
            (chances.a + half, chances.tie),
        ]
    }

    /// The largest change of the difference of two predictors.
    fn span(lead: f64, parameter: f64) -> f64 {
        lead.max(lead / 2.0 + parameter)
    }
}
