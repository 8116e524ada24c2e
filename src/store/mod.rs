//! The only code that knows SQL: one text and one body for SQLite and PostgreSQL.
//!
//! A function that writes is one transaction. Rows are private tuples of primitives; what leaves here is checked domain types.

mod append;
mod appending;
mod battles;
#[cfg(test)]
pub(crate) mod both;
mod bulk;
mod chain;
mod claim;
mod days;
mod db;
mod dialect;
mod erase;
mod error;
mod external;
mod first_places;
mod history;
mod judgements;
mod models;
mod past;
mod prune;
mod publish;
mod reasons;
mod recorder;
mod replicas;
mod reveals;
mod said;
mod seals;
mod shares;
mod snapshots;
mod taggings;
mod tallies;
mod turns;
mod voters;
mod votes;

pub use append::NewVote;
pub use appending::{Appending, Carried};
pub use battles::{NewBattle, NewTurn, Replacement};
pub use claim::Claim;
pub use days::DayOfLog;
pub use db::Store;
pub use error::StoreError;
pub use external::{ExternalBoard, ExternalPlace, ExternalRow};
pub use first_places::FirstPlace;
pub use history::Place;
pub use models::ModelEvent;
pub use past::{CountedVotes, Until};
pub use prune::{Kept, SnapshotEntry, SnapshotPage};
pub use publish::{BattleFacts, Draw};
pub use recorder::{Cast, Committed, Recorder, VoteDraft};
pub use replicas::Beat;
pub use said::PublicBattle;
pub use seals::{Excluded, PublicKey, Seal, SealPage};
pub use snapshots::{Slice, Snapshot, SnapshotRange};
pub use taggings::Found;
pub use tallies::{DayVotes, ForetoldVote};
pub use turns::Spoken;
pub use voters::Voter;
pub use votes::{StyledVote, VoteRange};
