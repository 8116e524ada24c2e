//! What may leave the server before the vote. These types have no room for a name, a time or a cause, so that adding a
//! leak does not compile.

use serde::Serialize;

use crate::domain::Side;

/// The one thing that a voter is told when a battle becomes void, whatever and whoever failed.
pub const VOID_SENTENCE: &str = "One of the two answers could not be completed, so this battle does not count. Please start a new one.";

/// One step of a battle's stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Text added to each side.
    Frame {
        /// Added to side A.
        a: String,
        /// Added to side B.
        b: String,
    },
    /// A side's text is complete.
    End(Side),
    /// Both are, and stored: a ballot is welcome.
    Ready,
    /// The battle can never be voted on.
    Void,
}

#[derive(Serialize)]
struct Frame<'a> {
    seq: u64,
    a: &'a str,
    b: &'a str,
}

#[derive(Serialize)]
struct End {
    seq: u64,
    side: Side,
}

#[derive(Serialize)]
struct Ready {}

#[derive(Serialize)]
struct Void {
    reason: &'static str,
}

impl Event {
    /// The SSE event name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Frame { .. } => "frame",
            Self::End(_) => "end",
            Self::Ready => "ready",
            Self::Void => "void",
        }
    }

    /// The SSE data line, with the event's number where the contract has it.
    #[must_use]
    pub fn data(&self, seq: u64) -> String {
        let json = match self {
            Self::Frame { a, b } => serde_json::to_string(&Frame { seq, a, b }),
            Self::End(side) => serde_json::to_string(&End { seq, side: *side }),
            Self::Ready => serde_json::to_string(&Ready {}),
            Self::Void => serde_json::to_string(&Void {
                reason: VOID_SENTENCE,
            }),
        };
        // Strings and numbers always serialise.
        json.unwrap_or_default()
    }

    /// Whether nothing comes behind it.
    #[must_use]
    pub fn is_last(&self) -> bool {
        matches!(self, Self::Ready | Self::Void)
    }
}
