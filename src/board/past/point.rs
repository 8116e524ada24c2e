//! Which votes a point in the past means.

use std::fmt;
use std::str::FromStr;

use crate::clock::parse_time;
use crate::domain::ArenaId;
use crate::store::Store;

use super::PastError;

/// A point in the past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// A time, Unix milliseconds: the votes cast until then.
    Time(i64),
    /// A place in the vote log.
    Seq(i64),
    /// The place that a snapshot covers.
    Snapshot(i64),
}

/// What tells a snapshot's number from a vote's.
const SNAPSHOT: char = 's';

impl AsOf {
    /// What its text must be.
    pub const MUST: &str =
        "a time such as 2026-01-31T12:00:00Z, a day, a vote's seq, or a snapshot such as s12";
}

impl FromStr for AsOf {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let whole = |text: &str| text.parse::<i64>().ok().filter(|number| *number >= 0);
        if let Some(seq) = whole(text) {
            return Ok(Self::Seq(seq));
        }
        if let Some(number) = text.strip_prefix(SNAPSHOT).and_then(whole) {
            return Ok(Self::Snapshot(number));
        }
        parse_time(text).map(Self::Time).ok_or(Self::MUST)
    }
}

impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(time_ms) => f.write_str(&crate::clock::rfc3339(*time_ms)),
            Self::Seq(seq) => write!(f, "{seq}"),
            Self::Snapshot(number) => write!(f, "{SNAPSHOT}{number}"),
        }
    }
}

/// The votes up to a seq, without those that are younger than a time: votes that were imported can stand behind younger ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Point {
    /// The newest vote among them.
    pub(super) seq: i64,
    /// Every vote of the arena behind this one and up to `seq` has to be asked for its time.
    pub(super) whole_to: i64,
    /// How old the youngest may be, Unix milliseconds.
    pub(super) time_ms: i64,
}

impl Point {
    /// Whether all votes up to its seq belong to it.
    pub(super) fn is_whole(self) -> bool {
        self.whole_to >= self.seq
    }
}

/// Finds the votes that a point means. Whole parts that hold the same votes are equal points.
pub(super) async fn resolve(store: &Store, arena: &ArenaId, at: AsOf) -> Result<Point, PastError> {
    let seq = match at {
        AsOf::Seq(seq) => seq,
        AsOf::Snapshot(id) => {
            let seq = store.snapshot_seq(arena, id).await?;
            seq.ok_or(PastError::NoSnapshot)?
        }
        AsOf::Time(time_ms) => return at_time(store, arena, time_ms).await,
    };
    match store.newest_vote(arena, seq).await? {
        Some((seq, time_ms)) => Ok(whole(seq, time_ms)),
        // A snapshot can be older than the first vote.
        None if matches!(at, AsOf::Snapshot(_)) => Ok(whole(0, 0)),
        None => Err(PastError::TooEarly),
    }
}

async fn at_time(store: &Store, arena: &ArenaId, time_ms: i64) -> Result<Point, PastError> {
    let (last, younger) = store.parting(arena, time_ms).await?;
    let last = last.ok_or(PastError::TooEarly)?;
    match younger {
        Some(younger) if younger < last => Ok(Point {
            seq: last,
            whole_to: younger - 1,
            time_ms,
        }),
        _ => {
            let newest = store.newest_vote(arena, last).await?;
            let (seq, time_ms) = newest.ok_or(PastError::TooEarly)?;
            Ok(whole(seq, time_ms))
        }
    }
}

/// All votes up to a seq; the time is that of the newest, for the reader.
fn whole(seq: i64, time_ms: i64) -> Point {
    Point {
        seq,
        whole_to: seq,
        time_ms,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_as_they_are_written_and_nothing_else_is() {
        for point in [
            AsOf::Seq(0),
            AsOf::Snapshot(12),
            AsOf::Time(1_750_000_000_123),
        ] {
            assert_eq!(point.to_string().parse(), Ok(point));
        }
        assert_eq!("2026-01-31".parse(), Ok(AsOf::Time(1_769_817_600_000)));
        for wrong in ["", "s", "-1", "s-1", "yesterday", "1.5", "S12"] {
            assert_eq!(wrong.parse::<AsOf>(), Err(AsOf::MUST), "{wrong}");
        }
    }
}
