//! The parameter of a law of ties, with its interval.

use crate::duel::Duel;
use crate::fitted::Coefficient;
use crate::options::FitOptions;

use super::law::{Probabilities, TieLaw};

/// Enough for any root: each step at least halves every second bracket.
const MAX_STEPS: usize = 200;

/// The parameter on its natural scale. Its error is that of the fitted parameter times the derivative; its bounds are those of
/// the fitted parameter, carried over, so they never fall below 0.
pub(super) fn fitted<L: TieLaw>(
    parameter: f64,
    variance: f64,
    options: &FitOptions,
) -> Coefficient {
    let error = variance.sqrt();
    let width = options.confidence_z * error;
    let (estimate, slope) = L::natural(parameter);
    Coefficient {
        name: L::NAME.to_owned(),
        estimate,
        error: slope * error,
        low: L::natural(parameter - width).0,
        high: L::natural(parameter + width).0,
    }
}

/// The parameter of votes without a tie: 0, without an error. The upper bound is one-sided and exact given the models: where
/// such votes have the chance `tail` to end without a tie.
pub(super) fn without_ties<L: TieLaw>(duels: &[Duel], theta: &[f64], tail: f64) -> Coefficient {
    let duels: Vec<(f64, f64)> = duels
        .iter()
        .map(|duel| (votes(duel), duel.difference(theta)))
        .collect();
    let allowed = -tail.ln();
    // How far a parameter is above the bound. Steep at first, then straight: in logarithms close to a line.
    let excess = |parameter: f64| {
        let law = L::at(parameter);
        let cost = |&(votes, lead): &(f64, f64)| votes * cost_of_no_tie(&law.chances(lead));
        (duels.iter().map(cost).sum::<f64>() / allowed).ln()
    };
    Coefficient {
        name: L::NAME.to_owned(),
        estimate: 0.0,
        error: 0.0,
        low: 0.0,
        high: root(excess).map_or(f64::INFINITY, |parameter| L::natural(parameter).0),
    }
}

/// How many votes a duel has, whatever they weigh.
fn votes(duel: &Duel) -> f64 {
    let (weights, squares) = (duel.weights.total(), duel.squares.total());
    weights * weights / squares
}

/// Minus the logarithm of the chance that a vote is no tie.
fn cost_of_no_tie(chances: &Probabilities) -> f64 {
    if chances.tie < 0.5 {
        -(-chances.tie).ln_1p()
    } else {
        -(chances.a + chances.b).ln()
    }
}

/// Where a rising function is 0: brackets doubled until they hold the root, then false position with the Illinois change
/// (Dowell and Jarratt 1971). `None` if it has no root below 1000 in size.
fn root(rising: impl Fn(f64) -> f64) -> Option<f64> {
    let bracket = |sign: f64| {
        let ends = std::iter::successors(Some(sign), |end| Some(end * 2.0)).take(11);
        let mut ends = ends.map(|end| (end, rising(end)));
        ends.find(|&(_, value)| value * sign > 0.0)
    };
    let ((mut low, mut below), (mut high, mut above)) = (bracket(-1.0)?, bracket(1.0)?);
    let mut last = 0.0;
    for _ in 0..MAX_STEPS {
        let middle = if below.is_finite() && above.is_finite() {
            (low * above - high * below) / (above - below)
        } else {
            f64::midpoint(low, high)
        };
        let value = rising(middle);
        if value.abs() < 1e-14 || high - low < 1e-14 * low.abs() {
            return Some(middle);
        }
        // An end that stays twice counts half, so that it moves too.
        let weight = if last * value > 0.0 { 0.5 } else { 1.0 };
        if value < 0.0 {
            (low, below, above) = (middle, value, above * weight);
        } else {
            (high, above, below) = (middle, value, below * weight);
        }
        last = value;
    }
    Some(f64::midpoint(low, high))
}

#[cfg(test)]
mod tests {
    use super::super::davidson::Davidson;
    use super::super::rao_kupper::RaoKupper;
    use super::*;
    use crate::duel::Tally;

    fn duel(wins: f64) -> Duel {
        let votes = Tally {
            first_wins: wins,
            second_wins: wins,
            halves: 0.0,
        };
        Duel::of_votes(0, 1, votes)
    }

    #[test]
    fn without_ties_the_bound_leaves_them_the_chance_of_the_tail() {
        let duels = [duel(30.0), duel(2.0).weighing(0.1)];
        let theta = [0.4, -0.4];
        let bounds = [
            (without_ties::<Davidson>(&duels, &theta, 0.025), true),
            (without_ties::<RaoKupper>(&duels, &theta, 0.025), false),
        ];
        for (bound, is_davidson) in bounds {
            assert_eq!((bound.estimate, bound.low, bound.error), (0.0, 0.0, 0.0));
            let law = if is_davidson {
                super::super::Law::Davidson { nu: bound.high }
            } else {
                super::super::Law::RaoKupper {
                    threshold: bound.high,
                }
            };
            let chance = (1.0 - law.chances(0.8).tie).powi(64);
            assert!((chance - 0.025).abs() < 1e-12, "{bound:?} {chance}");
        }
    }

    #[test]
    fn one_vote_without_a_tie_bounds_a_little_and_a_certain_one_nothing() {
        let one = without_ties::<Davidson>(&[duel(0.5)], &[0.0, 0.0], 0.025);
        // 2 / (2 + nu) = 0.025
        assert!((one.high - 78.0).abs() < 1e-9, "{one:?}");
        let certain = without_ties::<Davidson>(&[duel(0.5)], &[5000.0, -5000.0], 0.025);
        assert!(certain.high.is_infinite());
    }
}
