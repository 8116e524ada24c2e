//! The values of a table: of the right type, in range, or a problem.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::time::Duration;

use super::error::Place;
use super::section::Section;
use super::similar::did_you_mean;
use super::tree::Value;

/// The most characters of a one-line text.
const MAX_TEXT_CHARS: usize = 500;

impl<'a> Section<'a> {
    /// One line of text.
    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        let text = self.any_text(key)?;
        if text.chars().count() > MAX_TEXT_CHARS || text.chars().any(char::is_control) {
            self.wrong(
                key,
                format_args!("must be one line of at most {MAX_TEXT_CHARS} characters"),
            );
            return None;
        }
        Some(text)
    }

    /// Text of any length, without white space at its ends.
    pub(super) fn any_text(&self, key: &str) -> Option<&'a str> {
        let entry = self.entry(key)?;
        let text = match &entry.value {
            Value::Text(text) | Value::Date(text) => text.trim(),
            other => {
                self.wrong_kind(key, "text in quotes", other);
                return None;
            }
        };
        if text.is_empty() || text.contains('\0') {
            self.wrong(key, "must not be empty; write something or remove the line");
            return None;
        }
        Some(text)
    }

    /// Text that has to be there; the fix says what to write.
    pub(super) fn needed(&self, key: &str, fix: impl Display) -> Option<&'a str> {
        self.need(key, fix);
        self.text(key)
    }

    /// Notes a key that has to be there and is not.
    pub(super) fn need(&self, key: &str, fix: impl Display) {
        if !self.has(key) {
            self.wrong(key, format_args!("is missing; {fix}"));
        }
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(&self, key: &str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(key)?;
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let all: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let hint = did_you_mean(text, all.iter().copied());
            self.wrong(key, format_args!("must be one of {}{hint}", all.join(", ")));
        }
        found.map(|(_, value)| *value)
    }

    /// A whole number in a range.
    pub(super) fn whole<T: TryFrom<i64>>(
        &self,
        key: &str,
        range: RangeInclusive<i64>,
    ) -> Option<T> {
        let entry = self.entry(key)?;
        let must = format!("a whole number from {} to {}", range.start(), range.end());
        match entry.value {
            Value::Whole(whole) => {
                let fits = Some(whole).filter(|whole| range.contains(whole));
                let number = fits.and_then(|whole| T::try_from(whole).ok());
                if number.is_none() {
                    self.wrong(key, format_args!("must be {must}"));
                }
                number
            }
            ref other => {
                self.wrong_kind(key, must, other);
                None
            }
        }
    }

    /// A number in a range, with or without a fraction.
    pub(super) fn real(&self, key: &str, range: RangeInclusive<f64>) -> Option<f64> {
        let number = match self.entry(key)?.value {
            Value::Real(real) => real,
            #[expect(clippy::cast_precision_loss, reason = "no range here goes that far")]
            Value::Whole(whole) => whole as f64,
            ref other => {
                self.wrong_kind(key, "a number", other);
                return None;
            }
        };
        if range.contains(&number) {
            return Some(number);
        }
        let (least, most) = (range.start(), range.end());
        self.wrong(key, format_args!("must be a number from {least} to {most}"));
        None
    }

    /// A time in seconds, which may have a fraction.
    pub(super) fn seconds(&self, key: &str, range: RangeInclusive<f64>) -> Option<Duration> {
        Duration::try_from_secs_f64(self.real(key, range)?).ok()
    }

    /// `true` or `false`.
    pub(super) fn truth(&self, key: &str) -> Option<bool> {
        match &self.entry(key)?.value {
            Value::Truth(truth) => Some(*truth),
            other => {
                self.wrong_kind(key, "true or false (without quotes)", other);
                None
            }
        }
    }

    /// A list of texts; from the environment, texts with commas between them.
    pub(super) fn texts(&self, key: &str) -> Option<Vec<&'a str>> {
        let entry = self.entry(key)?;
        let items = match &entry.value {
            Value::List(items) => items,
            Value::Text(text) if !matches!(entry.place, Place::Line(_)) => {
                return Some(text.split(',').map(str::trim).collect());
            }
            other => {
                self.wrong_kind(key, "a list such as [\"a\", \"b\"]", other);
                return None;
            }
        };
        let texts = items.iter().map(|item| match &item.value {
            Value::Text(text) if !text.trim().is_empty() => Some(text.trim()),
            _ => None,
        });
        let texts: Option<Vec<&str>> = texts.collect();
        if texts.is_none() {
            self.wrong(key, "every item must be text in quotes, and not empty");
        }
        texts
    }
}
