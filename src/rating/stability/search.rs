//! The fewest votes along an order, and better orders.

use super::influence::{Alike, View, gains, in_order, predict, take, votes};
use super::refit::{Refit, Refits};
use crate::cell::PairCell;
use crate::scale::real;

/// A gap below minus this many log-odds is a swap, and no rounding.
const SWAPPED: f64 = 1e-10;
/// Fits along one order before intervals are simply halved.
const PATIENCE: usize = 8;

/// Kinds of votes that are looked at first: the most influential of a hundred thousand.
const FEW: usize = 1024;

/// What was found.
pub(super) struct Found {
    pub(super) predicted: Option<u64>,
    pub(super) flip: Option<Flip>,
}

/// Votes without which two models are swapped.
pub(super) struct Flip {
    pub(super) votes: u64,
    pub(super) taken: Vec<(usize, PairCell)>,
    pub(super) refit: Refit,
}

/// Looks for the fewest votes that swap two models.
pub(super) fn search(refits: &mut Refits, pair: (usize, usize)) -> Found {
    let stability = refits.stability;
    let (fitted, thetas) = (stability.fitted, stability.fitted.thetas());
    let rows = [pair.0, pair.1].map(|model| fitted.solution.bread.row(model));
    let response: Vec<f64> = rows[0].iter().zip(rows[1]).map(|(a, b)| a - b).collect();
    let view = View {
        thetas,
        response: &response,
    };
    let first = gains(stability, &view);
    let gap = match (thetas.get(pair.0), thetas.get(pair.1)) {
        (Some(ahead), Some(behind)) => ahead - behind,
        _ => f64::INFINITY,
    };
    let mut path = Path {
        refits,
        pair,
        gap,
        order: in_order(stability, &first, FEW),
    };
    let mut predicted = predict(&path.order, gap);
    let mut flip = predicted.and_then(|votes| path.fewest(votes, path.limit().saturating_add(1)));
    if flip.is_none() {
        path.order = in_order(stability, &first, usize::MAX);
        predicted = predict(&path.order, gap);
        let limit = path.limit();
        flip = path.fewest(predicted.unwrap_or(limit), limit.saturating_add(1));
    }
    // Twice more: by the mean of influences with all votes and without those that were found, and by the latter alone.
    for weight in [0.5, 1.0] {
        let Some(best) = &flip else { break };
        let Some(last) = path.gains_without(best) else {
            break;
        };
        let mean = |(one, other): (&[f64; 4], &[f64; 4])| {
            let mut mean = *one;
            for (mean, other) in mean.iter_mut().zip(other) {
                *mean += weight * (other - *mean);
            }
            mean
        };
        let means: Vec<[f64; 4]> = first.iter().zip(&last).map(mean).collect();
        let fewer = best.votes - 1;
        let most = usize::try_from(fewer).unwrap_or(usize::MAX);
        path.order = in_order(stability, &means, most);
        let better = path.fewest(fewer, best.votes);
        flip = better.or(flip);
    }
    Found { predicted, flip }
}

/// An order of votes that are taken away one after another.
struct Path<'a, 'b> {
    refits: &'a mut Refits<'b>,
    pair: (usize, usize),
    /// With all votes.
    gap: f64,
    order: Vec<Alike>,
}

impl Path<'_, '_> {
    /// The most votes that may be taken.
    fn limit(&self) -> u64 {
        let stability = self.refits.stability;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of a count; what is out of range saturates"
        )]
        let share = (real(stability.votes) * stability.largest_share) as u64;
        share.min(votes(&self.order))
    }

    /// The fewest votes of this order that swap the two, if fewer than `bound` do; `guess` is tried first.
    fn fewest(&mut self, guess: u64, bound: u64) -> Option<Flip> {
        let (mut low, mut high) = ((0_u64, self.gap), (bound, f64::NEG_INFINITY));
        let mut best = None;
        let mut guess = guess;
        for round in 0.. {
            if low.0.saturating_add(1) >= high.0 {
                break;
            }
            let votes = guess.clamp(low.0 + 1, high.0 - 1);
            let taken = take(&self.order, votes);
            let refit = self.refits.without(&taken, self.pair);
            if refit.gap < -SWAPPED {
                high = (votes, refit.gap);
                best = Some(Flip {
                    votes,
                    taken,
                    refit,
                });
            } else {
                low = (votes, refit.gap);
            }
            guess = if round < PATIENCE {
                self.next(low, high)
            } else {
                low.0.midpoint(high.0)
            };
        }
        best
    }

    /// Where the gap should close: on the line through both ends if both are finite, or through the beginning and the lower.
    fn next(&self, low: (u64, f64), high: (u64, f64)) -> u64 {
        let (from, to) = if high.1.is_finite() {
            (low, high)
        } else {
            ((0, self.gap), low)
        };
        let slope = (from.1 - to.1) / real(to.0 - from.0);
        let more = low.1 / slope;
        if !(more.is_finite() && more >= 0.0) {
            return low.0.midpoint(high.0);
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a number above 0; what is out of range saturates"
        )]
        low.0.saturating_add(more.ceil() as u64)
    }

    /// Influences where the board stands without the votes of a flip.
    fn gains_without(&mut self, flip: &Flip) -> Option<Vec<[f64; 4]>> {
        let thetas = flip.refit.thetas.as_ref()?;
        let response = self.refits.response(&flip.taken, thetas, self.pair)?;
        let view = View {
            thetas,
            response: &response,
        };
        Some(gains(self.refits.stability, &view))
    }
}
