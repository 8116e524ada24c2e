//! One voter's ratings, shrunk towards everybody's.
//!
//! A voter's own log-odds are those of the board plus a shift of each model, and the shifts are drawn from a normal
//! distribution of mean 0 and standard deviation `spread`. What is reported is the most likely shift under the voter's
//! votes (Bradley-Terry, ties and `both_bad` half a win each), with the curvature's inverse as its variance:
//!
//! ```text
//! L(shift) = sum over pairs of S_ij log(1 + e^-d) + S_ji log(1 + e^d) + sum of shift^2 / (2 spread^2)
//! d        = (board_i - board_j) + (shift_i - shift_j)
//! ```
//!
//! Between two models the prior is worth `2 / spread^2` even votes, since an even vote tells 1/4 of the difference of two
//! log-odds and the prior `1 / (2 spread^2)`. The spread is that of tastes among people: see [`TASTE_SPREAD`].
//!
//! This is the one place of the engine with a prior, and it is named: it answers what somebody likes, not what is better.
//! The board is taken as it stands, with this voter's votes among all, and its errors are not added. Intervals are of
//! differences to the mean of all models, as a board's are.

use super::border::Curvature;
use super::bradley_terry::laplacian;
use super::counts::PairCounts;
use super::duel::Duel;
use super::names::by_id;
use super::newton::{Limits, Loss, Point, Precision, Sum, minimise};
use super::scale::{Chances, RATING_PER_LOG_ODDS};
use super::{FitError, FitOptions, Standing, Status, Ties, Weighting};

/// How far tastes differ, in rating points: the standard deviation of a model's shift among voters.
///
/// Measured on the 124 crowd judges of LLMFAO, with a board of the other judges and each judge's votes foretold from three
/// quarters of them: the mean log-loss is 0.651 by the board alone (spread 0), 0.630 at 50, 0.619 at 100, 0.619 at 150, 0.624 at
/// 200 and 0.678 at 500. So between two models the prior is worth about four votes.
pub const TASTE_SPREAD: f64 = 125.0;

/// How a taste is fitted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TasteOptions {
    /// The standard deviation of shifts, in rating points; more than 0.
    pub spread: f64,
    /// Half the width of an interval in standard deviations.
    pub confidence_z: f64,
}

impl Default for TasteOptions {
    fn default() -> Self {
        Self {
            spread: TASTE_SPREAD,
            confidence_z: FitOptions::default().confidence_z,
        }
    }
}

/// A voter's ratings.
#[derive(Clone, Debug, PartialEq)]
pub struct Taste {
    /// Every model that has a finite rating in the board's main component, in the board's order.
    pub models: Vec<Liking>,
    /// The voter's votes between them, which all of this rests on.
    pub votes: u64,
    /// The voter's votes with a model that has no such rating: there is nothing to shrink towards.
    pub left_out: u64,
}

/// One model in the eyes of one voter.
#[derive(Clone, Debug, PartialEq)]
pub struct Liking {
    /// The model's id.
    pub model: String,
    /// Its rating by this voter.
    pub rating: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Its rating by everybody.
    pub board: f64,
    /// The voter's votes on it.
    pub votes: u64,
}

/// Fits a voter's own votes, shrunk towards a board whose standings are sorted by model.
///
/// # Errors
///
/// [`FitError::NotConverged`], which no trial came across: the prior keeps the minimum finite and near.
pub fn taste(
    own: &PairCounts,
    board: &[Standing],
    options: TasteOptions,
) -> Result<Taste, FitError> {
    let mut models: Vec<Liking> = board.iter().filter_map(unshifted).collect();
    let mut duels = Vec::new();
    let (mut votes, mut left_out) = (0, 0);
    for (first, second, cell) in own.iter() {
        let place = |model| models.binary_search_by(|one| by_id(&one.model, model));
        let (Ok(first), Ok(second)) = (place(first), place(second)) else {
            left_out += cell.votes();
            continue;
        };
        votes += cell.votes();
        for place in [first, second] {
            if let Some(liking) = models.get_mut(place) {
                liking.votes += cell.votes();
            }
        }
        // Counts and standings are both sorted by model, so the first place is the smaller one.
        let how = (Ties::Half, Weighting::Equal);
        duels.push(Duel::of_cell((first, second), &cell, how));
    }
    let loss = Shifted {
        board: models
            .iter()
            .map(|one| one.board / RATING_PER_LOG_ODDS)
            .collect(),
        duels,
        ridge: (RATING_PER_LOG_ODDS / options.spread).powi(2),
    };
    for (liking, (shift, variance)) in models.iter_mut().zip(loss.solve()?) {
        liking.rating = liking.board + RATING_PER_LOG_ODDS * shift;
        let half = options.confidence_z * RATING_PER_LOG_ODDS * variance.sqrt();
        liking.low = liking.rating - half;
        liking.high = liking.rating + half;
    }
    Ok(Taste {
        models,
        votes,
        left_out,
    })
}

/// A model before the voter has said anything; `None` if there is no rating that others could be compared with.
fn unshifted(standing: &Standing) -> Option<Liking> {
    let is_comparable = standing.component == 0 && standing.status != Status::Disconnected;
    let board = standing.rating.filter(|_| is_comparable)?;
    Some(Liking {
        model: standing.model.clone(),
        rating: board,
        low: board,
        high: board,
        board,
        votes: 0,
    })
}

/// The loss of the module's head.
struct Shifted {
    /// Log-odds by the board.
    board: Vec<f64>,
    duels: Vec<Duel>,
    ridge: f64,
}

impl Shifted {
    /// The most likely shifts with their variances.
    fn solve(&self) -> Result<Vec<(f64, f64)>, FitError> {
        if self.board.is_empty() {
            return Ok(Vec::new());
        }
        let optimum = minimise(self, LIMITS)?;
        let singular = FitError::NotConverged {
            gradient: optimum.gradient,
            iterations: optimum.iterations,
        };
        let inverse = self
            .curvature(&optimum.at)
            .factor()
            .ok_or(singular)?
            .inverse();
        let variance = |place: usize| inverse.row(place).get(place).copied();
        let shifts = optimum.at.theta.into_iter().enumerate();
        Ok(shifts
            .filter_map(|(place, shift)| Some((shift, variance(place)?)))
            .collect())
    }

    fn chances(&self, duel: &Duel, at: &Point) -> Chances {
        Chances::at(duel.difference(&self.board) + duel.difference(&at.theta))
    }
}

/// The prior keeps the search short: a few Newton steps.
const LIMITS: Limits = Limits {
    iterations: 200,
    tolerance: 1e-10,
};

impl Loss for Shifted {
    fn start(&self) -> Point {
        Point::zero(self.board.len(), 0)
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "the places of a duel are below the number of models"
    )]
    fn slope(&self, at: &Point, _: Precision) -> Point {
        let mut sums = vec![Sum::default(); self.board.len()];
        for duel in &self.duels {
            for term in duel.pull(self.chances(duel, at)) {
                sums[duel.first].add(term);
                sums[duel.second].add(-term);
            }
        }
        for (sum, shift) in sums.iter_mut().zip(&at.theta) {
            sum.add(self.ridge * shift);
        }
        let theta = sums.into_iter().map(Sum::value).collect();
        Point {
            theta,
            extra: Vec::new(),
        }
    }

    fn curvature(&self, at: &Point) -> Curvature {
        let mut laplacian = laplacian(self.board.len(), Some(self.ridge));
        for duel in &self.duels {
            let weight = duel.curvature(self.chances(duel, at));
            laplacian.join(duel.first, duel.second, weight);
        }
        Curvature::of_models(laplacian)
    }

    fn reach(&self, step: &Point) -> f64 {
        // A shift is a linear predictor too: the prior looks at each by itself.
        2.0 * step.largest()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scale::real;
    use crate::{Outcome, expected_score, fit_board};

    fn counts(votes: &[(&str, &str, u64, u64)]) -> PairCounts {
        let mut counts = PairCounts::new();
        for (first, second, wins, losses) in votes {
            for _ in 0..*wins {
                counts.add(first, second, Outcome::A).unwrap();
            }
            for _ in 0..*losses {
                counts.add(first, second, Outcome::B).unwrap();
            }
        }
        counts
    }

    fn board() -> Vec<Standing> {
        let votes = counts(&[("a", "b", 60, 40), ("b", "c", 70, 30), ("a", "c", 80, 20)]);
        let models = ["a", "b", "c", "never"].map(str::to_owned);
        fit_board(&votes, &models, &FitOptions::default())
            .unwrap()
            .standings
    }

    fn taste_of(own: &PairCounts, spread: f64) -> Taste {
        let options = TasteOptions {
            spread,
            ..TasteOptions::default()
        };
        taste(own, &board(), options).unwrap()
    }

    #[test]
    fn who_has_not_voted_likes_what_everybody_likes() {
        let none = taste_of(&PairCounts::new(), 100.0);
        assert_eq!(
            (none.votes, none.models.len()),
            (0, 3),
            "a model without a rating has none"
        );
        for liking in none.models {
            assert!((liking.rating - liking.board).abs() < 1e-9);
            let half = (liking.high - liking.low) / 2.0;
            // The spread of one of three shifts around their mean.
            let spread = 100.0 * (2.0_f64 / 3.0).sqrt();
            assert!(
                (half - spread * 1.959_963_984_540_054).abs() < 1e-6,
                "{half}"
            );
        }
    }

    #[test]
    fn the_minimum_is_where_the_slope_is_none() {
        let own = counts(&[("c", "a", 9, 1), ("b", "c", 0, 3)]);
        let found = taste_of(&own, 80.0);
        let log_odds = |points: f64| points / RATING_PER_LOG_ODDS;
        let ridge = 1.0 / log_odds(80.0).powi(2);
        for liking in &found.models {
            let mut slope = ridge * log_odds(liking.rating - liking.board);
            for other in found.models.iter().filter(|one| one.model != liking.model) {
                let cell = own.cell(&liking.model, &other.model);
                let expected = expected_score(liking.rating, other.rating) * real(cell.votes());
                slope += expected - real(cell.first_wins);
            }
            assert!(slope.abs() < 1e-8, "{}: {slope}", liking.model);
        }
    }

    #[test]
    fn votes_move_a_rating_and_many_votes_move_it_all_the_way() {
        let lead = |taste: &Taste| taste.models[2].rating - taste.models[0].rating;
        let everybody = lead(&taste_of(&PairCounts::new(), 100.0));
        let few = lead(&taste_of(&counts(&[("c", "a", 3, 1)]), 100.0));
        let many = lead(&taste_of(
            &counts(&[("c", "a", 3_000_000, 1_000_000)]),
            100.0,
        ));
        let own = RATING_PER_LOG_ODDS * 3.0_f64.ln();
        assert!(everybody < few && few < many, "{everybody} {few} {many}");
        assert!((many - own).abs() < 0.01, "{many} is not {own}");
        let narrow = lead(&taste_of(&counts(&[("c", "a", 3, 1)]), 1.0));
        assert!(
            (narrow - everybody).abs() < 0.1,
            "a narrow prior moves hardly"
        );
    }

    #[test]
    fn one_sided_votes_stay_finite_and_unknown_models_are_left_out() {
        let found = taste_of(
            &counts(&[("c", "a", 50, 0), ("a", "never", 4, 0), ("x", "y", 2, 0)]),
            100.0,
        );
        assert_eq!((found.votes, found.left_out), (50, 6));
        for liking in found.models {
            assert!(liking.low < liking.rating && liking.rating < liking.high);
            assert!((liking.rating - liking.board).abs() < 400.0, "{liking:?}");
        }
    }
}
