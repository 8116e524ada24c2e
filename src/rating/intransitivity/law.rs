//! How votes vary around expected points: ties by Davidson's law.

use crate::duel::Tally;
use crate::scale::Chances;

/// Halvings of the interval of the logarithm of the parameter: as many digits as a diagnostic needs.
const HALVINGS: usize = 40;
/// The logarithm of the parameter is between minus this and this: from hardly ever a tie to hardly ever anything else.
const WIDEST: f64 = 14.0;

/// The chance of a tie where the expected points are known: `t^2 = nu^2 (p - t/2) (1 - p - t/2)`, Davidson (1970).
#[derive(Clone, Copy, Debug)]
pub(super) struct TieLaw {
    /// The square of nu; 0 without ties.
    squared: f64,
}

/// What a vote's score (actual minus expected points) is like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moments {
    pub(super) variance: f64,
    /// The fourth cumulant.
    pub(super) cumulant: f64,
}

impl TieLaw {
    /// The law under which as many ties are expected as there are.
    pub(super) fn of(met: &[(Chances, Tally)]) -> Self {
        let ties: f64 = met.iter().map(|(_, votes)| votes.halves).sum();
        if ties <= 0.0 {
            return Self { squared: 0.0 };
        }
        let (mut low, mut high) = (-WIDEST, WIDEST);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            let law = Self {
                squared: (2.0 * middle).exp(),
            };
            let expected: f64 = met
                .iter()
                .map(|(chances, votes)| votes.total() * law.tie(*chances))
                .sum();
            if expected < ties {
                low = middle;
            } else {
                high = middle;
            }
        }
        Self {
            squared: (low + high).exp(),
        }
    }

    /// The chance of a tie.
    pub(super) fn tie(self, chances: Chances) -> f64 {
        let (square, even) = (self.squared, chances.first * chances.second);
        if square == 0.0 {
            return 0.0;
        }
        // The root of t^2 (1 - nu^2 / 4) + t nu^2 / 2 - nu^2 p (1 - p), without cancellation.
        let spread = chances.first - chances.second;
        let root = (square * (square / 4.0 * spread * spread + 4.0 * even)).sqrt();
        2.0 * square * even / (square / 2.0 + root)
    }

    pub(super) fn moments(self, chances: Chances) -> Moments {
        let (p, q, tie) = (chances.first, chances.second, self.tie(chances));
        let half = (q - p) / 2.0;
        let (win, loss) = ((p - tie / 2.0).max(0.0), (q - tie / 2.0).max(0.0));
        let moment =
            |power: i32| win * q.powi(power) + loss * p.powi(power) + tie * half.powi(power);
        let variance = moment(2);
        Moments {
            variance,
            cumulant: moment(4) - 3.0 * variance * variance,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_obey_davidsons_law_and_leave_the_expected_points() {
        for square in [1e-6, 0.5, 4.0, 30.0, 1e9] {
            let law = TieLaw { squared: square };
            for lead in [-3.0, 0.0, 0.7] {
                let chances = Chances::at(lead);
                let tie = law.tie(chances);
                let (win, loss) = (chances.first - tie / 2.0, chances.second - tie / 2.0);
                assert!(win >= -1e-12 && loss >= -1e-12);
                assert!(
                    (tie * tie - square * win * loss).abs() < 1e-7,
                    "{square} {lead}"
                );
            }
        }
    }

    #[test]
    fn without_ties_moments_are_binomial() {
        let chances = Chances::at(0.4);
        let moments = TieLaw { squared: 0.0 }.moments(chances);
        let even = chances.first * chances.second;
        assert!((moments.variance - even).abs() < 1e-15);
        assert!((moments.cumulant - even * (1.0 - 6.0 * even)).abs() < 1e-15);
    }

    #[test]
    fn the_parameter_is_that_of_as_many_ties() {
        let votes = Tally {
            first_wins: 5.0,
            second_wins: 2.0,
            halves: 3.0,
        };
        let met = [(Chances::at(0.2), votes), (Chances::at(-1.0), votes)];
        let law = TieLaw::of(&met);
        let expected: f64 = met
            .iter()
            .map(|(chances, _)| 10.0 * law.tie(*chances))
            .sum();
        assert!((expected - 6.0).abs() < 1e-6, "{expected}");
    }
}
