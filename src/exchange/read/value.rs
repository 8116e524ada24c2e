//! A value as a format has it, and what it says as a number, a time, a yes or a text.

use std::borrow::Cow;

use super::layout::flag;
use super::time;
use super::words::{Keep, Symbol, Words};

/// A value as a format has it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    /// Null, or a list or record where a single value is expected.
    Null,
    /// Bytes that are no text.
    NotUtf8,
    Flag(bool),
    Integer(i64),
    Number(f64),
    Text(&'a str),
}

impl Value<'_> {
    /// As it would stand in CSV.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Null | Self::NotUtf8 => "".into(),
            Self::Flag(flag) => if *flag { "true" } else { "false" }.into(),
            Self::Integer(number) => number.to_string().into(),
            Self::Number(number) => number.to_string().into(),
            Self::Text(text) => text.trim().into(),
        }
    }

    /// The number of its text.
    pub(super) fn symbol(self, words: &mut Words, keep: Keep) -> Symbol {
        match self {
            Self::Null => Symbol::NULL,
            Self::NotUtf8 => Symbol::NOT_UTF8,
            Self::Text(text) => words.number(text, keep),
            value => words.number(&value.text(), keep),
        }
    }

    /// The number that it is or spells.
    pub(super) fn number(self) -> Option<f64> {
        match self {
            Self::Null | Self::NotUtf8 => None,
            Self::Flag(flag) => Some(f64::from(u8::from(flag))),
            #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
            Self::Integer(number) => Some(number as f64),
            Self::Number(number) => Some(number),
            Self::Text(text) => text.trim().parse().ok(),
        }
    }

    /// Whether it is null, or an empty cell.
    pub(super) fn is_nothing(self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.trim_ascii().is_empty(),
            _ => false,
        }
    }

    /// What it says of a weight: NaN is nothing, and what is no number is none that could be used.
    pub(super) fn weight(self) -> f64 {
        if self.is_nothing() {
            return f64::NAN;
        }
        self.number().unwrap_or(-1.0)
    }

    /// Whether it says yes.
    pub(super) fn is_true(self) -> bool {
        match self {
            Self::Flag(flag) => flag,
            Self::Text(text) => flag(text.trim()) == Some(true),
            other => other.number().is_some_and(|number| number != 0.0),
        }
    }

    /// Whether it says no; nothing says neither.
    pub(super) fn is_false(self) -> bool {
        match self {
            Self::Flag(flag) => !flag,
            Self::Text(text) => flag(text.trim()) == Some(false),
            _ => false,
        }
    }

    /// The number as bits.
    pub(super) fn bits(self) -> u64 {
        match self {
            Self::Integer(number) => number.cast_unsigned(),
            Self::Text(text) => text.trim().parse().unwrap_or(0),
            _ => 0,
        }
    }

    /// The time that it is, Unix milliseconds.
    pub(super) fn time_ms(self) -> Option<i64> {
        match self {
            Self::Text(text) => time::from_text(text),
            other => other.number().and_then(time::from_number),
        }
    }
}
