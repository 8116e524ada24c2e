//! Records as files: CSV, JSON lines, Parquet. Records go in as they come, bytes come out as they are ready.

mod column;
mod parquet;

use std::borrow::Cow;
use std::str::FromStr;

use super::Record;
use super::cell::Kind;
use super::spreadsheet::safe_cell;
pub use column::Column;
pub(super) use column::primitive;
pub(super) use parquet::TypedFile;

/// A file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated, one header line, RFC 4180 quoting, `\n` at line ends.
    Csv,
    /// One JSON object per line.
    Jsonl,
    /// One JSON list of objects.
    Json,
    /// Typed columns, compressed with Zstandard.
    Parquet,
}

impl Format {
    /// The word for each.
    pub const ALL: [&'static str; 4] = ["csv", "jsonl", "json", "parquet"];

    /// The word, which is the ending of its files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Json => "json",
            Self::Parquet => "parquet",
        }
    }

    /// The media type.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Jsonl => "application/jsonl; charset=utf-8",
            Self::Json => "application/json",
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }
}

impl FromStr for Format {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "csv" => Ok(Self::Csv),
            "jsonl" => Ok(Self::Jsonl),
            "json" => Ok(Self::Json),
            "parquet" => Ok(Self::Parquet),
            _ => Err("csv, jsonl, json or parquet"),
        }
    }
}

/// What a file says of itself, as names and values; only Parquet has a place for it.
pub type About = Vec<(&'static str, String)>;

/// A file could not be made.
#[derive(Debug, thiserror::Error)]
#[error("a Parquet file could not be made: {0}")]
pub struct WriteError(#[from] ::parquet::errors::ParquetError);

/// A file in the making.
pub struct FileWriter(Inner);

/// How far a table is, and for whom it is.
#[derive(Clone, Copy, Default)]
pub(super) struct Table {
    /// Its header was written.
    pub(super) has_header: bool,
    /// No cell of it may be run as a formula.
    pub(super) is_safe: bool,
}

enum Inner {
    Csv(Table),
    Jsonl,
    /// Whether an entry was written.
    Json(bool),
    Parquet(Box<TypedFile>),
}

impl FileWriter {
    /// A file of such records.
    ///
    /// # Errors
    /// [`WriteError`] if the format cannot hold them.
    pub fn new<R: Record>(format: Format, about: About) -> Result<Self, WriteError> {
        Ok(Self(match format {
            Format::Csv => Inner::Csv(Table::default()),
            Format::Jsonl => Inner::Jsonl,
            Format::Json => Inner::Json(false),
            Format::Parquet => Inner::Parquet(Box::new(TypedFile::new(&R::shapes(), about)?)),
        }))
    }

    /// Makes sure that no spreadsheet runs a cell of a table as a formula; other formats have none.
    #[must_use]
    pub fn spreadsheet_safe(mut self, is_safe: bool) -> Self {
        if let Inner::Csv(table) = &mut self.0 {
            table.is_safe = is_safe;
        }
        self
    }

    /// Takes records and gives the bytes that are ready: whole lines, or whole row groups.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn write<R: Record>(&mut self, records: &[R]) -> Result<Vec<u8>, WriteError> {
        match &mut self.0 {
            Inner::Csv(table) => Ok(csv_lines(table, records)),
            Inner::Jsonl => Ok(json_lines(records)),
            Inner::Json(has_entry) => Ok(json_entries(has_entry, records)),
            Inner::Parquet(file) => {
                for record in records {
                    file.add(record)?;
                }
                Ok(file.ready()?)
            }
        }
    }

    /// The rest of the file.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn finish<R: Record>(self) -> Result<Vec<u8>, WriteError> {
        match self.0 {
            Inner::Csv(mut table) => Ok(csv_lines::<R>(&mut table, &[])),
            Inner::Jsonl => Ok(Vec::new()),
            Inner::Json(has_entry) => Ok(json_end(has_entry)),
            Inner::Parquet(file) => Ok(file.finish()?),
        }
    }
}

/// A whole CSV file.
#[must_use]
pub fn csv_file<R: Record>(records: &[R]) -> Vec<u8> {
    csv_lines(&mut Table::default(), records)
}

/// A whole file at once.
///
/// # Errors
/// [`WriteError`].
pub fn whole_file<R: Record>(
    format: Format,
    about: About,
    records: &[R],
) -> Result<Vec<u8>, WriteError> {
    let mut file = FileWriter::new::<R>(format, about)?;
    let mut bytes = file.write(records)?;
    bytes.extend(file.finish::<R>()?);
    Ok(bytes)
}

/// A table as CSV, with columns that no record has; its first row is the header.
#[must_use]
pub fn csv_table(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    for row in rows {
        // A Vec takes what it is given, and every row has as many cells as the header.
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

fn csv_lines<R: Record>(table: &mut Table, records: &[R]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    // A Vec takes what it is given, and every row of a record has as many cells.
    if !std::mem::replace(&mut table.has_header, true) {
        let _ = writer.write_record(R::COLUMNS);
    }
    let mut row: Vec<Cow<'_, str>> = Vec::with_capacity(R::COLUMNS.len());
    let shapes = R::shapes();
    let texts: Vec<bool> = shapes
        .iter()
        .map(|(_, shape)| shape.kind == Kind::Text)
        .collect();
    for record in records {
        row.clear();
        record.cells(&mut row);
        for (cell, _) in row
            .iter_mut()
            .zip(&texts)
            .filter(|(_, is_text)| table.is_safe && **is_text)
        {
            *cell = safe_cell(std::mem::take(cell));
        }
        let _ = writer.write_record(row.iter().map(|cell| cell.as_bytes()));
    }
    writer.into_inner().unwrap_or_default()
}

fn json_lines<R: Record>(records: &[R]) -> Vec<u8> {
    let mut out = Vec::new();
    for record in records {
        // Strings, numbers and lists of them always serialise, and a Vec takes what it is given.
        let _ = serde_json::to_writer(&mut out, record);
        out.push(b'\n');
    }
    out
}

fn json_entries<R: Record>(has_entry: &mut bool, records: &[R]) -> Vec<u8> {
    let mut out = Vec::new();
    for record in records {
        out.extend_from_slice(between(has_entry));
        // As above.
        let _ = serde_json::to_writer(&mut out, record);
    }
    out
}

/// What stands before an entry of a JSON list.
pub(super) fn between(has_entry: &mut bool) -> &'static [u8] {
    if std::mem::replace(has_entry, true) {
        b",\n"
    } else {
        b"[\n"
    }
}

/// What stands behind the last one.
pub(super) fn json_end(has_entry: bool) -> Vec<u8> {
    if has_entry { "\n]\n" } else { "[]\n" }.into()
}
