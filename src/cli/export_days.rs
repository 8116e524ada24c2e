//! `agon export votes --to FOLDER`: a file for every arena and day, as `DuckDB`, `ClickHouse` and Spark read partitions. Run it
//! again and again: it writes the days that are new, or got more votes, and nothing else.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;

use futures_util::StreamExt as _;

use super::export::{create, partial};
use crate::app::{App, DayOfVotes, ExportKind, ExportQuery};
use crate::cli::say::say;
use crate::exchange::Format;

/// Writes what is not there yet. Days that have not ended are for the next time.
pub(super) async fn run(
    app: &Arc<App>,
    folder: &Path,
    format: Format,
    arena: Option<&str>,
) -> super::Outcome {
    let days = app.days_of_votes(arena).await?;
    let (mut written, mut votes) = (0, 0);
    for day in &days {
        let part = part(folder, format, day);
        if !part.exists() {
            write(app, &part, format, day).await?;
            (written, votes) = (written + 1, votes + day.votes);
        }
        // Also after a crash between the two steps: a day never counts twice for long.
        remove_others(&part)?;
    }
    say(format!(
        "wrote {written} of {} days with {votes} votes into {}; the others were there\n",
        days.len(),
        folder.display()
    ))?;
    Ok(())
}

/// The log only grows, so that a day with as many votes has the same ones.
fn part(folder: &Path, format: Format, day: &DayOfVotes) -> PathBuf {
    let arena = format!("arena={}", day.arena.as_str().replace(':', "%3A"));
    let name = format!("part-{:010}.{}", day.votes, format.as_str());
    let folder = folder.join("votes").join(arena);
    folder.join(format!("day={}", day.day)).join(name)
}

/// Writes a file under another name first, so that whoever reads sees all of it or nothing.
async fn write(app: &Arc<App>, part: &Path, format: Format, day: &DayOfVotes) -> super::Outcome {
    let query = ExportQuery {
        arena: Some(day.arena.to_string()),
        since_ms: Some(day.since_ms),
        until_ms: Some(day.until_ms),
        ..ExportQuery::default()
    };
    let scope = app.check_export(&query).await?;
    if let Some(folder) = part.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    }
    let mut out = create(part)?;
    let mut pieces = pin!(Arc::clone(app).export(ExportKind::Votes, format, query, scope));
    while let Some(piece) = pieces.next().await {
        out.write_all(&piece?)?;
    }
    out.sync_all()?;
    std::fs::rename(partial(part), part)?;
    Ok(())
}

/// Takes away what a day had before it got more votes, and what a run that died left half written.
fn remove_others(part: &Path) -> super::Outcome {
    let Some(folder) = part.parent() else {
        return Ok(());
    };
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let is_ours = path
            .file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| name.starts_with("part-"));
        if is_ours && path != part && is_format_of(&path, part) {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Files of other formats beside it are other dumps.
fn is_format_of(path: &Path, part: &Path) -> bool {
    let whole = if path.extension().is_some_and(|ending| ending == "partial") {
        path.with_extension("")
    } else {
        path.to_owned()
    };
    whole.extension() == part.extension()
}
