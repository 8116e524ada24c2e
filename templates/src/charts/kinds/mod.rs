//! The kinds of pictures: plain data in, a [`Chart`](super::Chart) out.

mod activity;
mod effects;
mod pairs;
mod profile;
mod ratings;
mod trade;
mod truth;

pub use activity::{Activity, Day};
pub use effects::{Effect, Effects};
pub use pairs::{Pair, Pairs};
pub use profile::Profile;
pub use ratings::Ratings;
pub use trade::{Cost, Trade};
pub use truth::{Bin, Calibration};

use crate::components::Weights;

/// The words of all kinds, as their addresses have them.
pub const KINDS: [&str; 11] = [
    "ratings",
    "win-rates",
    "battles",
    "price",
    "size",
    "speed",
    "categories",
    "style",
    "side",
    "calibration",
    "activity",
];

/// What pictures know of a model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rated {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Open or closed.
    pub weights: Option<Weights>,
    /// The first and the last rank that fit.
    pub rank: Option<(u32, u32)>,
    /// Its rating, if finite.
    pub rating: Option<f64>,
    /// The lower end of its interval, if finite.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// Rated votes.
    pub votes: u64,
    /// The API's word for what its figures are worth.
    pub status: String,
}
