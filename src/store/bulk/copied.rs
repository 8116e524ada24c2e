//! Rows in `PostgreSQL`'s binary format of `COPY`: each value with its length before it, so that no text needs escaping.

/// What a stream begins with: its signature, no flags, no extension.
const BEGIN: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// What stands in the place of a count of columns at the end.
const END: i16 = -1;
/// What stands in the place of a length where there is no value.
const NULL: i32 = -1;

/// A part of the stream.
pub(super) struct Copied(Vec<u8>);

impl Copied {
    pub(super) fn begin() -> Self {
        Self(BEGIN.to_vec())
    }

    /// Begins a row of so many values.
    pub(super) fn row(&mut self, values: usize) {
        self.0
            .extend(i16::try_from(values).unwrap_or(i16::MAX).to_be_bytes());
    }

    pub(super) fn number(&mut self, number: i64) {
        self.bytes(&number.to_be_bytes());
    }

    pub(super) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        // A value of two gigabytes would not have fitted in the file that it came from; one that is cut is refused there.
        let length = i32::try_from(bytes.len()).unwrap_or(i32::MAX);
        self.0.extend(length.to_be_bytes());
        self.0.extend(bytes);
    }

    pub(super) fn optional(&mut self, bytes: Option<&[u8]>) {
        match bytes {
            Some(bytes) => self.bytes(bytes),
            None => self.0.extend(NULL.to_be_bytes()),
        }
    }

    pub(super) fn end(&mut self) {
        self.0.extend(END.to_be_bytes());
    }

    /// What is to be sent next.
    pub(super) fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// Forgets what was sent, and keeps the room.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_that_of_the_manual() {
        let mut copied = Copied::begin();
        copied.row(4);
        copied.number(-2);
        copied.text("");
        copied.optional(None);
        copied.optional(Some(b"\t\\N"));
        copied.end();
        let wanted: &[&[u8]] = &[
            b"PGCOPY\n\xff\r\n\0",
            &[0, 0, 0, 0],
            &[0, 0, 0, 0],
            &[0, 4],
            &[0, 0, 0, 8, 255, 255, 255, 255, 255, 255, 255, 254],
            &[0, 0, 0, 0],
            &[255, 255, 255, 255],
            &[0, 0, 0, 3, b'\t', b'\\', b'N'],
            &[255, 255],
        ];
        assert_eq!(copied.as_slice(), wanted.concat());
        copied.clear();
        assert!(copied.as_slice().is_empty());
    }
}
