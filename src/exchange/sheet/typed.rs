//! Parquet as it was written, row by row.

use std::collections::BTreeMap;
use std::fs::File;

use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{FileReader as _, SerializedFileReader};
use ::parquet::record::reader::RowIter;
use ::parquet::record::{Field, Row};

use super::{SheetError, SheetRow, other_columns, other_order, other_version};
use crate::clock::rfc3339;
use crate::exchange::read::{ReadError, caught};

/// The rows of a file.
pub(super) struct Typed {
    rows: RowIter<'static>,
    about: BTreeMap<String, String>,
    columns: usize,
    done: u64,
    all: u64,
    /// A file that is broken says so once.
    is_broken: bool,
}

impl Typed {
    pub(super) fn open(file: File, columns: &'static [&'static str]) -> Result<Self, SheetError> {
        let file = caught(|| Ok(SerializedFileReader::new(file)?))?;
        let metadata = file.metadata().file_metadata();
        let fields = metadata.schema().get_fields();
        let names: Vec<String> = fields.iter().map(|field| field.name().to_owned()).collect();
        if let Some(version) = other_version(&names, columns) {
            return Err(version);
        }
        if let Some(other) = other_columns(names.iter().map(String::as_str), columns) {
            return Err(other);
        }
        if names != columns {
            return Err(other_order());
        }
        let entries = metadata.key_value_metadata().into_iter().flatten();
        let about = entries.filter_map(|entry| Some((entry.key.clone(), entry.value.clone()?)));
        Ok(Self {
            about: about.collect(),
            columns: columns.len(),
            done: 0,
            all: u64::try_from(metadata.num_rows()).unwrap_or(0),
            is_broken: false,
            rows: caught(|| Ok(RowIter::from_file_into(Box::new(file))))?,
        })
    }

    pub(super) fn next_row(&mut self) -> Result<Option<SheetRow>, SheetError> {
        if self.is_broken {
            return Ok(None);
        }
        let place = self.done + 1;
        let next = caught(|| Ok(self.rows.next().transpose()?));
        let row = match next {
            Ok(None) if self.done == self.all => return Ok(None),
            Ok(None) => Err(ParquetError::General("rows are missing".to_owned()).into()),
            Ok(Some(row)) => Ok(row),
            Err(error) => Err(error),
        };
        let cells = row.and_then(|row| self.cells(&row));
        match cells {
            Ok(cells) => {
                self.done = place;
                Ok(Some(SheetRow { place, cells }))
            }
            Err(error) => {
                self.is_broken = true;
                Err(SheetError::Row {
                    unit: "row",
                    place,
                    why: error.to_string(),
                })
            }
        }
    }

    pub(super) fn about(&self, name: &str) -> Option<&str> {
        self.about.get(&format!("agon.{name}")).map(String::as_str)
    }

    pub(super) fn rows_read(&self) -> (u64, u64) {
        (self.done, self.all)
    }

    fn cells(&self, row: &Row) -> Result<Vec<String>, ReadError> {
        let cells: Option<Vec<String>> = row
            .get_column_iter()
            .map(|(_, field)| text(field))
            .collect();
        let cells = cells.filter(|cells| cells.len() == self.columns);
        cells.ok_or_else(|| {
            let why = "a column is not of its type".to_owned();
            ParquetError::General(why).into()
        })
    }
}

/// A value as it would stand in CSV.
fn text(field: &Field) -> Option<String> {
    Some(match field {
        Field::Null => String::new(),
        Field::Bool(value) => value.to_string(),
        Field::Long(value) => value.to_string(),
        Field::Double(value) => value.to_string(),
        Field::Str(text) => text.clone(),
        Field::TimestampMillis(ms) => rfc3339(*ms),
        Field::ListInternal(list) => {
            let texts: Option<Vec<String>> = list.elements().iter().map(text).collect();
            texts?.join(";")
        }
        _ => return None,
    })
}
