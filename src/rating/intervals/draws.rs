//! Boards that could be: ratings of all models in many worlds, drawn from the law of a fit or by a bootstrap.

use super::bootstrap::Replicates;
use super::normal::BLOCK;
use super::parallel::in_order;
use super::quantile;
use super::spread::Spread;
use crate::linear::Matrix;
use crate::names;
use crate::rank::{Interval, RankRange};
use crate::scale::{rating, real};

/// The ratings of some models in many worlds. In a world a rating may be infinite (the model's maximum is) or NaN (nothing is
/// known of it there).
#[derive(Clone, Debug)]
pub struct Draws {
    models: Vec<String>,
    /// In rating points; a row per model, a column per world.
    ratings: Matrix,
    worlds: usize,
    apart: usize,
    failed: usize,
}

/// Where a model stands over all worlds, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankSpread {
    /// The mean of its ranks; models that cannot be told apart share the mean of theirs.
    pub expected: f64,
    /// It is at least as good as this but for the tail.
    pub low: u32,
    /// It is at least as bad as this but for the tail.
    pub high: u32,
}

impl Draws {
    /// Of the normal law of a fit around its estimates.
    pub(crate) fn normal(models: &[String], spread: &Spread, worlds: usize, seed: u64) -> Self {
        let normal = spread.normal(seed);
        let blocks = in_order(worlds.div_ceil(BLOCK), |number| normal.block(number));
        let mut ratings = Matrix::zeros(models.len(), worlds);
        for (model, theta) in spread.thetas().iter().enumerate() {
            let draws = blocks.iter().flat_map(|block| block.row(model));
            for (entry, off) in ratings.row_mut(model).iter_mut().zip(draws) {
                *entry = rating(theta + off);
            }
        }
        Self {
            models: models.to_vec(),
            ratings,
            worlds,
            apart: 0,
            failed: 0,
        }
    }

    /// Of a bootstrap.
    pub(crate) fn bootstrap(models: &[String], replicates: Replicates) -> Self {
        let mut ratings = replicates.values;
        for model in 0..ratings.rows() {
            for value in ratings.row_mut(model) {
                *value = rating(*value);
            }
        }
        Self {
            models: models.to_vec(),
            worlds: ratings.columns(),
            ratings,
            apart: replicates.apart,
            failed: replicates.failed,
        }
    }

    /// The models, sorted by id; other figures come in this order.
    #[must_use]
    pub fn models(&self) -> &[String] {
        &self.models
    }

    /// How many worlds there are, with those that fell apart or failed.
    #[must_use]
    pub fn worlds(&self) -> usize {
        self.worlds
    }

    /// Worlds of a bootstrap in which some ratings are infinite or unknown, because too few votes came back.
    #[must_use]
    pub fn fallen_apart(&self) -> usize {
        self.apart
    }

    /// Worlds of a bootstrap whose fit did not converge; nothing is known of them.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.failed
    }

    /// The ratings of a model, one per world. `None` if it is not here.
    #[must_use]
    pub fn ratings(&self, model: &str) -> Option<&[f64]> {
        Some(self.ratings.row(self.place(model)?))
    }

    /// The percentile interval of each model, with probability `tail` beyond each bound.
    #[must_use]
    pub fn intervals(&self, tail: f64) -> Vec<Interval> {
        (0..self.models.len())
            .map(|model| interval(self.ratings.row(model), tail))
            .collect()
    }

    /// The percentile interval of the first model's rating minus the second's. `None` if one of them is not here.
    #[must_use]
    pub fn difference(&self, first: &str, second: &str, tail: f64) -> Option<Interval> {
        let pairs = self.ratings(first)?.iter().zip(self.ratings(second)?);
        let differences: Vec<f64> = pairs.map(|(first, second)| first - second).collect();
        Some(interval(&differences, tail))
    }

    /// The same worlds, each shifted so that one model has a fixed rating, as `FastChat` anchors a board. The others'
    /// intervals are those of their differences to the anchor then, and that of the anchor has no width. `None` if it is not here.
    #[must_use]
    pub fn anchored(&self, anchor: &str, rating: f64) -> Option<Self> {
        let place = self.place(anchor)?;
        let mut anchored = self.clone();
        for model in 0..self.models.len() {
            let rows = anchored.ratings.row_mut(model).iter_mut();
            for (value, anchor) in rows.zip(self.ratings.row(place)) {
                *value = *value - anchor + rating;
            }
        }
        anchored.ratings.row_mut(place).fill(rating);
        Some(anchored)
    }

    /// The share of worlds in which the first model is above the second; worlds that do not tell count half. `None` if one of them
    /// is not here.
    #[must_use]
    pub fn above(&self, first: &str, second: &str) -> Option<f64> {
        let pairs = self.ratings(first)?.iter().zip(self.ratings(second)?);
        let points = pairs.map(|(first, second)| match first.partial_cmp(second) {
            Some(std::cmp::Ordering::Greater) => 1.0,
            Some(std::cmp::Ordering::Less) => 0.0,
            _ => 0.5,
        });
        Some(points.sum::<f64>() / real(self.worlds as u64))
    }

    /// The share of worlds in which each model is best. Models at the same rating share theirs; a world in which nothing is known
    /// is nobody's, so with failed worlds the sum is below 1.
    #[must_use]
    pub fn best(&self) -> Vec<f64> {
        let mut shares = vec![0.0; self.models.len()];
        for world in 0..self.worlds {
            let column = self.column(world);
            let most = column.iter().copied().fold(f64::NAN, f64::max);
            let is_best = |value: &f64| value.total_cmp(&most).is_eq();
            let ties = column.iter().filter(|value| is_best(value)).count();
            if most.is_nan() {
                continue;
            }
            let share = 1.0 / real(ties as u64);
            for (sum, _) in shares
                .iter_mut()
                .zip(&column)
                .filter(|(_, value)| is_best(value))
            {
                *sum += share;
            }
        }
        let worlds = real(self.worlds as u64);
        shares.iter().map(|sum| sum / worlds).collect()
    }

    /// Expected ranks and their spread, with probability `tail` beyond each end. A model of which a world says nothing may have
    /// any rank there.
    #[must_use]
    pub fn ranks(&self, tail: f64) -> Vec<RankSpread> {
        let ranges = self.ranges();
        ranges.iter().map(|ranges| spread(ranges, tail)).collect()
    }

    /// The share of worlds in which a model has each rank, from the first to the last. `None` if it is not here.
    #[must_use]
    pub fn rank_distribution(&self, model: &str) -> Option<Vec<f64>> {
        let ranges = self.ranges();
        let mut shares = vec![0.0; self.models.len()];
        for range in ranges.get(self.place(model)?)? {
            let (low, high) = (range.low as usize, range.high as usize);
            let share = 1.0 / real((1 + high - low) as u64) / real(self.worlds as u64);
            for entry in shares.iter_mut().take(high).skip(low - 1) {
                *entry += share;
            }
        }
        Some(shares)
    }

    /// The ranks of each model in every world: ranges only among models at the same rating, or of which nothing is known.
    fn ranges(&self) -> Vec<Vec<RankRange>> {
        let mut ranges = vec![Vec::with_capacity(self.worlds); self.models.len()];
        for world in 0..self.worlds {
            for (ranges, range) in ranges.iter_mut().zip(ranges_of(&self.column(world))) {
                ranges.push(range);
            }
        }
        ranges
    }

    fn column(&self, world: usize) -> Vec<f64> {
        let models = 0..self.models.len();
        models.map(|model| self.ratings.at(model, world)).collect()
    }

    fn place(&self, model: &str) -> Option<usize> {
        names::place(&self.models, model)
    }
}

fn interval(ratings: &[f64], tail: f64) -> Interval {
    let (low, high) = quantile::bounds(ratings, tail);
    Interval {
        low: low.is_finite().then_some(low),
        high: high.is_finite().then_some(high),
    }
}

/// The ranks of one world.
fn ranges_of(ratings: &[f64]) -> Vec<RankRange> {
    let rank = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    let (low, high) = (1, rank(ratings.len()));
    let mut ranges = vec![RankRange { low, high }; ratings.len()];
    let known = ratings.iter().copied().enumerate();
    let mut known: Vec<(usize, f64)> = known.filter(|(_, rating)| !rating.is_nan()).collect();
    known.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    let unknown = ratings.len() - known.len();
    let mut better = 0;
    for equals in known.chunk_by(|x, y| x.1.total_cmp(&y.1).is_eq()) {
        let (low, high) = (rank(better + 1), rank(better + equals.len() + unknown));
        better += equals.len();
        for &(model, _) in equals {
            if let Some(range) = ranges.get_mut(model) {
                *range = RankRange { low, high };
            }
        }
    }
    ranges
}

fn spread(ranges: &[RankRange], tail: f64) -> RankSpread {
    let middle = |range: &RankRange| f64::midpoint(f64::from(range.low), f64::from(range.high));
    let mut lows: Vec<u32> = ranges.iter().map(|range| range.low).collect();
    let mut highs: Vec<u32> = ranges.iter().map(|range| range.high).collect();
    lows.sort_unstable();
    highs.sort_unstable_by(|x, y| y.cmp(x));
    // Both are sorted from the outside.
    let outer = |ranks: &[u32]| ranks.get(quantile::beyond(tail, ranks.len())).copied();
    RankSpread {
        expected: ranges.iter().map(middle).sum::<f64>() / real(ranges.len() as u64),
        low: outer(&lows).unwrap_or(1),
        high: outer(&highs).unwrap_or(u32::MAX),
    }
}
