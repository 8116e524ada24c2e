//! JSON lines as they were written: every line an object with all columns and no other, and a line end behind each. A JSON list of
//! ours is the same with a line before the first, commas, and a line behind the last.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};

use serde_json::{Map, Value};

use super::{SheetError, SheetRow, other_columns, other_version};
use crate::exchange::read::MAX_ROW_BYTES;

/// Whether a line looks like an object, also if one of its bytes was changed.
pub(super) fn is_object(line: &[u8]) -> bool {
    memchr::memmem::find(line, b"\":").is_some()
}

/// Refuses a file whose first line is a good object of something else, or whose first lines are those of another version.
pub(super) fn check_first(lines: [&[u8]; 2], columns: &[&str]) -> Result<(), SheetError> {
    let row = |line: &[u8]| -> Option<Map<String, Value>> {
        serde_json::from_slice(line.strip_suffix(b",").unwrap_or(line)).ok()
    };
    let [first, second] = lines.map(row);
    let Some(first) = first else { return Ok(()) };
    // A name that was changed into that of another column hides the other one, in one line.
    let is_usual = second.is_some_and(|second| second.keys().eq(first.keys()));
    let is_known = |name: &str| first.contains_key(name);
    if is_usual || columns.iter().copied().all(is_known) {
        // In an object the columns have no order: they get that of the file that they should be in.
        let (last, others) = columns.split_last().unwrap_or((&"", &[]));
        let is_more = |name: &&String| !columns.contains(&name.as_str());
        let more = first.keys().filter(is_more).map(String::as_str);
        let known = others.iter().copied().filter(|name| is_known(name));
        let found: Vec<&str> = known
            .chain(more)
            .chain(Some(*last).filter(|name| is_known(name)))
            .collect();
        if let Some(version) = other_version(&found, columns) {
            return Err(version);
        }
    }
    let other = other_columns(first.keys().map(String::as_str), columns);
    match other {
        Some(
            error @ SheetError::Columns {
                is_close: false, ..
            },
        ) => Err(error),
        _ => Ok(()),
    }
}

/// Whether a line is the first of a JSON list of ours.
pub(super) fn is_list(first: &[u8]) -> bool {
    matches!(first, b"[" | b"[]")
}

/// Where in a JSON list the next line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    /// There is no list.
    No,
    /// Before all others.
    First,
    /// Behind a comma.
    Entry,
    /// Behind the last entry.
    Last,
    /// Behind the end.
    Over,
}

/// The lines of a file.
pub(super) struct Lines {
    input: BufReader<File>,
    columns: &'static [&'static str],
    place: u64,
    line: Vec<u8>,
    list: List,
}

impl Lines {
    pub(super) fn new(
        input: BufReader<File>,
        columns: &'static [&'static str],
        is_list: bool,
    ) -> Self {
        Self {
            input,
            columns,
            place: 0,
            line: Vec::new(),
            list: if is_list { List::First } else { List::No },
        }
    }

    pub(super) fn next_row(&mut self) -> Result<Option<SheetRow>, SheetError> {
        loop {
            self.line.clear();
            let most = MAX_ROW_BYTES as u64;
            let count = self
                .input
                .by_ref()
                .take(most)
                .read_until(b'\n', &mut self.line)?;
            if count == 0 {
                let is_whole = matches!(self.list, List::No | List::Over);
                // Said once.
                self.list = List::No;
                return if is_whole {
                    Ok(None)
                } else {
                    Err(self.wrong("the file ends behind it, and the list does not".to_owned()))
                };
            }
            self.place += 1;
            let is_entry = self.is_entry().map_err(|why| self.wrong(why.to_owned()))?;
            if !is_entry {
                continue;
            }
            let cells = self.cells().map_err(|why| self.wrong(why))?;
            return Ok(Some(SheetRow {
                place: self.place,
                cells,
            }));
        }
    }

    fn wrong(&self, why: String) -> SheetError {
        SheetError::Row {
            unit: "line",
            place: self.place,
            why,
        }
    }

    /// Whether the line is an entry of the list, whose comma is taken away, or belongs to the list itself.
    fn is_entry(&mut self) -> Result<bool, &'static str> {
        let before = self.list;
        if before == List::No {
            return Ok(true);
        }
        if self.line.ends_with(b",\n") {
            self.line.truncate(self.line.len() - 2);
            self.line.push(b'\n');
            self.list = List::Entry;
        } else {
            self.list = if self.line.starts_with(b"{") {
                List::Last
            } else {
                List::Over
            };
        }
        match (before, self.line.as_slice()) {
            (List::First, b"[\n") => {
                self.list = List::Entry;
                Ok(false)
            }
            (List::First, b"[]\n") | (List::Last, b"]\n") => Ok(false),
            (List::Entry, _) => Ok(true),
            (List::Last, _) => Err("no comma stands before it, and it does not end the list"),
            _ => Err("does not belong to the list"),
        }
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
