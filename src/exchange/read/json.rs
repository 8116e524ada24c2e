//! A JSON object as a row: values of columns that nobody asked for are passed over without being kept.

use std::fmt;

use serde::Deserialize as _;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value as Json;

use super::Skip;
use super::nested::{self, is_nested};
use super::plan::{Plan, Target};
use super::row::Into;
use super::value::Value;

/// Reads the bytes of an object into a row.
pub(super) fn read(bytes: &[u8], into: &mut Into<'_>) -> Result<(), Skip> {
    let text = std::str::from_utf8(bytes).map_err(|_| Skip::NotUtf8)?;
    let mut json = serde_json::Deserializer::from_str(text);
    into.row.clear();
    let read = Object(into).deserialize(&mut json);
    read.and_then(|()| json.end()).map_err(|_| Skip::Malformed)
}

struct Object<'a, 'b>(&'a mut Into<'b>);

impl<'de> DeserializeSeed<'de> for Object<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let into = self.0;
        while let Some(targets) = map.next_key_seed(Key(into.plan))? {
            let is_text = targets.contains(&Target::Texts);
            into.row.has_texts |= is_text;
            if is_text || targets.is_empty() {
                map.next_value::<IgnoredAny>()?;
            } else {
                map.next_value_seed(Cell { targets, into })?;
            }
        }
        Ok(())
    }
}

struct Key<'a>(&'a Plan);

impl<'de, 'a> DeserializeSeed<'de> for Key<'a> {
    type Value = &'a [Target];
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'a> Visitor<'_> for Key<'a> {
    type Value = &'a [Target];

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.targets(key))
    }
}

/// A value that is wanted.
struct Cell<'a, 'b> {
    targets: &'a [Target],
    into: &'a mut Into<'b>,
}

impl Cell<'_, '_> {
    fn set(self, value: Value<'_>) {
        for target in self.targets {
            self.into.set(*target, value);
        }
    }

    fn take(self, value: &Json) {
        for target in self.targets {
            nested::take(*target, value, self.into);
        }
    }

    fn is_nested(&self) -> bool {
        self.targets.iter().any(|target| is_nested(*target))
    }
}

impl<'de> DeserializeSeed<'de> for Cell<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Cell<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.set(Value::Text(text));
        Ok(())
    }

    fn visit_bool<E>(self, flag: bool) -> Result<(), E> {
        self.set(Value::Flag(flag));
        Ok(())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.set(Value::Integer(number));
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        match i64::try_from(number) {
            Ok(number) => self.set(Value::Integer(number)),
            Err(_) => self.set(Value::Text(&number.to_string())),
        }
        Ok(())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.set(Value::Number(number));
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.set(Value::Null);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if self.is_nested() {
            self.take(&Json::deserialize(SeqAccessDeserializer::new(list))?);
            return Ok(());
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        self.set(Value::Null);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        if self.is_nested() {
            self.take(&Json::deserialize(MapAccessDeserializer::new(map))?);
            return Ok(());
        }
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        self.set(Value::Null);
        Ok(())
    }
}
