//! A file of a public schema in the making: votes go in as they come, bytes come out as they are ready.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::rows::row;
use super::tree::{Place, columns, object, put_all, types};
use super::{Losses, PublicSchema, PublicVote};
use crate::exchange::spreadsheet::safe_cell;
use crate::exchange::write::{About, Format, Table, TypedFile, WriteError, between, json_end};

/// A file of a public schema in the making.
pub struct PublicFile {
    inner: Inner,
    losses: Losses,
}

enum Inner {
    Csv(Table),
    Jsonl,
    /// Whether an entry was written.
    Json(bool),
    Parquet(Box<TypedFile>),
}

impl PublicFile {
    /// A file without votes.
    ///
    /// # Errors
    /// [`WriteError`] if the format cannot hold the schema.
    pub fn new(schema: PublicSchema, format: Format, about: About) -> Result<Self, WriteError> {
        let inner = match format {
            Format::Csv => Inner::Csv(Table::default()),
            Format::Jsonl => Inner::Jsonl,
            Format::Json => Inner::Json(false),
            Format::Parquet => {
                let fields = schema.fields();
                let parts = (types(fields)?, columns(fields));
                Inner::Parquet(Box::new(TypedFile::of(parts, Vec::new(), about)?))
            }
        };
        Ok(Self {
            inner,
            losses: Losses::new(schema),
        })
    }

    /// Makes sure that no spreadsheet runs a cell of a table as a formula; other formats have none.
    #[must_use]
    pub fn spreadsheet_safe(mut self, is_safe: bool) -> Self {
        if let Inner::Csv(table) = &mut self.inner {
            table.is_safe = is_safe;
        }
        self
    }

    /// Takes votes and gives the bytes that are ready.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn write(&mut self, votes: &[PublicVote]) -> Result<Vec<u8>, WriteError> {
        let schema = self.losses.schema;
        let losses = &mut self.losses;
        let held = votes.iter().filter(|vote| losses.add(vote));
        let rows: Vec<Map<String, Value>> = held.map(|vote| row(schema, vote)).collect();
        let fields = schema.fields();
        let mut out = Vec::new();
        match &mut self.inner {
            Inner::Csv(table) => return Ok(lines(schema, table, &rows)),
            Inner::Jsonl => {
                for row in &rows {
                    object(fields, |name| row.get(name), &mut out);
                    out.push(b'\n');
                }
            }
            Inner::Json(has_entry) => {
                for row in &rows {
                    out.extend_from_slice(between(has_entry));
                    object(fields, |name| row.get(name), &mut out);
                }
            }
            Inner::Parquet(file) => {
                for row in &rows {
                    let put = |columns: &mut [_]| {
                        put_all(fields, |name| row.get(name), Place::default(), columns);
                    };
                    file.add_row(put)?;
                }
                return Ok(file.ready()?);
            }
        }
        Ok(out)
    }

    /// The rest of the file, and what it does not say.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn finish(self) -> Result<(Vec<u8>, Losses), WriteError> {
        let rest = match self.inner {
            Inner::Csv(mut table) => lines(self.losses.schema, &mut table, &[]),
            Inner::Jsonl => Vec::new(),
            Inner::Json(has_entry) => json_end(has_entry),
            Inner::Parquet(mut file) => {
                // Numbers and texts always serialise.
                let losses = serde_json::to_string(&self.losses).unwrap_or_default();
                file.note("losses", losses);
                file.finish()?
            }
        };
        Ok((rest, self.losses))
    }
}

fn lines(schema: PublicSchema, table: &mut Table, rows: &[Map<String, Value>]) -> Vec<u8> {
    let fields = schema.fields();
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    // A Vec takes what it is given, and every row has as many cells.
    if !std::mem::replace(&mut table.has_header, true) {
        let _ = writer.write_record(fields.iter().map(|(name, _)| name));
    }
    for row in rows {
        let cells = fields.iter().map(|(name, node)| {
            let value = row.get(*name);
            let cell = value.map_or(Cow::Borrowed(""), |value| node.cell(value));
            if table.is_safe && value.is_some_and(Value::is_string) {
                return safe_cell(cell);
            }
            cell
        });
        let _ = writer.write_record(cells.map(|cell| cell.as_bytes().to_vec()));
    }
    writer.into_inner().unwrap_or_default()
}
