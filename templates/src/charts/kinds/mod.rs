//! The kinds of pictures: plain data in, a [`Chart`](super::Chart) out.

mod ratings;

pub use ratings::Ratings;

use crate::components::Weights;

/// The words of all kinds, as their addresses have them.
pub const KINDS: [&str; 1] = ["ratings"];

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
