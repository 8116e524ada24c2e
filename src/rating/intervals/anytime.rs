//! Intervals that hold at all times at once, however often a board is looked at.
//!
//! A plain 95% interval covers at a time that was fixed beforehand. Who looks every day and stops at what pleases sees it fail
//! far more often. The confidence sequence of Robbins' normal mixture (Robbins 1970; for estimates with estimated errors Waudby-Smith,
//! Arbour, Sinha, Kennedy and Ramdas 2021, Time-uniform central limit theory and asymptotic confidence sequences) holds
//! at all times with probability 1 - alpha:
//!
//! ```text
//! half width = SE sqrt((1 + 1 / eta) ln((1 + eta) / alpha^2))
//! eta        = tuned eta * information / tuned information           information = 1 / SE^2
//! tuned eta  = the solution of eta = ln((1 + eta) / alpha^2): narrowest at the tuned information, sqrt(1 + eta) SE
//! ```
//!
//! The clock is information, not votes: along it an efficient estimate moves as Brownian motion divided by time whatever the
//! rates of pairing (Scharfstein, Tsiatis and Robins 1997), so a model that joins late or rests has the right time too. The
//! tuned information must not depend on the votes. It is given as a number of votes: that many against well-known equals,
//! each with information 1 / 4.

use super::quantile::tail;

/// Information of a vote between equals about the rating of one whose opponent is known, per squared log-odds.
const OF_ONE_VOTE: f64 = 0.25;

/// The number of standard errors of a half width at `information` / tuned information = `share`; `alpha` is the probability of
/// ever missing.
pub(crate) fn multiplier(share: f64, alpha: f64) -> f64 {
    let eta = tuned_eta(alpha) * share;
    ((1.0 + 1.0 / eta) * (eta.ln_1p() - 2.0 * alpha.ln())).sqrt()
}

/// The half width for an estimate with this standard error in log-odds, narrowest in standard errors after `tuned_votes`;
/// misses ever with the probability with which `confidence_z` standard errors miss at a fixed time.
pub(crate) fn half_width(error: f64, tuned_votes: f64, confidence_z: f64) -> f64 {
    if error <= 0.0 {
        return 0.0;
    }
    let share = 1.0 / (error * error * OF_ONE_VOTE * tuned_votes);
    error * multiplier(share, 2.0 * tail(confidence_z))
}

/// The solution of `eta = ln((1 + eta) / alpha^2)`: each round of the iteration gains a factor of 1 + eta.
fn tuned_eta(alpha: f64) -> f64 {
    let least = -2.0 * alpha.ln();
    (0..100).fold(least, |eta: f64, _| least + eta.ln_1p())
}

#[cfg(test)]
mod tests {
    use super::*;

    const Z: f64 = 1.959_963_984_540_054;

    #[test]
    fn at_its_tuned_time_a_sequence_has_three_standard_errors() {
        assert!((multiplier(1.0, 0.05) - 3.03).abs() < 0.006);
        assert!((multiplier(1.0, 0.05) - (1.0 + tuned_eta(0.05)).sqrt()).abs() < 1e-12);
        assert!((half_width(0.1, 400.0, Z) / 0.1 - multiplier(1.0, 0.05)).abs() < 1e-9);
    }

    #[test]
    fn no_other_time_is_narrower_in_standard_errors_of_its_tuning() {
        // Narrowest over eta, for a fixed error.
        let least = multiplier(1.0, 0.05);
        for share in [0.01, 0.3, 0.9, 1.1, 4.0, 1e6] {
            assert!(multiplier(share, 0.05) > least, "{share}");
        }
    }

    #[test]
    fn nothing_that_varies_has_no_width() {
        assert!(half_width(0.0, 1000.0, Z).abs() < 1e-300);
    }
}
