//! Bradley-Terry by maximum likelihood: damped Newton steps from theta = 0, ties as half a win each, no prior.
//!
//! ```text
//! L(theta) = sum over pairs of S_ij log(1 + e^-d) + S_ji log(1 + e^d)      d = theta_i - theta_j
//! S_ij     = wins of i over j + half of their ties and both_bad
//! ```
//!
//! L is convex, so a part of a Newton step that does not pass the minimum along it lowers L. And along any line the
//! curvature changes at most by the factor e^|change of d|, so a step with the largest change of d equal to s also
//! lowers L when it is shortened to ln(1 + s) / s of its length (self-concordant analysis, Bach 2010). Of these the
//! longer is taken. It cannot diverge, and is a full step in the limit, so convergence stays quadratic.

use super::duel::Duel;
use super::laplacian::Laplacian;
use super::scale::Chances;
use super::{FitError, FitOptions};

/// The most that one step may change a difference, unless a longer one is known to be safe: a step of 1 or so for
/// each pair on the way between two models, and not enough to take any chance to 0.
const LONGEST_STEP: f64 = 256.0;

/// The maximum of a strongly connected group.
#[derive(Debug)]
pub(super) struct Fit {
    /// Log-odds of each model above the group's mean.
    pub(super) theta: Vec<f64>,
    /// The largest first derivative of the loss at `theta`, in votes.
    pub(super) gradient: f64,
    /// Newton steps taken.
    pub(super) iterations: usize,
}

/// Fits a group of `models` that is strongly connected by `duels`.
///
/// # Errors
///
/// [`FitError::NotConverged`] if the steps run out or the curvature vanishes numerically.
pub(super) fn fit(models: usize, duels: &[Duel], options: &FitOptions) -> Result<Fit, FitError> {
    let mut theta = vec![0.0; models];
    let mut slope = gradient(&theta, duels);
    for iterations in 1..=options.max_iterations {
        let failed = FitError::NotConverged {
            gradient: steepest(&slope),
            iterations,
        };
        let step = Step::newton(&theta, slope, duels).ok_or(failed)?;
        step.take(&mut theta, duels);
        slope = gradient(&theta, duels);
        if step.length <= options.tolerance {
            return Ok(Fit {
                theta,
                gradient: steepest(&slope),
                iterations,
            });
        }
    }
    Err(FitError::NotConverged {
        gradient: steepest(&slope),
        iterations: options.max_iterations,
    })
}

/// The second derivatives of the loss.
pub(super) fn curvature(theta: &[f64], duels: &[Duel]) -> Laplacian {
    let mut curvature = Laplacian::new(theta.len());
    for duel in duels {
        let weight = duel.curvature(Chances::at(duel.difference(theta)));
        curvature.join(duel.first, duel.second, weight);
    }
    curvature
}

/// The first derivatives of the loss.
#[expect(
    clippy::indexing_slicing,
    reason = "the positions of a duel are below the number of models"
)]
fn gradient(theta: &[f64], duels: &[Duel]) -> Vec<f64> {
    let mut sums = vec![Sum::default(); theta.len()];
    for duel in duels {
        for term in duel.pull(Chances::at(duel.difference(theta))) {
            sums[duel.first].add(term);
            sums[duel.second].add(-term);
        }
    }
    sums.into_iter().map(Sum::value).collect()
}

fn steepest(gradient: &[f64]) -> f64 {
    gradient
        .iter()
        .fold(0.0, |most, entry| entry.abs().max(most))
}

/// A sum that also keeps what rounding drops (Neumaier 1974). Within a cluster of many votes the pulls cancel to
/// nothing; without the carry their rounding errors would drown the few votes that tie the cluster to the rest.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    rounded: f64,
    carry: f64,
}

impl Sum {
    fn add(&mut self, term: f64) {
        let sum = self.rounded + term;
        self.carry += if self.rounded.abs() >= term.abs() {
            (self.rounded - sum) + term
        } else {
            (term - sum) + self.rounded
        };
        self.rounded = sum;
    }

    fn value(self) -> f64 {
        self.rounded + self.carry
    }
}

/// A Newton step: log-odds to subtract per model, with mean 0.
struct Step {
    change: Vec<f64>,
    /// The largest change of a difference between two models that met.
    length: f64,
}

impl Step {
    /// `None` if the curvature has vanished numerically.
    fn newton(theta: &[f64], gradient: Vec<f64>, duels: &[Duel]) -> Option<Self> {
        let mut change = curvature(theta, duels).factor()?.solve(gradient);
        centre(&mut change);
        let lengths = duels.iter().map(|duel| duel.difference(&change).abs());
        let length = lengths.fold(0.0, f64::max);
        change
            .iter()
            .all(|entry| entry.is_finite())
            .then_some(Self { change, length })
    }

    fn take(&self, theta: &mut [f64], duels: &[Duel]) {
        let part = self.damping(theta, duels);
        self.move_by(part, theta);
        centre(theta);
    }

    fn move_by(&self, part: f64, theta: &mut [f64]) {
        for (position, change) in theta.iter_mut().zip(&self.change) {
            *position -= part * change;
        }
    }

    /// The part of the step to take: as much as does not pass the minimum along it, by halving, but no less than the
    /// part that is known to be safe.
    fn damping(&self, theta: &[f64], duels: &[Duel]) -> f64 {
        let safe = if self.length > 0.0 {
            self.length.ln_1p() / self.length
        } else {
            1.0
        };
        if self.length <= 1.0 {
            return safe;
        }
        let mut part = (LONGEST_STEP / self.length).min(1.0);
        while part > safe && self.passes_minimum(part, theta, duels) {
            part /= 2.0;
        }
        part.max(safe)
    }

    /// Whether the loss rises again at the end of a part of the step.
    fn passes_minimum(&self, part: f64, theta: &[f64], duels: &[Duel]) -> bool {
        let mut end = theta.to_vec();
        self.move_by(part, &mut end);
        let mut descent = Sum::default();
        for (slope, change) in gradient(&end, duels).iter().zip(&self.change) {
            descent.add(slope * change);
        }
        descent.value() < 0.0
    }
}

/// Shifts values to mean 0.
pub(super) fn centre(values: &mut [f64]) {
    let count = values.iter().map(|_| 1.0).sum::<f64>();
    let mean = values.iter().sum::<f64>() / count;
    for value in values {
        *value -= mean;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn duel(first: usize, second: usize, wins: (f64, f64), halves: f64) -> Duel {
        Duel {
            first,
            second,
            first_wins: wins.0,
            second_wins: wins.1,
            halves,
        }
    }

    #[test]
    fn two_models_have_the_log_odds_of_their_points() {
        let fit = fit(2, &[duel(0, 1, (6.0, 2.0), 2.0)], &FitOptions::default()).unwrap();
        let half = (7.0_f64 / 3.0).ln() / 2.0;
        assert!((fit.theta[0] - half).abs() < 1e-15);
        assert!((fit.theta[1] + half).abs() < 1e-15);
    }

    #[test]
    fn a_chain_of_lopsided_pairs_has_the_sum_of_their_log_odds() {
        let duels: Vec<Duel> = (0..299).map(|i| duel(i, i + 1, (1e9, 1.0), 0.0)).collect();
        let fit = fit(300, &duels, &FitOptions::default()).unwrap();
        for pair in fit.theta.windows(2) {
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
            busy(3, 4),
            duel(2, 3, (1.0, 0.0), 1.0),
        ];
        let fit = fit(5, &duels, &FitOptions::default()).unwrap();
        assert!(
            (fit.theta[2] - fit.theta[3] - 3.0_f64.ln()).abs() < 1e-9,
            "{:?}",
            fit.theta
        );
    }

    #[test]
    fn a_cycle_of_upsets_converges() {
        let mut duels: Vec<Duel> = (0..299).map(|i| duel(i, i + 1, (1e6, 0.0), 0.0)).collect();
        duels.push(duel(0, 299, (0.0, 1.0), 0.0));
        let fit = fit(300, &duels, &FitOptions::default()).unwrap();
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
        let fit = fit(5, &duels, &FitOptions::default()).unwrap();
        assert!(fit.iterations < 60, "{}", fit.iterations);
        assert!(fit.gradient < 1e-11, "{}", fit.gradient);
    }

    #[test]
    fn too_few_steps_are_an_error_with_the_gradient() {
        let options = FitOptions {
            max_iterations: 2,
            ..FitOptions::default()
        };
        let error = fit(2, &[duel(0, 1, (1e6, 1.0), 0.0)], &options).unwrap_err();
        let FitError::NotConverged {
            gradient,
            iterations,
        } = error;
        assert!(gradient > 1.0);
        assert_eq!(iterations, 2);
    }
}
