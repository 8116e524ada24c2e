//! Rates the votes of a file with the engine, by default as the live board does. Needs no site and no database.
//!
//! ```text
//! request  what is asked for
//! gather   the votes of the file, as counts or one by one
//! categories  every category of the file in one pass
//! elo      a board out of online Elo
//! compare  methods by how they predict
//! anchor   a board relative to one model
//! sources  several files, each with a weight
//! report   what a row per model does not tell
//! ```

mod anchor;
mod categories;
mod compare;
mod elo;
mod gather;
mod report;
mod request;
mod sources;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, BufRead};

use crate::exchange::LeaderboardRecord;
use crate::exchange::read::{Layout, ReadError, Skipped, VoteReader};
use crate::rating::{
    BoardFit, Coefficient, Comparisons, FitError, PairCounts, RowOptions, fit_board,
    fit_comparisons, ranking,
};

use gather::{Gathered, Progress};

pub use categories::rate_categories;
pub use compare::compare_file;
pub use report::{ModelReport, NeighbourReport, Report};
pub use request::{RateMethod, RateRequest};
pub use sources::{VoteSource, rate_sources};

/// What a file of votes comes to. Its board depends on nothing but which votes there are, to the last bit (Elo: and their
/// order).
#[derive(Debug)]
pub struct RatedFile {
    /// Rows read.
    pub read: u64,
    /// Rows that were rated.
    pub votes: u64,
    /// How they were rated.
    pub method: String,
    /// The category that all votes have, if one was asked for.
    pub category: Option<String>,
    /// Whether models are rated at equal style.
    pub style_control: bool,
    /// One row per model, best first.
    pub rows: Vec<LeaderboardRecord>,
    /// Parameters beside the models.
    pub coefficients: Vec<Coefficient>,
    /// What a reader of the figures must know.
    pub warnings: Vec<String>,
    /// What a row per model does not tell, if it was asked for.
    pub report: Option<Report>,
    /// What was not rated.
    pub skipped: Skipped,
}

/// Categories that votes can be kept with, one by one.
const MAX_SLICES: usize = 64;

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
    /// The anchor has no finite rating.
    #[error(
        "has no finite rating for the anchor {0:?}: choose a model of the main group that has won and lost"
    )]
    Anchor(String),
    /// One of its categories has no board.
    #[error("{source} (category {category:?})")]
    Category {
        /// Which one.
        category: String,
        /// Why.
        source: Box<RateError>,
    },
    /// More categories than votes that are kept one by one can have.
    #[error(
        "has {0} categories, and {MAX_SLICES} go together with these options: choose one with --category"
    )]
    Categories(usize),
    /// Its votes have no board.
    #[error("cannot be rated: {0}")]
    Fit(#[from] FitError),
}

impl From<io::Error> for RateError {
    fn from(error: io::Error) -> Self {
        Self::Read(error.into())
    }
}

/// Rates a file of votes.
///
/// # Errors
/// [`RateError`] if nothing in it is a vote. Votes that say little are no error: their board says so.
pub fn rate_file(
    file: File,
    request: &RateRequest,
    progress: Progress,
) -> Result<RatedFile, RateError> {
    let reader = VoteReader::open_file(file, request.layout, &request.wanted())?;
    rate(reader, request, progress)
}

/// Rates votes that come from anywhere.
///
/// # Errors
/// As [`rate_file`].
pub fn rate_stream(input: impl BufRead, request: &RateRequest) -> Result<RatedFile, RateError> {
    let reader = VoteReader::open(input, request.layout, &request.wanted())?;
    rate(reader, request, &mut |_| ())
}

fn rate(
    reader: VoteReader<impl BufRead>,
    request: &RateRequest,
    progress: Progress,
) -> Result<RatedFile, RateError> {
    if request.needs_votes_one_by_one() {
        let gathered = gather::comparisons(reader, request, progress)?;
        return of_rows(understood(gathered, request)?, request);
    }
    let category = request.category.as_deref();
    let gathered = gather::counts(reader, category, progress)?;
    let gathered = understood(gathered, request)?;
    let options = request.options_of_counts(gathered.votes.votes());
    let fit = fit_board(&gathered.votes, &[], &options)?;
    finish(&gathered.votes, fit, &gathered, request)
}

/// The board of votes that were kept one by one.
fn of_rows(gathered: Gathered<Comparisons>, request: &RateRequest) -> Result<RatedFile, RateError> {
    let fit = match &request.method {
        RateMethod::Elo(options) => return Ok(elo::rated(gathered, options, request)),
        RateMethod::Fit(options) => fit_comparisons(&gathered.votes, &[], options)?,
        RateMethod::ArenaRank(_) | RateMethod::Fastchat { .. } => {
            fit_comparisons(&gathered.votes, &[], &RowOptions::default())?
        }
    };
    finish(gathered.votes.counts(), fit, &gathered, request)
}

/// A file of which nothing can be understood has no board.
fn understood<T>(gathered: Gathered<T>, request: &RateRequest) -> Result<Gathered<T>, RateError> {
    if gathered.is_noise() {
        return Err(RateError::NoVotes {
            skipped: gathered.skipped,
            asked: request.layout,
        });
    }
    Ok(gathered)
}

fn finish<T>(
    counts: &PairCounts,
    mut fit: BoardFit,
    gathered: &Gathered<T>,
    request: &RateRequest,
) -> Result<RatedFile, RateError> {
    let report = request
        .report
        .then(|| Report::of(counts, &fit, &request.fit()))
        .flatten();
    let mut warnings: Vec<String> = fit.warnings.iter().map(ToString::to_string).collect();
    warnings.extend(request.warning());
    if let Some((model, rating)) = request.anchor(&fit) {
        anchor::apply(&mut fit, (&model, rating), &request.fit())
            .ok_or(RateError::Anchor(model))?;
    }
    let ranked = ranking(&fit.standings).into_iter();
    Ok(RatedFile {
        read: gathered.read,
        votes: counts.votes(),
        method: request.description(),
        category: request.category.clone(),
        style_control: request.style,
        rows: ranked
            .map(|(standing, rank)| LeaderboardRecord::of(standing, rank))
            .collect(),
        coefficients: fit.coefficients,
        warnings,
        report,
        skipped: gathered.skipped.clone(),
    })
}
