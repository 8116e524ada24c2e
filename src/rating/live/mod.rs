//! A board that votes move one by one.
//!
//! ```text
//! votes    the votes of the core, open for more: a loss
//! bread    the inverse of its second derivatives, kept exact by rank-one changes
//! drift    how far a preview may be from the maximum
//! polish   chord steps to the maximum
//! core     a vote's step, and settling
//! board    votes, and a board that follows them
//! preview  what it shows
//! ```
//!
//! From the maximum of the likelihood a vote between i and j with outcome y moves all models by one Newton step,
//!
//! ```text
//! theta += B (e_i - e_j) (y - p)          p = sigma(theta_i - theta_j)
//! ```
//!
//! with the inverse B of the second derivatives after the vote. It is had from that before by a rank-one change (Sherman
//! and Morrison 1950):
//!
//! ```text
//! B  ->  B - h / (1 + h u_ij) u u'        u = B (e_i - e_j), u_ij = u_i - u_j, h = p (1 - p)
//! ```
//!
//! A preview is what comes of that: off the maximum by the square of what the votes since the last settling moved, with a
//! bound that is known. What is published is never a preview: it is [`crate::fit_board`] of the counts.

mod board;
mod bread;
mod core;
mod drift;
mod polish;
mod preview;
mod votes;

#[cfg(test)]
mod tests;

use super::Ties;

pub use board::LiveBoard;
pub(crate) use polish::polish;
pub use preview::Preview;
pub(crate) use votes::Votes;

/// Whether ties are an outcome of their own.
pub(crate) fn is_modelled(ties: Ties) -> bool {
    match ties {
        Ties::Half | Ties::Drop => false,
        Ties::Davidson | Ties::RaoKupper => true,
    }
}
