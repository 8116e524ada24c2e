//! The columns of a row that any schema knows; all others are passed over without being kept.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::Skip;

/// The columns that some schema asks for.
const KNOWN: [&str; 16] = [
    "model_a",
    "model_b",
    "choice",
    "state",
    "reason",
    "winner",
    "anony",
    "winner_model_a",
    "winner_model_b",
    "winner_tie",
    "left",
    "right",
    "model_a_name",
    "model_b_name",
    "chosen_model_name",
    "both_equal",
];

/// A column that some schema asks for, or nothing.
pub(super) fn known(column: &str) -> Option<&'static str> {
    KNOWN.into_iter().find(|known| *known == column.trim())
}

/// What stands in the known columns of a row; a value without text is null or a list.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Fields(BTreeMap<&'static str, Option<String>>);

impl Fields {
    /// From the bytes of a JSON object.
    pub(super) fn from_json(bytes: &[u8]) -> Result<Self, Skip> {
        let text = std::str::from_utf8(bytes).map_err(|_| Skip::NotUtf8)?;
        serde_json::from_str(text).map_err(|_| Skip::Malformed)
    }

    /// Keeps a value; of two columns with one name the first counts.
    pub(super) fn insert(&mut self, column: &'static str, value: Option<String>) {
        self.0.entry(column).or_insert(value);
    }

    /// Whether the column is there, even if it is null.
    pub(super) fn has(&self, column: &str) -> bool {
        self.0.contains_key(column)
    }

    /// The column's text without the space around it.
    pub(super) fn text(&self, column: &str) -> Option<&str> {
        self.0.get(column)?.as_deref().map(str::trim)
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Fields;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Fields::default();
                while let Some(key) = map.next_key::<String>()? {
                    match known(&key) {
                        Some(column) => fields.insert(column, map.next_value::<Text>()?.0),
                        None => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(fields)
            }
        }
        deserializer.deserialize_map(Object)
    }
}

/// A JSON scalar as text.
struct Text(Option<String>);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Scalar)
    }
}

struct Scalar;

impl<'de> Visitor<'de> for Scalar {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Text, E> {
        Ok(Text(Some(text.to_owned())))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Text, E> {
        Ok(Text(Some(value.to_string())))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Text, E> {
        Ok(Text(Some(value.to_string())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Text, E> {
        Ok(Text(Some(value.to_string())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Text, E> {
        Ok(Text(Some(value.to_string())))
    }

    fn visit_unit<E>(self) -> Result<Text, E> {
        Ok(Text(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Text, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }
}
