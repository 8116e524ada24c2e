//! What a live board shows.

use super::core::Core;
use crate::RATING_PER_LOG_ODDS;
use crate::scale::rating;

/// A live board's main group: models whose ratings are finite, as the last votes have moved them.
#[derive(Clone, Copy, Debug)]
pub struct Preview<'a> {
    pub(super) core: Option<&'a Core>,
    pub(super) is_stale: bool,
}

impl<'a> Preview<'a> {
    /// The models, sorted by id; other figures come in this order.
    #[must_use]
    pub fn models(&self) -> &'a [String] {
        self.core.map_or(&[], |core| &core.models)
    }

    /// Log-odds of each model above the mean.
    #[must_use]
    pub fn thetas(&self) -> &'a [f64] {
        self.core.map_or(&[], |core| &core.theta)
    }

    /// The rating of each model.
    pub fn ratings(&self) -> impl Iterator<Item = (&'a str, f64)> {
        let models = self.models().iter().map(String::as_str);
        models.zip(self.thetas().iter().copied().map(rating))
    }

    /// A bound for the error of every rating, in rating points; infinite if votes have come that only a fit can judge.
    #[must_use]
    pub fn error(&self) -> f64 {
        match self.core {
            _ if self.is_stale => f64::INFINITY,
            Some(core) => RATING_PER_LOG_ODDS * core.error(),
            None => 0.0,
        }
    }

    /// Votes of these models since their ratings were at the maximum.
    #[must_use]
    pub fn votes_since_settled(&self) -> u64 {
        self.core.map_or(0, |core| core.since)
    }
}
