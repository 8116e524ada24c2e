//! The lock-step relay: two texts that arrive at different speeds in, one sequence of frames out.
//!
//! The frames are a function of the two texts alone: every frame adds the same number of characters to each side
//! (fewer only where a side ends), and none is released before both sides can fill it. Speed, chunking and order of
//! arrival change when a frame leaves, for both sides alike, and nothing else.

use crate::domain::Side;

use super::wire::Event;

/// One side's text: what has arrived, and how much of it was released.
#[derive(Debug, Default)]
struct Lane {
    text: String,
    /// Bytes of `text` that were released.
    released: usize,
    /// Characters behind `released`.
    waiting: usize,
    finished: bool,
    ended: bool,
}

impl Lane {
    fn take(&mut self, chars: usize) -> String {
        let rest = self.text.get(self.released..).unwrap_or_default();
        let end = rest
            .char_indices()
            .nth(chars)
            .map_or(rest.len(), |(at, _)| at);
        let taken = rest.get(..end).unwrap_or_default().to_owned();
        self.released += end;
        self.waiting = self.waiting.saturating_sub(chars);
        taken
    }

    /// Whether the next frame is known for certain. One character more than the frame must have arrived: only then is it
    /// certain that the side does not end with it.
    fn can_fill(&self, chars: usize) -> bool {
        self.finished || self.waiting > chars
    }

    fn is_exhausted(&self) -> bool {
        self.finished && self.waiting == 0
    }
}

/// The relay of one turn.
#[derive(Debug)]
pub(super) struct Relay {
    chars: usize,
    a: Lane,
    b: Lane,
}

impl Relay {
    /// A relay whose frames add `chars` characters (Unicode scalar values) to each side; at least 1.
    pub(super) fn new(chars: u32) -> Self {
        Self {
            chars: usize::try_from(chars).unwrap_or(usize::MAX).max(1),
            a: Lane::default(),
            b: Lane::default(),
        }
    }

    fn lane(&mut self, side: Side) -> &mut Lane {
        match side {
            Side::A => &mut self.a,
            Side::B => &mut self.b,
        }
    }

    /// Text has arrived for a side.
    pub(super) fn push(&mut self, side: Side, text: &str) {
        let lane = self.lane(side);
        lane.text.push_str(text);
        lane.waiting += text.chars().count();
    }

    /// A side's text is complete.
    pub(super) fn finish(&mut self, side: Side) {
        self.lane(side).finished = true;
    }

    /// Forgets what arrived for a side of which nothing was released: another model starts over.
    pub(super) fn restart(&mut self, side: Side) {
        *self.lane(side) = Lane::default();
    }

    /// All that has arrived for a side.
    pub(super) fn text(&self, side: Side) -> &str {
        match side {
            Side::A => &self.a.text,
            Side::B => &self.b.text,
        }
    }

    /// How many frames could be released now.
    pub(super) fn backlog(&self) -> usize {
        let frames = |lane: &Lane| lane.waiting.div_ceil(self.chars);
        let certain = |lane: &Lane| lane.waiting.saturating_sub(1) / self.chars;
        match (self.a.finished, self.b.finished) {
            (true, true) => frames(&self.a).max(frames(&self.b)),
            (true, false) => certain(&self.b),
            (false, true) => certain(&self.a),
            (false, false) => certain(&self.a).min(certain(&self.b)),
        }
    }

    /// Releases the next frame, if it is certain, with the ends that it brings. Empty if there is none yet, or no more.
    pub(super) fn step(&mut self) -> Vec<Event> {
        if self.is_done() || !self.a.can_fill(self.chars) || !self.b.can_fill(self.chars) {
            return Vec::new();
        }
        let (a, b) = (self.a.take(self.chars), self.b.take(self.chars));
        let mut events = Vec::with_capacity(1);
        if !(a.is_empty() && b.is_empty()) {
            events.push(Event::Frame { a, b });
        }
        for side in Side::BOTH {
            let lane = self.lane(side);
            if lane.is_exhausted() && !lane.ended {
                lane.ended = true;
                events.push(Event::End(side));
            }
        }
        events
    }

    /// Whether both sides have ended and all of it was released.
    pub(super) fn is_done(&self) -> bool {
        self.a.ended && self.b.ended
    }
}

/// The events of a turn whose two texts are known, as the live relay gave them; without the last one.
#[must_use]
pub fn replay(texts: [&str; 2], chars: u32) -> Vec<Event> {
    let mut relay = Relay::new(chars);
    for (side, text) in Side::BOTH.into_iter().zip(texts) {
        relay.push(side, text);
        relay.finish(side);
    }
    let mut events = Vec::new();
    while !relay.is_done() {
        events.extend(relay.step());
    }
    events
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Feeds both texts in pieces, in an order and with pauses that `script` decides, stepping now and then.
    fn live(texts: [&str; 2], chars: u32, script: &[(bool, usize, bool)]) -> Vec<Event> {
        let mut relay = Relay::new(chars);
        let mut rest: [Vec<char>; 2] = texts.map(|text| text.chars().collect());
        let mut events = Vec::new();
        for &(second, size, step) in script {
            let (side, left) = if second {
                (Side::B, &mut rest[1])
            } else {
                (Side::A, &mut rest[0])
            };
            let piece: String = left.drain(..size.min(left.len())).collect();
            relay.push(side, &piece);
            if left.is_empty() {
                relay.finish(side);
            }
            if step {
                events.extend(relay.step());
            }
        }
        for (side, left) in Side::BOTH.into_iter().zip(rest) {
            relay.push(side, &left.into_iter().collect::<String>());
            relay.finish(side);
        }
        while !relay.is_done() {
            events.extend(relay.step());
        }
        events
    }

    fn joined(events: &[Event]) -> (String, String) {
        let mut out = (String::new(), String::new());
        for event in events {
            if let Event::Frame { a, b } = event {
                out.0.push_str(a);
                out.1.push_str(b);
            }
        }
        out
    }

    proptest! {
        #[test]
        fn speed_and_chunking_change_no_event(
            a in "\\PC{0,80}",
            b in "\\PC{0,80}",
            chars in 1_u32..9,
            script in proptest::collection::vec((any::<bool>(), 0_usize..12, any::<bool>()), 0..60),
        ) {
            let events = live([&a, &b], chars, &script);
            prop_assert_eq!(&events, &replay([&a, &b], chars));
            prop_assert_eq!(joined(&events), (a, b));
        }

        #[test]
        fn swapping_the_texts_swaps_the_sides(a in "[a-z ]{0,60}", b in "[a-z ]{0,60}") {
            let (left, right) = joined(&replay([&a, &b], 8));
            let (right_too, left_too) = joined(&replay([&b, &a], 8));
            prop_assert_eq!((left, right), (left_too, right_too));
        }
    }

    #[test]
    fn no_side_is_ahead_of_the_slower_one() {
        let mut relay = Relay::new(4);
        relay.push(Side::A, "a fast model has said a lot already");
        relay.push(Side::B, "slow");
        assert_eq!(relay.step(), []);
        relay.push(Side::B, "!");
        assert_eq!(
            relay.step(),
            [Event::Frame {
                a: "a fa".into(),
                b: "slow".into()
            }]
        );
        assert_eq!(relay.step(), []);
    }

    #[test]
    fn a_side_that_ends_early_lets_the_other_go_on() {
        assert_eq!(
            replay(["abcd", "abcdef"], 4),
            [
                Event::Frame {
                    a: "abcd".into(),
                    b: "abcd".into()
                },
                Event::End(Side::A),
                Event::Frame {
                    a: String::new(),
                    b: "ef".into()
                },
                Event::End(Side::B),
            ]
        );
    }
}
