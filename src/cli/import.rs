//! `agon import`: what was collected elsewhere, into a site, while its server runs or not.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Unusable;
use super::import_models::ModelsArgs;
use super::progress::Progress;
use crate::app::{App, BoardImport, BoardImportError, Import, ImportError, Imported, Stage};
use crate::cli::say::say;
use crate::clock::{Chance, Clock, parse_time};
use crate::config::Config;
use crate::exchange::read::Layout;
use crate::store::StoreError;

/// The most new models that are named.
const MODELS_SHOWN: usize = 10;

/// What is said of a file with texts.
const TEXTS: &str = "prompts and answers were left out: an import keeps votes, with the categories and figures of style that the file says";

/// What to bring in.
#[derive(Subcommand)]
pub(super) enum ImportCommand {
    /// Add the votes of a file to the log, every row once however often it is imported
    Votes(VotesArgs),
    /// Take up facts about models that only old votes name: makers, licenses, sizes, prices, dates
    Models(ModelsArgs),
    /// Keep a board that others published, to be shown beside this site's own and never mixed with it
    Leaderboard(LeaderboardArgs),
}

/// Which board, and whose.
#[derive(Args)]
pub(super) struct LeaderboardArgs {
    /// JSON: `{category: {model: {rating, rating_q025, rating_q975}}}` as arena-catalog has it, or the ranking of `ComparIA`
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The arena beside whose boards it is shown
    #[arg(long)]
    arena: String,
    /// Who published it
    #[arg(long, value_name = "NAME")]
    source: String,
    /// Of when it is, if the file does not say: a day or an RFC 3339 time
    #[arg(long, value_parser = date)]
    date: Option<i64>,
    /// Where it was published
    #[arg(long)]
    url: Option<String>,
    /// The license of its figures
    #[arg(long, alias = "licence")]
    license: Option<String>,
    /// Only say what would happen
    #[arg(long)]
    dry_run: bool,
}

fn date(text: &str) -> Result<i64, &'static str> {
    parse_time(text).ok_or("a day such as 2026-01-31, or an RFC 3339 time")
}

/// Which votes, and where to.
#[derive(Args)]
pub(super) struct VotesArgs {
    /// Votes as CSV, JSON lines, a JSON array or Parquet; the columns say whose they are
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The arena that they go to
    #[arg(long)]
    arena: String,
    /// Whose columns they are, if they do not say: agon, lmarena, kaggle, llmfao, comparia, openwebui
    #[arg(long, value_name = "NAME")]
    format: Option<Layout>,
    /// Only say what would happen
    #[arg(long)]
    dry_run: bool,
    /// Import nothing if any row is no vote
    #[arg(long)]
    strict: bool,
}

/// Imports, and says on stdout what was done and on stderr what was left out.
pub(super) async fn run(config: Config, command: ImportCommand) -> super::Outcome {
    match command {
        ImportCommand::Votes(args) => votes(config, args).await,
        ImportCommand::Models(args) => super::import_models::run(config, args).await,
        ImportCommand::Leaderboard(args) => leaderboard(config, args).await,
    }
}

async fn leaderboard(config: Config, args: LeaderboardArgs) -> super::Outcome {
    let import = BoardImport {
        file: args.file,
        arena: args.arena,
        source: args.source,
        url: args.url,
        license: args.license,
        time_ms: args.date,
        dry_run: args.dry_run,
    };
    let app = App::open(config, Clock::System, Chance::System).await?;
    let done = match app.import_boards(&import).await {
        Ok(done) => done,
        Err(
            error @ (BoardImportError::Arena { .. }
            | BoardImportError::NoDate
            | BoardImportError::NoSource),
        ) => return Err(Unusable(error.to_string()).into()),
        Err(error) => return Err(format!("{} {error}", import.file.display()).into()),
    };
    for line in &done.skipped {
        eprintln!("skipped: {line}");
    }
    let verb = if import.dry_run {
        "would import"
    } else {
        "imported"
    };
    say(format!(
        "{verb} {} of {} boards of {} beside {}; {} were there already\n{} ratings, {} of models that this site knows\n",
        done.new,
        done.boards,
        import.source,
        import.arena,
        done.boards - done.new,
        done.ratings,
        done.known,
    ))?;
    Ok(())
}

async fn votes(config: Config, args: VotesArgs) -> super::Outcome {
    let import = Import {
        file: args.file,
        layout: args.format,
        arena: args.arena,
        dry_run: args.dry_run,
        strict: args.strict,
    };
    let app = App::open(config, Clock::System, Chance::System).await?;
    let mut progress = Progress::new();
    let mut show = |stage, part| {
        let what = match stage {
            Stage::Checking => "checking",
            Stage::Importing => "importing",
        };
        progress.show(what, part);
    };
    let done = app.import_votes(&import, &mut show).await;
    drop(progress);
    let imported = match done {
        Ok(imported) => imported,
        Err(error @ ImportError::Arena { .. }) => return Err(Unusable(error.to_string()).into()),
        Err(error) => return Err(failure(&import, error)),
    };
    for line in imported.skipped.lines() {
        eprintln!("{line}");
    }
    say(format!("{}\n", summary(&import, &imported)))?;
    Ok(())
}

/// The database failed half-way.
#[derive(Debug, thiserror::Error)]
#[error("{text}")]
struct Stopped {
    text: String,
    source: StoreError,
}

/// The file and what is wrong with it, with the causes.
fn failure(import: &Import, error: ImportError) -> Box<dyn std::error::Error + Send + Sync> {
    let text = format!("{} {error}", import.file.display());
    match error {
        ImportError::Store(source) => Box::new(Stopped { text, source }),
        _ => text.into(),
    }
}

/// What was done, in a few lines.
fn summary(import: &Import, imported: &Imported) -> String {
    let verb = if import.dry_run {
        "would import"
    } else {
        "imported"
    };
    let mut lines = vec![format!(
        "{verb} {} of {} votes into {}; {} were there already",
        imported.new,
        imported.votes,
        import.arena,
        imported.votes.saturating_sub(imported.new),
    )];
    if imported.unrated > 0 {
        lines.push(format!("{} of the votes are unrated", imported.unrated));
    }
    let ids: Vec<&str> = imported
        .models
        .iter()
        .map(|model| model.id.as_str())
        .collect();
    if let Some(some) = ids
        .get(..ids.len().min(MODELS_SHOWN))
        .filter(|some| !some.is_empty())
    {
        let more = if some.len() < ids.len() { ", ..." } else { "" };
        lines.push(format!(
            "{} models that nobody knew, retired: {}{more}",
            ids.len(),
            some.join(", ")
        ));
    }
    if imported.has_texts {
        lines.push(TEXTS.to_owned());
    }
    lines.join("\n")
}
