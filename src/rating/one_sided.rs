//! One-sided bounds for models without a finite rating: how weak could a model be that never lost?
//!
//! The bound is exact, not asymptotic: the theta at which winning every vote against the given rivals, whose thetas
//! are taken as known, has just the probability `tail`:
//! `product of sigma(theta - theta_j)^n_j = tail`, or with the chance of a win under the law of ties that was fitted.

use super::scale::real;
use super::ties::Law;

/// A rated model and the number of votes against it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rival {
    pub(super) theta: f64,
    pub(super) votes: u64,
}

/// Far more Newton steps than the logarithm of any count of votes.
const MAX_STEPS: usize = 200;

/// The lowest theta that is not refuted for a model that won all its votes. `None` without votes.
pub(super) fn floor(rivals: &[Rival], tail: f64, law: Law) -> Option<f64> {
    // In logarithms: the surprise, sum of n_j log(1 + e^(theta_j - theta)), falls and is convex in theta, so Newton's
    // method from the left climbs to the solution without ever passing it. A win is no more likely under a law of ties.
    let allowed = -tail.ln();
    let strongest = rivals.iter().map(|rival| rival.theta).reduce(f64::max)?;
    let mut theta = strongest - allowed;
    for _ in 0..MAX_STEPS {
        let (surprise, fall) = surprise(rivals, theta, law);
        let step = (surprise - allowed) / fall;
        theta += step;
        if step.abs() <= 1e-14 * theta.abs().max(1.0) {
            break;
        }
    }
    theta.is_finite().then_some(theta)
}

/// The highest theta that is not refuted for a model that lost all its votes. `None` without votes.
pub(super) fn ceiling(rivals: &[Rival], tail: f64, law: Law) -> Option<f64> {
    let mirrored: Vec<Rival> = rivals
        .iter()
        .map(|rival| Rival {
            theta: -rival.theta,
            ..*rival
        })
        .collect();
    floor(&mirrored, tail, law).map(|theta| -theta)
}

/// Minus the log-probability of winning every vote at `theta`, and how fast it falls there.
fn surprise(rivals: &[Rival], theta: f64, law: Law) -> (f64, f64) {
    rivals.iter().fold((0.0, 0.0), |(surprise, fall), rival| {
        let (cost, slope) = law.cost_of_a_win(theta - rival.theta);
        let votes = real(rival.votes);
        (surprise + votes * cost, fall + votes * slope)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chance_of_sweep(rivals: &[Rival], theta: f64, law: Law) -> f64 {
        (-surprise(rivals, theta, law).0).exp()
    }

    #[test]
    fn one_win_bounds_at_the_odds_of_the_tail() {
        let bound = floor(
            &[Rival {
                theta: 0.5,
                votes: 1,
            }],
            0.025,
            Law::Logistic,
        )
        .unwrap();
        assert!((bound - (0.5 + (0.025_f64 / 0.975).ln())).abs() < 1e-13);
    }

    #[test]
    fn at_the_bound_a_sweep_has_the_probability_of_the_tail() {
        let fields: [&[(f64, u64)]; 4] = [
            &[(0.0, 5)],
            &[(-3.0, 1), (2.0, 40), (0.1, 7)],
            &[(-20.0, 1_000_000_000), (20.0, 1)],
            &[(1.0, u64::MAX)],
        ];
        for field in fields {
            let rivals: Vec<Rival> = field
                .iter()
                .map(|&(theta, votes)| Rival { theta, votes })
                .collect();
            for law in [
                Law::Logistic,
                Law::Davidson { nu: 2.5 },
                Law::RaoKupper { threshold: 0.8 },
            ] {
                let bound = floor(&rivals, 0.025, law).unwrap();
                let chance = chance_of_sweep(&rivals, bound, law);
                assert!((chance - 0.025).abs() < 1e-11, "{field:?} {law:?}");
            }
        }
    }

    #[test]
    fn the_ceiling_mirrors_the_floor() {
        let (won, lost) = (
            Rival {
                theta: 0.7,
                votes: 9,
            },
            Rival {
                theta: -0.7,
                votes: 9,
            },
        );
        let (low, high) = (
            floor(&[won], 0.025, Law::Logistic).unwrap(),
            ceiling(&[lost], 0.025, Law::Logistic).unwrap(),
        );
        assert_eq!(low.to_bits(), (-high).to_bits());
    }

    #[test]
    fn no_votes_bound_nothing() {
        assert_eq!(floor(&[], 0.025, Law::Logistic), None);
        assert_eq!(
            floor(
                &[Rival {
                    theta: 0.0,
                    votes: 3
                }],
                0.0,
                Law::Logistic
            ),
            None
        );
    }
}
