//! Methods by how well they predict votes that they have not seen.

use std::fs::File;

use crate::exchange::read::{Skipped, VoteReader};
use crate::rating::{CompareOptions, CompareReport, compare};

use super::gather::Progress;
use super::request::RateRequest;
use super::{RateError, gather, understood};

/// Compares the usual methods on the votes of a file.
///
/// # Errors
/// [`RateError`] if nothing in it is a vote.
pub fn compare_file(
    file: File,
    request: &RateRequest,
    progress: Progress,
) -> Result<(CompareReport, Skipped), RateError> {
    let reader = VoteReader::open_file(file, request.layout, &request.wanted())?;
    let gathered = understood(gather::comparisons(reader, request, progress)?, request)?;
    let report = compare(&gathered.votes, &CompareOptions::default());
    Ok((report, gathered.skipped))
}
