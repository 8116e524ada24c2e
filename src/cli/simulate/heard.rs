//! What a voter has heard of a battle, put together from its events. No frame may be missing, repeated or out of order.

use serde::Deserialize;
use tokio::time::Instant;

use crate::domain::Side;
use crate::endpoint::sse::Event;

use super::tally::Failure;

/// How a battle's answers ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Ready,
    Void,
}

/// What has come of a battle's stream.
#[derive(Debug, Default)]
pub(super) struct Heard {
    pub(super) a: String,
    pub(super) b: String,
    /// The number of the last event.
    pub(super) last: Option<u64>,
    /// When the first text came.
    pub(super) first: Option<Instant>,
    pub(super) end: Option<(End, Instant)>,
}

#[derive(Deserialize)]
struct FrameData {
    seq: u64,
    a: String,
    b: String,
}

#[derive(Deserialize)]
struct EndData {
    seq: u64,
    #[serde(rename = "side")]
    _side: Side,
}

impl Heard {
    pub(super) fn take(&mut self, event: &Event, at: Instant) -> Result<(), Failure> {
        match event.event.as_deref() {
            Some("frame") => {
                let frame: FrameData = read(event)?;
                self.follow(frame.seq)?;
                self.a.push_str(&frame.a);
                self.b.push_str(&frame.b);
                self.first.get_or_insert(at);
            }
            Some("end") => self.follow(read::<EndData>(event)?.seq)?,
            Some("ready") => self.end = Some((End::Ready, at)),
            Some("void") => self.end = Some((End::Void, at)),
            _ => {}
        }
        Ok(())
    }

    /// Numbers follow each other, from 1.
    fn follow(&mut self, seq: u64) -> Result<(), Failure> {
        let expected = self.last.map_or(1, |last| last + 1);
        if seq != expected {
            return Err(Failure::new(
                "stream: wrong order",
                format!("event {seq} came instead of {expected}"),
            ));
        }
        self.last = Some(seq);
        Ok(())
    }
}

fn read<'a, T: Deserialize<'a>>(event: &'a Event) -> Result<T, Failure> {
    serde_json::from_str(&event.data)
        .map_err(|error| Failure::new("stream: unreadable", error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(name: &str, data: &str) -> Event {
        Event {
            event: Some(name.to_owned()),
            data: data.to_owned(),
        }
    }

    #[test]
    fn both_texts_are_put_together_until_the_end() {
        let (mut heard, now) = (Heard::default(), Instant::now());
        heard
            .take(&event("frame", r#"{"seq":1,"a":"Hel","b":""}"#), now)
            .unwrap();
        heard
            .take(&event("frame", r#"{"seq":2,"a":"lo","b":"Hi"}"#), now)
            .unwrap();
        heard
            .take(&event("end", r#"{"seq":3,"side":"b"}"#), now)
            .unwrap();
        assert_eq!(
            (heard.a.as_str(), heard.b.as_str(), heard.end),
            ("Hello", "Hi", None)
        );
        heard.take(&event("ready", "{}"), now).unwrap();
        assert_eq!(heard.end, Some((End::Ready, now)));
        assert_eq!(heard.last, Some(3));
    }

    #[test]
    fn a_gap_and_a_repetition_are_failures() {
        for second in [1, 3] {
            let mut heard = Heard::default();
            heard
                .take(
                    &event("frame", r#"{"seq":1,"a":"x","b":"y"}"#),
                    Instant::now(),
                )
                .unwrap();
            let again = event("frame", &format!(r#"{{"seq":{second},"a":"x","b":"y"}}"#));
            assert_eq!(
                heard.take(&again, Instant::now()).unwrap_err().kind,
                "stream: wrong order"
            );
        }
    }
}
