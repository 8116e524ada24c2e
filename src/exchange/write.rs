//! Records as CSV or JSON lines.

use std::str::FromStr;

use super::Record;

/// A file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated, one header line, RFC 4180 quoting, `\n` at line ends.
    Csv,
    /// One JSON object per line.
    Jsonl,
}

impl Format {
    /// The media type.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Jsonl => "application/jsonl; charset=utf-8",
        }
    }
}

impl FromStr for Format {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "csv" => Ok(Self::Csv),
            "jsonl" => Ok(Self::Jsonl),
            _ => Err("csv or jsonl"),
        }
    }
}

/// What stands before the first record.
#[must_use]
pub fn header<R: Record>(format: Format) -> Vec<u8> {
    match format {
        Format::Csv => csv_lines(std::iter::once(
            R::COLUMNS.iter().map(ToString::to_string).collect(),
        )),
        Format::Jsonl => Vec::new(),
    }
}

/// Some records, whole lines each.
#[must_use]
pub fn encode<R: Record>(format: Format, records: &[R]) -> Vec<u8> {
    match format {
        Format::Csv => csv_lines(records.iter().map(Record::cells)),
        Format::Jsonl => {
            let mut out = Vec::new();
            for record in records {
                // Strings, numbers and lists of them always serialise, and a Vec takes what it is given.
                let _ = serde_json::to_writer(&mut out, record);
                out.push(b'\n');
            }
            out
        }
    }
}

/// A table as CSV; its first row is the header.
#[must_use]
pub fn csv_table(rows: Vec<Vec<String>>) -> Vec<u8> {
    csv_lines(rows.into_iter())
}

fn csv_lines(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    for row in rows {
        // A Vec takes what it is given, and every row of a record has as many cells.
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}
