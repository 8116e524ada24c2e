//! Chord steps: from a point near the minimum to the minimum by gradients and a bread that need not be exact.
//!
//! A step of length s leaves an error of at most s times what the bread is wrong by, so steps shrink by that factor.

use crate::newton::{Loss, Point, Precision, centre};

/// A first step longer than this is not near.
const NEAR: f64 = 0.25;
/// Steps must shrink at least so much, or the bread is too old.
const CONTRACTION: f64 = 0.25;
/// After a step shorter than this slopes are summed exactly, if rounding was not in the way before.
const FINE: f64 = 1e-9;
/// The last step changes no difference by more than this: two millionths of a millionth of a rating point for a bread
/// that contracts by 100.
const TOLERANCE: f64 = 1e-12;
/// Steps this short that shrink no more are rounding.
const ROUNDING: f64 = 1e-11;
/// Far more steps than a fourfold contraction needs.
const STEPS: usize = 60;

/// A minimum and how it was reached.
#[derive(Clone, Debug)]
pub(crate) struct Polished {
    pub(crate) theta: Vec<f64>,
    /// The length of the last step in the norm of the bread's inverse, and the largest change of a difference by it.
    pub(crate) last: (f64, f64),
}

/// Walks to the minimum; `bread` multiplies a gradient. `None` if the start is not near or the bread too wrong.
pub(crate) fn polish(
    loss: &impl Loss,
    start: Vec<f64>,
    bread: impl Fn(&[f64]) -> Vec<f64>,
) -> Option<Polished> {
    let mut at = Point {
        theta: start,
        extra: Vec::new(),
    };
    let (mut precision, mut last) = (Precision::Plain, NEAR / CONTRACTION);
    for _ in 0..STEPS {
        let slope = loss.slope(&at, precision).theta;
        let step = Point {
            theta: bread(&slope),
            extra: Vec::new(),
        };
        let reach = loss.reach(&step);
        let is_exact = precision == Precision::Exact;
        let is_rounding = is_exact && reach <= ROUNDING;
        if reach.is_nan() || (reach > CONTRACTION * last && is_exact && !is_rounding) {
            return None;
        }
        if reach > CONTRACTION * last && !is_exact {
            // Either the bread is too old or rounding is in the way.
            precision = Precision::Exact;
            continue;
        }
        let is_done = is_exact && (reach <= TOLERANCE || reach > CONTRACTION * last);
        for (value, change) in at.theta.iter_mut().zip(&step.theta) {
            *value -= change;
        }
        centre(&mut at.theta);
        if is_done {
            let squared: f64 = slope.iter().zip(&step.theta).map(|(a, b)| a * b).sum();
            return Some(Polished {
                theta: at.theta,
                last: (squared.max(0.0).sqrt(), reach),
            });
        }
        if reach <= FINE {
            precision = Precision::Exact;
        }
        last = reach;
    }
    None
}
