//! Parquet files: only the columns that are needed are read, some thousand rows at a time.
//!
//! ```text
//! pages    texts become symbols, page by page
//! leaf     one column of a row group
//! ```

mod leaf;
mod pages;

use std::fs::File;
use std::sync::{Arc, Mutex, PoisonError};

use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{FileReader as _, SerializedFileReader};
use ::parquet::schema::types::ColumnDescPtr;

use super::batch::{BATCH_ROWS, Judge};
use super::row::Cells;
use super::wanted::{Column, Plan, Target};
use super::words::{Symbol, Words};
use super::{Layout, ReadError};
use leaf::WordLeaf;

/// What a Parquet file begins with.
pub(super) const MAGIC: &[u8] = b"PAR1";

/// A file, and how far it was read.
pub(super) struct Parquet {
    file: SerializedFileReader<File>,
    words: Arc<Mutex<Words>>,
    /// The columns that are needed, by their places among all.
    needed: Vec<(usize, ColumnDescPtr, Column)>,
    /// The row group that comes next.
    next_group: usize,
    /// The columns of the row group that is being read, and its rows that are left.
    leaves: Vec<(WordLeaf, Column)>,
    left: u64,
    rows: u64,
    columns: Columns,
    pub(super) layout: Layout,
}

impl Parquet {
    /// Reads the schema.
    pub(super) fn open(file: File, asked: Option<Layout>, plan: &Plan) -> Result<Self, ReadError> {
        let file = SerializedFileReader::new(file)?;
        let schema = file.metadata().file_metadata().schema_descr();
        let mut needed = Vec::new();
        for (place, column) in schema.columns().iter().enumerate() {
            if let [name] = column.path().parts()
                && let Some(Target::Word(target)) = plan.target(name)
                && !needed.iter().any(|(_, _, other)| *other == target)
            {
                needed.push((place, Arc::clone(column), target));
            }
        }
        let has = |column| needed.iter().any(|(_, _, other)| *other == column);
        let layout = match asked {
            Some(layout) => Some(layout).filter(|layout| layout.fits(has)),
            None => Layout::of(has),
        };
        let Some(layout) = layout else {
            let fields = schema.root_schema().get_fields().iter();
            let names: Vec<&str> = fields.map(|field| field.name()).collect();
            return Err(ReadError::columns(&names.join(", "), asked));
        };
        Ok(Self {
            file,
            words: Arc::new(Mutex::new(Words::new())),
            needed,
            next_group: 0,
            leaves: Vec::new(),
            left: 0,
            rows: 0,
            columns: Columns::default(),
            layout,
        })
    }

    /// Reads rows until the batch is full or the row group ends.
    pub(super) fn fill(&mut self, judge: &mut Judge) -> Result<(), ReadError> {
        while self.left == 0 {
            if self.next_group >= self.file.num_row_groups() {
                return Ok(());
            }
            self.open_group()?;
        }
        let rows = self.left.min(BATCH_ROWS);
        let count = usize::try_from(rows).unwrap_or(usize::MAX);
        for (leaf, column) in &mut self.leaves {
            if let Some(out) = self.columns.0.get_mut(*column as usize) {
                leaf.read(count, out)?;
            }
        }
        let words = self.words.lock().unwrap_or_else(PoisonError::into_inner);
        for row in 0..count {
            self.rows += 1;
            let columns = &self.columns;
            judge.add(self.rows, &At { columns, row }, &words);
        }
        self.left -= rows;
        Ok(())
    }

    fn open_group(&mut self) -> Result<(), ParquetError> {
        let group = self.file.get_row_group(self.next_group)?;
        self.next_group += 1;
        self.left = u64::try_from(group.metadata().num_rows()).unwrap_or(0);
        self.leaves.clear();
        for (place, column, target) in &self.needed {
            let pages = group.get_column_page_reader(*place)?;
            let leaf = WordLeaf::new(pages, column, &self.words, target.keep())?;
            self.leaves.push((leaf, *target));
        }
        Ok(())
    }
}

/// The next rows, column by column; a column that is not in the file is empty.
#[derive(Default)]
struct Columns([Vec<Symbol>; Column::ALL.len()]);

/// One of the rows.
struct At<'a> {
    columns: &'a Columns,
    row: usize,
}

impl Cells for At<'_> {
    fn word(&self, column: Column) -> Symbol {
        let column = self.columns.0.get(column as usize);
        let word = column.and_then(|column| column.get(self.row));
        word.copied().unwrap_or(Symbol::ABSENT)
    }
}
