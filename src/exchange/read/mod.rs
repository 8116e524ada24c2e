//! Votes out of files: Agon's own and the public arenas' schemas, as CSV, JSON lines or a JSON array. Bytes in, rows out.
//!
//! ```text
//! layout   the schemas: which columns each has, and what a row of it says
//! fields   the columns of a row that any schema knows
//! table    CSV records
//! lines    JSON lines
//! array    the entries of a JSON array
//! skip     why a row is no vote
//! ```
//!
//! Files are recognised by their columns and keys, never by their names. Memory does not grow with the file: no row may
//! be longer than [`MAX_ROW_BYTES`]. Refuses to: repair a row, or drop one without a reason.

mod array;
mod fields;
mod layout;
mod lines;
mod skip;
mod table;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead};

use crate::domain::Choice;
use fields::Fields;

pub use layout::Layout;
pub use skip::Skip;

/// The longest row that is read: 10 MB.
pub const MAX_ROW_BYTES: usize = 10_000_000;

/// What a row says: which models met, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteRow {
    /// The model on side A.
    pub model_a: String,
    /// The model on side B.
    pub model_b: String,
    /// What the voter said.
    pub choice: Choice,
}

/// A row with its place in the file: a vote, or the reason why it is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line where it begins, or its number among the entries of an array; from 1.
    pub place: u64,
    /// What it says.
    pub vote: Result<VoteRow, Skip>,
}

/// Why a file cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file has nothing but space.
    #[error("is empty; expected {}", Layout::expected(None))]
    Empty,
    /// The columns are those of no schema, or not those of the schema that was asked for.
    #[error("has columns that are not known ({found}); expected {}", Layout::expected(*.asked))]
    Columns {
        /// The columns that it has.
        found: String,
        /// The schema that was asked for.
        asked: Option<Layout>,
    },
    /// The bytes did not come.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
}

/// The rows of a file of votes, one by one.
pub struct VoteReader<R> {
    rows: Rows<R>,
    layout: Option<Layout>,
}

/// How rows are kept apart.
enum Rows<R> {
    Table(table::Table<R>),
    Lines(lines::Lines<R>),
    Array(array::Array<R>),
}

/// A row before anybody asked what it says.
type Found = Option<(u64, Result<Fields, Skip>)>;

impl<R: BufRead> VoteReader<R> {
    /// Recognises the file by its beginning; `layout` overrides what its columns say.
    ///
    /// # Errors
    /// [`ReadError`] if there is nothing that could be votes.
    pub fn open(mut input: R, layout: Option<Layout>) -> Result<Self, ReadError> {
        if input.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
            input.consume(3);
        }
        let beginning = input.fill_buf()?;
        let rows = match first_kind(beginning) {
            Kind::Nothing => return Err(ReadError::Empty),
            Kind::Lines => Rows::Lines(lines::Lines::new(input)),
            Kind::Array => Rows::Array(array::Array::new(input)),
            Kind::Table => Rows::Table(table::Table::open(input, layout)?),
        };
        Ok(Self { rows, layout })
    }

    /// What [`Row::place`] counts: `line` or `entry`.
    #[must_use]
    pub fn unit(&self) -> &'static str {
        match self.rows {
            Rows::Table(_) | Rows::Lines(_) => "line",
            Rows::Array(_) => "entry",
        }
    }

    fn found(&mut self) -> io::Result<Found> {
        match &mut self.rows {
            Rows::Table(table) => table.next_row(),
            Rows::Lines(lines) => lines.next_row(),
            Rows::Array(array) => array.next_row(),
        }
    }

    fn vote(&self, fields: &Fields) -> Result<VoteRow, Skip> {
        let layout = self
            .layout
            .or_else(|| Layout::of(|column| fields.has(column)));
        layout.ok_or(Skip::Columns)?.vote(fields)
    }
}

impl<R: BufRead> Iterator for VoteReader<R> {
    type Item = io::Result<Row>;

    fn next(&mut self) -> Option<Self::Item> {
        let found = self.found().transpose()?;
        Some(found.map(|(place, fields)| Row {
            place,
            vote: fields.and_then(|fields| self.vote(&fields)),
        }))
    }
}

enum Kind {
    Nothing,
    Table,
    Lines,
    Array,
}

/// What a file is, by its beginning. A line that is broken must not decide, wherever it stands.
fn first_kind(beginning: &[u8]) -> Kind {
    if table::has_known_header(beginning) {
        return Kind::Table;
    }
    let mut marks = beginning.iter().filter(|byte| !byte.is_ascii_whitespace());
    let is_object = |line: &[u8]| line.trim_ascii_start().starts_with(b"{");
    match (marks.next(), marks.next()) {
        (None, _) => Kind::Nothing,
        (Some(b'['), Some(b'{' | b']')) => Kind::Array,
        _ if beginning.split(|byte| *byte == b'\n').any(is_object) => Kind::Lines,
        (Some(b'['), _) => Kind::Array,
        _ => Kind::Table,
    }
}
