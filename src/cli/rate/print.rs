//! Boards as bytes: for people, as a file, as JSON.

use serde::Serialize;

use super::Output;
use super::{compared, table};
use crate::app::{RatedFile, Report};
use crate::board::OVERALL;
use crate::exchange::{CategoryRecord, LeaderboardRecord, csv_file};
use crate::rating::CompareReport;

/// The leaderboard API's shape. A file has no arena and no time, so that equal votes give equal bytes.
#[derive(Serialize)]
struct Document<'a> {
    arena: Option<&'static str>,
    category: &'a str,
    style_control: bool,
    seq: u64,
    votes: u64,
    computed_at: Option<&'static str>,
    method: &'a str,
    rows: &'a [LeaderboardRecord],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    coefficients: Vec<Coefficient<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    warnings: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<&'a Report>,
}

/// A parameter beside the models.
#[derive(Serialize)]
struct Coefficient<'a> {
    name: &'a str,
    estimate: f64,
    error: f64,
    low: f64,
    high: f64,
}

impl<'a> From<&'a RatedFile> for Document<'a> {
    fn from(rated: &'a RatedFile) -> Self {
        let coefficients = rated.coefficients.iter().map(|row| Coefficient {
            name: &row.name,
            estimate: row.estimate,
            error: row.error,
            low: row.low,
            high: row.high,
        });
        Self {
            arena: None,
            category: rated.category.as_deref().unwrap_or(OVERALL),
            style_control: rated.style_control,
            seq: rated.read,
            votes: rated.votes,
            computed_at: None,
            method: &rated.method,
            rows: &rated.rows,
            coefficients: coefficients.collect(),
            warnings: &rated.warnings,
            report: rated.report.as_ref(),
        }
    }
}

/// One board.
pub(super) fn board(rated: &RatedFile, output: Output) -> serde_json::Result<Vec<u8>> {
    match output {
        Output::Table => Ok(table::board(rated).into_bytes()),
        Output::Csv => Ok(csv_file(&rated.rows)),
        Output::Json => json(&Document::from(rated)),
    }
}

/// The boards of several categories.
pub(super) fn categories(rated: &[RatedFile], output: Output) -> serde_json::Result<Vec<u8>> {
    match output {
        Output::Table => {
            let blocks: Vec<String> = rated.iter().map(table::of_category).collect();
            Ok(blocks.join("\n").into_bytes())
        }
        Output::Csv => {
            let rows = rated.iter().flat_map(|board| {
                let of_row = |row: &LeaderboardRecord| CategoryRecord {
                    category: name(board).to_owned(),
                    row: row.clone(),
                };
                board.rows.iter().map(of_row)
            });
            Ok(csv_file(&rows.collect::<Vec<_>>()))
        }
        Output::Json => json(&rated.iter().map(Document::from).collect::<Vec<_>>()),
    }
}

/// How methods predict.
pub(super) fn compared(report: &CompareReport, output: Output) -> serde_json::Result<Vec<u8>> {
    let rows = compared::records(report);
    match output {
        Output::Table => Ok(compared::table(report, &rows).into_bytes()),
        Output::Csv => Ok(csv_file(&rows)),
        Output::Json => json(&rows),
    }
}

/// What a board is called among those of categories.
pub(super) fn name(rated: &RatedFile) -> &str {
    rated.category.as_deref().unwrap_or(OVERALL)
}

fn json(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}
