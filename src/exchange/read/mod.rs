//! Votes out of files: Agon's own and the public arenas' schemas, as CSV, JSON lines, a JSON array or Parquet. Bytes in,
//! batches of votes out.
//!
//! ```text
//! wanted   what a caller wants to know
//! plan     which columns tell it
//! layout   the schemas: which columns each has, and what a row of it says
//! words    the texts of a file, each kept once
//! row      one row, before anybody asked what it says
//! batch    many rows: votes as columns, and the rows that are none
//! table    CSV records
//! line     the usual CSV record: one line
//! lines    JSON lines
//! array    the entries of a JSON array
//! json     a JSON object as a row
//! nested   lists and records within a row
//! time     notations of time
//! parquet  columns of a Parquet file
//! skip     why a row is no vote
//! skipped  the rows that are none, by reason
//! ```
//!
//! Files are recognised by their columns and keys, never by their names. Memory grows with the names in a file and not
//! with its rows: no row may be longer than [`MAX_ROW_BYTES`]. Refuses to: repair a row, or drop one without a reason.

mod array;
mod batch;
mod json;
mod layout;
mod line;
mod lines;
mod nested;
mod parquet;
mod plan;
mod row;
mod skip;
mod skipped;
mod table;
#[cfg(test)]
mod tests;
mod time;
mod wanted;
mod words;

use std::fs::File;
use std::io::{self, BufRead, BufReader};

use ::parquet::errors::ParquetError;
use batch::Judge;
use parquet::Parquet;
use plan::Plan;
use row::{Into, Row};
use words::Words;

pub use batch::{Batch, Categories, Texts};
pub use layout::Layout;
pub use skip::Skip;
pub use skipped::Skipped;
pub use wanted::Wanted;
pub use words::Names;

/// The longest row that is read: 10 MB.
pub const MAX_ROW_BYTES: usize = 10_000_000;

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
    /// Parquet that comes from somewhere that has no end yet.
    #[error("is Parquet, which is read from its end: give the file itself, not a pipe")]
    Pipe,
    /// Parquet that breaks its own rules.
    #[error("is Parquet that is cut off, damaged or of a kind that is not known: {0}")]
    Parquet(#[from] ParquetError),
    /// The bytes did not come.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
}

impl ReadError {
    /// The longest list of columns in a message, in characters.
    const MAX_SHOWN: usize = 200;

    fn columns(found: &str, asked: Option<Layout>) -> Self {
        let shown = found.chars().filter(|c| !c.is_control());
        Self::Columns {
            found: shown.take(Self::MAX_SHOWN).collect(),
            asked,
        }
    }
}

/// Bytes of a text file that are read at a time; what it is must show in the first of them.
const BUFFER_BYTES: usize = 1 << 16;

/// A file of votes, batch by batch.
pub struct VoteReader<R> {
    source: Source<R>,
    judge: Judge,
}

/// How rows are kept apart.
enum Source<R> {
    Text(Box<Text<R>>),
    Parquet(Box<Parquet>),
}

/// A text file.
struct Text<R> {
    rows: Rows<R>,
    plan: Plan,
    words: Words,
}

enum Rows<R> {
    Table(table::Table<R>),
    Lines(lines::Lines<R>),
    Array(array::Array<R>),
}

/// A row that was read, or cannot be, with its place.
type Found = Option<(u64, Result<(), Skip>)>;

impl<R: BufRead> VoteReader<R> {
    /// Recognises the file by its beginning; `layout` overrides what its columns say.
    ///
    /// # Errors
    /// [`ReadError`] if there is nothing that could be votes.
    pub fn open(mut input: R, layout: Option<Layout>, wanted: &Wanted) -> Result<Self, ReadError> {
        if input.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
            input.consume(3);
        }
        let beginning = input.fill_buf()?;
        if beginning.starts_with(parquet::MAGIC) {
            return Err(ReadError::Pipe);
        }
        let plan = Plan::new(wanted);
        let rows = match first_kind(beginning) {
            Kind::Nothing => return Err(ReadError::Empty),
            Kind::Lines => Rows::Lines(lines::Lines::new(input)),
            Kind::Array => Rows::Array(array::Array::new(input)),
            Kind::Table => Rows::Table(table::Table::open(input, layout, &plan)?),
        };
        let layout = match &rows {
            Rows::Table(table) => Some(table.layout),
            Rows::Lines(_) | Rows::Array(_) => layout,
        };
        let words = Words::new();
        Ok(Self {
            source: Source::Text(Box::new(Text { rows, plan, words })),
            judge: Judge::new(layout, wanted.clone()),
        })
    }

    /// The next rows; `None` behind the last.
    ///
    /// # Errors
    /// [`ReadError`] if the bytes do not come.
    pub fn next_batch(&mut self) -> Result<Option<Batch>, ReadError> {
        match &mut self.source {
            Source::Text(text) => text.fill(&mut self.judge)?,
            Source::Parquet(parquet) => parquet.fill(&mut self.judge)?,
        }
        Ok(self.judge.take())
    }
}

impl VoteReader<BufReader<File>> {
    /// Recognises a file by its beginning, Parquet too; `layout` overrides what its columns say.
    ///
    /// # Errors
    /// [`ReadError`] if there is nothing that could be votes.
    pub fn open_file(
        file: File,
        layout: Option<Layout>,
        wanted: &Wanted,
    ) -> Result<Self, ReadError> {
        let mut input = BufReader::with_capacity(BUFFER_BYTES, file);
        if !input.fill_buf()?.starts_with(parquet::MAGIC) {
            return Self::open(input, layout, wanted);
        }
        let file = input.into_inner();
        if !file.metadata()?.is_file() {
            return Err(ReadError::Pipe);
        }
        let parquet = Parquet::open(file, layout, &Plan::new(wanted))?;
        Ok(Self {
            judge: Judge::new(Some(parquet.layout), wanted.clone()),
            source: Source::Parquet(Box::new(parquet)),
        })
    }
}

impl<R> VoteReader<R> {
    /// What places count: `line`, `entry` or `row`, from 1; a record of many lines stands where it begins.
    #[must_use]
    pub fn unit(&self) -> &'static str {
        match &self.source {
            Source::Text(text) => match text.rows {
                Rows::Table(_) | Rows::Lines(_) => "line",
                Rows::Array(_) => "entry",
            },
            Source::Parquet(_) => "row",
        }
    }

    /// The models of the votes so far.
    #[must_use]
    pub fn models(&self) -> &Names {
        &self.judge.models
    }

    /// The voters of the votes so far.
    #[must_use]
    pub fn voters(&self) -> &Names {
        &self.judge.voters
    }

    /// The categories of the votes so far.
    #[must_use]
    pub fn categories(&self) -> &Names {
        &self.judge.categories
    }

    /// The schema, if the file has one for all rows: JSON says it row by row.
    #[must_use]
    pub fn layout(&self) -> Option<Layout> {
        self.judge.layout
    }
}

impl<R: BufRead> Text<R> {
    /// Reads rows until the batch is full or the file ends.
    fn fill(&mut self, judge: &mut Judge) -> io::Result<()> {
        let mut row = Row::new(self.plan.features);
        while !judge.is_full() {
            let into = &mut Into {
                plan: &self.plan,
                row: &mut row,
                words: &mut self.words,
            };
            let found = match &mut self.rows {
                Rows::Table(table) => table.next_row(into)?,
                Rows::Lines(lines) => lines.next_row(into)?,
                Rows::Array(array) => array.next_row(into)?,
            };
            match found {
                None => break,
                Some((place, Ok(()))) => judge.add(place, &row, &self.words),
                Some((place, Err(reason))) => judge.skip(place, reason),
            }
        }
        Ok(())
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
