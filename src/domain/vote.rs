//! What a voter sends, and the immutable record that it becomes.

use std::ops::Deref;

use super::{ArenaId, BattleId, Choice, Mode, ModelId, Pseudonym, Reveal, StyleFeatures, VoteHash};

/// What a voter sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// Which battle.
    pub battle: BattleId,
    /// What the voter says of it.
    pub choice: Choice,
}

/// Whether ratings use a vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rating {
    /// They do.
    Rated,
    /// They do not, for a machine-readable reason.
    Unrated {
        /// Such as `identity_leak`.
        reason: String,
    },
}

impl Rating {
    /// `"rated"` or `"unrated"`.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Rating::Rated => "rated",
            Rating::Unrated { .. } => "unrated",
        }
    }

    /// The reason, if unrated.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Rating::Rated => None,
            Rating::Unrated { reason } => Some(reason),
        }
    }

    /// The rule, with its version, that gives a reason, and what it says. Whoever changes a rule counts its version up.
    #[must_use]
    pub fn rule(reason: &str) -> (&'static str, &'static str) {
        match reason {
            NAMED => (
                "named@1",
                "the voter had picked the models, and so knew their names",
            ),
            _ => ("imported@1", "the file that the vote came from says so"),
        }
    }
}

/// An accepted ballot: one row of the vote log, with all that ratings need.
#[derive(Clone, Debug, PartialEq)]
pub struct LoggedVote {
    /// Its place in the log: gap-free, in the order of commits, from 1.
    pub seq: i64,
    /// The battle that it decided.
    pub battle: BattleId,
    /// When it was accepted, Unix milliseconds.
    pub time_ms: i64,
    /// Where it counts.
    pub arena: ArenaId,
    /// The model on side A.
    pub model_a: ModelId,
    /// The model on side B.
    pub model_b: ModelId,
    /// What the voter said.
    pub choice: Choice,
    /// Whose it is.
    pub voter: Pseudonym,
    /// Tags that make slices.
    pub categories: Vec<String>,
    /// Which rules found them; none if they came with the vote.
    pub tagged_by: Option<String>,
    /// Style of answer A and answer B, for style control.
    pub style: [StyleFeatures; 2],
    /// Whether ratings use it.
    pub rating: Rating,
    /// Its link of the arena's chain; none of a vote that is older than chains and was not looked at yet.
    pub hash: Option<VoteHash>,
}

/// A vote with what its voter was told.
#[derive(Clone, Debug, PartialEq)]
pub struct Vote {
    /// Its row.
    pub logged: LoggedVote,
    /// Who was who, as of the moment of the vote.
    pub reveal: Reveal,
}

impl Deref for Vote {
    type Target = LoggedVote;
    fn deref(&self) -> &LoggedVote {
        &self.logged
    }
}

/// Why a vote is unrated whose voter had picked the models.
pub(super) const NAMED: &str = "named";

/// The same, of a vote that was brought here.
pub const IMPORTED_NAMED: &str = "named_models";

/// Why a vote is unrated whose voter knew the models.
pub const NAMED_REASONS: [&str; 2] = [NAMED, IMPORTED_NAMED];

impl LoggedVote {
    /// How its models came about, as far as the log says: a vote that is not said to be named counts as anonymous.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match self.rating.reason() {
            Some(reason) if NAMED_REASONS.contains(&reason) => Mode::SideBySide,
            _ => Mode::Anonymous,
        }
    }
}
