//! `agon verify`: whether exported votes, and the boards that were made of them, are what the site said they are.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::progress::Progress;
use crate::app::{Verified, VerifyRequest, verify};
use crate::cli::say::say;
use crate::domain::from_hexadecimal;

/// What to check, and with what.
#[derive(Args)]
pub(super) struct VerifyArgs {
    /// The votes as `agon export votes` or /data gives them, or a folder with the exported files of a site
    #[arg(value_name = "EXPORT")]
    export: PathBuf,
    /// What the site signed: FILE.manifest.json beside the votes, or /api/v1/manifest. Found by itself beside the votes
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
    /// The history file. Found by itself in a folder
    #[arg(long, value_name = "FILE")]
    history: Option<PathBuf>,
    /// The leaderboard file of the same moment. Found by itself in a folder
    #[arg(long, value_name = "FILE")]
    leaderboard: Option<PathBuf>,
    /// The site's public key, from its data page: nothing else may have signed. More than one after a change of keys
    #[arg(long, value_name = "KEY", value_parser = key)]
    key: Vec<String>,
    /// The file has only some votes, such as those of a category, and no manifest that says so
    #[arg(long)]
    part: bool,
}

fn key(text: &str) -> Result<String, &'static str> {
    let bytes: Option<[u8; 32]> = from_hexadecimal(text);
    bytes.ok_or("64 hexadecimal digits in lower case")?;
    Ok(text.to_owned())
}

/// Says "same" on stdout, or what differs; what was looked at and what could not be, on stderr.
pub(super) fn run(args: VerifyArgs) -> ExitCode {
    let request = request(args);
    let mut bar = Some(Progress::new());
    let verified = verify(&request, &mut |part| {
        if let Some(bar) = bar.as_mut() {
            bar.show("verifying", part);
        }
    });
    drop(bar.take());
    match verified {
        Ok(verified) => {
            // Who has stopped reading has the exit code.
            let _ = say(told(&verified));
            if verified.is_same() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn told(verified: &Verified) -> String {
    for line in &verified.checked {
        eprintln!("checked: {line}");
    }
    for line in &verified.unchecked {
        eprintln!("not checked: {line}");
    }
    if verified.is_same() {
        return "same\n".to_owned();
    }
    let more = (verified.more > 0).then(|| format!("and {} more differences", verified.more));
    let lines = verified.differences.iter().map(ToString::to_string);
    let lines: Vec<String> = lines.chain(more).collect();
    format!("{}\ndifferent\n", lines.join("\n"))
}

/// Finds the files that were not named.
fn request(args: VerifyArgs) -> VerifyRequest {
    let is_folder = args.export.is_dir();
    let in_folder = |kind: &str| is_folder.then(|| find(&args.export, kind)).flatten();
    let votes = match in_folder("votes") {
        Some(votes) => votes,
        None if is_folder => args.export.join("votes.csv"),
        None => args.export.clone(),
    };
    let beside = || {
        let mut name = votes.as_os_str().to_owned();
        name.push(".manifest.json");
        Some(PathBuf::from(name)).filter(|path| path.exists())
    };
    let in_folder_manifest = || {
        let names = ["manifest.json", "agon-manifest.json"].iter();
        let mut paths = names.map(|name| args.export.join(name));
        paths.find(|path| is_folder && path.exists())
    };
    VerifyRequest {
        manifest: args.manifest.or_else(beside).or_else(in_folder_manifest),
        history: args.history.or_else(|| in_folder("history")),
        leaderboard: args.leaderboard.or_else(|| in_folder("leaderboard")),
        votes,
        keys: args.key,
        is_part: args.part,
    }
}

/// A file of some kind in a folder, as `agon export` or a browser names it.
fn find(folder: &Path, kind: &str) -> Option<PathBuf> {
    let names = ["parquet", "jsonl", "csv"]
        .iter()
        .flat_map(|format| [format!("{kind}.{format}"), format!("agon-{kind}.{format}")]);
    names
        .map(|name| folder.join(name))
        .find(|path| path.exists())
}
