//! `agon rate`: a leaderboard out of a file of votes.

mod compared;
mod method;
mod table;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::app::{RateError, RateRequest, RatedFile, Report, compare_file, rate_file};
use crate::board::OVERALL;
use crate::exchange::read::Layout;
use crate::exchange::{ComparedRecord, Format, LeaderboardRecord, encode, header};
use crate::rating::CompareReport;

use method::MethodArgs;

/// What to rate, and how to print it.
#[derive(Args)]
pub(super) struct RateArgs {
    /// Votes as CSV, JSON lines, a JSON array or Parquet; the columns say whose they are
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// How to print the board
    #[arg(long, value_enum, default_value_t = Output::Table)]
    output: Output,
    /// Whose columns they are, if they do not say: agon, lmarena, kaggle, llmfao, comparia
    #[arg(long, value_name = "NAME")]
    format: Option<Layout>,
    /// Only votes with this category
    #[arg(long, value_name = "NAME")]
    category: Option<String>,
    /// Add who is best, which neighbours differ, what would swap them, and what no ranking explains
    #[arg(long)]
    report: bool,
    /// Compare methods by how well they predict votes that they have not seen, instead of rating
    #[arg(long, conflicts_with_all = ["report", "preset", "anchor"])]
    compare: bool,
    #[command(flatten)]
    method: MethodArgs,
}

/// How a board is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Output {
    /// For people: aligned columns, rounded
    Table,
    /// The columns of the leaderboard file
    Csv,
    /// The shape of the leaderboard API
    Json,
}

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

/// Prints the board to stdout, and what was skipped to stderr.
pub(super) fn run(args: &RateArgs) -> super::Outcome {
    let request = RateRequest {
        layout: args.format,
        category: args.category.clone(),
        report: args.report,
        ..args.method.request()?
    };
    if args.compare {
        return compare(args, &request);
    }
    let rated = rate(&args.file, &request)?;
    for line in rated.skipped.lines() {
        eprintln!("{line}");
    }
    for warning in &rated.warnings {
        eprintln!("note: {warning}");
    }
    say(&print(&rated, args.output)?)
}

fn rate(file: &Path, request: &RateRequest) -> Result<RatedFile, String> {
    of_file(file, |opened| rate_file(opened, request))
}

/// What a use case makes of a file; an error names the file.
fn of_file<T>(file: &Path, make: impl FnOnce(File) -> Result<T, RateError>) -> Result<T, String> {
    let made = File::open(file).map_err(RateError::from).and_then(make);
    made.map_err(|error| format!("{} {error}", file.display()))
}

fn compare(args: &RateArgs, request: &RateRequest) -> super::Outcome {
    let (report, skipped) = of_file(&args.file, |opened| compare_file(opened, request))?;
    for line in skipped.lines() {
        eprintln!("{line}");
    }
    say(&print_compared(&report, args.output)?)
}

fn print_compared(report: &CompareReport, output: Output) -> serde_json::Result<Vec<u8>> {
    let rows = compared::records(report);
    match output {
        Output::Table => Ok(compared::table(report, &rows).into_bytes()),
        Output::Csv => {
            let mut bytes = header::<ComparedRecord>(Format::Csv);
            bytes.extend(encode(Format::Csv, &rows));
            Ok(bytes)
        }
        Output::Json => {
            let mut bytes = serde_json::to_vec(&rows)?;
            bytes.push(b'\n');
            Ok(bytes)
        }
    }
}

/// Writes to stdout.
fn say(bytes: &[u8]) -> super::Outcome {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        // Who reads only the beginning (`| head`) has what they wanted.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}

fn print(rated: &RatedFile, output: Output) -> serde_json::Result<Vec<u8>> {
    match output {
        Output::Table => Ok(table::board(rated).into_bytes()),
        Output::Csv => {
            let mut bytes = header::<LeaderboardRecord>(Format::Csv);
            bytes.extend(encode(Format::Csv, &rated.rows));
            Ok(bytes)
        }
        Output::Json => {
            let mut bytes = serde_json::to_vec(&Document::from(rated))?;
            bytes.push(b'\n');
            Ok(bytes)
        }
    }
}
