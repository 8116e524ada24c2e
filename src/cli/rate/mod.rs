//! `agon rate`: a leaderboard out of a file of votes.

mod compared;
mod method;
mod print;
mod table;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::app::{
    RateError, RateRequest, RatedFile, VoteSource, compare_file, rate_categories, rate_file,
    rate_sources,
};
use crate::board::OVERALL;
use crate::cli::Unusable;
use crate::cli::progress::Progress;
use crate::cli::say::say;
use crate::exchange::read::Layout;

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
    /// A board for all votes and one for each category of the file
    #[arg(long, conflicts_with_all = ["category", "compare"])]
    categories: bool,
    /// More votes from another file, whose votes count WEIGHT together, while those of FILE count 1
    #[arg(long, value_name = "FILE=WEIGHT", value_parser = source, conflicts_with_all = ["categories", "compare", "report", "preset", "ridge"])]
    source: Vec<(PathBuf, f64)>,
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

/// Prints the board to stdout, and what was skipped to stderr.
pub(super) fn run(args: &RateArgs) -> super::Outcome {
    let category = args.category.clone();
    let request = RateRequest {
        layout: args.format,
        category: category.filter(|name| name != OVERALL),
        report: args.report,
        ..args.method.request()?
    };
    if args.compare {
        return compare(args, &request);
    }
    if args.categories {
        let boards = read(&args.file, |file| {
            rate_categories(file, &request, &mut reading())
        })?;
        tell(&boards);
        return say(&print::categories(&boards, args.output)?);
    }
    let rated = if args.source.is_empty() {
        rate(&args.file, &request)?
    } else {
        rate_all(args, &request)?
    };
    tell(std::slice::from_ref(&rated));
    say(&print::board(&rated, args.output)?)
}

fn rate(file: &Path, request: &RateRequest) -> Result<RatedFile, String> {
    read(file, |file| rate_file(file, request, &mut reading()))
}

/// One board out of all files.
fn rate_all(
    args: &RateArgs,
    request: &RateRequest,
) -> Result<RatedFile, Box<dyn std::error::Error + Send + Sync>> {
    if !args.method.is_of_counts() {
        let why = "--source goes with --method bradley-terry, --ties half or drop, --reweight, --anchor and all --intervals but \
                   clustered and bootstrap";
        return Err(Unusable(why.to_owned()).into());
    }
    let first = (args.file.clone(), 1.0);
    let mut sources = Vec::new();
    for (path, weight) in std::iter::once(&first).chain(&args.source) {
        let source = read(path, |file| {
            VoteSource::read((file, *weight), request, &mut reading())
        })?;
        for line in source.skipped().lines() {
            eprintln!("{}: {line}", path.display());
        }
        sources.push(source);
    }
    let rated = rate_sources(&sources, request);
    Ok(rated.map_err(|error| format!("{} with its sources {error}", args.file.display()))?)
}

fn source(text: &str) -> Result<(PathBuf, f64), String> {
    let expected =
        || "expected FILE=WEIGHT with a weight above 0, as in experts.csv=0.5".to_owned();
    let (file, weight) = text.rsplit_once('=').ok_or_else(expected)?;
    let weight: f64 = weight.parse().map_err(|_| expected())?;
    if file.is_empty() || !weight.is_finite() || weight <= 0.0 {
        return Err(expected());
    }
    Ok((file.into(), weight))
}

/// What is made of a file, or its name and what is wrong with it.
fn read<T>(file: &Path, of: impl FnOnce(File) -> Result<T, RateError>) -> Result<T, String> {
    let made = File::open(file).map_err(RateError::from).and_then(of);
    made.map_err(|error| format!("{} {error}", file.display()))
}

/// Says what was not rated, which is the same for all boards of a file, and what is to know of each: once if it holds for the
/// first, that of all votes, too.
fn tell(boards: &[RatedFile]) {
    let Some((all, categories)) = boards.split_first() else {
        return;
    };
    for line in all.skipped.lines() {
        eprintln!("{line}");
    }
    for warning in &all.warnings {
        eprintln!("note: {warning}");
    }
    for board in categories {
        let own = board.warnings.iter();
        for warning in own.filter(|warning| !all.warnings.contains(warning)) {
            eprintln!("note: {}: {warning}", table::printable(print::name(board)));
        }
    }
}

/// Shows how much of a file was read, until all was. A pipe does not know, and shows nothing.
fn reading() -> impl FnMut(f64) {
    let mut bar = Some(Progress::new());
    move |part| {
        if part >= 1.0 {
            bar = None;
        }
        if let Some(bar) = bar.as_mut().filter(|_| part > 0.0) {
            bar.show("reading", part);
        }
    }
}

fn compare(args: &RateArgs, request: &RateRequest) -> super::Outcome {
    let (report, skipped) = read(&args.file, |file| {
        compare_file(file, request, &mut reading())
    })?;
    for line in skipped.lines() {
        eprintln!("{line}");
    }
    say(&print::compared(&report, args.output)?)
}
