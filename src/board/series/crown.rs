//! Who held first place.
//!
//! The highest rating holds it; where another model's interval overlaps, the place is shared, and that time is told apart. A
//! board speaks from when it was taken until the next one.

use std::collections::BTreeMap;

use super::{Frame, Rated};

/// A time in which one model held first place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reign {
    /// The model.
    pub model: String,
    /// The first board on which it led, Unix milliseconds.
    pub from_ms: i64,
    /// The first board on which another led, or the last board of all.
    pub to_ms: i64,
    /// How much of that time nobody else could have been first, in milliseconds.
    pub alone_ms: i64,
}

/// Everybody who held first place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crown {
    /// In the order of time.
    pub reigns: Vec<Reign>,
    /// How long each model held it in all, and alone, in milliseconds; the longest first.
    pub held: Vec<(String, i64, i64)>,
}

/// Who held first place on a series of boards, oldest first.
#[must_use]
pub fn crown(frames: &[Frame]) -> Crown {
    let mut reigns: Vec<Reign> = Vec::new();
    let until = frames.iter().skip(1).map(|next| next.time_ms);
    let last = frames.last().map(|frame| frame.time_ms);
    for (frame, to_ms) in frames.iter().zip(until.chain(last)) {
        let rated = frame.rated();
        let Some(leader) = rated.first() else {
            continue;
        };
        let alone_ms = if is_alone(&rated) {
            to_ms - frame.time_ms
        } else {
            0
        };
        match reigns.last_mut() {
            Some(reign) if reign.model == leader.model => {
                reign.to_ms = to_ms;
                reign.alone_ms += alone_ms;
            }
            _ => reigns.push(Reign {
                model: leader.model.to_owned(),
                from_ms: frame.time_ms,
                to_ms,
                alone_ms,
            }),
        }
    }
    Crown {
        held: held(&reigns),
        reigns,
    }
}

/// Whether nobody else could be first.
fn is_alone(rated: &[Rated<'_>]) -> bool {
    let Some((leader, others)) = rated.split_first() else {
        return false;
    };
    others.iter().all(|other| other.high < leader.low)
}

fn held(reigns: &[Reign]) -> Vec<(String, i64, i64)> {
    let mut sums: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
    for reign in reigns {
        let sum = sums.entry(&reign.model).or_default();
        sum.0 += reign.to_ms - reign.from_ms;
        sum.1 += reign.alone_ms;
    }
    let named = |(model, (held, alone)): (&str, (i64, i64))| (model.to_owned(), held, alone);
    let mut held: Vec<(String, i64, i64)> = sums.into_iter().map(named).collect();
    held.sort_by_key(|(model, held, _)| (-held, model.clone()));
    held
}

/// First place changed hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// Who took it.
    pub model: String,
    /// From whom, if anybody held it.
    pub before: Option<String>,
    /// The board on which that was sure enough, Unix milliseconds.
    pub time_ms: i64,
    /// The newest vote that this board covers.
    pub seq: i64,
}

/// Watches who holds first place, board by board.
///
/// It changes hands when another model has led for some time without a break, or when its interval is above the holder's. So
/// two equals that overtake each other from board to board are no news.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watch {
    holder: Option<String>,
    challenge: Option<(String, i64)>,
}

impl Watch {
    /// Somebody holds it already.
    #[must_use]
    pub fn held_by(model: String) -> Self {
        Self {
            holder: Some(model),
            challenge: None,
        }
    }

    /// Sees the next board; whether it changed hands. A lead that intervals do not prove must have lasted `patience_ms`.
    pub fn see(&mut self, frame: &Frame, patience_ms: i64) -> Option<Handover> {
        let rated = frame.rated();
        let leader = rated.first()?;
        if self.holder.as_deref() == Some(leader.model) {
            self.challenge = None;
            return None;
        }
        let since = match &self.challenge {
            Some((model, since)) if model == leader.model => *since,
            _ => frame.time_ms,
        };
        self.challenge = Some((leader.model.to_owned(), since));
        // Who is no longer on the board holds nothing.
        let held = |one: &&Rated<'_>| self.holder.as_deref() == Some(one.model);
        let held = rated.iter().find(held);
        let is_sure = held.is_none_or(|held| held.high < leader.low);
        if !is_sure && frame.time_ms - since < patience_ms {
            return None;
        }
        self.challenge = None;
        Some(Handover {
            model: leader.model.to_owned(),
            before: self.holder.replace(leader.model.to_owned()),
            time_ms: frame.time_ms,
            seq: frame.seq,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::frame;
    use super::*;

    #[test]
    fn first_place_is_held_from_board_to_board_alone_or_shared() {
        let frames = [
            frame(0, &[("a", 1000.0), ("b", 900.0)]),
            frame(10, &[("a", 1000.0), ("b", 990.0)]),
            frame(30, &[("a", 1000.0), ("b", 1005.0)]),
            frame(60, &[("a", 1000.0), ("b", 1100.0)]),
            frame(100, &[("a", 1000.0), ("b", 1100.0)]),
        ];
        let crown = crown(&frames);
        let reign = |model: &str, from_ms, to_ms, alone_ms| Reign {
            model: model.to_owned(),
            from_ms,
            to_ms,
            alone_ms,
        };
        assert_eq!(
            crown.reigns,
            [reign("a", 0, 30, 10), reign("b", 30, 100, 40)]
        );
        assert_eq!(
            crown.held,
            [("b".to_owned(), 70, 40), ("a".to_owned(), 30, 10)]
        );
        assert_eq!(super::crown(&[]), Crown::default());
        assert!(super::crown(&[frame(1, &[])]).reigns.is_empty());
    }

    #[test]
    fn two_equals_that_take_turns_are_no_news_and_a_clear_or_lasting_lead_is() {
        let turn = |time, b| frame(time, &[("a", 1000.0), ("b", b)]);
        let told = |frames: &[Frame]| {
            let mut watch = Watch::held_by("a".to_owned());
            let told = frames.iter().filter_map(|frame| watch.see(frame, 24));
            told.map(|one| (one.model, one.time_ms)).collect::<Vec<_>>()
        };
        let flutter: Vec<Frame> = (0..40)
            .map(|time| turn(time, if time % 2 == 0 { 1003.0 } else { 998.0 }))
            .collect();
        assert_eq!(told(&flutter), []);
        let clear = [turn(0, 990.0), turn(1, 1050.0), turn(2, 1050.0)];
        assert_eq!(told(&clear), [("b".to_owned(), 1)]);
        let lasting: Vec<Frame> = (0..40).map(|time| turn(time, 1003.0)).collect();
        assert_eq!(told(&lasting), [("b".to_owned(), 24)]);
        let first = Watch::default().see(&clear[0], 24).unwrap();
        assert_eq!((first.model.as_str(), first.before), ("a", None));
        let gone = [frame(5, &[("c", 900.0)])];
        assert_eq!(told(&gone), [("c".to_owned(), 5)]);
    }
}
