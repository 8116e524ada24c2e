//! Poisson counts with whole means: what a bootstrap draws for every cell of votes.
//!
//! Small means: inversion of the distribution function, started from a table of cut points (Chen and Asau 1974), exact to
//! the 53 bits of the uniform number. Large means: transformed rejection with squeeze, algorithm PTRS of Hoermann (1993),
//! The transformed rejection method for generating Poisson random variables.

use std::f64::consts::TAU;
use std::sync::LazyLock;

use rand::{Rng, RngExt};

use crate::scale::real;

/// Means up to this are drawn by inversion: nearly all cells of a board of millions of votes.
const SMALL: u64 = 255;
/// Cut points per table.
const CUTS: u8 = 128;
/// Counts that are tried at once.
const WIDTH: usize = 4;
/// What is left of a distribution beyond its table: less than a uniform number can show.
const NEGLIGIBLE: f64 = 1e-18;

static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| (0..=SMALL).map(Table::new).collect());

/// Draws Poisson counts of any whole mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Poisson(&'static [Table]);

impl Poisson {
    pub(super) fn new() -> Self {
        Self(&TABLES)
    }

    /// One draw. A mean of 0 takes no chance.
    #[inline]
    pub(super) fn draw(self, mean: u64, chance: &mut impl Rng) -> u64 {
        if mean == 0 {
            return 0;
        }
        match self.0.get(usize::try_from(mean).unwrap_or(usize::MAX)) {
            Some(table) => table.draw(chance),
            None => rejection(real(mean), chance),
        }
    }
}

/// The distribution function of a small mean.
#[derive(Debug)]
struct Table {
    /// The least count that has a chance.
    least: u64,
    /// The chance of at most `least`, one more, and so on; then some that are out of reach.
    at_most: Vec<f64>,
    /// For each part of the unit interval where in `at_most` to begin.
    cuts: Vec<u16>,
}

impl Table {
    fn new(mean: u64) -> Self {
        let (center, mut chance, mut sum) = (real(mean), (-real(mean)).exp(), 0.0);
        let (mut least, mut at_most) = (0, Vec::new());
        for count in 1_u64.. {
            sum += chance;
            if sum >= NEGLIGIBLE {
                at_most.push(sum);
            } else {
                least = count;
            }
            chance *= center / real(count);
            if count > mean && chance < NEGLIGIBLE {
                break;
            }
        }
        let cut = |part: u8| {
            let bound = f64::from(part) / f64::from(CUTS);
            let start = at_most.partition_point(|&at_most| at_most <= bound);
            u16::try_from(start).unwrap_or(u16::MAX)
        };
        let cuts = (0..CUTS).map(cut).collect();
        at_most.extend([f64::INFINITY; WIDTH]);
        Self {
            least,
            at_most,
            cuts,
        }
    }

    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a part of the unit interval, rounded down on purpose"
    )]
    fn draw(&self, chance: &mut impl Rng) -> u64 {
        let uniform: f64 = chance.random();
        let part = (uniform * f64::from(CUTS)) as usize;
        let mut place = self.cuts.get(part).copied().map_or(0, usize::from);
        // All of a few counts at once, without a branch for each; rarely more.
        while let Some(tried) = self.at_most.get(place..place + WIDTH) {
            let passed: usize = tried
                .iter()
                .map(|&at_most| usize::from(at_most <= uniform))
                .sum();
            place += passed;
            if passed < WIDTH {
                break;
            }
        }
        self.least + place as u64
    }
}

/// A draw of a large mean by Hoermann's PTRS.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count that is not negative, rounded down on purpose"
)]
fn rejection(mean: f64, chance: &mut impl Rng) -> u64 {
    let spread = 0.931 + 2.53 * mean.sqrt();
    let slope = 0.02483 * spread - 0.059;
    // Below this height a draw is accepted at once, if it is not far out.
    let squeeze = 0.9277 - 3.6224 / (spread - 2.0);
    loop {
        let (place, height): (f64, f64) = (chance.random::<f64>() - 0.5, chance.random());
        let edge = 0.5 - place.abs();
        let count = (2.0 * slope / edge + spread) * place + mean + 0.43;
        if edge >= 0.07 && height <= squeeze {
            return count as u64;
        }
        if count < 0.0 || (edge < 0.013 && height > edge) {
            continue;
        }
        let hat = 1.1239 + 1.1328 / (spread - 3.4);
        let height = height * hat / (slope / (edge * edge) + spread);
        if height.ln() <= log_chance(count.floor(), mean) {
            return count as u64;
        }
    }
}

/// The logarithm of the chance of a count, `k ln(mean) - mean - ln k!`, with Stirling's series for k! and without taking
/// large numbers from each other.
fn log_chance(count: f64, mean: f64) -> f64 {
    if count < 10.0 {
        let product: f64 = (1..=10)
            .map(f64::from)
            .take_while(|k| *k <= count)
            .product();
        return count * mean.ln() - mean - product.ln();
    }
    let off = mean - count;
    let series = (1.0 / 12.0 - 1.0 / (360.0 * count * count)) / count;
    count * (off / count).ln_1p() - off - 0.5 * (TAU * count).ln() - series
}

#[cfg(test)]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "numbers below 2^53 that are not negative"
)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;
    use statrs::distribution::{ChiSquared, ContinuousCDF, Discrete, DiscreteCDF};

    use super::*;

    fn draws(mean: u64, count: usize) -> Vec<u64> {
        let mut chance = ChaCha8Rng::seed_from_u64(mean);
        let draw = |_| Poisson::new().draw(mean, &mut chance);
        (0..count).map(draw).collect()
    }

    /// The chance that a right sampler is off by as much, by Pearson's chi-square over bins of at least 50 expected draws.
    fn chance_of_misfit(mean: u64, count: usize) -> f64 {
        let law = statrs::distribution::Poisson::new(mean as f64).unwrap();
        let mut seen = std::collections::BTreeMap::<u64, f64>::new();
        for draw in draws(mean, count) {
            *seen.entry(draw).or_default() += 1.0;
        }
        let width = ((mean as f64).sqrt() / 8.0).ceil() as u64;
        let last = mean + 12 * (mean as f64).sqrt().ceil() as u64 + 12;
        let (mut square, mut bins) = (0.0, 0.0);
        let (mut got, mut want) = (0.0, 0.0);
        for start in (0..=last).step_by(width as usize) {
            for value in start..start + width {
                got += seen.remove(&value).unwrap_or(0.0);
                want += count as f64 * law.pmf(value);
            }
            if want >= 50.0 {
                square += (got - want).powi(2) / want;
                bins += 1.0;
                (got, want) = (0.0, 0.0);
            }
        }
        square += (got - want).powi(2) / want.max(1.0);
        ChiSquared::new(bins).unwrap().sf(square)
    }

    #[test]
    fn draws_have_the_chances_of_the_law() {
        for mean in [
            1, 2, 3, 7, 20, 64, 100, 254, 255, 256, 257, 500, 5_000, 100_000,
        ] {
            let chance = chance_of_misfit(mean, 400_000);
            assert!(chance > 1e-4, "mean {mean}: {chance}");
        }
    }

    #[test]
    fn huge_means_keep_mean_and_variance() {
        for mean in [1_000_000_000_u64, 1 << 52] {
            let draws = draws(mean, 200_000);
            let scaled = draws
                .iter()
                .map(|&draw| (draw as f64 - mean as f64) / (mean as f64).sqrt());
            let (sum, squares) = scaled.fold((0.0, 0.0), |(sum, squares), off| {
                (sum + off, squares + off * off)
            });
            assert!((sum / 2e5_f64.sqrt()).abs() < 4.0, "{mean}");
            assert!(
                (squares / 2e5 - 1.0).abs() < 4.0 * (2.0 / 2e5_f64).sqrt(),
                "{mean}"
            );
        }
    }

    #[test]
    fn nothing_stays_nothing() {
        assert!(draws(0, 100).iter().all(|&draw| draw == 0));
    }

    #[test]
    fn chances_are_those_of_statrs() {
        for mean in [256.0, 1e3, 1e6] {
            let law = statrs::distribution::Poisson::new(mean).unwrap();
            for count in [0, 5, 9, 10, 11, 60, 900, 1_100, 999_000, 1_003_000_u64] {
                let (got, want) = (log_chance(count as f64, mean), law.ln_pmf(count));
                assert!(
                    (got - want).abs() < 1e-7 * want.abs().max(1.0),
                    "{mean} {count}"
                );
            }
            assert!((law.cdf(mean as u64) - 0.5).abs() < 0.1);
        }
    }
}
