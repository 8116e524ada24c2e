//! Server-sent events as they came: the bytes, and what they say.

use serde_json::Value;

use crate::client::headers_of;
use crate::patience::within;

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Event {
    pub(crate) name: String,
    pub(crate) id: u64,
    pub(crate) data: Value,
}

/// A stream that is still open.
pub(crate) struct Stream {
    response: reqwest::Response,
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    raw: Vec<u8>,
    /// How much of `raw` was read as events.
    read: usize,
}

/// All of a stream.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Followed {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) raw: Vec<u8>,
    pub(crate) events: Vec<Event>,
}

impl Stream {
    pub(crate) fn new(response: reqwest::Response) -> Self {
        let (status, headers) = (response.status().as_u16(), headers_of(&response));
        Self {
            response,
            status,
            headers,
            raw: Vec::new(),
            read: 0,
        }
    }

    /// The next event; `None` at the end.
    pub(crate) async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.take() {
                return Some(event);
            }
            let chunk = within("an event", self.response.chunk()).await.unwrap()?;
            self.raw.extend_from_slice(&chunk);
        }
    }

    /// The next whole event of `raw` that is no comment and no hint for reconnecting.
    fn take(&mut self) -> Option<Event> {
        loop {
            let rest = &self.raw[self.read..];
            let end = rest.windows(2).position(|pair| pair == b"\n\n")?;
            let block = std::str::from_utf8(&rest[..end]).unwrap().to_owned();
            self.read += end + 2;
            let field = |name: &str| {
                block
                    .lines()
                    .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
            };
            let (Some(name), Some(data)) = (field("event"), field("data")) else {
                continue;
            };
            let id = field("id").unwrap().parse().unwrap();
            return Some(Event {
                name: name.to_owned(),
                id,
                data: serde_json::from_str(data).unwrap(),
            });
        }
    }

    /// The next `count` events.
    pub(crate) async fn take_events(&mut self, count: usize) -> Vec<Event> {
        let mut events = Vec::new();
        while events.len() < count {
            events.push(self.next().await.expect("the stream ended early"));
        }
        events
    }

    /// Everything that still comes.
    pub(crate) async fn rest(mut self) -> Followed {
        let mut events = Vec::new();
        while let Some(event) = self.next().await {
            events.push(event);
        }
        Followed {
            status: self.status,
            headers: self.headers,
            raw: self.raw,
            events,
        }
    }
}

/// The two texts that events add up to.
pub(crate) fn texts(events: &[Event]) -> [String; 2] {
    ["a", "b"].map(|side| {
        events
            .iter()
            .filter_map(|event| event.data.get(side)?.as_str())
            .collect()
    })
}

impl Followed {
    pub(crate) fn last(&self) -> &Event {
        self.events.last().expect("a stream without events")
    }

    pub(crate) fn texts(&self) -> [String; 2] {
        texts(&self.events)
    }
}
