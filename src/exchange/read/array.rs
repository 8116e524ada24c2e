//! A JSON array, entry by entry: it is cut at the commas between entries, so that a broken entry costs no other.

use std::io::{self, BufRead};

use super::reader::Found;
use super::row::Into;
use super::{MAX_ROW_BYTES, Skip, json};

/// The entries of an array.
pub(super) struct Array<R> {
    input: R,
    entry: u64,
    place: Place,
}

#[derive(PartialEq)]
enum Place {
    Before,
    Inside,
    Behind,
}

impl<R: BufRead> Array<R> {
    /// Nothing is read yet.
    pub(super) fn new(input: R) -> Self {
        Self {
            input,
            entry: 0,
            place: Place::Before,
        }
    }

    /// The next entry. A comma too many is no entry; an array that does not end, or that something follows, is one.
    pub(super) fn next_row(&mut self, into: &mut Into<'_>) -> io::Result<Found> {
        loop {
            let mut entry = Entry::default();
            let was_behind = self.place == Place::Behind;
            let is_end = self.fill(&mut entry)?;
            let is_blank = entry.bytes.trim_ascii().is_empty();
            if is_end && is_blank && self.place != Place::Inside {
                return Ok(None);
            }
            if is_blank && !is_end {
                continue;
            }
            self.entry += 1;
            let is_cut = is_end && self.place == Place::Inside;
            if is_cut {
                self.place = Place::Behind;
            }
            let read = if entry.is_too_long {
                Err(Skip::TooLong)
            } else if was_behind {
                Err(Skip::Malformed)
            } else if is_cut {
                Err(Skip::Unclosed)
            } else {
                json::read(&entry.bytes, into)
            };
            return Ok(Some((self.entry, read)));
        }
    }

    /// Reads up to the end of an entry, of the array, or (then true) of the file.
    fn fill(&mut self, entry: &mut Entry) -> io::Result<bool> {
        loop {
            let chunk = self.input.fill_buf()?;
            if chunk.is_empty() {
                return Ok(true);
            }
            let length = chunk.len();
            let mut bytes = chunk.iter();
            let ends = bytes.any(|byte| step(&mut self.place, entry, *byte));
            let left = bytes.len();
            self.input.consume(length - left);
            if ends {
                return Ok(false);
            }
        }
    }
}

/// Takes a byte; whether an entry ends here.
fn step(place: &mut Place, entry: &mut Entry, byte: u8) -> bool {
    match (&*place, byte) {
        (Place::Before, b'[') => *place = Place::Inside,
        (Place::Inside, b',') if entry.is_complete() => return true,
        (Place::Inside, b']') if entry.is_complete() => {
            *place = Place::Behind;
            return true;
        }
        _ => entry.push(byte),
    }
    false
}

/// The bytes of an entry so far.
#[derive(Default)]
struct Entry {
    bytes: Vec<u8>,
    depth: usize,
    in_text: bool,
    is_escaped: bool,
    is_too_long: bool,
}

impl Entry {
    fn is_complete(&self) -> bool {
        self.depth == 0 && !self.in_text
    }

    fn push(&mut self, byte: u8) {
        match byte {
            _ if self.is_escaped => self.is_escaped = false,
            b'\\' if self.in_text => self.is_escaped = true,
            b'"' => self.in_text = !self.in_text,
            _ if self.in_text => {}
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if self.bytes.len() < MAX_ROW_BYTES {
            self.bytes.push(byte);
        } else {
            self.is_too_long = true;
        }
    }
}
