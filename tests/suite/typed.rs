//! Parquet files as JSON, so that they can be compared with what other formats say.

use std::collections::HashMap;

use bytes::Bytes;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use serde_json::{Map, Value, json};

/// A file that was read.
pub struct Typed {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// One object per row; times as RFC 3339.
    pub rows: Vec<Value>,
    /// What it says of itself.
    pub about: HashMap<String, String>,
}

/// Reads a whole file.
pub fn read(bytes: &[u8]) -> Typed {
    let file = SerializedFileReader::new(Bytes::copy_from_slice(bytes)).unwrap();
    let metadata = file.metadata();
    let fields = metadata.file_metadata().schema().get_fields();
    let about = metadata.file_metadata().key_value_metadata().unwrap();
    Typed {
        columns: fields.iter().map(|field| field.name().to_owned()).collect(),
        about: about
            .iter()
            .map(|entry| (entry.key.clone(), entry.value.clone().unwrap_or_default()))
            .collect(),
        rows: file
            .get_row_iter(None)
            .unwrap()
            .map(|row| {
                let row = row.unwrap();
                let columns = row.get_column_iter();
                let object: Map<String, Value> = columns
                    .map(|(name, field)| (name.clone(), value(field)))
                    .collect();
                Value::Object(object)
            })
            .collect(),
    }
}

fn value(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(value) => json!(value),
        Field::Int(value) => json!(value),
        Field::Long(value) => json!(value),
        Field::Double(value) => json!(value),
        Field::Str(text) => json!(text),
        Field::TimestampMillis(ms) => json!(agon::clock::rfc3339(*ms)),
        Field::Group(row) => {
            let columns = row.get_column_iter();
            columns
                .map(|(name, field)| (name.clone(), value(field)))
                .collect()
        }
        Field::ListInternal(list) => list.elements().iter().map(value).collect(),
        other => panic!("no column holds {other:?}"),
    }
}
