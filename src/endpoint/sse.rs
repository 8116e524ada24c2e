//! Server-sent events, incrementally: bytes in any chunking in, the same events out.
//!
//! Follows the WHATWG rules (LF, CR and CRLF end a line, a BOM and comments are skipped, `data:` lines are joined), with
//! two differences: what stands after the last blank line is handed out by [`Decoder::finish`] instead of being
//! dropped, and there is a cap on what may be held. `id` and `retry` are of no use here: a generation is never resumed.

/// How much one line, or the data of one event, may hold unless the caller says otherwise.
pub(crate) const DEFAULT_CAP: usize = 1 << 20;

/// One event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Event {
    /// Its name, if it has one.
    pub(crate) event: Option<String>,
    /// Its data; the lines are joined by LF.
    pub(crate) data: String,
}

/// A line or an event exceeded the cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLarge;

/// Holds what has come of the current line and event. Looks at every byte once.
#[derive(Debug)]
pub(crate) struct Decoder {
    cap: usize,
    line: Vec<u8>,
    /// The last byte was a CR, so a LF now belongs to it.
    after_cr: bool,
    first_line: bool,
    name: Option<String>,
    data: Option<String>,
}

impl Decoder {
    /// A decoder at the start of a body.
    pub(crate) fn new(cap: usize) -> Self {
        Self {
            cap,
            line: Vec::new(),
            after_cr: false,
            first_line: true,
            name: None,
            data: None,
        }
    }

    /// Takes the next bytes; adds the events that they complete to `events`.
    pub(crate) fn push(&mut self, bytes: &[u8], events: &mut Vec<Event>) -> Result<(), TooLarge> {
        if bytes.is_empty() {
            return Ok(());
        }
        let after_cr = std::mem::take(&mut self.after_cr);
        let mut rest = bytes
            .strip_prefix(b"\n")
            .filter(|_| after_cr)
            .unwrap_or(bytes);
        while let Some(end) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            let (line, tail) = rest.split_at(end);
            self.hold(line)?;
            self.end_line(events)?;
            rest = self.skip_line_end(tail);
        }
        self.hold(rest)
    }

    /// What stands after the last blank line, if it is an event.
    pub(crate) fn finish(mut self) -> Option<Event> {
        let mut events = Vec::new();
        if !self.line.is_empty() {
            self.end_line(&mut events).ok()?;
        }
        self.end_event(&mut events);
        events.pop()
    }

    /// `tail` starts with a line end; what comes behind it. A CR at the very end may have its LF in the next chunk.
    fn skip_line_end<'a>(&mut self, tail: &'a [u8]) -> &'a [u8] {
        if let Some(behind) = tail.strip_prefix(b"\r\n") {
            return behind;
        }
        self.after_cr = tail == b"\r";
        tail.split_first().map_or(&[], |(_, behind)| behind)
    }

    fn hold(&mut self, bytes: &[u8]) -> Result<(), TooLarge> {
        if self.line.len() + bytes.len() > self.cap {
            return Err(TooLarge);
        }
        self.line.extend_from_slice(bytes);
        Ok(())
    }

    fn end_line(&mut self, events: &mut Vec<Event>) -> Result<(), TooLarge> {
        let bytes = std::mem::take(&mut self.line);
        let text = String::from_utf8_lossy(&bytes);
        let first = std::mem::take(&mut self.first_line);
        let line = if first {
            text.strip_prefix('\u{feff}').unwrap_or(&text)
        } else {
            &text
        };
        if line.is_empty() {
            self.end_event(events);
            self.reuse(bytes);
            return Ok(());
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "data" => self.add_data(value)?,
            "event" => self.name = Some(value.to_owned()),
            _ => {}
        }
        self.reuse(bytes);
        Ok(())
    }

    /// Gives the line its buffer back, so that a stream of small lines does not allocate.
    fn reuse(&mut self, mut buffer: Vec<u8>) {
        buffer.clear();
        self.line = buffer;
    }

    fn add_data(&mut self, value: &str) -> Result<(), TooLarge> {
        let Some(data) = &mut self.data else {
            self.data = Some(value.to_owned());
            return Ok(());
        };
        if data.len() + 1 + value.len() > self.cap {
            return Err(TooLarge);
        }
        data.push('\n');
        data.push_str(value);
        Ok(())
    }

    fn end_event(&mut self, events: &mut Vec<Event>) {
        let event = self.name.take();
        if let Some(data) = self.data.take() {
            events.push(Event { event, data });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// All events of a body that comes in the given pieces.
    fn decode<'a>(
        pieces: impl IntoIterator<Item = &'a [u8]>,
        cap: usize,
    ) -> Result<Vec<Event>, TooLarge> {
        let mut decoder = Decoder::new(cap);
        let mut events = Vec::new();
        for piece in pieces {
            decoder.push(piece, &mut events)?;
        }
        events.extend(decoder.finish());
        Ok(events)
    }

    fn data(body: &[u8]) -> Vec<String> {
        decode([body], DEFAULT_CAP)
            .unwrap()
            .into_iter()
            .map(|event| event.data)
            .collect()
    }

    #[test]
    fn the_shapes_that_servers_send() {
        let cases: &[(&[u8], &[&str])] = &[
            (b"data: a\n\ndata: b\n\n", &["a", "b"]),
            (b"data: a\r\n\r\ndata: b\r\n\r\n", &["a", "b"]),
            (b"data: a\r\rdata: b\r\r", &["a", "b"]),
            (b"data: a\r\n\rdata: b\n\r\n", &["a", "b"]),
            (b"data:a\n\ndata:  b\n\n", &["a", " b"]),
            (b"\xef\xbb\xbfdata: a\n\n", &["a"]),
            (b"data: a\n\n\xef\xbb\xbfdata: b\n\n", &["a"]),
            (
                b": ping\n\n:\n\ndata: a\n: in between\ndata: b\n\n",
                &["a\nb"],
            ),
            (b"data\n\ndata:\n\ndata: \n\n", &["", "", ""]),
            (b"data: a\ndata\ndata: b\n\n", &["a\n\nb"]),
            (b"id: 1\nretry: 5\nfoo: bar\ndata: a\n\n", &["a"]),
            (b" data: a\nDATA: b\n\n", &[]),
            (b"event: only\n\n\n\n", &[]),
            (b"data: a", &["a"]),
            (b"data: a\n", &["a"]),
            (b"data: a\n\n\r", &["a"]),
            (b"data: {\"x\": \"a: b\"}\n\n", &["{\"x\": \"a: b\"}"]),
            (b"data: caf\xc3\xa9\n\n", &["caf\u{e9}"]),
            (
                b"data: \xff|\xe2\x82|\xf0\x9f\n\n",
                &["\u{fffd}|\u{fffd}|\u{fffd}"],
            ),
            (b"", &[]),
        ];
        for (body, expected) in cases {
            assert_eq!(data(body), *expected, "{:?}", String::from_utf8_lossy(body));
        }
    }

    #[test]
    fn a_name_belongs_to_its_own_event() {
        let events = decode(
            [&b"event: x\ndata: a\n\ndata: b\n\nevent: y\n\ndata: c\n\n"[..]],
            DEFAULT_CAP,
        )
        .unwrap();
        let names: Vec<_> = events.iter().map(|event| event.event.as_deref()).collect();
        assert_eq!(names, [Some("x"), None, None]);
    }

    #[test]
    fn lines_and_events_have_a_cap() {
        let line = [b"data: ".as_slice(), &vec![b'x'; 64 * 1024], b"\n\n"].concat();
        assert_eq!(data(&line).first().map(String::len), Some(64 * 1024));
        assert_eq!(decode([line.as_slice()], 1024), Err(TooLarge));
        let endless = std::iter::repeat_n(b"xxxxxxxx".as_slice(), 1000);
        assert_eq!(decode(endless, 1024), Err(TooLarge));
        let lines = std::iter::repeat_n(b"data: 12345678\n".as_slice(), 1000);
        assert_eq!(decode(lines, 1024), Err(TooLarge));
        let comments = std::iter::repeat_n(b": 12345678\n".as_slice(), 1000);
        assert_eq!(decode(comments, 1024), Ok(Vec::new()));
    }

    fn body() -> impl Strategy<Value = Vec<u8>> {
        let pieces: Vec<&'static [u8]> = vec![
            b"data: ",
            b"data:",
            b"event: e",
            b": c",
            b"\n",
            b"\r",
            b"\r\n",
            b"\n\n",
            b"\xef\xbb\xbf",
            b"\xf0\x9f\x98\x80",
            b"\xc3",
            b"\xff",
            b"{\"a\":1}",
            b"x",
            b" ",
            b":",
        ];
        proptest::collection::vec(proptest::sample::select(pieces), 0..60)
            .prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn the_chunking_does_not_matter(body in body(), cuts in proptest::collection::vec(any::<prop::sample::Index>(), 0..20)) {
            let whole = decode([body.as_slice()], DEFAULT_CAP).unwrap();
            let bytes: Vec<&[u8]> = body.chunks(1).collect();
            prop_assert_eq!(&decode(bytes, DEFAULT_CAP).unwrap(), &whole);
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(body.len() + 1)).collect();
            cuts.extend([0, body.len()]);
            cuts.sort_unstable();
            let pieces: Vec<&[u8]> = cuts.windows(2).map(|pair| &body[pair[0]..pair[1]]).collect();
            prop_assert_eq!(&decode(pieces, DEFAULT_CAP).unwrap(), &whole);
        }
    }
}
