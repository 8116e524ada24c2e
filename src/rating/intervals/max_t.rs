//! Critical values that hold for many comparisons at once, by the law of the largest of them (single-step max-t: Hothorn,
//! Bretz and Westfall 2008, Simultaneous inference in general parametric models).

use super::normal::BLOCK;
use super::parallel::in_order;
use super::quantile::{quantile, tail};
use super::spread::Spread;
use crate::linear::Matrix;

/// How draws are made, and how sure the result is to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Chance {
    pub(crate) draws: usize,
    pub(crate) seed: u64,
    pub(crate) confidence_z: f64,
}

/// What is compared with its own standard error: a model with the mean of all, or with another model.
#[derive(Clone, Copy, Debug)]
struct Contrast {
    first: usize,
    second: Option<usize>,
    /// 1 / standard error.
    precision: f64,
}

impl Contrast {
    /// `None` for what does not vary.
    fn new(first: usize, second: Option<usize>, error: f64) -> Option<Self> {
        let precision = 1.0 / error;
        precision.is_finite().then_some(Self {
            first,
            second,
            precision,
        })
    }
}

/// The number of standard errors within which all models stay at once, with the confidence that `confidence_z` standard
/// errors give to one of them.
pub(crate) fn of_models(spread: &Spread, chance: Chance) -> f64 {
    let contrast = |model| Contrast::new(model, None, spread.own_error(model));
    critical(
        spread,
        (0..spread.thetas().len()).filter_map(contrast),
        chance,
    )
}

/// The same for differences of two models.
pub(crate) fn of_pairs(
    spread: &Spread,
    pairs: impl Iterator<Item = (usize, usize)>,
    chance: Chance,
) -> f64 {
    let contrast =
        |(first, second)| Contrast::new(first, Some(second), spread.error(first, second));
    critical(spread, pairs.filter_map(contrast), chance)
}

/// The quantile of the largest contrast. Never below that of a single one, which chance alone could cause.
fn critical(spread: &Spread, contrasts: impl Iterator<Item = Contrast>, chance: Chance) -> f64 {
    let contrasts: Vec<Contrast> = contrasts.collect();
    if contrasts.is_empty() || chance.draws == 0 {
        return chance.confidence_z;
    }
    let normal = spread.normal(chance.seed);
    let blocks = chance.draws.div_ceil(BLOCK);
    let maxima = in_order(blocks, |number| maxima(&normal.block(number), &contrasts));
    let mut maxima = maxima.concat();
    maxima.truncate(chance.draws);
    let level = 1.0 - 2.0 * tail(chance.confidence_z);
    quantile(&mut maxima, level).max(chance.confidence_z)
}

/// The largest absolute contrast of each draw.
fn maxima(draws: &Matrix, contrasts: &[Contrast]) -> [f64; BLOCK] {
    let mut most = [0.0; BLOCK];
    for contrast in contrasts {
        let first = draws.row(contrast.first);
        match contrast.second {
            Some(second) => {
                let rows = first.iter().zip(draws.row(second));
                let distances = rows.map(|(x, y)| (x - y).abs() * contrast.precision);
                raise(&mut most, distances);
            }
            None => raise(
                &mut most,
                first.iter().map(|x| x.abs() * contrast.precision),
            ),
        }
    }
    most
}

#[inline]
fn raise(most: &mut [f64; BLOCK], values: impl Iterator<Item = f64>) {
    for (most, value) in most.iter_mut().zip(values) {
        *most = if value > *most { value } else { *most };
    }
}
