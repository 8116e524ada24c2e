//! How the difference of a number between two answers becomes a covariate.

/// How a number `u` of answer A and `v` of answer B become a covariate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Contrast {
    /// `(u - v) / (u + v)`, 0 if both are 0: `LMArena`'s way.
    #[default]
    Relative,
    /// `(u - v) / (u + v + 1)`: `FastChat`'s way.
    RelativePlusOne,
}

impl Contrast {
    /// The covariate, in the 32 bits (seven digits) that it is kept in.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "covariates are kept in 32 bits, to seven digits"
    )]
    pub fn of(self, u: f64, v: f64) -> f32 {
        let whole = match self {
            Self::Relative => u + v,
            Self::RelativePlusOne => u + v + 1.0,
        };
        if whole == 0.0 {
            return 0.0;
        }
        ((u - v) / whole) as f32
    }
}
