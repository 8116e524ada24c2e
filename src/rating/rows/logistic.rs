//! The logistic curve for many votes at once: written so that a compiler turns a loop over it into vector instructions.
//!
//! ```text
//! sigma(x) = e^x / (1 + e^x)      1 - sigma(x) = 1 / (1 + e^x)
//! e^x      = 2^n e^r              n = x / ln 2, rounded; |r| <= ln 2 / 2 (Cody and Waite 1980)
//! e^r      = (E + O) / (E - O)    E, O the even and odd part of Pade's [6/6] numerator, off by less than 2e-19
//! ```
//!
//! With `e^x` as a fraction both chances cost one division, and neither is ever subtracted from 1: each keeps all its
//! digits, however small it is.

#![expect(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the vectors of the machine at hand"
)]

use crate::scale::Chances;

/// Beyond this many log-odds the chances stay as they are there, about 1e-300: nothing overflows.
const WIDEST: f64 = 690.0;
/// ln 2 in two parts; the first times any n in question is exact.
const LN_2_HIGH: f64 = 0.693_145_751_953_125;
const LN_2_LOW: f64 = 1.428_606_820_309_417_3e-6;
/// 1.5 * 2^52: adding it rounds a number to a whole one, which then stands in the lowest bits.
const ROUND: f64 = 6_755_399_441_055_744.0;
/// The exponent bits of 1.0.
const BIAS: u64 = 1023;

/// The chances of both sides at `lead` log-odds, to about 5e-16 of each.
#[inline(always)]
pub(super) fn chances(lead: f64) -> Chances {
    let [first, second] = strengths(lead);
    Chances::of_strengths(first, second)
}

/// Two numbers that stand to each other as those chances.
#[inline(always)]
pub(super) fn strengths(lead: f64) -> [f64; 2] {
    let lead = lead.clamp(-WIDEST, WIDEST);
    let shifted = lead.mul_add(std::f64::consts::LOG2_E, ROUND);
    let whole = shifted - ROUND;
    let rest = whole.mul_add(-LN_2_LOW, whole.mul_add(-LN_2_HIGH, lead));
    let scale = f64::from_bits(shifted.to_bits().wrapping_add(BIAS) << 52);
    let square = rest * rest;
    let even = (square + 840.0)
        .mul_add(square, 75_600.0)
        .mul_add(square, 665_280.0);
    let odd = 42.0_f64
        .mul_add(square, 10_080.0)
        .mul_add(square, 332_640.0)
        * rest;
    [(even + odd) * scale, even - odd]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn off(got: f64, want: f64) -> f64 {
        (got / want - 1.0).abs()
    }

    #[test]
    fn chances_are_those_of_the_standard_library_over_the_whole_range() {
        let mut most = 0.0_f64;
        for step in -690_000..=690_000 {
            let lead = f64::from(step) * 1e-3 + 1.2e-7;
            if lead.abs() <= WIDEST {
                let (got, want) = (chances(lead), Chances::at(lead));
                most = most
                    .max(off(got.first, want.first))
                    .max(off(got.second, want.second));
            }
        }
        println!("off by {most:e}");
        assert!(most < 1.5e-15, "{most:e}");
    }

    #[test]
    fn small_leads_keep_their_digits() {
        for lead in [
            0.0,
            1e-300,
            -1e-18,
            3e-9,
            -2e-5,
            0.346_573_590_279_972_7,
            f64::MIN_POSITIVE,
        ] {
            let (got, want) = (chances(lead), Chances::at(lead));
            assert!(off(got.first, want.first) < 5e-16, "{lead}");
            assert!(off(got.second, want.second) < 5e-16, "{lead}");
        }
        let even = chances(0.0);
        assert_eq!(
            (even.first.to_bits(), even.second.to_bits()),
            (0.5_f64.to_bits(), 0.5_f64.to_bits())
        );
    }

    #[test]
    fn extremes_stay_positive_and_finite() {
        for lead in [690.0, 700.0, 1e6, 1e300, f64::INFINITY] {
            for (favourite, underdog) in [
                (chances(lead).first, chances(lead).second),
                (chances(-lead).second, chances(-lead).first),
            ] {
                assert!((favourite - 1.0).abs() < 5e-16, "{lead} {favourite}");
                assert!(underdog > 0.0 && underdog < 1e-299, "{lead} {underdog:e}");
            }
        }
        assert!(chances(f64::NAN).first.is_nan());
    }

    #[test]
    fn sides_are_mirror_images() {
        for step in 0..10_000 {
            let lead = f64::from(step) * 0.013;
            let (one, other) = (chances(lead), chances(-lead));
            assert!(off(one.first, other.second) < 5e-16 && off(one.second, other.first) < 5e-16);
        }
    }
}
