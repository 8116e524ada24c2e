//! CSV (RFC 4180): a header, then records whose quoted cells may have line breaks; blank lines are passed over.

use std::io::{self, BufRead};

use super::plan::{Plan, Target};
use super::reader::Found;
use super::row::Into;
use super::value::Value;
use super::wanted::Wanted;
use super::{Layout, MAX_ROW_BYTES, ReadError, Skip, line};
use crate::exchange::plain_cell;

/// The records of a file.
pub(super) struct Table<R> {
    input: R,
    line: u64,
    record: Record,
    /// What each cell of a record tells, if it is wanted.
    columns: Vec<Vec<Target>>,
    /// The cells that are wanted end here.
    last_wanted: usize,
    pub(super) layout: Layout,
    /// Whether it has what was answered.
    pub(super) has_texts: bool,
}

/// Whether a file begins with the header of a schema.
pub(super) fn has_known_header(beginning: &[u8]) -> bool {
    Table::open(beginning, None, &Plan::new(&Wanted::default())).is_ok()
}

impl<R: BufRead> Table<R> {
    /// Reads the header.
    pub(super) fn open(input: R, asked: Option<Layout>, plan: &Plan) -> Result<Self, ReadError> {
        let mut table = Self {
            input,
            line: 0,
            record: Record::default(),
            columns: Vec::new(),
            last_wanted: 0,
            layout: Layout::Agon,
            has_texts: false,
        };
        table.next_record()?;
        let header: Vec<_> = table.record.cells().map(String::from_utf8_lossy).collect();
        table.columns = header
            .iter()
            .map(|name| plan.targets(name).to_vec())
            .collect();
        for targets in &mut table.columns {
            let all = targets.len();
            targets.retain(|target| *target != Target::Texts);
            table.has_texts |= targets.len() < all;
        }
        let last = table.columns.iter().rposition(|some| !some.is_empty());
        table.last_wanted = last.map_or(0, |last| last + 1);
        let all = || table.columns.iter().flatten();
        let has = |column| all().any(|target| *target == Target::Word(column));
        if let Some(layout) = Layout::choose(asked, has) {
            table.layout = layout;
            return Ok(table);
        }
        Err(match std::str::from_utf8(&table.record.bytes) {
            Ok(_) => ReadError::columns(&header.join(", "), asked),
            Err(_) => ReadError::columns("not UTF-8", asked),
        })
    }

    /// The next record.
    pub(super) fn next_row(&mut self, into: &mut Into<'_>) -> io::Result<Found> {
        if let Some(found) = self.next_line(into)? {
            return Ok(Some(found));
        }
        let Some(line) = self.next_record()? else {
            return Ok(None);
        };
        Ok(Some((line, self.read(into))))
    }

    /// The next record if it is one line that is in memory as a whole and has no quotes within quotes: most records are.
    fn next_line(&mut self, into: &mut Into<'_>) -> io::Result<Found> {
        let chunk = self.input.fill_buf()?;
        let end = memchr::memchr(b'\n', chunk).filter(|end| *end < MAX_ROW_BYTES);
        let Some(end) = end else {
            return Ok(None);
        };
        let line = chunk.get(..end).unwrap_or_default();
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.trim_ascii().is_empty() {
            return Ok(None);
        }
        let Some(read) = line::read(line, &self.columns, self.last_wanted, into) else {
            return Ok(None);
        };
        self.line += 1;
        self.input.consume(end + 1);
        Ok(Some((self.line, read)))
    }

    fn read(&self, into: &mut Into<'_>) -> Result<(), Skip> {
        let record = &self.record;
        if record.is_too_long() {
            return Err(Skip::TooLong);
        }
        if record.state == State::Quoted {
            return Err(Skip::Unclosed);
        }
        if std::str::from_utf8(&record.bytes).is_err() {
            return Err(Skip::NotUtf8);
        }
        let length = check_length(record.ends.len(), self.columns.len());
        length.map_err(|skip| match skip {
            Skip::TooFewColumns if !record.is_whole => Skip::Cut,
            skip => skip,
        })?;
        into.row.clear();
        for (targets, cell) in self.columns.iter().zip(record.cells()) {
            for target in targets {
                let text = std::str::from_utf8(cell).map_err(|_| Skip::NotUtf8)?;
                into.set(*target, Value::Text(plain_cell(text)));
            }
        }
        Ok(())
    }

    /// Reads the next record that is not blank; the line where it begins.
    fn next_record(&mut self) -> io::Result<Option<u64>> {
        loop {
            let line = self.line + 1;
            self.record.clear();
            if !self.fill()? {
                return Ok(None);
            }
            if !self.record.is_blank() {
                return Ok(Some(line));
            }
        }
    }

    /// Reads up to the end of a record; whether there was one.
    fn fill(&mut self) -> io::Result<bool> {
        loop {
            let chunk = self.input.fill_buf()?;
            let length = chunk.len();
            if length == 0 {
                let some = self.record.size > 0;
                self.record.end_line();
                return Ok(some);
            }
            let mut bytes = chunk.iter();
            let (record, line) = (&mut self.record, &mut self.line);
            let ends = bytes.any(|byte| {
                *line += u64::from(*byte == b'\n');
                record.step(*byte)
            });
            let left = bytes.len();
            self.input.consume(length - left);
            if ends {
                return Ok(true);
            }
        }
    }
}

/// Whether a record has as many cells as the header.
pub(super) fn check_length(cells: usize, columns: usize) -> Result<(), Skip> {
    match cells.cmp(&columns) {
        std::cmp::Ordering::Less => Err(Skip::TooFewColumns),
        std::cmp::Ordering::Greater => Err(Skip::TooManyColumns),
        std::cmp::Ordering::Equal => Ok(()),
    }
}

#[derive(Clone, Copy, Default, PartialEq)]
enum State {
    /// Before the first byte of a cell.
    #[default]
    Start,
    Plain,
    Quoted,
    /// Behind a quote in a quoted cell: its end, or the first of two.
    Quote,
}

/// The cells of a record, one behind the other.
#[derive(Default)]
struct Record {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    state: State,
    /// Bytes of it in the file.
    size: usize,
    /// It ends with a line, not with the file.
    is_whole: bool,
}

impl Record {
    fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
        self.state = State::Start;
        self.size = 0;
        self.is_whole = false;
    }

    fn is_blank(&self) -> bool {
        self.ends.len() == 1 && self.bytes.trim_ascii().is_empty()
    }

    fn is_too_long(&self) -> bool {
        self.size > MAX_ROW_BYTES
    }

    /// Takes a byte; whether the record ends here.
    fn step(&mut self, byte: u8) -> bool {
        self.size += 1;
        self.state = match (self.state, byte) {
            (State::Start, b'"') => State::Quoted,
            (State::Quoted, b'"') | (State::Quote, b'\r') => State::Quote,
            (State::Quoted, _) | (State::Quote, b'"') => self.push(byte, State::Quoted),
            (_, b',') => self.end_cell(),
            (_, b'\n') => {
                self.end_line();
                self.is_whole = true;
                return true;
            }
            _ => self.push(byte, State::Plain),
        };
        false
    }

    fn push(&mut self, byte: u8, next: State) -> State {
        if !self.is_too_long() {
            self.bytes.push(byte);
        }
        next
    }

    fn end_cell(&mut self) -> State {
        if !self.is_too_long() {
            self.ends.push(self.bytes.len());
        }
        State::Start
    }

    /// Ends the last cell; the `\r` of a `\r\n` is no part of it.
    fn end_line(&mut self) {
        if self.state == State::Plain && self.bytes.last() == Some(&b'\r') {
            self.bytes.pop();
        }
        self.end_cell();
    }

    fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        let ranges = starts.zip(&self.ends);
        ranges.map(|(start, end)| self.bytes.get(*start..*end).unwrap_or_default())
    }
}
