//! One row, before anybody asked what it says.

use super::wanted::{Column, Plan, Target};
use super::words::{Keep, Symbol, Words};

/// What stands in the columns of a row.
pub(super) trait Cells {
    /// The text in one of the columns that decide what a row is.
    fn word(&self, column: Column) -> Symbol;
}

/// A value as a text format has it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    /// Null, or a list or record where a single value is expected.
    Null,
    Flag(bool),
    Integer(i64),
    Number(f64),
    Text(&'a str),
}

impl Value<'_> {
    fn symbol(self, words: &mut Words, keep: Keep) -> Symbol {
        match self {
            Self::Null => Symbol::NULL,
            Self::Flag(flag) => words.number(if flag { "true" } else { "false" }, keep),
            Self::Integer(number) => words.number(&number.to_string(), keep),
            Self::Number(number) => words.number(&number.to_string(), keep),
            Self::Text(text) => words.number(text, keep),
        }
    }
}

/// Where a text format puts what it reads.
pub(super) struct Into<'a> {
    pub(super) plan: &'a Plan,
    pub(super) row: &'a mut Row,
    pub(super) words: &'a mut Words,
}

impl Into<'_> {
    /// Puts a value where it belongs.
    pub(super) fn set(&mut self, target: Target, value: Value<'_>) {
        self.row.set(target, value, self.words);
    }
}

/// The row that a text format is reading.
#[derive(Debug)]
pub(super) struct Row {
    words: [Symbol; Column::ALL.len()],
}

impl Row {
    /// A row without columns.
    pub(super) fn new() -> Self {
        Self {
            words: [Symbol::ABSENT; Column::ALL.len()],
        }
    }

    /// Takes all columns away.
    pub(super) fn clear(&mut self) {
        self.words.fill(Symbol::ABSENT);
    }

    /// Puts a value where it belongs; of two columns with one name the first counts.
    pub(super) fn set(&mut self, target: Target, value: Value<'_>, words: &mut Words) {
        match target {
            Target::Word(column) => {
                if let Some(place) = self.words.get_mut(column as usize)
                    && *place == Symbol::ABSENT
                {
                    *place = value.symbol(words, column.keep());
                }
            }
        }
    }
}

impl Cells for Row {
    fn word(&self, column: Column) -> Symbol {
        let word = self.words.get(column as usize);
        word.copied().unwrap_or(Symbol::ABSENT)
    }
}
