//! Records as files: CSV, JSON lines, Parquet. Records go in as they come, bytes come out as they are ready.

mod column;
mod parquet;

use std::borrow::Cow;
use std::str::FromStr;

use super::Record;
pub use column::Column;
use parquet::TypedFile;

/// A file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated, one header line, RFC 4180 quoting, `\n` at line ends.
    Csv,
    /// One JSON object per line.
    Jsonl,
    /// Typed columns, compressed with Zstandard.
    Parquet,
}

impl Format {
    /// The word for each.
    pub const ALL: [&'static str; 3] = ["csv", "jsonl", "parquet"];

    /// The word, which is the ending of its files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
        }
    }

    /// The media type.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Jsonl => "application/jsonl; charset=utf-8",
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
            "parquet" => Ok(Self::Parquet),
            _ => Err("csv, jsonl or parquet"),
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

enum Inner {
    /// Whether its header was written.
    Csv(bool),
    Jsonl,
    Parquet(Box<TypedFile>),
}

impl FileWriter {
    /// A file of such records.
    ///
    /// # Errors
    /// [`WriteError`] if the format cannot hold them.
    pub fn new<R: Record>(format: Format, about: About) -> Result<Self, WriteError> {
        Ok(Self(match format {
            Format::Csv => Inner::Csv(false),
            Format::Jsonl => Inner::Jsonl,
            Format::Parquet => Inner::Parquet(Box::new(TypedFile::new(&R::shapes(), about)?)),
        }))
    }

    /// Takes records and gives the bytes that are ready: whole lines, or whole row groups.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn write<R: Record>(&mut self, records: &[R]) -> Result<Vec<u8>, WriteError> {
        match &mut self.0 {
            Inner::Csv(has_header) => Ok(csv_lines(std::mem::replace(has_header, true), records)),
            Inner::Jsonl => Ok(json_lines(records)),
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
            Inner::Csv(has_header) => Ok(csv_lines::<R>(has_header, &[])),
            Inner::Jsonl => Ok(Vec::new()),
            Inner::Parquet(file) => Ok(file.finish()?),
        }
    }
}

/// A whole CSV file.
#[must_use]
pub fn csv_file<R: Record>(records: &[R]) -> Vec<u8> {
    csv_lines(false, records)
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

fn csv_lines<R: Record>(has_header: bool, records: &[R]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    // A Vec takes what it is given, and every row of a record has as many cells.
    if !has_header {
        let _ = writer.write_record(R::COLUMNS);
    }
    let mut row: Vec<Cow<'_, str>> = Vec::with_capacity(R::COLUMNS.len());
    for record in records {
        row.clear();
        record.cells(&mut row);
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
