//! Prompts and answers. An answer is a list of parts: a new modality adds a part and a renderer.

use serde::{Deserialize, Serialize};

/// The longest prompt, in Unicode scalar values.
pub const MAX_PROMPT_CHARS: usize = 32_000;

/// Why a text cannot be a prompt.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPrompt {
    /// Nothing but white space.
    #[error("must not be empty")]
    Empty,
    /// Longer than [`MAX_PROMPT_CHARS`].
    #[error("must have at most {MAX_PROMPT_CHARS} characters; this one has {0}")]
    TooLong(usize),
}

/// What a person asks: neither blank nor endless, without NUL (which PostgreSQL cannot keep).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Prompt(String);

impl Prompt {
    /// Checks a text, trims white space at both ends, and makes line ends plain.
    ///
    /// # Errors
    /// [`InvalidPrompt`] if it is blank or too long.
    pub fn new(text: &str) -> Result<Self, InvalidPrompt> {
        // Forms send line ends as CR LF; a prompt means the same wherever it was typed.
        let text = text.replace("\r\n", "\n");
        let text = text.trim();
        if text.is_empty() {
            return Err(InvalidPrompt::Empty);
        }
        let chars = text.chars().count();
        if chars > MAX_PROMPT_CHARS {
            return Err(InvalidPrompt::TooLong(chars));
        }
        Ok(Self(text.replace('\0', "\u{fffd}")))
    }

    /// The prompt as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Prompt {
    type Error = InvalidPrompt;
    fn try_from(text: String) -> Result<Self, InvalidPrompt> {
        Self::new(&text)
    }
}

impl From<Prompt> for String {
    fn from(prompt: Prompt) -> Self {
        prompt.0
    }
}

/// One piece of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Part {
    /// Markdown text.
    Text {
        /// The Markdown source.
        text: String,
    },
}

/// What a model said: its parts, in order. Empty until something was said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answer {
    parts: Vec<Part>,
}

impl Answer {
    /// An answer of one text part; no part if the text is empty.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let parts = if text.is_empty() {
            Vec::new()
        } else {
            vec![Part::Text {
                text: text.to_owned(),
            }]
        };
        Self { parts }
    }

    /// All text of the answer, joined.
    #[must_use]
    pub fn text(&self) -> String {
        self.parts
            .iter()
            .map(|Part::Text { text }| text.as_str())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_is_trimmed_and_never_blank_or_endless() {
        assert_eq!(Prompt::new("  hi\n").unwrap().as_str(), "hi");
        assert_eq!(Prompt::new("a\r\nb").unwrap().as_str(), "a\nb");
        assert_eq!(Prompt::new(" \n "), Err(InvalidPrompt::Empty));
        assert_eq!(
            Prompt::new(&"x".repeat(32_001)),
            Err(InvalidPrompt::TooLong(32_001))
        );
        assert!(!Prompt::new("a\0b").unwrap().as_str().contains('\0'));
    }

    #[test]
    fn an_answer_survives_json() {
        let answer = Answer::from_text("**hi**");
        let json = serde_json::to_string(&answer).unwrap();
        assert_eq!(json, r#"[{"type":"text","text":"**hi**"}]"#);
        assert_eq!(serde_json::from_str::<Answer>(&json).unwrap(), answer);
    }
}
