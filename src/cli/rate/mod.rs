//! `agon rate`: a leaderboard out of a file of votes.

mod table;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, BufReader, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::app::{RatedFile, rate_file};
use crate::board::OVERALL;
use crate::exchange::read::Layout;
use crate::exchange::{Format, LeaderboardRecord, encode, header};

/// Bytes read at a time; what a file is must show in the first of them.
const BUFFER_BYTES: usize = 1 << 16;

/// What to rate, and how to print it.
#[derive(Args)]
pub(super) struct RateArgs {
    /// Votes as CSV, JSON lines or a JSON array; the columns say whose they are
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// How to print the board
    #[arg(long, value_enum, default_value_t = Output::Table)]
    output: Output,
    /// Whose columns they are, if they do not say: agon, lmarena, kaggle, llmfao, comparia
    #[arg(long, value_name = "NAME")]
    format: Option<Layout>,
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
    category: &'static str,
    style_control: bool,
    seq: u64,
    votes: u64,
    computed_at: Option<&'static str>,
    method: &'static str,
    rows: &'a [LeaderboardRecord],
}

impl<'a> From<&'a RatedFile> for Document<'a> {
    fn from(rated: &'a RatedFile) -> Self {
        Self {
            arena: None,
            category: OVERALL,
            style_control: false,
            seq: rated.read,
            votes: rated.votes,
            computed_at: None,
            method: rated.method,
            rows: &rated.rows,
        }
    }
}

/// Prints the board to stdout, and what was skipped to stderr.
pub(super) fn run(args: &RateArgs) -> super::Outcome {
    let rated = rate(&args.file, args.format)
        .map_err(|problem| format!("{} {problem}", args.file.display()))?;
    for line in rated.skipped.lines() {
        eprintln!("{line}");
    }
    let mut out = io::stdout().lock();
    match out
        .write_all(&print(&rated, args.output)?)
        .and_then(|()| out.flush())
    {
        // Who reads only the beginning (`| head`) has what they wanted.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}

fn rate(file: &Path, layout: Option<Layout>) -> Result<RatedFile, String> {
    let cannot = |error: io::Error| format!("cannot be read: {error}");
    let opened = File::open(file).map_err(cannot)?;
    let input = BufReader::with_capacity(BUFFER_BYTES, opened);
    rate_file(input, layout).map_err(|error| error.to_string())
}

fn print(rated: &RatedFile, output: Output) -> serde_json::Result<Vec<u8>> {
    match output {
        Output::Table => Ok(table::lines(&rated.rows).into_bytes()),
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
