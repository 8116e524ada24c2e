//! The events of a server-sent stream, read with the decoder that also reads the endpoints' streams.

use std::collections::VecDeque;
use std::time::Duration;

use reqwest::Response;
use tokio::time::timeout;

use crate::endpoint::sse::{DEFAULT_CAP, Decoder, Event};

use super::client::root_of;
use super::tally::Failure;

/// The longest silence of a stream; the server sends a heartbeat every 15 seconds.
const SILENCE: Duration = Duration::from_mins(1);

/// The events of a stream, one by one.
pub(super) struct Events {
    what: &'static str,
    response: Response,
    decoder: Decoder,
    waiting: VecDeque<Event>,
}

impl Events {
    pub(super) fn new(what: &'static str, response: Response) -> Self {
        Self {
            what,
            response,
            decoder: Decoder::new(DEFAULT_CAP),
            waiting: VecDeque::new(),
        }
    }

    /// The next event; `None` when the server has ended the stream.
    pub(super) async fn next(&mut self) -> Result<Option<Event>, Failure> {
        let failure =
            |kind: &str, detail: &str| Failure::new(format!("{}: {kind}", self.what), detail);
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Ok(Some(event));
            }
            let chunk = timeout(SILENCE, self.response.chunk()).await;
            let chunk =
                chunk.map_err(|_| failure("silence", "the server sent nothing for a minute"))?;
            let chunk = chunk.map_err(|error| failure("broken stream", &root_of(&error)))?;
            let Some(bytes) = chunk else { return Ok(None) };
            let mut new = Vec::new();
            let pushed = self.decoder.push(&bytes, &mut new);
            pushed.map_err(|_| failure("unreadable", "an event is larger than a megabyte"))?;
            self.waiting.extend(new);
        }
    }
}
