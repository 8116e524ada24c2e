//! What was said of the votes: by a manifest, with signatures, and by the history and leaderboard files beside them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::board::OVERALL;
use crate::exchange::sheet::{Sheet, SheetError, SheetRow};
use crate::exchange::{
    ArenaManifest, FileEntry, FileSeen, HistoryRecord, LeaderboardRecord, MANIFEST_VERSION,
    Manifest, Record, Signed,
};
use crate::integrity::{LogStatement, SnapshotStatement, is_signed};

use super::VerifyError;
use super::report::Verified;

/// A slice of an arena: its category, and whether style is controlled for.
pub(super) type SliceName = (String, bool);

/// What was said of a board.
#[derive(Clone, Debug)]
pub(super) enum Said {
    /// Signed.
    Sealed(Box<SnapshotStatement>),
    /// Row by row, in a file: the rows by model, and where the board stands.
    Rows(BTreeMap<String, Figures>, String),
}

/// A board that was spoken of.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    /// It covers the arena's votes up to this one.
    pub(super) seq: i64,
    pub(super) slice: SliceName,
    /// How it was made, if that was said.
    pub(super) method: Option<String>,
    pub(super) said: Said,
}

/// The cells of a row that are compared.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figures {
    pub(super) place: u64,
    pub(super) cells: Vec<String>,
}

/// The columns that are compared: those of [`Figures`].
pub(super) const FIGURES: [&str; 10] = [
    "rank_low",
    "rank_high",
    "rating",
    "rating_low",
    "rating_high",
    "votes",
    "wins",
    "losses",
    "ties",
    "both_bad",
];

/// What was said of an arena.
#[derive(Clone, Debug, Default)]
pub(super) struct ArenaClaims {
    pub(super) log: Option<LogStatement>,
    pub(super) said: Option<ArenaManifest>,
    /// In the order of their seq.
    pub(super) boards: Vec<Claim>,
}

/// The manifest, if it can be read.
pub(super) fn read_manifest(path: &Path) -> Result<Manifest, VerifyError> {
    let failed = |why: String| VerifyError::Manifest(path.display().to_string(), why);
    let text = std::fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
    let manifest: Manifest =
        serde_json::from_str(&text).map_err(|error| failed(error.to_string()))?;
    if manifest.manifest_version != MANIFEST_VERSION {
        let version = manifest.manifest_version;
        return Err(failed(format!(
            "is of version {version}, and this program knows {MANIFEST_VERSION}"
        )));
    }
    Ok(manifest)
}

/// Compares the bytes of a file with what was said of them.
pub(super) fn check_bytes(
    path: &Path,
    said: &FileEntry,
    report: &mut Verified,
) -> Result<(), VerifyError> {
    let failed = |error: std::io::Error| VerifyError::File(path.display().to_string(), error);
    let mut file = File::open(path).map_err(failed)?;
    let (mut seen, mut buffer) = (FileSeen::default(), vec![0; 1 << 16]);
    loop {
        let count = file.read(&mut buffer).map_err(failed)?;
        if count == 0 {
            break;
        }
        seen.add(buffer.get(..count).unwrap_or_default());
    }
    let found = seen.finish();
    if found.bytes != said.bytes {
        report.differs(format!(
            "the file has {} bytes, and {} were written",
            found.bytes, said.bytes
        ));
    } else if found.sha256 != said.sha256 {
        report.differs("the bytes of the file are not those that were written");
    }
    Ok(())
}

/// What a manifest says of its arenas, as far as its signatures hold.
pub(super) fn of_manifest(
    manifest: Manifest,
    keys: &[String],
    report: &mut Verified,
) -> BTreeMap<String, ArenaClaims> {
    let mut all: BTreeMap<String, ArenaClaims> = BTreeMap::new();
    let mut signatures = Signatures {
        keys,
        good: BTreeMap::new(),
        unsigned: 0,
    };
    for arena in manifest.arenas {
        let name = arena.arena.clone();
        let claims = all.entry(name.clone()).or_default();
        claims.log = signatures.read(
            &arena.log,
            &format!("{name}: what is said of its votes"),
            report,
        );
        for (place, sealed) in (1..).zip(&arena.snapshots) {
            let what = format!("{name}: what is said of board {place} of its manifest");
            let Some(said) = signatures.read::<SnapshotStatement>(sealed, &what, report) else {
                continue;
            };
            claims.boards.push(Claim {
                seq: said.seq,
                slice: (said.category.clone(), said.style_control),
                method: Some(said.method.clone()),
                said: Said::Sealed(Box::new(said)),
            });
        }
        claims.said = Some(arena);
    }
    signatures.tell(report);
    all
}

/// Who signed how much.
struct Signatures<'a> {
    keys: &'a [String],
    good: BTreeMap<String, u64>,
    unsigned: u64,
}

impl Signatures<'_> {
    fn read<T: std::str::FromStr>(
        &mut self,
        signed: &Signed,
        what: &str,
        report: &mut Verified,
    ) -> Option<T>
    where
        T::Err: std::fmt::Display,
    {
        match (&signed.public_key, &signed.signature) {
            (Some(key), Some(signature)) => {
                if !is_signed(&signed.statement, key, signature) {
                    report.differs(format!(
                        "{what}: the signature is not that of the key {key}"
                    ));
                    return None;
                }
                if !self.keys.is_empty() && !self.keys.contains(key) {
                    report.differs(format!("{what} was signed with another key: {key}"));
                    return None;
                }
                *self.good.entry(key.clone()).or_default() += 1;
            }
            _ if !self.keys.is_empty() => {
                report.differs(format!("{what}: is not signed"));
                return None;
            }
            _ => self.unsigned += 1,
        }
        let read = signed.statement.parse();
        read.map_err(|error| report.differs(format!("{what}: {error}")))
            .ok()
    }

    fn tell(self, report: &mut Verified) {
        for (key, count) in &self.good {
            report.checked(format!("{count} statements are signed by the key {key}"));
        }
        if self.unsigned > 0 {
            report.unchecked(format!(
                "{} statements are not signed: who made them is not known",
                self.unsigned
            ));
        }
        if self.keys.is_empty() && !self.good.is_empty() {
            report.unchecked("whose keys these are: compare them with /.well-known/agon-signing-keys.json of the site, or give --key");
        }
    }
}

/// How a board was made, and its rows by model.
type Rows = (String, BTreeMap<String, Figures>);

/// Adds the boards of a history file.
pub(super) fn add_history(
    path: &Path,
    all: &mut BTreeMap<String, ArenaClaims>,
    report: &mut Verified,
) -> Result<(), VerifyError> {
    let mut boards: BTreeMap<(String, i64, SliceName, String), Rows> = BTreeMap::new();
    each_row(path, HistoryRecord::COLUMNS, report, |row| {
        let get = |name| cell(&row, HistoryRecord::COLUMNS, name);
        let slice = (get("category").to_owned(), get("style_control") == "true");
        let seq = get("seq").parse().unwrap_or(i64::MAX);
        let place = format!("snapshot {}", get("snapshot"));
        let board = boards
            .entry((get("arena").to_owned(), seq, slice, place))
            .or_default();
        get("method").clone_into(&mut board.0);
        board.1.insert(
            get("model").to_owned(),
            figures(&row, HistoryRecord::COLUMNS),
        );
    })?;
    for ((arena, seq, slice, place), (method, rows)) in boards {
        let claims = all.entry(arena).or_default();
        claims.boards.push(Claim {
            seq,
            slice,
            method: Some(method),
            said: Said::Rows(rows, format!("{}, {place}", path.display())),
        });
    }
    Ok(())
}

/// Adds the board of a leaderboard file, which says of no row whose it is: it is the overall one of `arena`.
pub(super) fn add_leaderboard(
    path: &Path,
    arena: &str,
    all: &mut BTreeMap<String, ArenaClaims>,
    report: &mut Verified,
) -> Result<(), VerifyError> {
    let mut rows = BTreeMap::new();
    each_row(path, LeaderboardRecord::COLUMNS, report, |row| {
        let model = cell(&row, LeaderboardRecord::COLUMNS, "model").to_owned();
        rows.insert(model, figures(&row, LeaderboardRecord::COLUMNS));
    })?;
    all.entry(arena.to_owned()).or_default().boards.push(Claim {
        seq: i64::MAX,
        slice: (OVERALL.to_owned(), false),
        method: None,
        said: Said::Rows(rows, path.display().to_string()),
    });
    Ok(())
}

fn each_row(
    path: &Path,
    columns: &'static [&'static str],
    report: &mut Verified,
    mut take: impl FnMut(SheetRow),
) -> Result<(), VerifyError> {
    let name = || path.display().to_string();
    let file = File::open(path).map_err(|error| VerifyError::File(name(), error))?;
    let mut sheet =
        Sheet::open(file, columns).map_err(|error| VerifyError::Sheet(name(), error))?;
    loop {
        match sheet.next_row() {
            Ok(Some(row)) => take(row),
            Ok(None) => return Ok(()),
            Err(error @ SheetError::Row { .. }) => report.differs(format!("{}, {error}", name())),
            Err(error) => return Err(VerifyError::Sheet(name(), error)),
        }
    }
}

fn cell<'a>(row: &'a SheetRow, columns: &[&str], name: &str) -> &'a str {
    let place = columns.iter().position(|column| *column == name);
    place
        .and_then(|place| row.cells.get(place))
        .map_or("", String::as_str)
}

fn figures(row: &SheetRow, columns: &[&str]) -> Figures {
    Figures {
        place: row.place,
        cells: FIGURES
            .map(|name| cell(row, columns, name).to_owned())
            .to_vec(),
    }
}
