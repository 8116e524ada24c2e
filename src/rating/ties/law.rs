//! How a vote can end between two models, given the lead of the first in log-odds.

use crate::duel::Tally;
use crate::scale::Chances;

use super::davidson::Davidson;
use super::rao_kupper::RaoKupper;

/// The chances of the three ways in which a vote can end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Probabilities {
    /// Side A (the first model) wins.
    pub a: f64,
    /// A tie, or both are found bad.
    pub tie: f64,
    /// Side B (the second model) wins.
    pub b: f64,
}

impl Probabilities {
    /// The chance that side A wins, if anyone does: one half where neither can.
    #[must_use]
    pub fn of_decisive(&self) -> f64 {
        let decisive = self.a + self.b;
        if decisive > 0.0 {
            self.a / decisive
        } else {
            0.5
        }
    }

    /// Seen from the other side.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self {
            a: self.b,
            b: self.a,
            ..self
        }
    }

    /// Without ties.
    pub(crate) fn without_ties(chances: Chances) -> Self {
        Self {
            a: chances.first,
            tie: 0.0,
            b: chances.second,
        }
    }

    /// The most likely outcome.
    pub(super) fn favourite(&self) -> Favourite {
        if self.tie > self.a.max(self.b) {
            Favourite::Tie
        } else if self.a >= self.b {
            Favourite::First
        } else {
            Favourite::Second
        }
    }
}

/// The most likely outcome of a duel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Favourite {
    First,
    Second,
    Tie,
}

/// The first derivatives of a duel's loss by the lead and by the parameter, as terms. Large terms are whole votes, which
/// cancel exactly; the others have all their digits, however small they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pull {
    pub(super) lead: [f64; 3],
    pub(super) parameter: [f64; 4],
}

/// A symmetric 2 x 2 matrix over the lead and the parameter: second derivatives, or sums of squared scores.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Square {
    pub(super) lead: f64,
    pub(super) mixed: f64,
    pub(super) parameter: f64,
}

/// The derivatives of one vote's loss by the lead and by the parameter.
pub(super) type Score = (f64, f64);

/// Strengths `e^theta` of two models with what lies between them, `e^((theta_i + theta_j) / 2)`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Strengths {
    pub(super) first: f64,
    pub(super) second: f64,
    pub(super) between: f64,
}

/// A law at one value of its parameter, which may be any number: ties become certain towards infinity and impossible
/// towards minus infinity. The loss is convex in leads and parameter.
pub(super) trait TieLaw: Copy {
    /// What the parameter is called on its natural scale.
    const NAME: &'static str;

    fn at(parameter: f64) -> Self;

    /// The parameter that fits best if all models are equal; neither number is 0.
    fn among_equals(decisive: f64, ties: f64) -> f64;

    /// The parameter on its natural scale, which begins at 0, and its derivative there.
    fn natural(parameter: f64) -> (f64, f64);

    /// The law on its natural scale.
    fn law(parameter: f64) -> Law;

    /// Never overflows; each chance keeps its digits, however small it is.
    fn chances(&self, lead: f64) -> Probabilities;

    /// The same without exponentials.
    fn chances_of(&self, strengths: Strengths) -> Probabilities;

    fn pull(&self, votes: &Tally, chances: &Probabilities) -> Pull;

    fn curvature(&self, votes: &Tally, chances: &Probabilities) -> Square;

    /// `parameter - mixed^2 / lead` of the curvature, without a subtraction.
    fn rest(&self, votes: &Tally, chances: &Probabilities) -> f64;

    /// Of a win of the first model, a tie, a win of the second.
    fn scores(&self, chances: &Probabilities) -> [Score; 3];

    /// A step by these changes at most the factor e^span in any second derivative.
    fn span(lead: f64, parameter: f64) -> f64;

    /// The sum of squared scores; `squares` are squares of the votes' weights.
    fn squared_scores(&self, squares: &Tally, chances: &Probabilities) -> Square {
        let weights = [squares.first_wins, squares.halves, squares.second_wins];
        let mut sum = Square::default();
        for (weight, (lead, parameter)) in weights.into_iter().zip(self.scores(chances)) {
            sum.lead += weight * lead * lead;
            sum.mixed += weight * lead * parameter;
            sum.parameter += weight * parameter * parameter;
        }
        sum
    }
}

/// A law with its parameter, as it was fitted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Law {
    /// No ties: Bradley and Terry (1952).
    Logistic,
    /// With nu above 0.
    Davidson {
        /// How likely ties are.
        nu: f64,
    },
    /// With a threshold above 0.
    RaoKupper {
        /// In log-odds.
        threshold: f64,
    },
}

impl Law {
    /// The chances at this lead.
    pub(crate) fn chances(self, lead: f64) -> Probabilities {
        match self {
            Self::Logistic => Probabilities::without_ties(Chances::at(lead)),
            Self::Davidson { nu } => Davidson::at(nu.ln()).chances(lead),
            Self::RaoKupper { threshold } => {
                RaoKupper::at(RaoKupper::parameter(threshold)).chances(lead)
            }
        }
    }

    /// Minus the logarithm of the chance to win at this lead, and how fast it falls with the lead.
    pub(crate) fn cost_of_a_win(self, lead: f64) -> (f64, f64) {
        match self {
            Self::Logistic => {
                let cost = (-lead).max(0.0) + (-lead.abs()).exp().ln_1p();
                (cost, Chances::at(lead).second)
            }
            Self::RaoKupper { threshold } => Self::Logistic.cost_of_a_win(lead - threshold),
            Self::Davidson { nu } => {
                // 1 + e^-d + nu e^(-d/2), for a negative lead divided by its largest power.
                let half = (-lead.abs() / 2.0).exp();
                let cost = (-lead).max(0.0) + (half * (half + nu)).ln_1p();
                let chances = self.chances(lead);
                (cost, chances.b + chances.tie / 2.0)
            }
        }
    }
}

/// `x y / (x + y)` of two numbers that are not negative, 0 if both are 0.
pub(super) fn parallel(x: f64, y: f64) -> f64 {
    let sum = x + y;
    if sum > 0.0 {
        x.min(y) * (x.max(y) / sum)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAWS: [Law; 3] = [
        Law::Logistic,
        Law::Davidson { nu: 0.9 },
        Law::RaoKupper { threshold: 0.6 },
    ];

    #[test]
    fn chances_add_up_to_one() {
        for law in LAWS {
            for lead in [-2000.0, -40.0, -0.3, 0.0, 1.2, 80.0, 1e6] {
                let chances = law.chances(lead);
                let sum = chances.a + chances.tie + chances.b;
                assert!((sum - 1.0).abs() < 1e-15, "{law:?} {lead}");
            }
        }
    }

    #[test]
    fn the_cost_of_a_win_is_minus_its_logarithm() {
        for law in LAWS {
            for lead in [-30.0, -1.0, 0.0, 0.7, 30.0] {
                let (cost, fall) = law.cost_of_a_win(lead);
                let of_chance = -law.chances(lead).a.ln();
                assert!((cost - of_chance).abs() <= 1e-13 * of_chance.max(1.0));
                let (above, below) = (
                    law.cost_of_a_win(lead + 1e-5).0,
                    law.cost_of_a_win(lead - 1e-5).0,
                );
                assert!(((below - above) / 2e-5 - fall).abs() < 1e-9);
            }
            assert!(law.cost_of_a_win(-5000.0).0.is_finite());
        }
    }

    #[test]
    fn who_cannot_win_and_cannot_lose_is_even() {
        let certain = Probabilities {
            a: 0.0,
            tie: 1.0,
            b: 0.0,
        };
        assert_eq!(certain.of_decisive().to_bits(), 0.5_f64.to_bits());
    }
}
