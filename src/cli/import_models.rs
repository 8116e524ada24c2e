//! `agon import models`: facts about models that only old votes name.

use std::path::PathBuf;

use clap::Args;

use crate::app::{App, ModelImport};
use crate::cli::say::say;
use crate::clock::{Chance, Clock};
use crate::config::Config;

/// The most names that are listed.
const SHOWN: usize = 10;

/// Which facts.
#[derive(Args)]
pub(super) struct ModelsArgs {
    /// CSV, TOML with `[[model]]` tables, or JSON: Agon's own models file, or arena-catalog's scatterplot-data.json and
    /// `leaderboard_table` CSV. Entries are joined by id, alias or name
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Only say what would happen
    #[arg(long)]
    dry_run: bool,
    /// Import nothing if any entry cannot be read
    #[arg(long)]
    strict: bool,
}

/// Imports, and says on stdout what was done and on stderr what was left out.
pub(super) async fn run(config: Config, args: ModelsArgs) -> super::Outcome {
    let import = ModelImport {
        file: args.file,
        dry_run: args.dry_run,
        strict: args.strict,
    };
    let app = App::open(config, Clock::System, Chance::System).await?;
    let done = app.import_models(&import).await;
    let done = done.map_err(|error| format!("{} {error}", import.file.display()))?;
    for line in &done.skipped {
        eprintln!("skipped: {line}");
    }
    let verb = if import.dry_run {
        "would change"
    } else {
        "changed"
    };
    say(format!(
        "{verb} {} models from {} entries; {} were so already\n",
        done.changed.len(),
        done.entries,
        done.same,
    ))?;
    for (what, names) in [
        ("changed", list(&done.changed)),
        (
            "described in agon.toml, so change them there",
            list(&done.configured),
        ),
        ("nobody here goes by these names", list(&done.unknown)),
    ] {
        if let Some((count, names)) = names {
            say(format!("{count} {what}: {names}\n"))?;
        }
    }
    Ok(())
}

/// How many, and the first of them.
fn list(names: &[impl ToString]) -> Option<(usize, String)> {
    let some: Vec<String> = names.iter().take(SHOWN).map(ToString::to_string).collect();
    let more = if some.len() < names.len() {
        ", ..."
    } else {
        ""
    };
    (!names.is_empty()).then(|| (names.len(), format!("{}{more}", some.join(", "))))
}
