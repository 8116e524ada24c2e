//! Runs battles: two endpoint streams in, one lock-step relay out, a stored turn at the end.
//!
//! [`Runner`] owns every running turn of this replica. A turn outlives the request that began it, and survives lost
//! connections; it ends as a stored turn or as a void battle, never in between.

mod health;
mod job;
mod live;
mod relay;
mod runner;
mod wire;

pub use job::{Contestant, Job, Reserves};
pub use live::{Follower, Live, Numbered};
pub use relay::replay;
pub use runner::{Ended, OnEnd, Options, Runner};
pub use wire::{Event, VOID_SENTENCE};
