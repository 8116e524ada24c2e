//! JSON lines as they were written: every line an object with all columns and no other, and a line end behind each.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};

use serde_json::{Map, Value};

use super::{SheetError, SheetRow, other_columns};
use crate::exchange::read::MAX_ROW_BYTES;

/// Whether a line looks like an object, also if one of its bytes was changed.
pub(super) fn is_object(line: &[u8]) -> bool {
    memchr::memmem::find(line, b"\":").is_some()
}

/// Refuses a file whose first line is a good object of something else.
pub(super) fn check_first(line: &[u8], columns: &[&str]) -> Result<(), SheetError> {
    let first: Option<Map<String, Value>> = serde_json::from_slice(line).ok();
    let other = first.and_then(|row| other_columns(row.keys().map(String::as_str), columns));
    match other {
        Some(
            error @ SheetError::Columns {
                is_close: false, ..
            },
        ) => Err(error),
        _ => Ok(()),
    }
}

/// The lines of a file.
pub(super) struct Lines {
    input: BufReader<File>,
    columns: &'static [&'static str],
    place: u64,
    line: Vec<u8>,
}

impl Lines {
    pub(super) fn new(input: BufReader<File>, columns: &'static [&'static str]) -> Self {
        Self {
            input,
            columns,
            place: 0,
            line: Vec::new(),
        }
    }

    pub(super) fn next_row(&mut self) -> Result<Option<SheetRow>, SheetError> {
        self.line.clear();
        let most = MAX_ROW_BYTES as u64;
        let count = self
            .input
            .by_ref()
            .take(most)
            .read_until(b'\n', &mut self.line)?;
        if count == 0 {
            return Ok(None);
        }
        self.place += 1;
        let cells = self.cells().map_err(|why| SheetError::Row {
            unit: "line",
            place: self.place,
            why,
        })?;
        Ok(Some(SheetRow {
            place: self.place,
            cells,
        }))
    }

    fn cells(&self) -> Result<Vec<String>, String> {
        let Some(line) = self.line.strip_suffix(b"\n") else {
            return Err("has no end".to_owned());
        };
        let row: Map<String, Value> =
            serde_json::from_slice(line).map_err(|error| format!("is no JSON object: {error}"))?;
        if let Some(other) = other_columns(row.keys().map(String::as_str), self.columns) {
            return Err(other.to_string());
        }
        let cell = |name: &&str| row.get(*name).map(|value| text(value).into_owned());
        Ok(self.columns.iter().filter_map(cell).collect())
    }
}

/// A value as it would stand in CSV.
fn text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => "".into(),
        Value::String(text) => text.into(),
        Value::Array(list) => {
            let texts: Vec<_> = list.iter().map(text).collect();
            texts.join(";").into()
        }
        other => other.to_string().into(),
    }
}
