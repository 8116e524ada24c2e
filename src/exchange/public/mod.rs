//! The vote log in the schemas of public arenas, with an account of what each of them cannot hold.
//!
//! ```text
//! schema   the names and types of each one's fields
//! tree     fields within fields: as JSON in their order, as cells, as columns of a typed file
//! rows     a vote in the words of each
//! losses   what of a vote a schema has no place for, counted vote by vote
//! file     a file in the making
//! ```
//!
//! Refuses to: guess. What a schema asks for and nobody here knows is null.

mod file;
mod losses;
mod rows;
mod schema;
mod tree;

pub use file::PublicFile;
pub use losses::{Losses, Lost};
pub use schema::PublicSchema;

use super::{BattleRecord, VoteRecord};

/// All that may be published of a vote.
#[derive(Clone, Debug)]
pub struct PublicVote {
    /// Its line of the votes file.
    pub vote: VoteRecord,
    /// Its texts, if they may be published and the schema has a place for them.
    pub texts: Option<BattleRecord>,
    /// Whether texts of it may be published.
    pub has_texts: bool,
    /// The turns of its battle, if it was one of this site.
    pub turns: Option<u32>,
    /// With which probability its pair was drawn, if it was.
    pub probability: Option<f64>,
}
