//! `agon export`: a site's files without its server.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use clap::Args;
use futures_util::{Stream, StreamExt as _};
use tokio_util::sync::CancellationToken;

use super::Unusable;
use crate::app::{App, AsOf, Dump, Error, ExportKind, ExportQuery};
use crate::cli::say::unless_nobody_reads;
use crate::clock::{Chance, Clock, parse_time};
use crate::config::Config;
use crate::exchange::{FileSeen, Format, Manifest, PublicSchema};

/// What to write, and where.
#[derive(Args)]
pub(super) struct ExportArgs {
    /// votes, history, leaderboard, models, pairs, battles or sampling
    kind: ExportKind,
    /// Only this arena
    #[arg(long)]
    arena: Option<String>,
    /// The file; its ending says the format, .csv, .jsonl, .json or .parquet. Standard output (CSV) if not given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// For votes and battles: a folder that gets a file for every arena and day that has ended,
    /// votes/arena=text/day=2026-01-31/part-0.parquet, as `DuckDB`, `ClickHouse` and Spark read them; or `s3://BUCKET/PREFIX` in the
    /// store of `[dumps]`. What is up to date there stays: run it every day, or let the server do it by `[dumps]`
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["output", "category", "at", "style_control", "since", "until", "after", "schema", "spreadsheet_safe"])]
    to: Option<String>,
    /// csv, jsonl, json or parquet, whatever the file is called
    #[arg(long)]
    format: Option<Format>,
    /// Votes in the schema of a public arena: `clean_battle`, lmarena-55k, lmarena-100k, lmarena-140k or comparia; what it cannot
    /// hold is said on stderr
    #[arg(long)]
    schema: Option<PublicSchema>,
    /// CSV for spreadsheets: an apostrophe before texts that would be run as formulas; imports take it away again
    #[arg(long)]
    spreadsheet_safe: bool,
    /// Only this category
    #[arg(long)]
    category: Option<String>,
    /// The leaderboard as it was: a time, a day, a vote's seq, or a snapshot such as s12
    #[arg(long)]
    at: Option<AsOf>,
    /// Leaderboard and history at equal style
    #[arg(long)]
    style_control: bool,
    /// Only from this time on: a day or an RFC 3339 time
    #[arg(long, value_parser = time)]
    since: Option<i64>,
    /// Only before this time
    #[arg(long, value_parser = time)]
    until: Option<i64>,
    /// Only votes and snapshots behind this seq, to go on where another file ended
    #[arg(long, value_name = "SEQ", default_value_t = 0)]
    after: i64,
}

/// What some kinds of file do not have.
fn refuse(args: &ExportArgs) -> Result<(), Unusable> {
    let wrong = if args.at.is_some() && args.kind != ExportKind::Leaderboard {
        "--at is for the leaderboard"
    } else if args.schema.is_some() && args.kind != ExportKind::Votes {
        "--schema is for votes"
    } else if args.to.is_some() && !matches!(args.kind, ExportKind::Votes | ExportKind::Battles) {
        "--to is for votes and battles, which have days"
    } else {
        return Ok(());
    };
    Err(Unusable(wrong.to_owned()))
}

/// Writes the file; a file that could not be written whole is not left behind.
pub(super) async fn run(config: Config, args: ExportArgs) -> super::Outcome {
    refuse(&args)?;
    let format = format_of(&args)?;
    if let Some(to) = &args.to {
        let dump = Dump::at_once(args.kind, format, args.arena);
        return super::export_days::run(config, dump, to).await;
    }
    let query = ExportQuery {
        arena: args.arena,
        category: args.category,
        at: args.at,
        style_control: args.style_control,
        since_ms: args.since,
        until_ms: args.until,
        after_seq: args.after,
        schema: args.schema,
        spreadsheet_safe: args.spreadsheet_safe,
        is_aside: false,
    };
    let app = App::open(config, Clock::System, Chance::System).await?;
    // What has no link or seal yet gets it now, so that the file can be checked.
    app.notarize(&CancellationToken::new()).await?;
    let scope = app.check_export(&query).await?;
    let manifest = match &args.output {
        Some(_) if args.kind == ExportKind::Votes && args.schema.is_none() => {
            Some(app.manifest_of(&query, &scope).await?)
        }
        _ => None,
    };
    let mut out: Box<dyn Write + Send> = match &args.output {
        Some(path) => Box::new(create(path)?),
        None => Box::new(std::io::stdout()),
    };
    let (mut pieces, losses) = if query.schema.is_some() {
        let (pieces, losses) = Arc::clone(&app).export_public(format, query, scope);
        (pieces, Some(losses))
    } else {
        (
            Arc::clone(&app).export(args.kind, format, query, scope),
            None,
        )
    };
    let seen = write(&mut pieces, &mut out).await?;
    if let Some(path) = &args.output {
        std::fs::rename(partial(path), path)?;
        if let Some(manifest) = manifest {
            let manifest = app.manifest_after(manifest, seen.finish()).await?;
            write_manifest(path, &manifest)?;
        }
    }
    if let Some(losses) = losses {
        for line in losses.await?.lines() {
            eprintln!("{line}");
        }
    }
    Ok(())
}

/// Writes the pieces of a file as they come.
async fn write(
    pieces: &mut (impl Stream<Item = Result<Bytes, Error>> + Unpin),
    out: &mut impl Write,
) -> Result<FileSeen, Box<dyn std::error::Error + Send + Sync>> {
    let mut seen = FileSeen::default();
    while let Some(piece) = pieces.next().await {
        let piece = piece?;
        seen.add(&piece);
        if let Err(error) = out.write_all(&piece) {
            unless_nobody_reads(Err(error))?;
            return Ok(seen);
        }
    }
    unless_nobody_reads(out.flush())?;
    Ok(seen)
}

/// Puts what the site says of the votes beside them: FILE.manifest.json.
fn write_manifest(votes: &Path, manifest: &Manifest) -> super::Outcome {
    let mut name = votes.as_os_str().to_owned();
    name.push(".manifest.json");
    let path = PathBuf::from(name);
    let mut out = create(&path)?;
    serde_json::to_writer_pretty(&mut out, manifest)?;
    writeln!(out)?;
    std::fs::rename(partial(&path), path)?;
    Ok(())
}

fn time(text: &str) -> Result<i64, &'static str> {
    parse_time(text).ok_or("a day such as 2026-01-31, or a time such as 2026-01-31T12:00:00Z")
}

/// A file under its name while it is written.
fn create(path: &Path) -> Result<std::fs::File, String> {
    let made = std::fs::File::create(partial(path));
    made.map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// The name of a file while it is written.
fn partial(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".partial");
    name.into()
}

fn format_of(args: &ExportArgs) -> Result<Format, Unusable> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let Some(path) = &args.output else {
        if args.to.is_some() {
            return Ok(Format::Parquet);
        }
        let usual = args.schema.map(PublicSchema::usual_format);
        return Ok(usual.unwrap_or(Format::Csv));
    };
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.unwrap_or_default().parse().map_err(|_| {
        let path = path.display();
        Unusable(format!(
            "{path}: the ending must be .csv, .jsonl, .json or .parquet, or give --format"
        ))
    })
}
