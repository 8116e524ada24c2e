//! The body of a response: bytes in any chunking -> what they say.
//!
//! A stream of events is what we ask for; a single JSON document is accepted too, since some servers send one, above all
//! when they report an error with status 200. Which it is shows in the first byte, whatever the headers claim.

use super::sse::{self, Event};
use super::wire::{Heard, Wire, error_fault, parse, reported};
use super::{Delta, Fault, Finish};

/// What may stand before the first byte that tells: white space and the bytes of a BOM.
const NOT_TELLING: &[u8] = b" \t\r\n\xef\xbb\xbf";

/// How much one body may hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Caps {
    /// One event, or a body that is one JSON document.
    pub(super) event: usize,
    /// All of it, as it came.
    pub(super) wire: usize,
}

impl Caps {
    /// What an answer of so many bytes may need: JSON around every token makes the wire many times larger than the text.
    pub(super) fn for_answer(max_answer_bytes: usize) -> Self {
        Self {
            event: max_answer_bytes.saturating_mul(2).max(sse::DEFAULT_CAP),
            wire: max_answer_bytes.saturating_mul(64).max(sse::DEFAULT_CAP),
        }
    }
}

enum Form {
    /// Nothing that tells has come yet; it is held.
    Unknown(Vec<u8>),
    Events(sse::Decoder),
    Document(Vec<u8>),
}

/// A body on its way.
pub(super) struct Body {
    wire: &'static dyn Wire,
    caps: Caps,
    form: Form,
    bytes: usize,
    events: usize,
    heard: Heard,
}

impl Body {
    /// A body of which nothing has come.
    pub(super) fn new(wire: &'static dyn Wire, caps: Caps) -> Self {
        Self {
            wire,
            caps,
            form: Form::Unknown(Vec::new()),
            bytes: 0,
            events: 0,
            heard: Heard::default(),
        }
    }

    /// Takes the next bytes. What was said before a fault can still be taken.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.bytes = self.bytes.saturating_add(bytes.len());
        if self.bytes > self.caps.wire {
            return Err(Fault::TooLarge);
        }
        match &mut self.form {
            Form::Events(_) => self.push_events(bytes),
            Form::Unknown(held) | Form::Document(held) => {
                held.extend_from_slice(bytes);
                self.decide()
            }
        }
    }

    /// The body has ended; why the answer did.
    pub(super) fn end(&mut self) -> Result<(), Fault> {
        match std::mem::replace(&mut self.form, Form::Unknown(Vec::new())) {
            Form::Unknown(_) => Err(Fault::Cut),
            Form::Document(text) => self.hear_document(&String::from_utf8_lossy(&text)),
            Form::Events(decoder) => self.end_events(decoder),
        }
    }

    /// What was said since the last time.
    pub(super) fn take(&mut self) -> Vec<Delta> {
        std::mem::take(&mut self.heard.deltas)
    }

    /// Why the answer ends, once the body said so. More may follow, such as counts of tokens.
    pub(super) fn finish(&self) -> Option<Finish> {
        self.heard.finish
    }

    /// Whether the body said that nothing follows, and why the answer ends.
    pub(super) fn is_done(&self) -> bool {
        self.heard.done && self.heard.finish.is_some()
    }

    /// The counts of tokens, if there were any.
    pub(super) fn counted(&self) -> Option<Delta> {
        self.heard.counted()
    }

    fn decide(&mut self) -> Result<(), Fault> {
        if let Form::Unknown(held) = &mut self.form {
            let held = std::mem::take(held);
            self.decide_by(held)?;
        }
        match &self.form {
            Form::Unknown(held) | Form::Document(held) if held.len() > self.caps.event => {
                Err(Fault::TooLarge)
            }
            _ => Ok(()),
        }
    }

    fn decide_by(&mut self, held: Vec<u8>) -> Result<(), Fault> {
        match held.iter().find(|byte| !NOT_TELLING.contains(byte)) {
            None => self.form = Form::Unknown(held),
            Some(b'<') => return Err(Fault::Protocol("a page instead of an answer")),
            Some(b'{' | b'[') => self.form = Form::Document(held),
            Some(_) => {
                self.form = Form::Events(sse::Decoder::new(self.caps.event));
                return self.push_events(&held);
            }
        }
        Ok(())
    }

    fn push_events(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        let Form::Events(decoder) = &mut self.form else {
            return Ok(());
        };
        let mut events = Vec::new();
        let pushed = decoder.push(bytes, &mut events);
        for event in events {
            if self.is_done() {
                return Ok(());
            }
            self.hear_event(&event)?;
        }
        pushed.map_err(|sse::TooLarge| Fault::TooLarge)
    }

    fn hear_event(&mut self, event: &Event) -> Result<(), Fault> {
        let data = event.data.trim();
        if data.is_empty() {
            return Ok(());
        }
        self.events += 1;
        if data == "[DONE]" {
            self.heard.done = true;
            self.heard.finish.get_or_insert(Finish::Stop);
            return Ok(());
        }
        let object = parse(data);
        if event.event.as_deref() == Some("error") {
            let fault = object
                .ok()
                .map(|object| reported(&object).unwrap_or_else(|| error_fault(&object)));
            return Err(fault.unwrap_or(Fault::Reported));
        }
        self.hear(&object.map_err(|_| Fault::Protocol("an event is not JSON"))?)
    }

    fn hear(&mut self, object: &serde_json::Value) -> Result<(), Fault> {
        if let Some(objects) = object.as_array() {
            return objects.iter().try_for_each(|object| self.hear(object));
        }
        if !object.is_object() {
            return Err(Fault::Protocol("an event is not an object"));
        }
        reported(object).map_or(Ok(()), Err)?;
        self.wire.hear(object, &mut self.heard)
    }

    fn end_events(&mut self, decoder: sse::Decoder) -> Result<(), Fault> {
        if let Some(event) = decoder.finish() {
            match self.hear_event(&event) {
                // The last event is not terminated; if it is not whole either, the answer is cut.
                Ok(()) | Err(Fault::Protocol(_)) => {}
                Err(fault) => return Err(fault),
            }
        }
        match self.heard.finish {
            Some(_) => Ok(()),
            None if self.events == 0 => Err(Fault::Protocol("a body without events")),
            None => Err(Fault::Cut),
        }
    }

    fn hear_document(&mut self, text: &str) -> Result<(), Fault> {
        let text = text.trim_start_matches('\u{feff}');
        let wrong = Fault::Protocol("a document that is not JSON");
        let object =
            parse(text).map_err(|error| if error.is_eof() { Fault::Cut } else { wrong })?;
        self.hear(&object)?;
        if self.heard.finish.is_none() && self.heard.deltas.is_empty() {
            return Err(Fault::Protocol("a document without an answer"));
        }
        // It parsed, so it is whole, whether it says why it ends or not.
        self.heard.finish.get_or_insert(Finish::Other);
        Ok(())
    }
}
