//! Rates the votes of a file with the engine and the defaults of the live board. Needs no site and no database.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, BufRead};

use crate::board;
use crate::exchange::LeaderboardRecord;
use crate::exchange::read::{Layout, ReadError, Row, Skip, VoteReader};
use crate::rating::{FitError, FitOptions, PairCounts, fit_board, ranking};

/// Rows of each reason whose places are kept.
const PLACES: usize = 5;
/// Reasons that are told apart; a file could have any number of them.
const REASONS: usize = 50;

/// What a file of votes comes to. Its board depends on nothing but which votes there are, to the last bit.
#[derive(Debug)]
pub struct RatedFile {
    /// Rows read.
    pub read: u64,
    /// Rows that were rated.
    pub votes: u64,
    /// How they were rated.
    pub method: &'static str,
    /// One row per model, best first.
    pub rows: Vec<LeaderboardRecord>,
    /// What was not rated.
    pub skipped: Skipped,
}

/// Why a file cannot be rated.
#[derive(Debug, thiserror::Error)]
pub enum RateError {
    /// It holds no votes.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It has rows, and none of them can be understood.
    #[error("has no row that is a vote ({}); expected {}", .skipped.lines().join("; "), Layout::expected(*.asked))]
    NoVotes {
        /// Why.
        skipped: Skipped,
        /// The schema that was asked for.
        asked: Option<Layout>,
    },
    /// Its votes have no board.
    #[error("cannot be rated: {0}")]
    Fit(#[from] FitError),
}

impl From<io::Error> for RateError {
    fn from(error: io::Error) -> Self {
        Self::Read(error.into())
    }
}

/// The rows that were left out, by reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// What the places count: lines, or entries of an array.
    unit: &'static str,
    /// How many rows, and where the first of them stand.
    reasons: BTreeMap<Skip, (u64, Vec<u64>)>,
}

impl Skipped {
    fn add(&mut self, place: u64, reason: Skip) {
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

/// Rates a file of votes; `layout` overrides what its columns say.
///
/// # Errors
/// [`RateError`] if nothing in it is a vote. Votes that say little are no error: their board says so.
pub fn rate_file(input: impl BufRead, layout: Option<Layout>) -> Result<RatedFile, RateError> {
    let reader = VoteReader::open(input, layout)?;
    let mut skipped = Skipped {
        unit: reader.unit(),
        ..Skipped::default()
    };
    let (mut counts, mut read, mut understood) = (PairCounts::new(), 0, 0_u64);
    for row in reader {
        let Row { place, vote } = row?;
        read += 1;
        let counted = vote.and_then(|vote| {
            let outcome = board::outcome(vote.choice);
            let added = counts.add(&vote.model_a, &vote.model_b, outcome);
            added.map_err(|_| Skip::SelfPlay)
        });
        understood += u64::from(counted.as_ref().map_or_else(Skip::is_understood, |()| true));
        if let Err(reason) = counted {
            skipped.add(place, reason);
        }
    }
    if read > 0 && understood == 0 {
        let asked = layout;
        return Err(RateError::NoVotes { skipped, asked });
    }
    let fit = fit_board(&counts, &[], &FitOptions::default())?;
    let ranked = ranking(&fit.standings).into_iter();
    Ok(RatedFile {
        read,
        votes: counts.votes(),
        method: board::METHOD,
        rows: ranked
            .map(|(standing, rank)| LeaderboardRecord::of(standing, rank))
            .collect(),
        skipped,
    })
}
