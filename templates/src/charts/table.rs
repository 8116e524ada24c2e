//! The table behind a picture: what people read below it and what the CSV has are the same rows.

use maud::{Markup, html};

use super::Frame;
use crate::language::Language;

/// Rows that a page shows; the file has them all.
const MOST_ROWS: usize = 100;

/// Columns and rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// As many cells each as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name in the file.
    pub key: &'static str,
    /// What people read, in their language.
    pub label: String,
    /// Whether its cells are numbers.
    pub is_number: bool,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn words(key: &'static str, label: impl Into<String>) -> Self {
        Self {
            key,
            label: label.into(),
            is_number: false,
        }
    }

    /// A column of numbers.
    #[must_use]
    pub fn number(key: &'static str, label: impl Into<String>) -> Self {
        Self {
            is_number: true,
            ..Self::words(key, label)
        }
    }
}

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A name: the same in every language.
    Name(String),
    /// A word for programs, and how it is said.
    Said(String, String),
    /// A number for programs, unrounded, and how it is shown.
    Number(f64, String),
    /// A count.
    Count(u64),
    /// There is none.
    Missing,
}

impl Cell {
    /// A number, if it is there and finite.
    #[must_use]
    pub fn number(value: Option<f64>, shown: impl FnOnce(f64) -> String) -> Self {
        match value.filter(|value| value.is_finite()) {
            Some(value) => Self::Number(value, shown(value)),
            None => Self::Missing,
        }
    }

    /// What a file has.
    #[must_use]
    pub fn raw(&self) -> String {
        match self {
            Self::Name(name) => name.clone(),
            Self::Said(raw, _) => raw.clone(),
            Self::Number(value, _) => value.to_string(),
            Self::Count(count) => count.to_string(),
            Self::Missing => String::new(),
        }
    }

    fn shown(&self, t: Language) -> Markup {
        html! {
            @match self {
                Self::Name(name) => bdi { (name) },
                Self::Said(_, said) => (said),
                Self::Number(_, said) => bdi { (said) },
                Self::Count(count) => (t.count(*count)),
                Self::Missing => "\u{2013}",
            }
        }
    }
}

impl Table {
    /// What a file has: the header first.
    #[must_use]
    pub fn records(&self) -> Vec<Vec<String>> {
        let header = self.columns.iter().map(|column| column.key.to_owned());
        let rows = self.rows.iter();
        std::iter::once(header.collect())
            .chain(rows.map(|row| row.iter().map(Cell::raw).collect()))
            .collect()
    }

    /// What a page shows, behind a summary that opens it.
    pub(super) fn details(&self, t: Language, frame: &Frame) -> Markup {
        let more = self.rows.len().saturating_sub(MOST_ROWS);
        html! {
            details .data {
                summary { (t.chart_data()) }
                div .scroll tabindex="0" role="region" aria-label=(t.chart_data_of(&frame.title)) {
                    table .fields.num {
                        thead { tr { @for column in &self.columns { th scope="col" .r[column.is_number] { (column.label) } } } }
                        tbody {
                            @for row in self.rows.iter().take(MOST_ROWS) {
                                tr { @for (cell, column) in row.iter().zip(&self.columns) { td .r[column.is_number] { (cell.shown(t)) } } }
                            }
                        }
                    }
                }
                @if more > 0 { p .small.quiet { (t.chart_more_rows(more as u64)) } }
            }
        }
    }
}
