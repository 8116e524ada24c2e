//! A board out of online Elo: ratings in order, without intervals or ranges.

use std::collections::BTreeMap;

use crate::exchange::LeaderboardRecord;
use crate::rating::{Comparisons, EloOptions, FitOptions, Standing, Status, elo, tallies};

use super::RatedFile;
use super::gather::Gathered;
use super::request::RateRequest;

/// The board of all votes that were read.
pub(super) fn rated(
    gathered: Gathered<Comparisons>,
    options: &EloOptions,
    request: &RateRequest,
) -> RatedFile {
    let votes = &gathered.votes;
    let ratings: BTreeMap<String, f64> = elo(votes, options)
        .into_iter()
        .map(|row| (row.model, row.rating))
        .collect();
    let mut standings = tallies(votes.counts(), &[]);
    for row in &mut standings {
        row.rating = ratings.get(&row.model).copied();
        row.status = if row.votes < FitOptions::default().provisional_votes {
            Status::Provisional
        } else {
            Status::Ok
        };
    }
    standings.sort_by(best_first);
    RatedFile {
        read: gathered.read,
        votes: votes.counts().votes(),
        method: request.description(),
        category: request.category.clone(),
        style_control: false,
        rows: (1..).zip(&standings).map(record).collect(),
        coefficients: Vec::new(),
        warnings: request.warning().into_iter().collect(),
        report: None,
        skipped: gathered.skipped,
    }
}

fn best_first(x: &Standing, y: &Standing) -> std::cmp::Ordering {
    let rating = |row: &Standing| row.rating.unwrap_or(f64::NEG_INFINITY);
    rating(y)
        .total_cmp(&rating(x))
        .then_with(|| x.model.cmp(&y.model))
}

/// Without intervals a rank is a place in the order, and nothing is said of its range.
fn record((rank, standing): (u32, &Standing)) -> LeaderboardRecord {
    LeaderboardRecord {
        rank: Some(rank),
        rank_overall: Some(rank),
        ..LeaderboardRecord::of(standing, None)
    }
}
