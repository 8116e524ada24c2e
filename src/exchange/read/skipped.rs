//! The rows of a file that are no votes, by reason, for people.

use std::collections::BTreeMap;
use std::fmt;

use super::Skip;

/// Rows of each reason whose places are kept.
const PLACES: usize = 5;
/// Reasons that are told apart; a file could have any number of them.
const REASONS: usize = 50;

/// The rows that were left out, by reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// What the places count.
    unit: &'static str,
    /// How many rows, and where the first of them stand.
    reasons: BTreeMap<Skip, (u64, Vec<u64>)>,
}

impl Skipped {
    /// Nothing was left out yet of a file whose places count this.
    #[must_use]
    pub fn new(unit: &'static str) -> Self {
        Self {
            unit,
            ..Self::default()
        }
    }

    /// Takes the rows of a batch that are no votes.
    pub fn add_all(&mut self, rows: Vec<(u64, Skip)>) {
        for (place, reason) in rows {
            self.add(place, reason);
        }
    }

    /// Leaves out a row.
    pub fn add(&mut self, place: u64, reason: Skip) {
        let is_full = self.reasons.len() >= REASONS && !self.reasons.contains_key(&reason);
        let reason = match reason {
            Skip::Unrated(_) if is_full => Skip::Unrated(String::new()),
            reason => reason,
        };
        let (count, places) = self.reasons.entry(reason).or_default();
        *count += 1;
        if places.len() < PLACES {
            places.push(place);
        }
    }

    /// How many rows were left out.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.reasons.values().map(|(count, _)| count).sum()
    }

    /// How many of them could be understood, and were left out for what they say.
    #[must_use]
    pub fn understood(&self) -> u64 {
        let understood = self.reasons.iter().filter(|(skip, _)| skip.is_understood());
        understood.map(|(_, (count, _))| count).sum()
    }

    /// One line per reason: how many rows, why, and where the first of them stand.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let line = |(reason, (count, places)): (&Skip, &(u64, Vec<u64>))| {
            let rows = if *count == 1 { "row" } else { "rows" };
            let places = Places(self.unit, *count, places);
            format!("{count} {rows} skipped: {reason} ({places})")
        };
        self.reasons.iter().map(line).collect()
    }
}

struct Places<'a>(&'static str, u64, &'a [u64]);

impl fmt::Display for Places<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(unit, count, places) = self;
        let plural = match (*unit, count) {
            (unit, 1) => unit,
            ("entry", _) => "entries",
            ("row", _) => "rows",
            _ => "lines",
        };
        let numbers: Vec<String> = places.iter().map(ToString::to_string).collect();
        let more = if places.len() as u64 == *count {
            ""
        } else {
            ", ..."
        };
        write!(f, "{plural} {}{more}", numbers.join(", "))
    }
}
