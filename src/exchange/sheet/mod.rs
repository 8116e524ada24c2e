//! Files of our own, cell by cell as they stand: for whoever asks not what a row means but whether it is what was written.
//! Nothing is trimmed, passed over or made the best of: what is broken is an error that says where.
//!
//! ```text
//! table   CSV
//! lines   JSON lines, and a JSON list
//! typed   Parquet
//! ```

mod lines;
mod table;
mod typed;

use std::fs::File;
use std::io::{BufRead as _, BufReader, Seek as _};

use super::read::ReadError;

/// Bytes that are read at a time.
const BUFFER_BYTES: usize = 1 << 16;

/// A row: its place in the file, and the cells of the columns that were asked for, as they would stand in CSV.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// The line in which it begins, or the row of a typed file.
    pub place: u64,
    /// As many as there are columns.
    pub cells: Vec<String>,
}

/// Why a file, or a row of it, is not what was written.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// A row.
    #[error("{unit} {place}: {why}")]
    Row {
        /// What places count.
        unit: &'static str,
        /// Where it stands.
        place: u64,
        /// What is wrong with it.
        why: String,
    },
    /// Its columns are not those of such a file.
    #[error("{why}")]
    Columns {
        /// What is wrong with them.
        why: String,
        /// Whether most of them are there.
        is_close: bool,
    },
    /// Another version of this program wrote it: its columns are these and some more, or some of these.
    #[error("{0}")]
    Version(String),
    /// It cannot be read at all.
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl From<std::io::Error> for SheetError {
    fn from(error: std::io::Error) -> Self {
        Self::Read(error.into())
    }
}

/// A file of ours, row by row.
pub struct Sheet {
    rows: Rows,
    watched: File,
    size: u64,
}

enum Rows {
    Table(Box<table::Table>),
    Lines(lines::Lines),
    Typed(Box<typed::Typed>),
}

impl Sheet {
    /// Opens a file that should have exactly these columns.
    ///
    /// # Errors
    /// [`SheetError`] if it has others, or cannot be read.
    pub fn open(file: File, columns: &'static [&'static str]) -> Result<Self, SheetError> {
        let (watched, size) = (file.try_clone()?, file.metadata()?.len());
        let mut input = BufReader::with_capacity(BUFFER_BYTES, file);
        let beginning = input.fill_buf()?;
        let mut some = beginning
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty());
        let [first, second] = [some.next(), some.next()].map(Option::unwrap_or_default);
        // Any one of these shows it, also where one byte was changed.
        let is_list = lines::is_list(first);
        let is_lines = is_list
            || first.starts_with(b"{")
            || lines::is_object(first)
            || second.starts_with(b"{");
        let rows = if beginning.is_empty() {
            return Err(ReadError::Empty.into());
        } else if beginning.starts_with(b"PAR1") {
            let file = input.into_inner();
            Rows::Typed(Box::new(typed::Typed::open(file, columns)?))
        } else if is_lines {
            let entries = if is_list {
                [second, some.next().unwrap_or_default()]
            } else {
                [first, second]
            };
            lines::check_first(entries, columns)?;
            Rows::Lines(lines::Lines::new(input, columns, is_list))
        } else {
            Rows::Table(Box::new(table::Table::open(input, columns)?))
        };
        Ok(Self {
            rows,
            watched,
            size,
        })
    }

    /// The next row; `None` behind the last. Behind an error that names a row, more may come.
    ///
    /// # Errors
    /// [`SheetError`] if it is not as it was written.
    pub fn next_row(&mut self) -> Result<Option<SheetRow>, SheetError> {
        match &mut self.rows {
            Rows::Table(table) => table.next_row(),
            Rows::Lines(lines) => lines.next_row(),
            Rows::Typed(typed) => typed.next_row(),
        }
    }

    /// What places count: `line` or `row`.
    #[must_use]
    pub fn unit(&self) -> &'static str {
        match &self.rows {
            Rows::Table(_) | Rows::Lines(_) => "line",
            Rows::Typed(_) => "row",
        }
    }

    /// What a Parquet file says of itself under a name.
    #[must_use]
    pub fn about(&self, name: &str) -> Option<&str> {
        match &self.rows {
            Rows::Typed(typed) => typed.about(name),
            Rows::Table(_) | Rows::Lines(_) => None,
        }
    }

    /// How much of the file was read, from 0 to 1.
    pub fn part_read(&mut self) -> f64 {
        let (done, all) = match &self.rows {
            Rows::Typed(typed) => typed.rows_read(),
            Rows::Table(_) | Rows::Lines(_) => {
                (self.watched.stream_position().unwrap_or(0), self.size)
            }
        };
        #[expect(clippy::cast_precision_loss, reason = "nobody sees the difference")]
        let part = done as f64 / all.max(1) as f64;
        part.min(1.0)
    }
}

/// Says so if the columns are those of another version: these in their order without some of them, or with some between them.
/// Every version ends with the same column, so that a header that breaks off is no version.
fn other_version(found: &[impl AsRef<str>], columns: &[&str]) -> Option<SheetError> {
    let found: Vec<&str> = found.iter().map(AsRef::as_ref).collect();
    let without = |all: &[&str], those: &[&str]| -> Vec<String> {
        let rest = all.iter().filter(|name| !those.contains(name));
        rest.map(|name| (*name).to_owned()).collect()
    };
    let is_within = |some: &[&str], all: &[&str]| {
        let mut all = all.iter();
        some.iter().all(|name| all.any(|one| one == name))
    };
    if found.last() != columns.last() || found == columns {
        return None;
    }
    let why = if is_within(columns, &found) {
        let more = without(&found, columns).join(", ");
        format!(
            "it has the column {more}, so a later version of Agon wrote it; use that version, or export again with this one"
        )
    } else if is_within(&found, columns) {
        let missing = without(columns, &found).join(", ");
        format!(
            "it has no column {missing}, so an earlier version of Agon wrote it; export again, or use that version"
        )
    } else {
        return None;
    };
    Some(SheetError::Version(why))
}

/// The most unknown columns that are named.
const NAMED: usize = 5;

/// What is wrong with the columns of a file, if they are not these in this order.
fn other_columns<'a>(
    found: impl Iterator<Item = &'a str> + Clone,
    columns: &[&str],
) -> Option<SheetError> {
    let is_there = |name: &&&str| found.clone().any(|one| one == **name);
    let missing: Vec<&str> = columns
        .iter()
        .filter(|name| !is_there(name))
        .copied()
        .collect();
    let more: Vec<String> = found
        .clone()
        .filter(|name| !columns.contains(name))
        .map(|name| format!("{:?}", name.chars().take(40).collect::<String>()))
        .take(NAMED)
        .collect();
    let is_close = missing.len() * 2 < columns.len();
    let why = match (missing.as_slice(), more.as_slice()) {
        ([], []) if found.count() == columns.len() => return None,
        ([], []) => "a column stands there twice".to_owned(),
        (_, more) if !is_close => format!("it has other columns ({})", more.join(", ")),
        ([], more) => format!("the column {} is not known", more.join(", ")),
        (missing, []) => format!("the column {} is missing", missing.join(", ")),
        (missing, more) => format!(
            "the column {} is missing, and {} is not known",
            missing.join(", "),
            more.join(", ")
        ),
    };
    Some(SheetError::Columns { why, is_close })
}

/// What is wrong with columns that do not stand where they should.
fn other_order() -> SheetError {
    SheetError::Columns {
        why: "the columns do not stand in their order".to_owned(),
        is_close: true,
    }
}
