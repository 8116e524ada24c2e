//! One board out of several files of votes, each with a weight of its own however many votes it has.

use std::fs::File;

use crate::exchange::read::{Skipped, VoteReader};
use crate::rating::{PairCounts, Source, fit_composite};

use super::gather::{self, Gathered, Progress};
use super::request::RateRequest;
use super::{RateError, RatedFile, finish, understood};

/// The votes of one of the files.
#[derive(Debug)]
pub struct VoteSource {
    gathered: Gathered<PairCounts>,
    weight: f64,
}

impl VoteSource {
    /// Counts the votes of a file; all of them count `weight` together.
    ///
    /// # Errors
    /// [`RateError`] if nothing in it is a vote.
    pub fn read(
        (file, weight): (File, f64),
        request: &RateRequest,
        progress: Progress,
    ) -> Result<Self, RateError> {
        let reader = VoteReader::open_file(file, request.layout, &request.wanted())?;
        let gathered = gather::counts(reader, request.category.as_deref(), progress)?;
        Ok(Self {
            gathered: understood(gathered, request)?,
            weight,
        })
    }

    /// What was not rated of it.
    #[must_use]
    pub fn skipped(&self) -> &Skipped {
        &self.gathered.skipped
    }
}

/// Rates the votes of all sources together, by counts alone: what needs votes one by one or is another method is left out of
/// account. What was skipped stays with the sources.
///
/// # Errors
/// [`RateError`] if they have no board.
pub fn rate_sources(sources: &[VoteSource], request: &RateRequest) -> Result<RatedFile, RateError> {
    let mut all = PairCounts::new();
    for source in sources {
        for (first, second, cell) in source.gathered.votes.iter() {
            // Counts have no vote between a model and itself.
            let _ = all.insert(first, second, cell);
        }
    }
    let weighed = sources.iter().map(|source| Source {
        counts: &source.gathered.votes,
        weight: source.weight,
    });
    let weighed: Vec<Source> = weighed.collect();
    let fit = fit_composite(&weighed, &[], &request.fit())?;
    let gathered = Gathered {
        votes: (),
        read: sources.iter().map(|source| source.gathered.read).sum(),
        skipped: Skipped::default(),
        categories: Vec::new(),
    };
    let weights: Vec<String> = weighed
        .iter()
        .map(|source| source.weight.to_string())
        .collect();
    let rated = finish(&all, fit, &gathered, request)?;
    let method = rated.method.trim_end_matches("; v1");
    Ok(RatedFile {
        method: format!("{method}; sources weigh {}", weights.join(", ")),
        ..rated
    })
}
