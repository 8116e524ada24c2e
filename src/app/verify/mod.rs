//! Checks a file of votes with nothing but itself and what was said of it: no database, no network.
//!
//! ```text
//! line    a row, and what was changed in it
//! chain   the chain of an arena
//! claims  what was said: manifest, history, leaderboard
//! boards  boards made again from the votes
//! arena   what is known of an arena while its votes come
//! report  what was found
//! ```

mod arena;
mod boards;
mod chain;
mod claims;
mod line;
mod report;

use std::collections::BTreeMap;
use std::fs::File;
use std::path::PathBuf;

use crate::exchange::sheet::{Sheet, SheetError};
use crate::exchange::{Part, Record as _, VoteRecord};

use arena::Arena;
use boards::Tagging;
use claims::{ArenaClaims, Claim};
use line::VoteLine;

pub use report::Verified;

/// What to check, and with what.
#[derive(Clone, Debug, Default)]
pub struct VerifyRequest {
    /// The votes, as this site exports them.
    pub votes: PathBuf,
    /// What the site said of them.
    pub manifest: Option<PathBuf>,
    /// The history file.
    pub history: Option<PathBuf>,
    /// The leaderboard file of the same moment.
    pub leaderboard: Option<PathBuf>,
    /// The public keys that may have signed; any if there is none.
    pub keys: Vec<String>,
    /// Whether votes may be left out between others, as in an export of a category or a time.
    pub is_part: bool,
}

/// Why nothing can be said.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// A file does not open.
    #[error("{0} cannot be read: {1}")]
    File(String, #[source] std::io::Error),
    /// A file is none of ours.
    #[error("{0} is not a file that `agon export` wrote: {1}")]
    Sheet(String, #[source] SheetError),
    /// A file that another version of this program wrote.
    #[error("{0} cannot be checked by this version: {1}")]
    Version(String, String),
    /// The manifest is none.
    #[error("{0} is not a manifest: {1}")]
    Manifest(String, String),
}

/// Checks a file of votes.
///
/// # Errors
/// [`VerifyError`] if it is none; what differs is no error.
pub fn verify(
    request: &VerifyRequest,
    progress: &mut dyn FnMut(f64),
) -> Result<Verified, VerifyError> {
    let mut report = Verified::default();
    let manifest = request
        .manifest
        .as_deref()
        .map(claims::read_manifest)
        .transpose()?;
    let mut part = None;
    let mut claims = BTreeMap::new();
    if let Some(manifest) = manifest {
        if let Some(file) = &manifest.file {
            claims::check_bytes(&request.votes, file, &mut report)?;
        }
        part.clone_from(&manifest.part);
        claims = claims::of_manifest(manifest, &request.keys, &mut report);
    }
    if let Some(history) = &request.history {
        claims::add_history(history, &mut claims, &mut report)?;
    }
    let leaderboard = request.leaderboard.as_deref();
    let leaderboard = leaderboard.map(|path| claims::leaderboard(path, &mut report));
    let leaderboard = leaderboard.transpose()?;
    let Some(mut sheet) = open(request, &mut report)? else {
        return Ok(report);
    };
    let tagging = match part.as_ref().map(|part| part.tagging) {
        None => Tagging::Untold,
        Some(Some(tagging)) => Tagging::Is(tagging),
        Some(None) => Tagging::Changed,
    };
    let mut part = part.unwrap_or_else(|| part_of(&sheet));
    // Any category will do: what matters is that there are gaps.
    if request.is_part && !part.has_gaps() {
        part.category = Some(String::new());
    }
    let reading = Reading {
        unit: sheet.unit(),
        part,
        claims,
        tagging,
        leaderboard,
        has_manifest: request.manifest.is_some(),
    };
    let arenas = read(&mut sheet, &reading, &mut report, progress);
    finish(reading, arenas, &mut report);
    Ok(report)
}

/// What is known before the first vote.
struct Reading {
    unit: &'static str,
    part: Part,
    claims: BTreeMap<String, ArenaClaims>,
    tagging: Tagging,
    /// Of all votes of the file.
    leaderboard: Option<Claim>,
    has_manifest: bool,
}

/// Opens the votes. What was damaged so much that it does not open differs, if there is a manifest that knows its bytes.
fn open(request: &VerifyRequest, report: &mut Verified) -> Result<Option<Sheet>, VerifyError> {
    let name = || request.votes.display().to_string();
    let file = File::open(&request.votes).map_err(|error| VerifyError::File(name(), error))?;
    match Sheet::open(file, VoteRecord::COLUMNS) {
        Ok(sheet) => Ok(Some(sheet)),
        Err(SheetError::Columns {
            why,
            is_close: true,
        }) => {
            report.differs(format!("the columns: {why}"));
            Ok(None)
        }
        Err(SheetError::Version(why)) => Err(VerifyError::Version(name(), why)),
        Err(error) if !report.is_same() => {
            report.differs(format!("the votes: {error}"));
            Ok(None)
        }
        Err(error) => Err(VerifyError::Sheet(name(), error)),
    }
}

/// Of which part of the log a Parquet file says that it is.
fn part_of(sheet: &Sheet) -> Part {
    let text = |name| sheet.about(name).map(str::to_owned);
    let after = sheet.about("after_seq").and_then(|seq| seq.parse().ok());
    Part {
        arena: None,
        category: text("category"),
        since: text("since"),
        until: text("until"),
        after: after.unwrap_or(0),
        tagging: None,
    }
}

/// Reads all rows.
fn read(
    sheet: &mut Sheet,
    reading: &Reading,
    report: &mut Verified,
    progress: &mut dyn FnMut(f64),
) -> BTreeMap<String, Arena> {
    let mut arenas: BTreeMap<String, Arena> = BTreeMap::new();
    let mut last_seq = i64::MIN;
    loop {
        let row = match sheet.next_row() {
            Ok(Some(row)) => row,
            Ok(None) => return arenas,
            Err(error) => {
                report.differs(error.to_string());
                match error {
                    SheetError::Row { .. } => continue,
                    _ => return arenas,
                }
            }
        };
        let line = VoteLine::new(row);
        match line.seq() {
            Some(seq) if seq > last_seq => last_seq = seq,
            _ => {
                let (unit, place, seq) = (reading.unit, line.place(), line.get("seq"));
                report.differs(format!(
                    "{unit} {place}: seq {seq} stands behind seq {last_seq}"
                ));
            }
        }
        let name = line.get("arena");
        if !arenas.contains_key(name) {
            arenas.insert(name.to_owned(), Arena::new(name, reading));
        }
        if let Some(arena) = arenas.get_mut(name) {
            arena.add(line, report);
        }
        progress(sheet.part_read());
    }
}

/// Says what of each arena was the same, and looks at arenas of which votes should be there and are not.
fn finish(mut reading: Reading, mut arenas: BTreeMap<String, Arena>, report: &mut Verified) {
    for name in reading.claims.keys() {
        if !arenas.contains_key(name) {
            arenas.insert(name.clone(), Arena::new(name, &reading));
        }
    }
    if let Some(leaderboard) = reading.leaderboard.take() {
        let count = arenas.len();
        match arenas.values_mut().next() {
            Some(only) if count == 1 => only.expect(leaderboard),
            _ => report.unchecked("the leaderboard file: it does not say whose boards it has, and the votes are of several arenas"),
        }
    }
    for arena in arenas.into_values() {
        arena.finish(&mut reading, report);
    }
    if !reading.has_manifest {
        report.unchecked(
            "whether votes are missing at the end, and who made the file: there is no manifest",
        );
    }
}
