//! The events of a battle for our own page: frames with the blocks that they finish, rendered.
//!
//! What is in them depends on the texts alone, like the frames themselves; every block is rendered once per reader.

use actix_web::web::Bytes;
use agon_templates::language::Language;
use agon_templates::markdown::{Block, Writer};
use serde::Serialize;

use super::sse;
use crate::battle::{Event, Numbered};
use crate::domain::Side;

/// What an event says beside its words.
#[derive(Serialize)]
struct Finished {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    a: Vec<Drawn>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    b: Vec<Drawn>,
}

#[derive(Serialize)]
struct Drawn {
    html: String,
    /// How much of the text it stands for.
    units: usize,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    continues: bool,
}

impl From<Block> for Drawn {
    fn from(block: Block) -> Self {
        Self {
            html: block.html,
            units: block.units,
            continues: block.continues,
        }
    }
}

#[derive(Serialize)]
struct Frame<'a> {
    seq: u64,
    a: &'a str,
    b: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    blocks: Option<Finished>,
}

#[derive(Serialize)]
struct End {
    seq: u64,
    side: Side,
    #[serde(skip_serializing_if = "Option::is_none")]
    blocks: Option<Finished>,
}

/// Both answers of a turn on their way to one reader. Must be given the turn's events from the first one.
pub(super) struct Blocks {
    a: Writer,
    b: Writer,
    after: Option<u64>,
}

impl Blocks {
    /// For a reader who has the events up to number `after`.
    pub(super) fn new(language: Language, after: Option<u64>) -> Self {
        Self {
            a: Writer::new(language),
            b: Writer::new(language),
            after,
        }
    }

    /// Those of the events that the reader does not have.
    pub(super) fn written(&mut self, events: &[Numbered]) -> Bytes {
        let mut lines: Vec<Bytes> = Vec::new();
        for (seq, event) in events {
            let data = self.data(*seq, event);
            let is_new = self.after.is_none_or(|after| *seq > after);
            // The number of this one is made up when the frames are gone.
            if is_new || *event == Event::Void {
                lines.push(sse::event(event.name(), seq, &data));
            }
        }
        Bytes::from(lines.concat())
    }

    fn data(&mut self, seq: u64, event: &Event) -> String {
        let json = match event {
            Event::Frame { a, b } => serde_json::to_string(&Frame {
                seq,
                a,
                b,
                blocks: finished(self.a.push(a), self.b.push(b)),
            }),
            Event::End(side) => {
                let blocks = match side {
                    Side::A => finished(self.a.finish(), Vec::new()),
                    Side::B => finished(Vec::new(), self.b.finish()),
                };
                serde_json::to_string(&End {
                    seq,
                    side: *side,
                    blocks,
                })
            }
            Event::Ready | Event::Void => return event.data(seq),
        };
        // Strings and numbers always serialise.
        json.unwrap_or_default()
    }
}

fn finished(a: Vec<Block>, b: Vec<Block>) -> Option<Finished> {
    let drawn = |blocks: Vec<Block>| blocks.into_iter().map(Drawn::from).collect();
    (!a.is_empty() || !b.is_empty()).then(|| Finished {
        a: drawn(a),
        b: drawn(b),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::battle::replay;

    fn numbered(texts: [&str; 2]) -> Vec<Numbered> {
        let mut events = replay(texts, 4);
        events.push(Event::Ready);
        (1..).zip(events).collect()
    }

    fn text(bytes: &Bytes) -> String {
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[test]
    fn a_reader_who_comes_back_gets_the_rest_of_what_it_would_have_got() {
        let events = numbered([
            "# One\n\ntwo\n\n- a\n- b\n",
            "```py\nx = 1\n```\nend **bold**",
        ]);
        let whole = text(&Blocks::new(Language::English, None).written(&events));
        assert!(whole.contains("<h3>One</h3>") && whole.contains("\"continues\":true"));
        for seen in 1..events.len() as u64 {
            let rest = text(&Blocks::new(Language::English, Some(seen)).written(&events));
            assert!(whole.ends_with(&rest) && !rest.is_empty(), "after {seen}");
            let begins = format!("id: {}\n", seen + 1);
            assert!(rest.contains(&begins), "after {seen}");
        }
    }

    #[test]
    fn the_batches_in_which_events_come_change_no_byte() {
        let events = numbered(["a\n\nb\n\nc", "1. x\n2. y\n\nlast"]);
        let whole = text(&Blocks::new(Language::English, None).written(&events));
        let mut blocks = Blocks::new(Language::English, None);
        let one_by_one: String = events
            .chunks(1)
            .map(|event| text(&blocks.written(event)))
            .collect();
        assert_eq!(one_by_one, whole);
    }
}
