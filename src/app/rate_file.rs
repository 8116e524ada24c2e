//! Rates the votes of a file with the engine and the defaults of the live board. Needs no site and no database.

use std::io::{self, BufRead};

use crate::board;
use crate::exchange::LeaderboardRecord;
use crate::exchange::read::{Layout, ReadError, Skipped, VoteReader, Wanted};
use crate::rating::{FitError, FitOptions, PairCounts, fit_board, ranking};

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

/// Rates a file of votes; `layout` overrides what its columns say.
///
/// # Errors
/// [`RateError`] if nothing in it is a vote. Votes that say little are no error: their board says so.
pub fn rate_file(input: impl BufRead, layout: Option<Layout>) -> Result<RatedFile, RateError> {
    let mut reader = VoteReader::open(input, layout, &Wanted::default())?;
    let mut skipped = Skipped::new(reader.unit());
    let (mut counts, mut read) = (PairCounts::new(), 0);
    while let Some(batch) = reader.next_batch()? {
        read += batch.rows;
        for ((a, b), choice) in batch
            .models_a
            .iter()
            .zip(&batch.models_b)
            .zip(&batch.choices)
        {
            let names = reader.models().get(*a).zip(reader.models().get(*b));
            let (model_a, model_b) = names.unwrap_or_default();
            // A batch has no vote between a model and itself.
            let _ = counts.add(model_a, model_b, board::outcome(*choice));
        }
        skipped.add_all(batch.skipped);
    }
    if read > 0 && skipped.rows() - skipped.understood() == read {
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
