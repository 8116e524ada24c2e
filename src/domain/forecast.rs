//! What a board said of two models, so that a voter can compare it with what happened.

use serde::{Deserialize, Serialize};

/// What the board said of a battle's models when its ballot came. Kept with the vote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Forecast {
    /// The newest vote that the board covered.
    pub seq: i64,
    /// The chance of side A to be preferred, a tie counted as half; `None` where the board compares the two not.
    pub chance_a: Option<f64>,
    /// Side A on that board.
    pub a: Placed,
    /// Side B on that board.
    pub b: Placed,
}

/// A model's place on a board.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Placed {
    /// Its rating, where finite.
    pub rating: Option<f64>,
    /// Lower end of the interval, where finite.
    pub low: Option<f64>,
    /// Upper end of the interval, where finite.
    pub high: Option<f64>,
    /// Its rank: 1 + models certainly better.
    pub rank: Option<u32>,
}
