//! Bradley-Terry as a loss: ties as half a win each, no prior unless a ridge is asked for.
//!
//! ```text
//! L(theta) = sum over pairs of S_ij log(1 + e^-d) + S_ji log(1 + e^d)      d = theta_i - theta_j
//! S_ij     = wins of i over j + half of their ties and both_bad
//! ```
//!
//! Hunter (2004), MM algorithms for generalized Bradley-Terry models. A ridge adds `ridge / 2 * sum of theta^2`.

mod odds;
mod passes;
mod sheet;

use super::border::Curvature;
use super::duel::Duel;
use super::linear::{Laplacian, Matrix};
use super::newton::{Loss, Point, Precision, centre};
use super::parallel::both;
use super::solution::{Likelihood, Meat};
use odds::Odds;
pub(super) use odds::WIDEST;
use passes::{Expected, Links, Points, Pulls, Squares};
use pulp::Arch;
use sheet::Sheet;

/// Below this no step is shortened, so its reach need not be known well.
const SHORT: f64 = 0.5;

/// Models of a group whose bread and meat are worth a thread each.
const LARGE: usize = 256;
/// The farthest from the mean that a search begins.
const FIRST_GUESS: f64 = 4.0;
/// The most guesses before a search: each costs a pass over the duels, and a factor that is not needed saves many.
const GUESSES: usize = 8;
/// No better guess is looked for when the last one changed no more than this,
const CLOSE: f64 = 0.03;
/// nor when it did not change this much less than the one before: where few models met, guesses may go round in circles.
const SHRINKING: f64 = 0.6;

/// The Bradley-Terry loss of a group.
#[derive(Clone, Debug)]
pub(super) struct BradleyTerry {
    sheet: Sheet,
    /// Points won by each model.
    points: Vec<f64>,
    /// Votes of each model.
    votes: Vec<f64>,
    ridge: Option<f64>,
    /// Added to the ridge when errors are calculated.
    shrink: Option<f64>,
}

impl BradleyTerry {
    /// Of `models` models and their duels, sorted by first model. Without a ridge the duels connect them strongly.
    pub(super) fn new(
        models: usize,
        duels: impl IntoIterator<Item = Duel>,
        ridge: Option<f64>,
    ) -> Self {
        let sheet = Sheet::new(models, duels);
        let [points, votes] = Arch::new().dispatch(Points(&sheet));
        Self {
            sheet,
            points,
            votes,
            ridge,
            shrink: None,
        }
    }

    /// With errors that are too small on purpose, see [`super::FitOptions::shrink`].
    pub(super) fn shrinking(self, shrink: Option<f64>) -> Self {
        Self { shrink, ..self }
    }

    pub(super) fn models(&self) -> usize {
        self.sheet.models()
    }

    /// The points that each model would have won on average; `None` if strengths are too far apart for that.
    fn expected(&self, theta: &[f64]) -> Option<Vec<f64>> {
        let (sheet, odds) = (&self.sheet, &Odds::new(theta));
        let strengths = odds.strengths()?;
        Some(Arch::new().dispatch(Expected { sheet, strengths }))
    }

    /// The log-odds of such shares of each model's votes, kept finite.
    fn log_odds(&self, points: &[f64]) -> Vec<f64> {
        let share = |(points, votes): (&f64, &f64)| {
            let (won, lost) = (points.max(0.0), (votes - points).max(0.0));
            ((won + 0.5) / (lost + 0.5))
                .ln()
                .clamp(-FIRST_GUESS, FIRST_GUESS)
        };
        points.iter().zip(&self.votes).map(share).collect()
    }

    fn curvature_with(&self, ridge: Option<f64>, theta: &[f64]) -> Curvature {
        let mut laplacian = laplacian(self.models(), ridge);
        Arch::new().dispatch(Links {
            sheet: &self.sheet,
            odds: &Odds::new(theta),
            laplacian: &mut laplacian,
        });
        Curvature::of_models(laplacian)
    }
}

impl Loss for BradleyTerry {
    /// Strengths by which each model has about its share of points: closer than equal strengths, and nothing depends on it.
    fn start(&self) -> Point {
        // As if everybody had met average models.
        let actual = self.log_odds(&self.points);
        let mut theta = actual.clone();
        centre(&mut theta);
        let mut last = f64::INFINITY;
        for _ in 0..GUESSES {
            let Some(expected) = self.expected(&theta) else {
                break;
            };
            let short = actual.iter().zip(self.log_odds(&expected));
            let step: Vec<f64> = short.map(|(actual, expected)| actual - expected).collect();
            let length = step
                .iter()
                .fold(0.0, |most: f64, change| most.max(change.abs()));
            if length > SHRINKING * last {
                break;
            }
            for (theta, change) in theta.iter_mut().zip(step) {
                *theta += change;
            }
            centre(&mut theta);
            if length <= CLOSE {
                break;
            }
            last = length;
        }
        let extra = Vec::new();
        Point { theta, extra }
    }

    fn slope(&self, at: &Point, precision: Precision) -> Point {
        let is_plain = precision == Precision::Plain;
        let expected = is_plain.then(|| self.expected(&at.theta)).flatten();
        let mut theta = match expected {
            Some(expected) => {
                let pulls = expected.iter().zip(&self.points);
                pulls.map(|(expected, points)| expected - points).collect()
            }
            None => Arch::new().dispatch(Pulls {
                sheet: &self.sheet,
                odds: &Odds::new(&at.theta),
            }),
        };
        if let Some(ridge) = self.ridge {
            for (slope, theta) in theta.iter_mut().zip(&at.theta) {
                *slope += ridge * theta;
            }
        }
        let extra = Vec::new();
        Point { theta, extra }
    }

    fn curvature(&self, at: &Point) -> Curvature {
        self.curvature_with(self.ridge, &at.theta)
    }

    fn reach(&self, step: &Point) -> f64 {
        reach(self.sheet.pairs(), &step.theta)
    }
}

impl Likelihood for BradleyTerry {
    fn meat(&self, at: &Point) -> Meat {
        Meat::Pairs(Arch::new().dispatch(Squares {
            sheet: &self.sheet,
            odds: &Odds::new(&at.theta),
        }))
    }

    fn curvature_for_errors(&self, at: &Point) -> Curvature {
        let ridge = match (self.ridge, self.shrink) {
            (Some(ridge), Some(shrink)) => Some(ridge + shrink),
            (ridge, shrink) => ridge.or(shrink),
        };
        self.curvature_with(ridge, &at.theta)
    }

    fn bread_and_meat(&self, at: &Point) -> (Option<Matrix>, Meat) {
        let bread = || self.curvature_for_errors(at).inverse();
        both(self.models() >= LARGE, bread, || self.meat(at))
    }
}

/// No links yet, tied to the ground by a ridge.
pub(super) fn laplacian(models: usize, ridge: Option<f64>) -> Laplacian {
    let Some(ridge) = ridge else {
        return Laplacian::new(models);
    };
    let mut laplacian = Laplacian::grounded(models);
    for model in 0..models {
        laplacian.tie_to_ground(model, ridge);
    }
    laplacian
}

/// The largest change of the difference of two models that met, or an upper bound of it where it is small.
#[expect(
    clippy::indexing_slicing,
    reason = "the positions of a pair are below the number of models"
)]
pub(super) fn reach(pairs: impl Iterator<Item = (usize, usize)>, change: &[f64]) -> f64 {
    let (low, high) = change
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &value| {
            (value.min(low), value.max(high))
        });
    if change.iter().any(|value| !value.is_finite()) {
        return f64::NAN;
    }
    if high - low <= SHORT {
        return high - low;
    }
    let lengths = pairs.map(|(first, second)| (change[first] - change[second]).abs());
    lengths.fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::super::duel::Tally;
    use super::super::newton::{Limits, Optimum, minimise};
    use super::super::scale::Chances;
    use super::*;
    use crate::FitError;
    use pulp::WithSimd;

    const LIMITS: Limits = Limits {
        iterations: 200,
        tolerance: 1e-10,
    };

    fn duel(first: usize, second: usize, wins: (f64, f64), halves: f64) -> Duel {
        let votes = Tally {
            first_wins: wins.0,
            second_wins: wins.1,
            halves,
        };
        Duel::of_votes(first, second, votes)
    }

    fn fit(models: usize, duels: &[Duel]) -> Optimum {
        minimise(&BradleyTerry::new(models, duels.to_vec(), None), LIMITS).unwrap()
    }

    #[test]
    fn two_models_have_the_log_odds_of_their_points() {
        let theta = fit(2, &[duel(0, 1, (6.0, 2.0), 2.0)]).at.theta;
        let half = (7.0_f64 / 3.0).ln() / 2.0;
        assert!((theta[0] - half).abs() < 1e-12);
        assert!((theta[1] + half).abs() < 1e-12);
    }

    #[test]
    fn a_ridge_pulls_towards_the_mean() {
        let duels = vec![duel(0, 1, (5.0, 0.0), 0.0)];
        let theta = minimise(&BradleyTerry::new(3, duels, Some(0.5)), LIMITS)
            .unwrap()
            .at
            .theta;
        // 5 (1 - p) = ridge * theta_0, where theta_1 = -theta_0; who never met stays at the mean.
        let lost = Chances::at(2.0 * theta[0]).second;
        assert!((5.0 * lost - 0.5 * theta[0]).abs() < 1e-12);
        assert!((theta[0] + theta[1]).abs() < 1e-12 && theta[2].abs() < 1e-12);
    }

    #[test]
    fn both_ways_to_sum_a_slope_agree() {
        let duels = vec![
            duel(0, 1, (6.0, 2.0), 2.0),
            duel(0, 3, (1.0, 9.0), 4.0),
            duel(2, 3, (3.0, 2.5), 0.25),
        ];
        let loss = BradleyTerry::new(4, duels, None);
        let at = Point {
            theta: vec![0.3, -2.0, 1.4, 0.3],
            extra: Vec::new(),
        };
        let slopes =
            [Precision::Plain, Precision::Exact].map(|precision| loss.slope(&at, precision));
        for (plain, exact) in slopes[0].theta.iter().zip(&slopes[1].theta) {
            assert!((plain - exact).abs() < 1e-14);
        }
    }

    #[test]
    fn weights_count_once_in_curvatures_and_twice_in_variances() {
        let votes = [
            duel(0, 1, (6.0, 2.0), 2.0),
            duel(0, 9, (5.0, 1.0), 0.0),
            duel(3, 9, (1.0, 2.0), 7.0),
        ];
        let at = Point {
            theta: (0..10).map(|model| f64::from(model) / 7.0).collect(),
            extra: Vec::new(),
        };
        let squares = |weights: [f64; 3]| {
            let weighed = votes.iter().zip(weights);
            let weighed = weighed.map(|(duel, weight)| duel.weighing(weight));
            let Meat::Pairs(pairs) = BradleyTerry::new(10, weighed, None).meat(&at) else {
                panic!("scores of pairs alone");
            };
            pairs
        };
        let whole = squares([1.0; 3]);
        let [p, q] = [Chances::at(at.theta[3] - at.theta[9])].map(|c| [c.first, c.second])[0];
        let last = q * q + 2.0 * p * p + 7.0 * (p - q) * (p - q) / 4.0;
        assert_eq!((whole[2].0, whole[2].1), (3, 9));
        assert!((whole[2].2 - last).abs() < 1e-14);
        for (whole, weighed) in whole.iter().zip(squares([0.5; 3])) {
            assert!((weighed.2 * 4.0 - whole.2).abs() < 1e-14);
        }
        // Also where the first lines have weights of 1 and a later one has not.
        assert!((squares([1.0, 1.0, 3.0])[2].2 - 9.0 * last).abs() < 1e-13);
        assert_eq!(squares([1.0, 1.0, 3.0])[..2], whole[..2]);
    }

    /// Everything that is summed in vectors.
    struct Everything(Sheet, Vec<f64>);

    impl WithSimd for Everything {
        type Output = (Vec<Vec<f64>>, Vec<(usize, usize, f64)>);

        fn with_simd<S: pulp::Simd>(self, simd: S) -> Self::Output {
            let (sheet, odds) = (&self.0, &Odds::new(&self.1));
            let strengths = odds.strengths().unwrap();
            let mut laplacian = laplacian(sheet.models(), Some(1.0));
            let links = Links {
                sheet,
                odds,
                laplacian: &mut laplacian,
            };
            links.with_simd(simd);
            let mut sums = Points(sheet).with_simd(simd).to_vec();
            sums.push(Expected { sheet, strengths }.with_simd(simd));
            sums.push(Pulls { sheet, odds }.with_simd(simd));
            sums.push(laplacian.factor().unwrap().solve(self.1));
            (sums, Squares { sheet, odds }.with_simd(simd))
        }
    }

    #[test]
    fn the_width_of_vectors_changes_no_bit() {
        let world = || {
            let pairs = (0..40).flat_map(|i| (i + 1..41).map(move |j| (i, j)));
            let met = pairs.filter(|(i, j)| (i * j) % 3 != 1);
            let duels = met.map(|(i, j)| duel(i, j, (1.0 / real(i + 1), real(j)), real(i % 2)));
            let theta = (0..41).map(|model| (real(model) * 0.7).sin() * 3.0);
            Everything(Sheet::new(41, duels), theta.collect())
        };
        let own = pulp::Arch::new().dispatch(world());
        assert_eq!(world().with_simd(pulp::Scalar), own);
        assert_eq!(world().with_simd(pulp::Scalar128b), own);
        assert_eq!(world().with_simd(pulp::Scalar512b), own);
    }

    fn real(number: usize) -> f64 {
        f64::from(u32::try_from(number).unwrap())
    }

    #[test]
    fn a_chain_of_lopsided_pairs_has_the_sum_of_their_log_odds() {
        let duels: Vec<Duel> = (0..299).map(|i| duel(i, i + 1, (1e9, 1.0), 0.0)).collect();
        let fit = fit(300, &duels);
        for pair in fit.at.theta.windows(2) {
            assert!((pair[0] - pair[1] - 1e9_f64.ln()).abs() < 1e-9);
        }
        assert!(fit.iterations < 40, "{}", fit.iterations);
    }

    #[test]
    fn a_thin_bridge_between_busy_clusters_converges() {
        let busy = |i, j| duel(i, j, (1e12, 2e12), 3e11);
        let duels = [
            busy(0, 1),
            busy(0, 2),
            busy(1, 2),
            duel(2, 3, (1.0, 0.0), 1.0),
            busy(3, 4),
        ];
        let theta = fit(5, &duels).at.theta;
        assert!(
            (theta[2] - theta[3] - 3.0_f64.ln()).abs() < 1e-9,
            "{theta:?}"
        );
    }

    #[test]
    fn a_cycle_of_upsets_converges() {
        let mut duels: Vec<Duel> = (0..299).map(|i| duel(i, i + 1, (1e6, 0.0), 0.0)).collect();
        duels.insert(1, duel(0, 299, (0.0, 1.0), 0.0));
        let fit = fit(300, &duels);
        assert!(fit.gradient < 1e-12, "{}", fit.gradient);
        assert!(fit.iterations < 40, "{}", fit.iterations);
    }

    #[test]
    fn a_model_held_by_nothing_but_two_upsets_converges() {
        // 2 once beat the strongest and once lost to the weakest: a curvature of about 1e-6 decides where it stands.
        let duels = [
            duel(0, 1, (1.0, 0.0), 0.0),
            duel(0, 3, (0.0, 134_217_728.0), 0.0),
            duel(0, 4, (536_870_912.0, 2048.0), 0.0),
            duel(1, 2, (1.0, 65_536.0), 0.0),
            duel(1, 4, (0.0, 134_217_728.0), 0.0),
            duel(2, 3, (1.0, 1024.0), 0.0),
            duel(3, 4, (8.0, 0.0), 0.0),
        ];
        let fit = fit(5, &duels);
        assert!(fit.iterations < 60, "{}", fit.iterations);
        assert!(fit.gradient < 1e-11, "{}", fit.gradient);
    }

    #[test]
    fn too_few_steps_are_an_error_with_the_gradient() {
        let limits = Limits {
            iterations: 2,
            ..LIMITS
        };
        let loss = BradleyTerry::new(2, vec![duel(0, 1, (1e6, 1.0), 0.0)], None);
        let FitError::NotConverged {
            gradient,
            iterations,
        } = minimise(&loss, limits).unwrap_err();
        assert!(gradient > 1.0);
        assert_eq!(iterations, 2);
    }
}
