//! The words of Agon as types and rules: what is legal, and nothing else.
//!
//! No I/O, no clock, no SQL, no HTTP. Everything here is checked when it is made, so whoever holds one need not check
//! again.

mod battle;
pub mod category;
mod chain;
mod choice;
mod consent;
mod forecast;
mod hex;
mod id;
mod lineup;
mod model;
mod part;
mod reasons;
mod reveal;
mod style;
mod timing;
mod vote;

pub use battle::{Battle, BattleState, MAX_TURNS, NotFollowable, Refusal, Turn, VoidReason};
pub use category::{CategoryId, CategoryRule, InvalidCategory, JudgeRule, Language, Pattern};
pub use chain::{VoteFacts, VoteHash};
pub use choice::{Choice, Side};
pub use consent::{CONSENT_TEXT, CONSENT_VERSION, Consent, OtherVersion};
pub use forecast::{Forecast, Placed};
pub use hex::{from_hexadecimal, hexadecimal};
pub use id::{
    ArenaId, BattleId, EndpointId, InvalidId, ModelId, Pseudonym, ShareToken, VoterToken,
};
pub use lineup::{Lineup, Mode, Named};
pub use model::{Arena, InvalidValue, Model, ModelState, Weights};
pub use part::{Answer, InvalidPrompt, MAX_PROMPT_CHARS, Part, Prompt};
pub use reasons::{MAX_NOTE_CHARS, NoReason, Note, NoteTooLong, Reason, Reasons};
pub use reveal::{Reveal, RevealedModel};
pub use style::StyleFeatures;
pub use timing::Timing;
pub use vote::{Ballot, IMPORTED_NAMED, LoggedVote, NAMED_REASONS, Rating, Vote};
