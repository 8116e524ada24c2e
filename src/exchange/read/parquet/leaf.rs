//! One column of a row group, read some rows at a time.

use std::sync::{Arc, Mutex};

use ::parquet::basic::{ConvertedType, LogicalType, Repetition, TimeUnit, Type as Physical};
use ::parquet::column::page::PageReader;
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use ::parquet::data_type::{
    AsBytes as _, BoolType, ByteArrayType, DataType, DoubleType, FixedLenByteArrayType, FloatType,
    Int32Type, Int64Type, Int96Type,
};
use ::parquet::errors::Result;
use ::parquet::schema::types::{ColumnDescPtr, ColumnDescriptor, Type};

use super::super::value::Value;
use super::super::words::{Keep, Symbol, Words};
use super::pages::WordPages;

/// A column of one type of values.
struct Typed<T: DataType> {
    reader: ColumnReaderImpl<T>,
    values: Vec<T::T>,
    defined: Vec<i16>,
    repeated: Vec<i16>,
    max_defined: i16,
    max_repeated: i16,
}

impl<T: DataType> Typed<T> {
    fn new(reader: ColumnReaderImpl<T>, column: &ColumnDescriptor) -> Self {
        Self {
            reader,
            values: Vec::new(),
            defined: Vec::new(),
            repeated: Vec::new(),
            max_defined: column.max_def_level(),
            max_repeated: column.max_rep_level(),
        }
    }

    /// Reads the next rows and gives each value that is there to `take`, with its row; how many rows there were.
    fn each(&mut self, rows: usize, mut take: impl FnMut(usize, &T::T)) -> Result<usize> {
        self.defined.clear();
        self.repeated.clear();
        self.values.clear();
        let (defined, repeated) = (&mut self.defined, &mut self.repeated);
        let values = &mut self.values;
        let (read, _, _) = self
            .reader
            .read_records(rows, Some(defined), Some(repeated), values)?;
        if self.max_repeated == 0 && self.values.len() == read {
            for (row, value) in self.values.iter().enumerate() {
                take(row, value);
            }
            return Ok(read);
        }
        let mut values = self.values.iter();
        let mut begun = 0_usize;
        for (place, level) in self.defined.iter().enumerate() {
            let repeats = self.repeated.get(place).is_some_and(|level| *level > 0);
            begun += usize::from(!repeats);
            if *level == self.max_defined
                && let Some(value) = values.next()
            {
                take(begun.saturating_sub(1), value);
            }
        }
        Ok(read)
    }
}

/// A column of any type, whose values are taken as texts.
pub(super) struct WordLeaf(Typed<Int32Type>);

impl WordLeaf {
    /// The column of a row group.
    pub(super) fn new(
        pages: Box<dyn PageReader>,
        column: &ColumnDescPtr,
        words: &Arc<Mutex<Words>>,
        keep: Keep,
    ) -> Result<Self> {
        let kind = Type::primitive_type_builder(column.name(), Physical::INT32)
            .with_repetition(Repetition::OPTIONAL)
            .build()?;
        let (defined, repeated) = (column.max_def_level(), column.max_rep_level());
        let path = column.path().clone();
        let numbers = ColumnDescriptor::new(Arc::new(kind), defined, repeated, path);
        let pages = WordPages {
            pages,
            column: Arc::clone(column),
            words: Arc::clone(words),
            keep,
        };
        let reader = ColumnReaderImpl::new(Arc::new(numbers), Box::new(pages));
        Ok(Self(Typed::new(reader, column)))
    }

    /// Reads the next rows and gives each text that is there to `take`, with its row; how many rows there were.
    pub(super) fn each(
        &mut self,
        rows: usize,
        mut take: impl FnMut(usize, Symbol),
    ) -> Result<usize> {
        self.0
            .each(rows, |row, value| take(row, Symbol::from_value(*value)))
    }
}

/// A column of any type, whose values are taken as they are.
pub(super) struct ValueLeaf {
    values: Values,
    unit: Unit,
}

enum Values {
    Bool(Typed<BoolType>),
    Int32(Typed<Int32Type>),
    Int64(Typed<Int64Type>),
    Int96(Typed<Int96Type>),
    Float(Typed<FloatType>),
    Double(Typed<DoubleType>),
    Bytes(Typed<ByteArrayType>),
    Fixed(Typed<FixedLenByteArrayType>),
}

/// What integers are, beside numbers.
#[derive(Clone, Copy)]
enum Unit {
    Plain,
    Unsigned,
    /// So many make a millisecond.
    PerMs(i64),
}

impl Unit {
    fn of(column: &ColumnDescriptor) -> Self {
        match (column.logical_type_ref(), column.converted_type()) {
            (Some(LogicalType::Timestamp(kind)), _) => Self::PerMs(match kind.unit {
                TimeUnit::MILLIS => 1,
                TimeUnit::MICROS => 1_000,
                TimeUnit::NANOS => 1_000_000,
            }),
            (_, ConvertedType::TIMESTAMP_MICROS) => Self::PerMs(1_000),
            (_, ConvertedType::TIMESTAMP_MILLIS) => Self::PerMs(1),
            (_, ConvertedType::UINT_32) => Self::Unsigned,
            _ => Self::Plain,
        }
    }
}

impl ValueLeaf {
    /// The column of a row group.
    pub(super) fn new(pages: Box<dyn PageReader>, column: &ColumnDescPtr) -> Self {
        let values = match get_column_reader(Arc::clone(column), pages) {
            ColumnReader::BoolColumnReader(reader) => Values::Bool(Typed::new(reader, column)),
            ColumnReader::Int32ColumnReader(reader) => Values::Int32(Typed::new(reader, column)),
            ColumnReader::Int64ColumnReader(reader) => Values::Int64(Typed::new(reader, column)),
            ColumnReader::Int96ColumnReader(reader) => Values::Int96(Typed::new(reader, column)),
            ColumnReader::FloatColumnReader(reader) => Values::Float(Typed::new(reader, column)),
            ColumnReader::DoubleColumnReader(reader) => Values::Double(Typed::new(reader, column)),
            ColumnReader::ByteArrayColumnReader(reader) => {
                Values::Bytes(Typed::new(reader, column))
            }
            ColumnReader::FixedLenByteArrayColumnReader(reader) => {
                Values::Fixed(Typed::new(reader, column))
            }
        };
        let unit = Unit::of(column);
        Self { values, unit }
    }

    /// Reads the next rows and gives each value that is there to `take`, with its row; how many rows there were.
    pub(super) fn each(
        &mut self,
        rows: usize,
        mut take: impl FnMut(usize, Value<'_>),
    ) -> Result<usize> {
        let per_ms = match self.unit {
            Unit::PerMs(scale) => scale,
            Unit::Plain | Unit::Unsigned => 1,
        };
        let is_unsigned = matches!(self.unit, Unit::Unsigned);
        match &mut self.values {
            Values::Bool(column) => column.each(rows, |row, one| take(row, Value::Flag(*one))),
            Values::Int32(column) if is_unsigned => column.each(rows, |row, one| {
                take(row, Value::Integer(one.cast_unsigned().into()));
            }),
            Values::Int32(column) => {
                column.each(rows, |row, one| take(row, Value::Integer((*one).into())))
            }
            Values::Int64(column) => column.each(rows, |row, one| {
                take(row, Value::Integer(one.div_euclid(per_ms)));
            }),
            Values::Int96(column) => {
                column.each(rows, |row, one| take(row, Value::Integer(one.to_millis())))
            }
            Values::Float(column) => {
                column.each(rows, |row, one| take(row, Value::Number((*one).into())))
            }
            Values::Double(column) => column.each(rows, |row, one| take(row, Value::Number(*one))),
            Values::Bytes(column) => column.each(rows, |row, one| take(row, text(one.data()))),
            Values::Fixed(column) => column.each(rows, |row, one| take(row, text(one.as_bytes()))),
        }
    }
}

fn text(bytes: &[u8]) -> Value<'_> {
    std::str::from_utf8(bytes).map_or(Value::NotUtf8, Value::Text)
}
