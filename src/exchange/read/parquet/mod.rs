//! Parquet files: only the columns that are needed are read, some thousand rows at a time.
//!
//! ```text
//! pages    texts become symbols, page by page
//! leaf     one column of a row group
//! source   what a column tells
//! columns  the next rows, column by column
//! ```

mod columns;
mod leaf;
mod pages;
mod source;

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};

use ::parquet::basic::Type as Physical;
use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{FileReader as _, SerializedFileReader};
use ::parquet::schema::types::{ColumnDescPtr, ColumnDescriptor, SchemaDescriptor};

use super::batch::{BATCH_ROWS, Judge};
use super::plan::{Feature, Plan, TURNS, Target};
use super::words::{Words, lock};
use super::{Layout, ReadError};
use columns::Columns;
use source::Source;

/// What a Parquet file begins with.
pub(super) const MAGIC: &[u8] = b"PAR1";

/// A column that is needed: its place among all, and what it tells.
struct Needed {
    place: usize,
    column: ColumnDescPtr,
    target: Target,
}

/// A file, and how far it was read.
pub(super) struct Parquet {
    file: SerializedFileReader<File>,
    words: Arc<Mutex<Words>>,
    needed: Vec<Needed>,
    /// The row group that comes next.
    next_group: usize,
    /// The columns of the row group that is being read, and its rows that are left.
    sources: Vec<Source>,
    left: u64,
    /// Rows read.
    rows: u64,
    columns: Columns,
    pub(super) layout: Layout,
    /// Whether it has what was answered.
    pub(super) has_texts: bool,
}

impl Parquet {
    /// Reads the schema.
    pub(super) fn open(file: File, asked: Option<Layout>, plan: &Plan) -> Result<Self, ReadError> {
        caught(|| Self::read_schema(file, asked, plan))
    }

    /// Reads rows until the batch is full or the row group ends.
    pub(super) fn fill(&mut self, judge: &mut Judge) -> Result<(), ReadError> {
        caught(|| Ok(self.read_rows(judge)?))
    }

    /// How many rows were read, and how many there are.
    pub(super) fn rows_read(&self) -> (u64, u64) {
        let all = self.file.metadata().file_metadata().num_rows();
        (self.rows, u64::try_from(all).unwrap_or(0))
    }

    fn read_schema(file: File, asked: Option<Layout>, plan: &Plan) -> Result<Self, ReadError> {
        let file = SerializedFileReader::new(file)?;
        let schema = file.metadata().file_metadata().schema_descr();
        let needed = needed(schema, plan);
        let has = |column| needed.iter().any(|one| one.target == Target::Word(column));
        let Some(layout) = Layout::choose(asked, has) else {
            let fields = schema.root_schema().get_fields().iter();
            let names: Vec<&str> = fields.map(|field| field.name()).collect();
            return Err(ReadError::columns(&names.join(", "), asked));
        };
        let fields = schema.root_schema().get_fields().iter();
        let has_texts = fields
            .flat_map(|field| plan.targets(field.name()))
            .any(|target| *target == Target::Texts);
        Ok(Self {
            has_texts,
            file,
            words: Arc::new(Mutex::new(Words::new())),
            needed,
            next_group: 0,
            sources: Vec::new(),
            left: 0,
            rows: 0,
            columns: Columns::new(plan.features),
            layout,
        })
    }

    fn read_rows(&mut self, judge: &mut Judge) -> Result<(), ParquetError> {
        while self.left == 0 {
            if self.next_group >= self.file.num_row_groups() {
                return Ok(());
            }
            self.open_group()?;
        }
        let rows = self.left.min(BATCH_ROWS);
        let count = usize::try_from(rows).unwrap_or(usize::MAX);
        self.columns.read(count, &mut self.sources, &self.words)?;
        let words = lock(&self.words);
        for (place, row) in (self.rows + 1..).zip(0..count) {
            judge.add(place, &self.columns.at(row), &words);
        }
        self.left -= rows;
        self.rows += rows;
        Ok(())
    }

    fn open_group(&mut self) -> Result<(), ParquetError> {
        let group = self.file.get_row_group(self.next_group)?;
        self.next_group += 1;
        self.left = u64::try_from(group.metadata().num_rows()).unwrap_or(0);
        let open = |needed: &Needed| {
            let pages = group.get_column_page_reader(needed.place)?;
            Source::new(needed.target, &needed.column, pages, &self.words)
        };
        self.sources = self.needed.iter().map(open).collect::<Result<_, _>>()?;
        Ok(())
    }
}

/// Some damage makes the library panic. Nothing that it leaves half done is used again.
pub(in crate::exchange) fn caught<T>(
    read: impl FnOnce() -> Result<T, ReadError>,
) -> Result<T, ReadError> {
    let done = catch_unwind(AssertUnwindSafe(read));
    done.unwrap_or_else(|_| {
        let why = "its bytes make no sense".to_owned();
        Err(ParquetError::General(why).into())
    })
}

/// The columns that tell something that is wanted, each thing once.
fn needed(schema: &SchemaDescriptor, plan: &Plan) -> Vec<Needed> {
    let mut all = Vec::new();
    for (place, column) in schema.columns().iter().enumerate() {
        let parts = column.path().parts();
        let name = parts.first().map_or("", String::as_str);
        for target in plan.targets(name) {
            all.extend(at_leaf(*target, column).map(|target| Needed {
                place,
                column: Arc::clone(column),
                target,
            }));
        }
    }
    all.sort_by_key(|one| one.target.rank());
    let mut needed: Vec<Needed> = Vec::new();
    for one in all {
        let is_told = |other: &Needed| other.target.tells_the_same(one.target);
        if !needed.iter().any(is_told) {
            needed.push(one);
        }
    }
    needed
}

/// What a leaf tells, below a column with a target.
fn at_leaf(target: Target, leaf: &ColumnDescriptor) -> Option<Target> {
    let is_flag = leaf.physical_type() == Physical::BOOLEAN;
    match (target, leaf.path().parts()) {
        (Target::Metadata, [_, entry, ..]) => Feature::of_metadata(entry).map(Target::Feature),
        (Target::MetadataTurns, [_, entry]) if entry == TURNS => Some(Target::Turns),
        (Target::Tree, [_, _, ..]) if is_flag => Some(target),
        (Target::Tree | Target::Metadata | Target::MetadataTurns | Target::Texts, _) => None,
        (Target::Categories | Target::Reasons(_) | Target::StyleList, _) | (_, [_]) => Some(target),
        _ => None,
    }
}
