//! Fields within fields: as JSON in their order, as cells of a table, and as columns of a typed file.

use std::borrow::Cow;

use parquet::basic::{ConvertedType, LogicalType, Repetition};
use parquet::errors::Result;
use parquet::schema::types::{Type, TypePtr};
use serde_json::Value;

use crate::exchange::cell::{Kind, Shape};
use crate::exchange::write::{Column, primitive};

/// What a field holds; any of them may be null.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Node {
    /// One value.
    Leaf(Kind),
    /// Any number of the same.
    List(&'static Node),
    /// Fields of its own, in this order.
    Record(&'static [(&'static str, Node)]),
    /// Something that tables and typed files hold as a text of JSON.
    Json,
}

/// Where in a typed file a value stands: how many of the places around it are there, which list it goes on with, and in how
/// many lists it is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    present: i16,
    repeated: i16,
    lists: i16,
}

impl Node {
    /// A value as JSON, its fields in order; what is missing is null.
    pub(super) fn json(&self, value: &Value, out: &mut Vec<u8>) {
        match (self, value) {
            (Self::Record(fields), Value::Object(members)) => {
                object(fields, |name| members.get(name), out);
            }
            (Self::List(node), Value::Array(values)) => {
                out.push(b'[');
                for (place, value) in values.iter().enumerate() {
                    if place > 0 {
                        out.push(b',');
                    }
                    node.json(value, out);
                }
                out.push(b']');
            }
            // A Vec takes what it is given, and a value of JSON is one.
            _ => drop(serde_json::to_writer(out, value)),
        }
    }

    /// A value as the cell of a table; empty where there is none.
    pub(super) fn cell<'a>(&self, value: &'a Value) -> Cow<'a, str> {
        match (self, value) {
            (_, Value::Null) => Cow::Borrowed(""),
            (Self::Leaf(_), Value::String(text)) => Cow::Borrowed(text),
            (Self::Leaf(_), value) => Cow::Owned(value.to_string()),
            _ => {
                let mut out = Vec::new();
                self.json(value, &mut out);
                Cow::Owned(String::from_utf8(out).unwrap_or_default())
            }
        }
    }

    /// How many columns of a typed file it fills.
    fn width(&self) -> usize {
        match self {
            Self::Leaf(_) | Self::Json => 1,
            Self::List(node) => node.width(),
            Self::Record(fields) => fields.iter().map(|(_, node)| node.width()).sum(),
        }
    }

    /// Its columns.
    fn columns(&self, is_list: bool, out: &mut Vec<Column>) {
        let column = |kind| {
            Column::new(Shape {
                kind,
                is_optional: true,
                is_list,
                repeats: true,
            })
        };
        match self {
            Self::Leaf(kind) => out.push(column(*kind)),
            Self::Json => out.push(column(Kind::Text)),
            Self::List(node) => node.columns(true, out),
            Self::Record(fields) => {
                for (_, node) in *fields {
                    node.columns(is_list, out);
                }
            }
        }
    }

    /// What the schema of a typed file says of it.
    fn field(&self, name: &str) -> Result<TypePtr> {
        let group = |fields| Type::group_type_builder(name).with_fields(fields);
        let built = match self {
            Self::Leaf(kind) => return primitive(name, *kind, Repetition::OPTIONAL),
            Self::Json => return primitive(name, Kind::Text, Repetition::OPTIONAL),
            Self::Record(fields) => group(types(fields)?).with_repetition(Repetition::OPTIONAL),
            Self::List(node) => {
                let list = Type::group_type_builder("list")
                    .with_repetition(Repetition::REPEATED)
                    .with_fields(vec![node.field("element")?])
                    .build()?;
                group(vec![list.into()])
                    .with_repetition(Repetition::OPTIONAL)
                    .with_logical_type(Some(LogicalType::List))
                    .with_converted_type(ConvertedType::LIST)
            }
        };
        Ok(built.build()?.into())
    }

    /// Puts a value into its columns.
    fn put(&self, value: Option<&Value>, place: Place, columns: &mut [Column]) {
        let inside = Place {
            present: place.present + 1,
            ..place
        };
        match (self, value) {
            (Self::Leaf(_), Some(value)) if !value.is_null() => put_leaf(value, inside, columns),
            (Self::Json, Some(value)) if !value.is_null() => {
                put_leaf(&Value::String(value.to_string()), inside, columns);
            }
            (Self::Record(fields), Some(Value::Object(members))) => {
                put_all(fields, |name| members.get(name), inside, columns);
            }
            (Self::List(node), Some(Value::Array(values))) if !values.is_empty() => {
                for (number, value) in values.iter().enumerate() {
                    let repeated = if number == 0 {
                        place.repeated
                    } else {
                        place.lists + 1
                    };
                    let entry = Place {
                        present: place.present + 2,
                        repeated,
                        lists: place.lists + 1,
                    };
                    node.put(Some(value), entry, columns);
                }
            }
            (Self::List(_), Some(Value::Array(_))) => nothing(inside, columns),
            _ => nothing(place, columns),
        }
    }
}

/// An object with these fields in this order.
pub(super) fn object<'a>(
    fields: &[(&str, Node)],
    member: impl Fn(&str) -> Option<&'a Value>,
    out: &mut Vec<u8>,
) {
    out.push(b'{');
    for (place, (name, node)) in fields.iter().enumerate() {
        if place > 0 {
            out.push(b',');
        }
        // A Vec takes what it is given.
        let _ = serde_json::to_writer(&mut *out, name);
        out.push(b':');
        node.json(member(name).unwrap_or(&Value::Null), out);
    }
    out.push(b'}');
}

/// What the schema of a typed file says of fields.
pub(super) fn types(fields: &[(&str, Node)]) -> Result<Vec<TypePtr>> {
    fields.iter().map(|(name, node)| node.field(name)).collect()
}

/// The columns of fields.
pub(super) fn columns(fields: &[(&str, Node)]) -> Vec<Column> {
    let mut out = Vec::new();
    for (_, node) in fields {
        node.columns(false, &mut out);
    }
    out
}

/// Puts the members of an object into the columns of its fields.
pub(super) fn put_all<'a>(
    fields: &[(&str, Node)],
    member: impl Fn(&str) -> Option<&'a Value>,
    place: Place,
    mut columns: &mut [Column],
) {
    for (name, node) in fields {
        let Some((own, others)) = columns.split_at_mut_checked(node.width()) else {
            return;
        };
        node.put(member(name), place, own);
        columns = others;
    }
}

fn put_leaf(value: &Value, place: Place, columns: &mut [Column]) {
    let Some(column) = columns.first_mut() else {
        return;
    };
    column.level(place.present, place.repeated);
    match value {
        Value::Bool(flag) => column.bool(*flag),
        Value::String(text) => column.text(text),
        value => {
            if let Some(number) = value.as_i64() {
                column.int(number);
            }
            if let Some(number) = value.as_f64() {
                column.float(number);
            }
        }
    }
}

/// Notes that a value and all below it are not there.
fn nothing(place: Place, columns: &mut [Column]) {
    for column in columns {
        column.level(place.present, place.repeated);
    }
}
