//! The values of one column until their row group is full.

use bytes::Bytes;
use parquet::basic::{ConvertedType, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::{ParquetError, Result};
use parquet::schema::types::{Type, TypePtr};

use crate::exchange::cell::{Kind, Shape};

/// The values of one column of a row group, and which rows they belong to. Only records put something in.
pub struct Column {
    shape: Shape,
    /// Whether there is a value, for columns that may have none, and lists.
    definitions: Vec<i16>,
    /// Whether a value goes on with the list before it.
    repetitions: Vec<i16>,
    values: Values,
}

enum Values {
    Bools(Vec<bool>),
    Ints(Vec<i64>),
    Floats(Vec<f64>),
    Texts(Texts),
}

/// Texts behind one another: a million of them are two allocations.
#[derive(Default)]
struct Texts {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// The memory of the texts that were taken last.
    taken: Bytes,
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
        self.ends.push(self.bytes.len());
    }

    /// Each of them, as a part of one piece of memory.
    fn take(&mut self) -> Vec<ByteArray> {
        self.taken = Bytes::from(std::mem::take(&mut self.bytes));
        let mut from = 0;
        let part = |end| {
            let text = self.taken.slice(from..end);
            from = end;
            ByteArray::from(text)
        };
        self.ends.drain(..).map(part).collect()
    }

    /// Uses the memory of what was taken again, once nobody else has a part of it: an allocator keeps large pieces for a while,
    /// so new ones for every row group would add up.
    fn reuse(&mut self) {
        let taken = std::mem::take(&mut self.taken);
        if taken.is_unique() {
            self.bytes = taken.into();
            self.bytes.clear();
        }
    }
}

impl Column {
    pub(in crate::exchange) fn new(shape: Shape) -> Self {
        Self {
            shape,
            definitions: Vec::new(),
            repetitions: Vec::new(),
            values: match shape.kind {
                Kind::Text => Values::Texts(Texts::default()),
                Kind::Bool => Values::Bools(Vec::new()),
                Kind::Int | Kind::Int32 | Kind::Time => Values::Ints(Vec::new()),
                Kind::Float => Values::Floats(Vec::new()),
            },
        }
    }

    /// Says of an optional value whether it comes.
    pub(in crate::exchange) fn is_there(&mut self, is_there: bool) {
        self.definitions.push(i16::from(is_there));
    }

    /// Says of a value within others how many of the places around it are there, and which list it goes on with.
    pub(in crate::exchange) fn level(&mut self, present: i16, repeated: i16) {
        self.definitions.push(present);
        if self.shape.is_list {
            self.repetitions.push(repeated);
        }
    }

    pub(in crate::exchange) fn text(&mut self, text: &str) {
        if let Values::Texts(texts) = &mut self.values {
            texts.push(text);
        }
    }

    pub(in crate::exchange) fn bool(&mut self, value: bool) {
        if let Values::Bools(values) = &mut self.values {
            values.push(value);
        }
    }

    pub(in crate::exchange) fn int(&mut self, value: i64) {
        if let Values::Ints(values) = &mut self.values {
            values.push(value);
        }
    }

    pub(in crate::exchange) fn float(&mut self, value: f64) {
        if let Values::Floats(values) = &mut self.values {
            values.push(value);
        }
    }

    pub(in crate::exchange) fn list(&mut self, texts: &[String]) {
        if texts.is_empty() {
            self.definitions.push(0);
            self.repetitions.push(0);
        }
        for (place, text) in texts.iter().enumerate() {
            self.definitions.push(1);
            self.repetitions.push(i16::from(place > 0));
            self.text(text);
        }
    }

    /// Bytes of text that it keeps.
    pub(super) fn text_bytes(&self) -> usize {
        match &self.values {
            Values::Texts(texts) => texts.bytes.len(),
            _ => 0,
        }
    }

    /// What it wrote is in the file now.
    pub(super) fn is_written(&mut self) {
        if let Values::Texts(texts) = &mut self.values {
            texts.reuse();
        }
    }

    /// Writes what it has and is empty again.
    pub(super) fn write_to(&mut self, writer: &mut ColumnWriter<'_>) -> Result<()> {
        let has_levels = self.shape.is_optional || self.shape.is_list;
        let definitions = has_levels.then_some(self.definitions.as_slice());
        let repetitions = self.shape.is_list.then_some(self.repetitions.as_slice());
        match (&mut self.values, writer) {
            (Values::Bools(values), ColumnWriter::BoolColumnWriter(to)) => {
                to.write_batch(values, definitions, repetitions)?;
                values.clear();
            }
            (Values::Ints(values), ColumnWriter::Int64ColumnWriter(to)) => {
                to.write_batch(values, definitions, repetitions)?;
                values.clear();
            }
            (Values::Ints(values), ColumnWriter::Int32ColumnWriter(to)) => {
                let short = values.drain(..);
                let short: Vec<i32> = short
                    .map(|value| i32::try_from(value).unwrap_or(i32::MAX))
                    .collect();
                to.write_batch(&short, definitions, repetitions)?;
            }
            (Values::Floats(values), ColumnWriter::DoubleColumnWriter(to)) => {
                to.write_batch(values, definitions, repetitions)?;
                values.clear();
            }
            (Values::Texts(texts), ColumnWriter::ByteArrayColumnWriter(to)) => {
                to.write_batch(&texts.take(), definitions, repetitions)?;
            }
            _ => {
                return Err(ParquetError::General(
                    "a column is not what the schema says".into(),
                ));
            }
        }
        self.definitions.clear();
        self.repetitions.clear();
        Ok(())
    }
}

/// What the schema says of a column.
pub(super) fn field(name: &str, shape: Shape) -> Result<TypePtr> {
    let repetition = if shape.is_optional {
        Repetition::OPTIONAL
    } else {
        Repetition::REQUIRED
    };
    if !shape.is_list {
        return primitive(name, shape.kind, repetition);
    }
    let element = primitive("element", shape.kind, Repetition::REQUIRED)?;
    let list = Type::group_type_builder("list")
        .with_repetition(Repetition::REPEATED)
        .with_fields(vec![element])
        .build()?;
    let group = Type::group_type_builder(name)
        .with_repetition(repetition)
        .with_logical_type(Some(LogicalType::List))
        .with_converted_type(ConvertedType::LIST)
        .with_fields(vec![list.into()])
        .build()?;
    Ok(group.into())
}

/// What the schema says of a single value.
pub(in crate::exchange) fn primitive(
    name: &str,
    kind: Kind,
    repetition: Repetition,
) -> Result<TypePtr> {
    let (physical, logical) = match kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Bool => (Physical::BOOLEAN, None),
        Kind::Int => (Physical::INT64, None),
        Kind::Int32 => (Physical::INT32, None),
        Kind::Float => (Physical::DOUBLE, None),
        Kind::Time => {
            let time = LogicalType::timestamp(true, TimeUnit::MILLIS);
            (Physical::INT64, Some(time))
        }
    };
    let field = Type::primitive_type_builder(name, physical)
        .with_repetition(repetition)
        .with_logical_type(logical)
        .build()?;
    Ok(field.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_texts_of_the_next_group_take_the_memory_of_those_that_were_written() {
        let mut texts = Texts::default();
        texts.push("one");
        texts.push("two");
        let place = texts.bytes.as_ptr();
        let taken = texts.take();
        assert_eq!(taken[1].data(), b"two");
        drop(taken);
        texts.reuse();
        texts.push("three");
        assert_eq!(texts.bytes.as_ptr(), place);
        let taken = texts.take();
        assert_eq!((taken.len(), taken[0].data()), (1, &b"three"[..]));
        // What somebody still reads is left alone.
        texts.reuse();
        texts.push("four");
        assert_eq!(taken[0].data(), b"three");
    }
}
