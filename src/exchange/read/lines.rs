//! JSON lines: one object per line; blank lines are passed over.

use std::io::{self, BufRead, Read as _};

use super::reader::Found;
use super::row::Into;
use super::{MAX_ROW_BYTES, Skip, json};

/// The lines of a file.
pub(super) struct Lines<R> {
    input: R,
    line: u64,
    bytes: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    /// Nothing is read yet.
    pub(super) fn new(input: R) -> Self {
        Self {
            input,
            line: 0,
            bytes: Vec::new(),
        }
    }

    /// The next line that is not blank.
    pub(super) fn next_row(&mut self, into: &mut Into<'_>) -> io::Result<Found> {
        loop {
            self.bytes.clear();
            let mut capped = self.input.by_ref().take(MAX_ROW_BYTES as u64 + 1);
            if capped.read_until(b'\n', &mut self.bytes)? == 0 {
                return Ok(None);
            }
            self.line += 1;
            if self.bytes.len() > MAX_ROW_BYTES && !self.bytes.ends_with(b"\n") {
                self.input.skip_until(b'\n')?;
                return Ok(Some((self.line, Err(Skip::TooLong))));
            }
            if !self.bytes.trim_ascii().is_empty() {
                let is_whole = self.bytes.ends_with(b"\n");
                let read = json::read(&self.bytes, into).map_err(|skip| match skip {
                    Skip::Malformed | Skip::NotUtf8 if !is_whole => Skip::Cut,
                    skip => skip,
                });
                return Ok(Some((self.line, read)));
            }
        }
    }
}
