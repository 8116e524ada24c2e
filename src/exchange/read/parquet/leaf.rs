//! One column of a row group, read some rows at a time.

use std::sync::{Arc, Mutex};

use ::parquet::basic::{Repetition, Type as Physical};
use ::parquet::column::page::PageReader;
use ::parquet::column::reader::ColumnReaderImpl;
use ::parquet::data_type::Int32Type;
use ::parquet::errors::{ParquetError, Result};
use ::parquet::schema::types::{ColumnDescPtr, ColumnDescriptor, Type};

use super::super::words::{Keep, Symbol, Words};
use super::pages::WordPages;

/// A column of texts.
pub(super) struct WordLeaf {
    reader: ColumnReaderImpl<Int32Type>,
    max_defined: i16,
    defined: Vec<i16>,
    values: Vec<i32>,
}

impl WordLeaf {
    /// A column of any type, whose values are taken as texts.
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
            has_dictionary: false,
        };
        Ok(Self {
            reader: ColumnReaderImpl::new(Arc::new(numbers), Box::new(pages)),
            max_defined: defined,
            defined: Vec::new(),
            values: Vec::new(),
        })
    }

    /// Puts the next rows into `out`.
    pub(super) fn read(&mut self, rows: usize, out: &mut Vec<Symbol>) -> Result<()> {
        out.clear();
        self.defined.clear();
        self.values.clear();
        let (read, _, _) =
            self.reader
                .read_records(rows, Some(&mut self.defined), None, &mut self.values)?;
        if read != rows {
            return Err(ParquetError::General("a column is too short".to_owned()));
        }
        let mut values = self.values.iter().map(|value| Symbol::from_value(*value));
        if values.len() == rows {
            out.extend(values);
            return Ok(());
        }
        let defined = self.defined.iter().map(|level| *level == self.max_defined);
        let null = |is_there: bool| if is_there { values.next() } else { None };
        out.extend(defined.map(null).map(|value| value.unwrap_or(Symbol::NULL)));
        Ok(())
    }
}
