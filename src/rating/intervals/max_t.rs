//! Critical values that hold for many comparisons at once, by the law of the largest of them (single-step max-t: Hothorn,
//! Bretz and Westfall 2008, Simultaneous inference in general parametric models).

use super::normal::BLOCK;
use super::quantile::{quantile, tail};
use super::spread::Spread;
use crate::linear::Matrix;
use crate::parallel::in_order;

/// How draws are made, and how sure the result is to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Chance {
    pub(crate) draws: usize,
    pub(crate) seed: u64,
    pub(crate) confidence_z: f64,
}

/// Two models, or a model and the mean of all, and 1 / the standard error of their difference.
#[derive(Clone, Copy, Debug)]
struct Contrast {
    first: u32,
    second: u32,
    precision: f64,
}

impl Contrast {
    /// `None` for what does not vary.
    fn new(first: usize, second: usize, error: f64) -> Option<Self> {
        let precision = 1.0 / error;
        let contrast = Self {
            first: u32::try_from(first).ok()?,
            second: u32::try_from(second).ok()?,
            precision,
        };
        precision.is_finite().then_some(contrast)
    }
}

/// The number of standard errors within which all models stay at once, with the confidence that `confidence_z` standard
/// errors give to one of them.
pub(crate) fn of_models(spread: &Spread, chance: Chance) -> f64 {
    let models = spread.thetas().len();
    let contrast = |model| Contrast::new(model, models, spread.own_error(model));
    let contrasts: Vec<Contrast> = (0..models).filter_map(contrast).collect();
    critical(spread, &contrasts, chance)
}

/// The same for differences of two models.
pub(crate) fn of_pairs(
    spread: &Spread,
    pairs: impl Iterator<Item = (usize, usize)>,
    chance: Chance,
) -> f64 {
    let contrast = |(first, second)| Contrast::new(first, second, spread.error(first, second));
    let contrasts: Vec<Contrast> = pairs.filter_map(contrast).collect();
    critical(spread, &contrasts, chance)
}

/// The quantile of the largest contrast. Never below that of a single one, which chance alone could cause.
fn critical(spread: &Spread, contrasts: &[Contrast], chance: Chance) -> f64 {
    if contrasts.is_empty() || chance.draws == 0 {
        return chance.confidence_z;
    }
    let (normal, arch) = (spread.normal(chance.seed), pulp::Arch::new());
    let blocks = chance.draws.div_ceil(BLOCK);
    let maxima = in_order(blocks, |number| {
        let mut most = [0.0; BLOCK];
        arch.dispatch(Maxima {
            draws: &normal.block(number),
            contrasts,
            most: &mut most,
        });
        most
    });
    let mut maxima = maxima.concat();
    maxima.truncate(chance.draws);
    let level = 1.0 - 2.0 * tail(chance.confidence_z);
    quantile(&mut maxima, level).max(chance.confidence_z)
}

/// The largest absolute contrast of each draw.
struct Maxima<'a> {
    draws: &'a Matrix,
    contrasts: &'a [Contrast],
    most: &'a mut [f64; BLOCK],
}

impl pulp::WithSimd for Maxima<'_> {
    type Output = ();

    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "only what is inlined is compiled for the instructions of this machine"
    )]
    fn with_simd<S: pulp::Simd>(self, _simd: S) {
        for contrast in self.contrasts {
            let first = self.draws.row(contrast.first as usize);
            let second = self.draws.row(contrast.second as usize);
            let places = self.most.iter_mut().zip(first).zip(second);
            for ((most, x), y) in places {
                let distance = (x - y).abs() * contrast.precision;
                *most = if distance > *most { distance } else { *most };
            }
        }
    }
}
