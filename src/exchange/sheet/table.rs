//! CSV as it was written: every record has as many cells as the header and ends with a line end, as the last one does too.

use std::fs::File;
use std::io::BufReader;

use csv::{ByteRecord, Reader, ReaderBuilder, Terminator};

use super::{SheetError, SheetRow, other_columns, other_order, other_version};

/// The records of a file.
pub(super) struct Table {
    reader: Reader<Tail>,
    record: ByteRecord,
    columns: usize,
    /// Whether lines end with `\r\n`, as some tools make them.
    has_returns: bool,
}

/// Reads a file and remembers its last byte.
struct Tail {
    input: BufReader<File>,
    last: u8,
}

impl std::io::Read for Tail {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.input.read(buffer)?;
        if let Some(last) = count.checked_sub(1).and_then(|place| buffer.get(place)) {
            self.last = *last;
        }
        Ok(count)
    }
}

impl Table {
    pub(super) fn open(
        input: BufReader<File>,
        columns: &'static [&'static str],
    ) -> Result<Self, SheetError> {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .terminator(Terminator::Any(b'\n'))
            .from_reader(Tail { input, last: b'\n' });
        let mut record = ByteRecord::new();
        reader.read_byte_record(&mut record).map_err(broken)?;
        let has_returns = record
            .iter()
            .next_back()
            .is_some_and(|cell| cell.ends_with(b"\r"));
        let header: Vec<String> = cells(&record, has_returns)
            .map_err(|why| row(1, why))?
            .collect();
        if let Some(version) = other_version(&header, columns) {
            return Err(version);
        }
        if let Some(other) = other_columns(header.iter().map(String::as_str), columns) {
            return Err(other);
        }
        if header != columns {
            return Err(other_order());
        }
        Ok(Self {
            reader,
            record,
            columns: columns.len(),
            has_returns,
        })
    }

    pub(super) fn next_row(&mut self) -> Result<Option<SheetRow>, SheetError> {
        let place = self.reader.position().line();
        if !self
            .reader
            .read_byte_record(&mut self.record)
            .map_err(broken)?
        {
            if self.reader.get_ref().last == b'\n' {
                return Ok(None);
            }
            // Said once: the next call finds nothing wrong.
            self.reader.get_mut().last = b'\n';
            return Err(row(place, "the file ends before the line does".to_owned()));
        }
        let (found, wanted) = (self.record.len(), self.columns);
        if found != wanted {
            let why = format!("has {found} cells and not {wanted}");
            return Err(row(place, why));
        }
        let cells = cells(&self.record, self.has_returns).map_err(|why| row(place, why))?;
        Ok(Some(SheetRow {
            place,
            cells: cells.collect(),
        }))
    }
}

fn row(place: u64, why: String) -> SheetError {
    SheetError::Row {
        unit: "line",
        place,
        why,
    }
}

fn broken(error: csv::Error) -> SheetError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        other => SheetError::Columns {
            why: format!("{other:?}"),
            is_close: false,
        },
    }
}

/// The cells of a record as text.
fn cells(
    record: &ByteRecord,
    has_returns: bool,
) -> Result<impl Iterator<Item = String> + '_, String> {
    if record.iter().any(|cell| std::str::from_utf8(cell).is_err()) {
        return Err("has bytes that are no UTF-8".to_owned());
    }
    let last = record.len().saturating_sub(1);
    let text = move |(place, cell): (usize, &[u8])| {
        let end = if place == last && has_returns {
            cell.strip_suffix(b"\r")
        } else {
            None
        };
        String::from_utf8_lossy(end.unwrap_or(cell)).into_owned()
    };
    Ok(record.iter().enumerate().map(text))
}
