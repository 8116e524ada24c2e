//! The rating scale: 400 log10 odds around a mean of 1000, and the logistic curve behind it.

/// Rating points per natural log-odds: 400 / ln 10.
pub const RATING_PER_LOG_ODDS: f64 = 400.0 / std::f64::consts::LN_10;

/// The mean rating of the models that were fitted together.
pub const MEAN_RATING: f64 = 1000.0;

/// The expected score (0 to 1, a tie is a half) of a model rated `rating_a` against one rated `rating_b`:
/// `1 / (1 + 10^((rating_b - rating_a) / 400))`. Both ratings come from the same component of one board.
#[must_use]
pub fn expected_score(rating_a: f64, rating_b: f64) -> f64 {
    1.0 / (1.0 + 10.0_f64.powf((rating_b - rating_a) / 400.0))
}

/// The rating of a model whose log-odds above the mean model are `theta`.
pub(super) fn rating(theta: f64) -> f64 {
    MEAN_RATING + RATING_PER_LOG_ODDS * theta
}

/// A count as a number to calculate with.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts above 2^53 votes round in the sixteenth digit, which no rating can show"
)]
pub(super) fn real(count: u64) -> f64 {
    count as f64
}

/// The chances of both sides of a pair under the logistic curve. Both are kept because `1 - p` has lost
/// its digits when `p` is close to one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chances {
    pub(super) first: f64,
    pub(super) second: f64,
}

impl Chances {
    /// Chances of two strengths `e^theta`, neither 0 nor infinite.
    pub(super) fn of_strengths(first: f64, second: f64) -> Self {
        let share = 1.0 / (first + second);
        Self {
            first: first * share,
            second: second * share,
        }
    }

    /// Chances at `lead` log-odds of the first side over the second. Never overflows.
    pub(super) fn at(lead: f64) -> Self {
        let odds_against = (-lead.abs()).exp();
        let favourite = 1.0 / (1.0 + odds_against);
        let underdog = odds_against / (1.0 + odds_against);
        if lead < 0.0 {
            Self {
                first: underdog,
                second: favourite,
            }
        } else {
            Self {
                first: favourite,
                second: underdog,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_hundred_points_are_ten_to_one() {
        assert!((expected_score(1400.0, 1000.0) - 10.0 / 11.0).abs() < 1e-15);
        assert!((expected_score(1000.0, 1400.0) - 1.0 / 11.0).abs() < 1e-15);
        assert!((expected_score(987.0, 987.0) - 0.5).abs() < 1e-15);
    }

    #[test]
    fn the_scale_and_the_logistic_curve_agree() {
        for lead in [-30.0, -2.5, 0.0, 0.1, 7.0, 30.0] {
            let chances = Chances::at(lead);
            let score = expected_score(rating(lead), rating(0.0));
            assert!((chances.first - score).abs() <= 1e-12 * score, "{lead}");
            assert!((chances.first + chances.second - 1.0).abs() < 1e-15);
        }
    }

    #[test]
    fn an_underdog_keeps_its_digits() {
        let chances = Chances::at(100.0);
        assert!((chances.second / (-100.0_f64).exp() - 1.0).abs() < 1e-15);
        assert!(Chances::at(5000.0).second >= 0.0);
    }
}
