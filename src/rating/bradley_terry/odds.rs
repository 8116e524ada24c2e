//! Log-odds, ready for the chances of a line of duels.

#![expect(
    clippy::inline_always,
    clippy::indexing_slicing,
    reason = "inlined to be compiled for the caller's instructions; models and octets are those of the log-odds"
)]

use pulp::Simd;

use crate::linear::{LANES, Line, Vector, ZERO, parts};
use crate::scale::Chances;

/// Beyond this many log-odds `e^theta` is not calculated: strengths must neither overflow nor vanish.
pub(crate) const WIDEST: f64 = 300.0;

/// Log-odds of all models of a group.
pub(super) struct Odds {
    /// `e^theta`, or theta where that would overflow; padded as if theta were 0.
    values: Vec<Line>,
    is_wide: bool,
}

impl Odds {
    pub(super) fn new(theta: &[f64]) -> Self {
        let is_wide = theta.iter().any(|theta| theta.abs() > WIDEST);
        let of = |theta: f64| if is_wide { theta } else { theta.exp() };
        let mut values = vec![[of(0.0); LANES]; theta.len().div_ceil(LANES)];
        for (value, theta) in values.as_flattened_mut().iter_mut().zip(theta) {
            *value = of(*theta);
        }
        Self { values, is_wide }
    }

    /// `e^theta`, unless that would overflow.
    pub(super) fn strengths(&self) -> Option<&[Line]> {
        (!self.is_wide).then_some(self.values.as_slice())
    }

    /// The chances of a first model against eight second ones, and of these.
    #[inline(always)]
    pub(super) fn chances<S: Simd>(&self, simd: S, first: usize, octet: usize) -> [Line; 2] {
        let own = self.values[first / LANES][first % LANES];
        if self.is_wide {
            return self.wide_chances(own, octet);
        }
        let own = Vector::splat(simd, own);
        let mut chances = [ZERO; 2];
        for part in parts::<S>() {
            let other = Vector::load(simd, &self.values[octet], part);
            let share = Vector::splat(simd, 1.0) / (own + other);
            (own * share).store(&mut chances[0], part);
            (other * share).store(&mut chances[1], part);
        }
        chances
    }

    #[cold]
    #[inline(never)]
    fn wide_chances(&self, own: f64, octet: usize) -> [Line; 2] {
        let chances = self.values[octet].map(|theta| Chances::at(own - theta));
        [
            chances.map(|chances| chances.first),
            chances.map(|chances| chances.second),
        ]
    }
}
