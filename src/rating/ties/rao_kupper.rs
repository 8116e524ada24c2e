//! Ties by Rao and Kupper (1967), Ties in paired-comparison experiments: a generalization of the Bradley-Terry model.
//!
//! ```text
//! P(i beats j) = sigma(d - t)     P(j beats i) = sigma(-d - t)     P(tie) = the rest     d = theta_i - theta_j, t > 0
//! ```
//!
//! Fitted by `u = ln(e^(2t) - 1)`, so `t = ln(1 + e^u) / 2`. Then `P(tie) = e^u P(i beats j) P(j beats i)`, and a duel's loss
//!
//! ```text
//! (w_ij + t_ij) log(1 + e^(t - d)) + (w_ji + t_ij) log(1 + e^(t + d)) - t_ij u
//! ```
//!
//! is convex in `d` and `u` for every u, as `t` is convex in `u`; no threshold has to be kept above 0. Arenakit's parameter is
//! `e^t`.

use crate::duel::Tally;
use crate::scale::Chances;

use super::law::{Favourite, Law, Probabilities, Pull, Score, Square, Strengths, TieLaw, parallel};

#[derive(Clone, Copy, Debug)]
pub(super) struct RaoKupper {
    threshold: f64,
    /// `e^t`.
    widening: f64,
    /// `sigma(u)` and `sigma(-u)`.
    sigma: Chances,
    is_wide: bool,
}

impl RaoKupper {
    /// The parameter of a threshold above 0, `ln(e^(2t) - 1)`.
    pub(super) fn parameter(threshold: f64) -> f64 {
        2.0 * threshold + (-(-2.0 * threshold).exp_m1()).ln()
    }

    /// The derivative of the threshold by the parameter.
    fn slope(&self) -> f64 {
        self.sigma.first / 2.0
    }

    fn bends(&self, votes: &Tally, chances: &Probabilities) -> Bends {
        let (i, j) = (
            votes.first_wins + votes.halves,
            votes.second_wins + votes.halves,
        );
        let (p, q) = (chances.b + chances.tie, chances.a + chances.tie);
        Bends {
            i: i * p * chances.a,
            j: j * q * chances.b,
            others: self.slope() * self.sigma.second * (i * p + j * q),
        }
    }
}

/// What the second derivatives are made of.
struct Bends {
    /// Of `(w_ij + t_ij) log(1 + e^(t - d))` by `t - d`.
    i: f64,
    /// Of `(w_ji + t_ij) log(1 + e^(t + d))` by `t + d`.
    j: f64,
    /// What the bend of t in u adds to that by the parameter.
    others: f64,
}

impl TieLaw for RaoKupper {
    const NAME: &'static str = "threshold (rao-kupper)";

    fn at(u: f64) -> Self {
        let (threshold, _) = Self::natural(u);
        Self {
            threshold,
            widening: threshold.exp(),
            sigma: Chances::at(u),
            is_wide: u > 0.0,
        }
    }

    fn among_equals(decisive: f64, ties: f64) -> f64 {
        // sigma(-t) = decisive / (2 votes).
        let widening = 1.0 + 2.0 * ties / decisive;
        ((widening - 1.0) * (widening + 1.0)).ln()
    }

    fn natural(u: f64) -> (f64, f64) {
        let softplus = u.max(0.0) + (-u.abs()).exp().ln_1p();
        (softplus / 2.0, Chances::at(u).first / 2.0)
    }

    fn law(u: f64) -> Law {
        let (threshold, _) = Self::natural(u);
        Law::RaoKupper { threshold }
    }

    fn chances(&self, lead: f64) -> Probabilities {
        let (first, second) = (
            Chances::at(lead - self.threshold),
            Chances::at(-lead - self.threshold),
        );
        Probabilities {
            a: first.first,
            tie: self.sigma.first * (first.second * second.second),
            b: second.first,
        }
    }

    fn chances_of(&self, strengths: Strengths) -> Probabilities {
        let Strengths { first, second, .. } = strengths;
        let (far, near) = (self.widening * second, self.widening * first);
        let share = 1.0 / ((first + far) * (near + second));
        Probabilities {
            a: first * (near + second) * share,
            tie: self.sigma.first * (far * near) * share,
            b: second * (first + far) * share,
        }
    }

    /// By the chances not to win, `p = sigma(t - d)` and `q = sigma(t + d)`:
    ///
    /// ```text
    /// dL/dd = -(w_ij + t_ij) p + (w_ji + t_ij) q      dL/du = t'(u) ((w_ij + t_ij) p + (w_ji + t_ij) q) - t_ij
    /// ```
    ///
    /// with 1 minus the chance to win in place of a p or q that is near 1, and 1/2 minus the rest in place of a t'(u) that is
    /// near 1/2. What is large in both slopes is the same number, so that it cancels where lead and threshold rise together.
    fn pull(&self, votes: &Tally, chances: &Probabilities) -> Pull {
        let (i, j) = (
            votes.first_wins + votes.halves,
            votes.second_wins + votes.halves,
        );
        // Whole votes and the rest of -(w_ij + t_ij) p + (w_ji + t_ij) q, then those of the sum.
        let (lead, [whole, p, q]) = match chances.favourite() {
            Favourite::First => {
                let (p, q) = (i * (chances.b + chances.tie), j * chances.b);
                ([j, -p, -q], [j, p, -q])
            }
            Favourite::Second => {
                let (p, q) = (i * chances.a, j * (chances.a + chances.tie));
                ([-i, p, q], [i, -p, q])
            }
            Favourite::Tie => {
                let (p, q) = (i * chances.a, j * chances.b);
                (
                    [votes.second_wins - votes.first_wins, p, -q],
                    [i + j, -p, -q],
                )
            }
        };
        let slope = self.slope();
        let parameter = if self.is_wide {
            let missing = self.sigma.second / 2.0;
            let rest = -missing * (whole + (p + q));
            [whole / 2.0 - votes.halves, p / 2.0, q / 2.0, rest]
        } else {
            [-votes.halves, slope * whole, slope * p, slope * q]
        };
        Pull { lead, parameter }
    }

    fn curvature(&self, votes: &Tally, chances: &Probabilities) -> Square {
        let slope = self.slope();
        let Bends { i, j, others } = self.bends(votes, chances);
        Square {
            lead: i + j,
            mixed: slope * (j - i),
            parameter: slope * slope * (i + j) + others,
        }
    }

    /// With `i` and `j` as in [`Bends`], `(i + j) - (j - i)^2 / (i + j) = 4 i j / (i + j)`.
    fn rest(&self, votes: &Tally, chances: &Probabilities) -> f64 {
        let slope = self.slope();
        let Bends { i, j, others } = self.bends(votes, chances);
        4.0 * slope * slope * parallel(i, j) + others
    }

    fn scores(&self, chances: &Probabilities) -> [Score; 3] {
        let (p, q) = (chances.b + chances.tie, chances.a + chances.tie);
        let slope = self.slope();
        [
            (-p, slope * p),
            (chances.a - chances.b, slope * (p + q) - 1.0),
            (q, slope * q),
        ]
    }

    /// With `x = t(u) - d` and `f = log(1 + e^x)` the third derivative along a step is
    /// `sigma'' x'^3 + 3 sigma' x' x'' + sigma x'''`, where `|x'| <= |d'| + |u'| / 2` and `|x'''| <= |u'| x''`. So it is at
    /// most `3 |x'| + |u'|` times the second.
    fn span(lead: f64, parameter: f64) -> f64 {
        3.0 * lead + 2.5 * parameter
    }
}
