//! How a board and its counts are written into a snapshot, and read back.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::rating::{PairCell, PairCounts, Standing, Status};
use crate::store::{Snapshot, StoreError};

use super::Board;

#[derive(Serialize, Deserialize)]
struct CellRecord(String, String, [u64; 4]);

#[derive(Serialize, Deserialize)]
struct BoardRecord {
    method: String,
    /// Of the program that fitted it; those before 1.0 did not say.
    #[serde(default)]
    version: Option<String>,
    votes: u64,
    rows: Vec<StandingRecord>,
}

#[derive(Serialize, Deserialize)]
struct StandingRecord {
    model: String,
    status: String,
    component: usize,
    rating: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    votes: u64,
    wins: u64,
    losses: u64,
    ties: u64,
    both_bad: u64,
}

/// A snapshot of a board with the counts that it was fitted to.
///
/// # Errors
/// [`StoreError::Corrupt`] if a number cannot be written.
pub fn snapshot_of(board: &Board, counts: &PairCounts) -> Result<Snapshot, StoreError> {
    let cells: Vec<CellRecord> = counts.iter().map(cell_record).collect();
    let rows = board.standings.iter().map(standing_record).collect();
    let record = BoardRecord {
        method: super::method(board.slice.style_control).to_owned(),
        version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        votes: board.votes,
        rows,
    };
    let failed = |error: serde_json::Error| StoreError::Corrupt {
        what: "snapshot",
        why: error.to_string(),
    };
    Ok(Snapshot {
        id: 0,
        slice: board.slice.clone(),
        seq: board.seq,
        time_ms: board.computed_at_ms,
        tagging: 0,
        counts: serde_json::to_string(&cells).map_err(failed)?,
        board: serde_json::to_string(&record).map_err(failed)?,
    })
}

/// The counts that a snapshot holds.
pub(super) fn counts_from_snapshot(snapshot: &Snapshot) -> Result<PairCounts, StoreError> {
    let corrupt = |why: String| StoreError::Corrupt {
        what: "snapshot",
        why,
    };
    let cells: Vec<CellRecord> =
        serde_json::from_str(&snapshot.counts).map_err(|error| corrupt(error.to_string()))?;
    let mut counts = PairCounts::new();
    for CellRecord(first, second, [first_wins, second_wins, ties, both_bad]) in cells {
        let cell = PairCell {
            first_wins,
            second_wins,
            ties,
            both_bad,
        };
        counts
            .insert(&first, &second, cell)
            .map_err(|error| corrupt(error.to_string()))?;
    }
    Ok(counts)
}

/// The board that a snapshot holds, with the name of the method that made it.
///
/// # Errors
/// [`StoreError::Corrupt`] if it cannot be read.
pub fn board_from_snapshot(snapshot: &Snapshot) -> Result<(Board, String), StoreError> {
    let corrupt = |why: String| StoreError::Corrupt {
        what: "snapshot",
        why,
    };
    let record: BoardRecord =
        serde_json::from_str(&snapshot.board).map_err(|error| corrupt(error.to_string()))?;
    let standings: Option<Vec<Standing>> = record.rows.into_iter().map(standing_from).collect();
    let board = Board {
        slice: snapshot.slice.clone(),
        seq: snapshot.seq,
        votes: record.votes,
        computed_at_ms: snapshot.time_ms,
        standings: standings.ok_or_else(|| corrupt("an unknown status".to_owned()))?,
        differences: Arc::default(),
    };
    Ok((board, record.method))
}

/// What made a kept board, without reading all of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Method {
    /// How it was fitted.
    pub method: String,
    /// Of the program that fitted it, if it said so.
    #[serde(default)]
    pub version: Option<String>,
    /// Rated votes in the slice.
    pub votes: u64,
}

/// What made a kept board.
///
/// # Errors
/// [`StoreError::Corrupt`] if it cannot be read.
pub fn method_from(board: &str) -> Result<Method, StoreError> {
    serde_json::from_str(board).map_err(|error| StoreError::Corrupt {
        what: "snapshot",
        why: error.to_string(),
    })
}

fn cell_record((first, second, cell): (&str, &str, PairCell)) -> CellRecord {
    let numbers = [cell.first_wins, cell.second_wins, cell.ties, cell.both_bad];
    CellRecord(first.to_owned(), second.to_owned(), numbers)
}

fn standing_record(standing: &Standing) -> StandingRecord {
    StandingRecord {
        model: standing.model.clone(),
        status: standing.status.as_str().to_owned(),
        component: standing.component,
        rating: standing.rating,
        low: standing.low,
        high: standing.high,
        votes: standing.votes,
        wins: standing.wins,
        losses: standing.losses,
        ties: standing.ties,
        both_bad: standing.both_bad,
    }
}

fn standing_from(record: StandingRecord) -> Option<Standing> {
    let status = Status::ALL
        .into_iter()
        .find(|status| status.as_str() == record.status)?;
    Some(Standing {
        model: record.model,
        status,
        component: record.component,
        rating: record.rating,
        low: record.low,
        high: record.high,
        votes: record.votes,
        wins: record.wins,
        losses: record.losses,
        ties: record.ties,
        both_bad: record.both_bad,
    })
}
