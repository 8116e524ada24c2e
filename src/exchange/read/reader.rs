//! A file of votes, batch by batch.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek as _};

use super::batch::{Batch, Judge};
use super::names::Names;
use super::parquet::{self, Parquet};
use super::plan::Plan;
use super::row::{Into, Row};
use super::wanted::Wanted;
use super::words::Words;
use super::{Layout, ReadError, Skip, array, lines, table};

/// Bytes of a text file that are read at a time; what it is must show in the first of them.
const BUFFER_BYTES: usize = 1 << 16;

/// A file of votes, batch by batch.
pub struct VoteReader<R> {
    source: Source<R>,
    judge: Judge,
    /// The file that is read, which knows where its reader stands, and its size.
    file: Option<(File, u64)>,
}

/// A file of votes that can also be Parquet.
pub type FileReader = VoteReader<BufReader<File>>;

/// How rows are kept apart.
enum Source<R> {
    Text(Box<Text<R>>),
    Parquet(Box<Parquet>),
}

/// A text file.
struct Text<R> {
    rows: Rows<R>,
    plan: Plan,
    words: Words,
    has_texts: bool,
}

enum Rows<R> {
    Table(table::Table<R>),
    Lines(lines::Lines<R>),
    Array(array::Array<R>),
}

/// A row that was read, or cannot be, with its place.
pub(super) type Found = Option<(u64, Result<(), Skip>)>;

impl<R: BufRead> VoteReader<R> {
    /// Recognises the file by its beginning; `layout` overrides what its columns say.
    ///
    /// # Errors
    /// [`ReadError`] if there is nothing that could be votes.
    pub fn open(mut input: R, layout: Option<Layout>, wanted: &Wanted) -> Result<Self, ReadError> {
        if input.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
            input.consume(3);
        }
        let beginning = input.fill_buf()?;
        if beginning.starts_with(parquet::MAGIC) {
            return Err(ReadError::Pipe);
        }
        let plan = Plan::new(wanted);
        let rows = match first_kind(beginning) {
            Kind::Nothing => return Err(ReadError::Empty),
            Kind::Lines => Rows::Lines(lines::Lines::new(input)),
            Kind::Array => Rows::Array(array::Array::new(input)),
            Kind::Table => Rows::Table(table::Table::open(input, layout, &plan)?),
        };
        let layout = match &rows {
            Rows::Table(table) => Some(table.layout),
            Rows::Lines(_) | Rows::Array(_) => layout,
        };
        let words = Words::new();
        Ok(Self {
            source: Source::Text(Box::new(Text {
                has_texts: matches!(&rows, Rows::Table(table) if table.has_texts),
                rows,
                plan,
                words,
            })),
            judge: Judge::new(layout, wanted.clone()),
            file: None,
        })
    }

    /// The next rows; `None` behind the last.
    ///
    /// # Errors
    /// [`ReadError`] if the bytes do not come.
    pub fn next_batch(&mut self) -> Result<Option<Batch>, ReadError> {
        match &mut self.source {
            Source::Text(text) => text.fill(&mut self.judge)?,
            Source::Parquet(parquet) => parquet.fill(&mut self.judge)?,
        }
        Ok(self.judge.take())
    }
}

impl FileReader {
    /// Recognises a file by its beginning, Parquet too; `layout` overrides what its columns say.
    ///
    /// # Errors
    /// [`ReadError`] if there is nothing that could be votes.
    pub fn open_file(
        file: File,
        layout: Option<Layout>,
        wanted: &Wanted,
    ) -> Result<Self, ReadError> {
        let watched = (file.try_clone()?, file.metadata()?.len());
        let mut input = BufReader::with_capacity(BUFFER_BYTES, file);
        if !input.fill_buf()?.starts_with(parquet::MAGIC) {
            return Ok(Self {
                file: Some(watched),
                ..Self::open(input, layout, wanted)?
            });
        }
        let file = input.into_inner();
        if !file.metadata()?.is_file() {
            return Err(ReadError::Pipe);
        }
        let parquet = Parquet::open(file, layout, &Plan::new(wanted))?;
        Ok(Self {
            judge: Judge::new(Some(parquet.layout), wanted.clone()),
            source: Source::Parquet(Box::new(parquet)),
            file: None,
        })
    }
}

impl<R> VoteReader<R> {
    /// What places count: `line`, `entry` or `row`, from 1; a record of many lines stands where it begins.
    #[must_use]
    pub fn unit(&self) -> &'static str {
        match &self.source {
            Source::Text(text) => match text.rows {
                Rows::Table(_) | Rows::Lines(_) => "line",
                Rows::Array(_) => "entry",
            },
            Source::Parquet(_) => "row",
        }
    }

    /// Whether columns are read without the others, so that several readers can share them.
    #[must_use]
    pub fn has_columns(&self) -> bool {
        matches!(self.source, Source::Parquet(_))
    }

    /// Whether the rows so far have what was answered, which no vote keeps.
    #[must_use]
    pub fn has_texts(&self) -> bool {
        match &self.source {
            Source::Text(text) => text.has_texts,
            Source::Parquet(parquet) => parquet.has_texts,
        }
    }

    /// The models of the votes so far.
    #[must_use]
    pub fn models(&self) -> &Names {
        &self.judge.models
    }

    /// The voters of the votes so far.
    #[must_use]
    pub fn voters(&self) -> &Names {
        &self.judge.voters
    }

    /// The categories of the votes so far.
    #[must_use]
    pub fn categories(&self) -> &Names {
        &self.judge.categories
    }

    /// The schema of the file. JSON says it row by row: that of the first row that has one, once it was read.
    #[must_use]
    pub fn layout(&self) -> Option<Layout> {
        self.judge.seen
    }

    /// How much of a file was read, from 0 to 1.
    pub fn part_read(&mut self) -> f64 {
        let (done, all) = match (&self.source, &mut self.file) {
            (Source::Parquet(parquet), _) => parquet.rows_read(),
            (_, Some((file, size))) => (file.stream_position().unwrap_or(0), *size),
            _ => (0, 0),
        };
        #[expect(clippy::cast_precision_loss, reason = "nobody sees the difference")]
        let part = done as f64 / all.max(1) as f64;
        part.min(1.0)
    }
}

impl<R: BufRead> Text<R> {
    /// Reads rows until the batch is full or the file ends.
    fn fill(&mut self, judge: &mut Judge) -> io::Result<()> {
        let mut row = Row::new(self.plan.features);
        while !judge.is_full() {
            let into = &mut Into {
                plan: &self.plan,
                row: &mut row,
                words: &mut self.words,
            };
            let found = match &mut self.rows {
                Rows::Table(table) => table.next_row(into)?,
                Rows::Lines(lines) => lines.next_row(into)?,
                Rows::Array(array) => array.next_row(into)?,
            };
            match found {
                None => break,
                Some((place, Ok(()))) => judge.add(place, &row, &self.words),
                Some((place, Err(reason))) => judge.skip(place, reason),
            }
        }
        self.has_texts |= row.has_texts;
        Ok(())
    }
}

enum Kind {
    Nothing,
    Table,
    Lines,
    Array,
}

/// What a file is, by its beginning. A line that is broken must not decide, wherever it stands.
fn first_kind(beginning: &[u8]) -> Kind {
    if table::has_known_header(beginning) {
        return Kind::Table;
    }
    let mut marks = beginning.iter().filter(|byte| !byte.is_ascii_whitespace());
    let is_object = |line: &[u8]| line.trim_ascii_start().starts_with(b"{");
    match (marks.next(), marks.next()) {
        (None, _) => Kind::Nothing,
        (Some(b'['), Some(b'{' | b']')) => Kind::Array,
        _ if beginning.split(|byte| *byte == b'\n').any(is_object) => Kind::Lines,
        (Some(b'['), _) => Kind::Array,
        _ => Kind::Table,
    }
}
