//! Why a row of a file is no vote that could be rated.

use std::fmt;

/// Why a row is left out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skip {
    /// A vote that is kept, and that no rating uses, for this machine-readable reason.
    Unrated(String),
    /// A vote between models whose names were shown.
    Named,
    /// The same model on both sides.
    SelfPlay,
    /// The outcome is none of the schema's words.
    Outcome,
    /// The state is neither rated nor unrated.
    State,
    /// The weight is no number from 0 on.
    Weight,
    /// The time cannot be read.
    Time,
    /// The vote would be cast later than now.
    Future,
    /// The file has said the same vote before.
    Twice,
    /// A cell begins as formulas do where the name of a model should stand.
    Formula,
    /// A reaction to an answer that stands alone.
    Alone,
    /// A feature of one of the answers is missing or no number.
    Feature,
    /// A model has no name.
    EmptyName,
    /// Fewer cells than the header has.
    TooFewColumns,
    /// More cells than the header has.
    TooManyColumns,
    /// The keys are not those of a known schema.
    Columns,
    /// No JSON object.
    Malformed,
    /// Not UTF-8.
    NotUtf8,
    /// Longer than [`super::MAX_ROW_BYTES`].
    TooLong,
    /// The file ends within a quoted cell or an array.
    Unclosed,
    /// The file ends within the row.
    Cut,
}

impl Skip {
    /// The longest reason of an unrated vote that is passed on.
    const MAX_REASON_BYTES: usize = 40;

    /// The reason that a file gives for an unrated vote; one that is no machine's word is not repeated.
    pub(super) fn unrated(reason: &str) -> Self {
        let is_word = |c: char| c.is_ascii_alphanumeric() || "_-.:".contains(c);
        let short = reason.len() <= Self::MAX_REASON_BYTES && reason.chars().all(is_word);
        Self::Unrated(if short {
            reason.to_owned()
        } else {
            String::new()
        })
    }

    /// Whether the file seems to break off before its end.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        matches!(self, Self::Unclosed | Self::Cut)
    }

    /// Whether the row could be understood, and is left out for what it says.
    #[must_use]
    pub fn is_understood(&self) -> bool {
        matches!(
            self,
            Self::Unrated(_) | Self::Named | Self::SelfPlay | Self::Alone
        )
    }
}

impl fmt::Display for Skip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unrated(reason) if reason.is_empty() => "unrated",
            Self::Unrated(reason) => return write!(f, "unrated: {reason}"),
            Self::Named => "the models were not anonymous",
            Self::SelfPlay => "self-play",
            Self::Outcome => "unknown outcome",
            Self::State => "unknown state",
            Self::Weight => "weight is no number from 0 on",
            Self::Time => "a time that cannot be read; write it as 2026-01-31T12:00:00Z",
            Self::Future => "a time in the future",
            Self::Twice => "the file has this vote twice",
            Self::Formula => "a formula where the name of a model should be",
            Self::Alone => "a reaction to an answer that was compared with no other",
            Self::Feature => "a feature of an answer is missing or no number",
            Self::EmptyName => "empty model name",
            Self::TooFewColumns => "too few columns",
            Self::TooManyColumns => "too many columns",
            Self::Columns => "unknown keys",
            Self::Malformed => "malformed JSON",
            Self::NotUtf8 => "not UTF-8",
            Self::TooLong => "longer than 10 MB",
            Self::Cut => "the file breaks off within it",
            Self::Unclosed => "never closed, so that the rest of the file is in it",
        })
    }
}
