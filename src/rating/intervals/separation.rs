//! Which models can be told apart, when all are looked at together.

use super::max_t::{self, Chance};
use super::spread::Spread;
use crate::fitted::{Difference, Fitted};
use crate::rank::RankRange;
use crate::scale::RATING_PER_LOG_ODDS;

/// Two models next to each other in the order of ratings.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbours {
    /// The better one.
    pub upper: String,
    /// The next one.
    pub lower: String,
    /// How far they are apart.
    pub gap: Difference,
    /// Whether they differ if nobody looks at other neighbours.
    pub is_resolved_alone: bool,
    /// Whether they differ when all neighbours are looked at together.
    pub is_resolved: bool,
    /// All votes that the board would need for that, at the present rates of pairing and if the gap is right. `None` if no number is
    /// enough.
    pub votes_needed: Option<u64>,
}

/// How far neighbours on a board can be told apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Separation {
    /// The number of standard errors that a gap must exceed, so that the chance of any wrong one among all neighbours is that of one
    /// pair alone.
    pub critical: f64,
    /// From the top of the board.
    pub neighbours: Vec<Neighbours>,
    /// Runs of models without a resolved gap between neighbours, best first.
    pub tiers: Vec<Vec<String>>,
}

/// Tells neighbours apart by single-step max-t over their gaps: the errors of all gaps together are simulated by `draws` draws
/// from the law of the fit. `confidence_z` is that of one gap alone.
#[must_use]
pub fn separation(fitted: &Fitted, confidence_z: f64, draws: usize, seed: u64) -> Separation {
    let chance = Chance {
        draws,
        seed,
        confidence_z,
    };
    let (spread, order) = (fitted.spread(), best_first(fitted.thetas()));
    let steps = || order.iter().copied().zip(order.iter().copied().skip(1));
    let critical = max_t::of_pairs(&spread, steps(), chance);
    let name = |model: usize| fitted.models().get(model).cloned().unwrap_or_default();
    let between = |(upper, lower): (usize, usize)| {
        let gap = gap(&spread, [upper, lower]);
        Neighbours {
            upper: name(upper),
            lower: name(lower),
            gap,
            is_resolved_alone: gap.estimate > confidence_z * gap.error,
            is_resolved: gap.estimate > critical * gap.error,
            votes_needed: gap.votes_to_separate(fitted.votes(), critical),
        }
    };
    let neighbours: Vec<Neighbours> = steps().map(between).collect();
    let mut tiers: Vec<Vec<String>> = Vec::new();
    let starts = std::iter::once(true).chain(neighbours.iter().map(|pair| pair.is_resolved));
    for (&model, is_start) in order.iter().zip(starts) {
        match tiers.last_mut() {
            Some(tier) if !is_start => tier.push(name(model)),
            _ => tiers.push(vec![name(model)]),
        }
    }
    Separation {
        critical,
        neighbours,
        tiers,
    }
}

/// Rank ranges that hold for all models at once: a model is passed by those that are significantly above it, when all differences
/// between models are tested together (single-step max-t; Mogstad, Romano, Shaikh and Wilhelm 2024, Inference for
/// ranks). In the order of [`Fitted::models`].
#[must_use]
pub fn simultaneous_ranks(
    fitted: &Fitted,
    confidence_z: f64,
    draws: usize,
    seed: u64,
) -> Vec<RankRange> {
    let chance = Chance {
        draws,
        seed,
        confidence_z,
    };
    let (spread, models) = (fitted.spread(), fitted.models().len());
    let pairs = || (0..models).flat_map(|second| (0..second).map(move |first| (first, second)));
    let critical = max_t::of_pairs(&spread, pairs(), chance);
    let last = u32::try_from(models).unwrap_or(u32::MAX);
    let mut ranges = vec![RankRange { low: 1, high: last }; models];
    for (first, second) in pairs() {
        let gap = gap(&spread, [first, second]);
        if gap.estimate.abs() > critical * gap.error {
            let (upper, lower) = if gap.estimate > 0.0 {
                (first, second)
            } else {
                (second, first)
            };
            if let Some(range) = ranges.get_mut(upper) {
                range.high -= 1;
            }
            if let Some(range) = ranges.get_mut(lower) {
                range.low += 1;
            }
        }
    }
    ranges
}

fn gap(spread: &Spread, [first, second]: [usize; 2]) -> Difference {
    let theta = |model: usize| spread.thetas().get(model).copied().unwrap_or_default();
    Difference {
        estimate: RATING_PER_LOG_ODDS * (theta(first) - theta(second)),
        error: RATING_PER_LOG_ODDS * spread.error(first, second),
    }
}

fn best_first(thetas: &[f64]) -> Vec<usize> {
    let mut order: Vec<(usize, f64)> = thetas.iter().copied().enumerate().collect();
    order.sort_by(|x, y| y.1.total_cmp(&x.1));
    order.into_iter().map(|(model, _)| model).collect()
}
