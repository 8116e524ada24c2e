//! Standard errors by the sandwich V = H+ G H+, in the gauge where the fitted models have mean 0; no ridge.
//!
//! H is the curvature of the loss, G the Laplacian of the squared scores g; with z the centred grounded inverse of H:
//!
//! ```text
//! g_ij = w_ij (1 - p)^2 + w_ji p^2 + t_ij (1/2 - p)^2      wins, losses, halves of i against j; p = P(i beats j)
//! V_kk = sum over pairs of g_ij (z_ki - z_kj)^2            a sum of squares: it cannot come out negative
//! ```

use super::FitError;
use super::bradley_terry::{Fit, centre, curvature};
use super::duel::Duel;
use super::scale::Chances;

/// The standard error of each theta of a fit, in log-odds.
///
/// # Errors
///
/// [`FitError::NotConverged`] if the curvature at the end of the fit has vanished numerically.
pub(super) fn standard_errors(fit: &Fit, duels: &[Duel]) -> Result<Vec<f64>, FitError> {
    let singular = FitError::NotConverged {
        gradient: fit.gradient,
        iterations: fit.iterations,
    };
    let mut inverse = curvature(&fit.theta, duels)
        .factor()
        .ok_or(singular)?
        .inverse();
    for row in &mut inverse {
        centre(row);
    }
    Ok(variances(fit, duels, &inverse)
        .into_iter()
        .map(f64::sqrt)
        .collect())
}

#[expect(
    clippy::indexing_slicing,
    reason = "the positions of a duel are below the number of models"
)]
fn variances(fit: &Fit, duels: &[Duel], inverse: &[Vec<f64>]) -> Vec<f64> {
    let mut variances = vec![0.0; fit.theta.len()];
    for duel in duels {
        let weight = duel.squared_scores(Chances::at(duel.difference(&fit.theta)));
        add_squares(
            &mut variances,
            weight,
            &inverse[duel.first],
            &inverse[duel.second],
        );
    }
    variances
}

fn add_squares(sums: &mut [f64], weight: f64, first: &[f64], second: &[f64]) {
    for ((sum, a), b) in sums.iter_mut().zip(first).zip(second) {
        let difference = a - b;
        *sum += weight * difference * difference;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FitOptions, bradley_terry};

    fn errors(models: usize, duels: &[Duel]) -> Vec<f64> {
        let fit = bradley_terry::fit(models, duels, &FitOptions::default()).unwrap();
        standard_errors(&fit, duels).unwrap()
    }

    #[test]
    fn without_ties_two_models_have_the_binomial_error() {
        let duel = Duel {
            first: 0,
            second: 1,
            first_wins: 30.0,
            second_wins: 10.0,
            halves: 0.0,
        };
        let logit_error = (1.0_f64 / 30.0 + 1.0 / 10.0).sqrt();
        for error in errors(2, &[duel]) {
            assert!((error - logit_error / 2.0).abs() < 1e-14);
        }
    }

    #[test]
    fn ties_alone_leave_no_error() {
        let duel = Duel {
            first: 0,
            second: 1,
            first_wins: 0.0,
            second_wins: 0.0,
            halves: 4.0,
        };
        assert!(errors(2, &[duel]).iter().all(|error| *error <= 0.0));
    }
}
