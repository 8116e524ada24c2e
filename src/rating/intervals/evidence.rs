//! Evidence that one model beats another, from their own votes alone, valid at every moment and for any number of votes.
//!
//! Under "i does not beat j" each vote between them, given all before it, has an expected score of at most 1/2 for i. Who bets
//! on i at each decisive vote as if it won with chance p > 1/2 has a stake that is multiplied by 2p or 2(1 - p), and ties
//! leave it alone; it does not grow in expectation. So the mean stake over a law of p is an e-process (Ramdas, Ruf, Larsson
//! and Koolen 2022), and exceeds 1 / alpha at any time at all with probability at most alpha (Ville 1939). With the part above 1/2 of
//! a Beta(a, a) law
//!
//! ```text
//! E = 2^(w + l) * B(a + w, a + l) / B(a, a) * 2 P(Beta(a + w, a + l) > 1/2)         w wins, l losses of i
//! ```
//!
//! Of many pairs those are declared whose E passes the bound of e-BH (Wang and Ramdas 2022): the expected share of wrong
//! ones among them is at most the given rate, however the pairs depend on each other. The rate holds at a time of
//! choice too.

use statrs::function::beta::ln_beta;

use crate::counts::PairCounts;
use crate::scale::real;

/// The a of the law of p: chances of about 0.5 to 0.75 are expected.
const PRIOR: f64 = 10.0;
/// Terms of the continued fraction: it needs about the square root of the votes.
const TERMS: u32 = 10_000_000;

/// Evidence that one model beats another.
#[derive(Clone, Debug, PartialEq)]
pub struct Lead {
    /// The model that won more of their decisive votes.
    pub leader: String,
    /// The other one.
    pub other: String,
    /// The natural logarithm of the e-value: of 1 / alpha or more with probability at most alpha if the leader does not
    /// beat the other, at whatever time one looks.
    pub ln_e: f64,
    /// Whether it is among those declared.
    pub is_declared: bool,
}

/// The natural logarithm of the e-value of "wins more than half" after so many wins and losses.
#[must_use]
pub fn ln_e_value(wins: u64, losses: u64) -> f64 {
    let (wins, losses) = (real(wins), real(losses));
    let (above, below) = (PRIOR + wins, PRIOR + losses);
    let stake = (wins + losses + 1.0) * std::f64::consts::LN_2;
    // P(Beta(above, below) > 1/2) = P(Beta(below, above) < 1/2)
    stake + ln_beta(above, below) - ln_beta(PRIOR, PRIOR) + ln_below_half(below, above)
}

/// Which of these e-values (as natural logarithms) are declared so that the expected share of wrong ones among them is at most
/// `rate`: the k largest for the largest k such that each is at least their number / (rate * k).
#[must_use]
pub fn e_benjamini_hochberg(ln_e: &[f64], rate: f64) -> Vec<bool> {
    let mut sorted = ln_e.to_vec();
    sorted.sort_unstable_by(|x, y| y.total_cmp(x));
    let least = |k: usize| (real(ln_e.len() as u64) / rate / real(k as u64)).ln();
    let passing = (1..).zip(&sorted).filter(|&(k, &value)| value >= least(k));
    let bound = passing.last().map(|(_, &value)| value);
    let is_declared = |value: &f64| bound.is_some_and(|bound| *value >= bound);
    ln_e.iter().map(is_declared).collect()
}

/// For every pair that has decisive votes the evidence for the model that won more of them, strongest first. Both directions of
/// every pair count as hypotheses.
#[must_use]
pub fn leads(counts: &PairCounts, rate: f64) -> Vec<Lead> {
    let (mut leads, mut evidence) = (Vec::new(), Vec::new());
    for (first, second, cell) in counts.iter() {
        let (won, lost) = (cell.first_wins, cell.second_wins);
        evidence.extend([ln_e_value(won, lost), ln_e_value(lost, won)]);
        let (leader, other) = if won >= lost {
            (first, second)
        } else {
            (second, first)
        };
        leads.push(Lead {
            leader: leader.to_owned(),
            other: other.to_owned(),
            ln_e: ln_e_value(won.max(lost), won.min(lost)),
            is_declared: false,
        });
    }
    let declared = e_benjamini_hochberg(&evidence, rate);
    for (lead, directions) in leads.iter_mut().zip(declared.chunks(2)) {
        lead.is_declared = directions.contains(&true);
    }
    leads.sort_by(|x, y| y.ln_e.total_cmp(&x.ln_e));
    leads
}

/// ln P(Beta(a, b) < 1/2), by the continued fraction of the incomplete beta function (DLMF 8.17.22, modified Lentz) on the side of
/// 1/2 where it converges fast.
fn ln_below_half(a: f64, b: f64) -> f64 {
    let ln_part = |a: f64, b: f64| {
        let power = -(a + b) * std::f64::consts::LN_2;
        power - a.ln() - ln_beta(a, b) + fraction(a, b).ln()
    };
    if a >= b {
        ln_part(a, b)
    } else {
        (-ln_part(b, a).exp()).ln_1p()
    }
}

/// The continued fraction of the incomplete beta function at 1/2.
fn fraction(a: f64, b: f64) -> f64 {
    let (mut upper, mut lower) = (1.0, 1.0 / away(1.0 - (a + b) / (a + 1.0) / 2.0));
    let mut value = lower;
    for term in 1..=TERMS {
        let m = f64::from(term);
        let end = a + 2.0 * m;
        let even = m * (b - m) / ((end - 1.0) * end) / 2.0;
        let odd = -(a + m) * (a + b + m) / (end * (end + 1.0)) / 2.0;
        let mut change = 1.0;
        for part in [even, odd] {
            lower = 1.0 / away(1.0 + part * lower);
            upper = away(1.0 + part / upper);
            change = upper * lower;
            value *= change;
        }
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}

/// The number itself unless it is too close to 0 to divide by.
fn away(value: f64) -> f64 {
    if value.abs() < f64::MIN_POSITIVE {
        f64::MIN_POSITIVE
    } else {
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PairCell;

    /// The mean stake by Simpson's rule over the law of p.
    fn by_integration(wins: f64, losses: f64) -> f64 {
        let (steps, mut sum, mut mass) = (20_000, 0.0, 0.0);
        for step in 1..steps {
            let p = 0.5 + 0.5 * f64::from(step) / f64::from(steps);
            let weight = if step % 2 == 1 { 4.0 } else { 2.0 };
            let law = ((PRIOR - 1.0) * (4.0 * p * (1.0 - p)).ln()).exp() * weight;
            sum += law * (wins * (2.0 * p).ln() + losses * (2.0 - 2.0 * p).ln()).exp();
            mass += law;
        }
        // At p = 1/2, where the law and the stake are 1.
        (sum + 1.0) / (mass + 1.0)
    }

    #[test]
    fn the_e_value_is_the_mean_stake() {
        for (wins, losses) in [(0, 0), (1, 0), (0, 1), (7, 3), (3, 7), (60, 40), (400, 500)] {
            let (got, want) = (
                ln_e_value(wins, losses),
                by_integration(real(wins), real(losses)),
            );
            assert!(
                (got - want.ln()).abs() < 1e-7,
                "{wins} {losses}: {got} {}",
                want.ln()
            );
        }
    }

    #[test]
    fn the_next_vote_of_an_even_pair_changes_no_expectation() {
        for (wins, losses) in [(0, 0), (10, 3), (5, 80), (100_000, 100_500)] {
            let next = [ln_e_value(wins + 1, losses), ln_e_value(wins, losses + 1)];
            let now = ln_e_value(wins, losses);
            let mean = next.iter().map(|next| (next - now).exp()).sum::<f64>() / 2.0;
            assert!((mean - 1.0).abs() < 1e-6, "{wins} {losses}: {mean}");
        }
    }

    #[test]
    fn many_votes_keep_their_digits() {
        let small = ln_e_value(510_000, 490_000);
        // About n * divergence - ln(sqrt(n)): 200.0 - 6.9 + the law of p at 0.51.
        assert!((190.0..198.0).contains(&small), "{small}");
        assert!(ln_e_value(490_000, 510_000) < -5.0);
        assert!(ln_e_value(1_000_000_000_000, 0).is_finite());
    }

    #[test]
    fn the_bound_of_e_bh_grows_with_the_pairs_and_falls_with_what_passes() {
        let of = |values: &[f64]| {
            let logs: Vec<f64> = values.iter().map(|value| value.ln()).collect();
            e_benjamini_hochberg(&logs, 0.05)
        };
        assert_eq!(of(&[79.0, 1.0, 1.0, 1.0]), [false; 4]);
        assert_eq!(of(&[1.0, 81.0, 1.0, 1.0]), [false, true, false, false]);
        assert_eq!(of(&[41.0, 1.0, 41.0, 1.0]), [true, false, true, false]);
        assert!(of(&[]).is_empty());
    }

    #[test]
    fn a_clear_lead_is_declared() {
        let mut counts = PairCounts::new();
        let cell = |first_wins, second_wins| PairCell {
            first_wins,
            second_wins,
            ties: 50,
            both_bad: 0,
        };
        counts.insert("x", "y", cell(300, 400)).unwrap();
        counts.insert("x", "z", cell(21, 20)).unwrap();
        let leads = leads(&counts, 0.05);
        assert_eq!(
            (leads[0].leader.as_str(), leads[0].other.as_str()),
            ("y", "x")
        );
        assert!(leads[0].is_declared && leads[0].ln_e > 3.0);
        assert!(!leads[1].is_declared);
    }
}
