//! The kinds of pictures: plain data in, a [`Chart`](super::Chart) out.

mod activity;
mod crown;
mod effects;
mod elsewhere;
mod frontier;
mod history;
mod pairs;
mod profile;
mod ratings;
#[cfg(test)]
mod tests;
mod trade;
mod truth;

pub use activity::{Activity, Day};
pub use crown::{Crown, CrownRow, Reign};
pub use effects::{Effect, Effects};
pub use elsewhere::{Elsewhere, Seen, SeenMoment};
pub use frontier::{Best, Frontier, GapMoment, Group};
pub use history::{History, Measure, Moment, Past};
pub use pairs::{Pair, Pairs};
pub use profile::Profile;
pub use ratings::Ratings;
pub use trade::{Cost, Trade};
pub use truth::{Bin, Calibration};

use super::{Cell, day, iso_day};
use crate::components::Weights;
use crate::language::Language;

/// The words of all kinds, as their addresses have them.
pub const KINDS: [&str; 17] = [
    "ratings",
    "history",
    "ranks",
    "crown",
    "frontier",
    "gap",
    "elsewhere",
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

/// A time for programs, and its day for people.
fn time_cell(t: Language, ms: f64) -> Cell {
    Cell::Said(iso_time(ms), day(t, ms))
}

/// RFC 3339, to the second.
fn iso_time(ms: f64) -> String {
    const DAY_S: f64 = 86_400.0;
    let seconds = (ms / 1000.0).rem_euclid(DAY_S).floor();
    let (hours, rest) = ((seconds / 3600.0).floor(), seconds % 3600.0);
    let (minutes, seconds) = ((rest / 60.0).floor(), rest % 60.0);
    format!("{}T{hours:02}:{minutes:02}:{seconds:02}Z", iso_day(ms))
}
