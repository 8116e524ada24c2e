//! Why a voter chose so: words to tick for each side, and a short note. Given after the vote, never before it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The longest note, in Unicode scalar values.
pub const MAX_NOTE_CHARS: usize = 280;

/// One thing that can be said of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It helps.
    Useful,
    /// It leaves nothing out.
    Complete,
    /// It has ideas.
    Creative,
    /// Its form helps the reader.
    ClearFormatting,
    /// It reads as if a person had written it.
    Natural,
    /// It is funny.
    Humorous,
    /// It says what is not so.
    Incorrect,
    /// It stays on the surface.
    Superficial,
    /// It does not do what was asked.
    InstructionsNotFollowed,
    /// It says more than was asked.
    TooLong,
}

impl Reason {
    /// All, what speaks for an answer first.
    pub const ALL: [Self; 10] = [
        Self::Useful,
        Self::Complete,
        Self::Creative,
        Self::ClearFormatting,
        Self::Natural,
        Self::Humorous,
        Self::Incorrect,
        Self::Superficial,
        Self::InstructionsNotFollowed,
        Self::TooLong,
    ];

    /// The word used in the API, in exports and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Useful => "useful",
            Self::Complete => "complete",
            Self::Creative => "creative",
            Self::ClearFormatting => "clear_formatting",
            Self::Natural => "natural",
            Self::Humorous => "humorous",
            Self::Incorrect => "incorrect",
            Self::Superficial => "superficial",
            Self::InstructionsNotFollowed => "instructions_not_followed",
            Self::TooLong => "too_long",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The word is no reason; says which are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "must be a list of useful, complete, creative, clear_formatting, natural, humorous, incorrect, superficial, \
     instructions_not_followed, too_long"
)]
pub struct NoReason;

impl FromStr for Reason {
    type Err = NoReason;
    fn from_str(text: &str) -> Result<Self, NoReason> {
        let found = Self::ALL.into_iter().find(|reason| reason.as_str() == text);
        found.ok_or(NoReason)
    }
}

/// A note that is longer than [`MAX_NOTE_CHARS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must have at most {MAX_NOTE_CHARS} characters; this one has {0}")]
pub struct NoteTooLong(usize);

/// A voter's own words: not blank, short, without NUL (which PostgreSQL cannot keep).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note(String);

impl Note {
    /// Trims a text and makes its line ends plain; nothing but white space is no note.
    ///
    /// # Errors
    /// [`NoteTooLong`].
    pub fn new(text: &str) -> Result<Option<Self>, NoteTooLong> {
        let text = text.replace("\r\n", "\n").replace('\0', "\u{fffd}");
        let text = text.trim();
        match text.chars().count() {
            0 => Ok(None),
            chars if chars > MAX_NOTE_CHARS => Err(NoteTooLong(chars)),
            _ => Ok(Some(Self(text.to_owned()))),
        }
    }

    /// The note as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// All that a voter said of a battle beside the choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reasons {
    /// Of side A, each once, in the order of [`Reason::ALL`].
    pub a: Vec<Reason>,
    /// Of side B.
    pub b: Vec<Reason>,
    /// In the voter's own words.
    pub note: Option<Note>,
}

impl Reasons {
    /// Reasons in order, each once.
    #[must_use]
    pub fn new(mut a: Vec<Reason>, mut b: Vec<Reason>, note: Option<Note>) -> Self {
        for list in [&mut a, &mut b] {
            list.sort_unstable();
            list.dedup();
        }
        Self { a, b, note }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_survives_its_own_word() {
        for reason in Reason::ALL {
            assert_eq!(reason.as_str().parse(), Ok(reason));
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.as_str());
            assert!(NoReason.to_string().contains(reason.as_str()));
        }
        assert_eq!("Useful".parse::<Reason>(), Err(NoReason));
    }

    #[test]
    fn reasons_are_kept_once_and_in_one_order() {
        let mixed = vec![Reason::TooLong, Reason::Useful, Reason::TooLong];
        let reasons = Reasons::new(mixed, Vec::new(), None);
        assert_eq!(reasons.a, [Reason::Useful, Reason::TooLong]);
    }

    #[test]
    fn a_note_is_short_and_never_blank() {
        assert_eq!(Note::new(" \r\n\t "), Ok(None));
        let kept = Note::new(" a\r\nb\0 ").unwrap().unwrap();
        assert_eq!(kept.as_str(), "a\nb\u{fffd}");
        // Characters count, not bytes.
        assert!(Note::new(&"\u{1f600}".repeat(280)).unwrap().is_some());
        assert_eq!(Note::new(&"x".repeat(281)), Err(NoteTooLong(281)));
    }
}
