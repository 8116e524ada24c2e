//! Where dumps go: a folder, or a bucket. Both know of each file of what it was made.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::clock::rfc3339;
use crate::config::{self, DumpPlace};
use crate::domain::hexadecimal;
use crate::endpoint::{Bucket, BucketError, Upload};

use super::below;
use super::draft::Draft;

/// A draft that is older was left by a program that died.
const DEAD: Duration = Duration::from_hours(6);
/// What drafts are called at their end.
const PARTIAL: &str = ".partial";

/// Where dumps go.
#[derive(Clone, Debug)]
pub enum Place {
    /// A folder; it is made when it is needed.
    Folder(PathBuf),
    /// A bucket.
    Bucket(Bucket),
}

/// Why a place did not take a file, or say what it has.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// A file of this machine.
    #[error("{path}: {1}", path = .0.display())]
    File(PathBuf, std::io::Error),
    /// A store.
    #[error(transparent)]
    Bucket(#[from] BucketError),
    /// No connection can be made at all.
    #[error("the store cannot be asked")]
    Client(#[from] reqwest::Error),
}

impl Place {
    /// The place that is configured.
    ///
    /// # Errors
    /// [`PlaceError::Client`].
    pub fn of(config: &DumpPlace) -> Result<Self, PlaceError> {
        match config {
            DumpPlace::Folder(folder) => Ok(Self::Folder(folder.clone())),
            DumpPlace::Bucket(bucket) => Self::bucket(bucket.clone()),
        }
    }

    /// A bucket.
    ///
    /// # Errors
    /// [`PlaceError::Client`].
    pub fn bucket(config: config::Bucket) -> Result<Self, PlaceError> {
        Ok(Self::Bucket(Bucket::new(config)?))
    }

    /// Of what a file was made, if it is there.
    pub(super) async fn mark(&self, name: &str, now_ms: i64) -> Result<Option<String>, PlaceError> {
        match self {
            Self::Folder(folder) => mark_in(&below(folder, name)),
            Self::Bucket(bucket) => Ok(bucket.mark(name, &basic(now_ms)).await?),
        }
    }

    /// Where a file may be written before it is kept under its name. No reader of partitions looks at names with a dot.
    pub(super) fn draft(&self, name: &str, chance: [u8; 8]) -> Result<PathBuf, PlaceError> {
        let chance = hexadecimal(&chance);
        let Self::Folder(folder) = self else {
            return Ok(std::env::temp_dir().join(format!(".agon-dump-{chance}{PARTIAL}")));
        };
        let path = below(folder, name);
        let (folder, file) = parts(&path);
        fs::create_dir_all(folder).map_err(|error| PlaceError::File(folder.to_owned(), error))?;
        Ok(folder.join(format!(".{file}.{chance}{PARTIAL}")))
    }

    /// Keeps a file in the place of whatever has its name: readers see the one or the other.
    pub(super) async fn keep(
        &self,
        draft: Draft,
        (name, mark): (&str, &str),
        now_ms: i64,
    ) -> Result<(), PlaceError> {
        let failed = |error| PlaceError::File(draft.path().to_owned(), error);
        match self {
            Self::Folder(folder) => {
                let path = below(folder, name);
                fs::rename(draft.path(), &path).map_err(failed)?;
                remove_others(&path, now_ms)?;
                // Last: whoever dies before it writes the file once more.
                let place = mark_of(&path);
                fs::write(&place, mark).map_err(|error| PlaceError::File(place, error))
            }
            Self::Bucket(bucket) => {
                let file = tokio::fs::File::open(draft.path()).await.map_err(failed)?;
                let upload = Upload {
                    name,
                    mark,
                    file,
                    bytes: draft.entry.bytes,
                    sha256: &draft.entry.sha256,
                };
                Ok(bucket.put(upload, &basic(now_ms)).await?)
            }
        }
    }
}

/// A time as stores want it: `20260131T120000Z`.
fn basic(ms: i64) -> String {
    let time = rfc3339(ms);
    let digits = time.chars().filter(|c| !"-:".contains(*c));
    let whole: String = digits.take_while(|c| *c != '.').collect();
    whole + "Z"
}

/// A file's folder, and its name there.
fn parts(path: &Path) -> (&Path, &str) {
    let name = path.file_name().and_then(|name| name.to_str());
    (
        path.parent().unwrap_or(Path::new("")),
        name.unwrap_or_default(),
    )
}

/// Where a folder has the mark of a file: readers of partitions pass over names that begin so.
fn mark_of(path: &Path) -> PathBuf {
    let (folder, name) = parts(path);
    folder.join(format!("_{name}.mark"))
}

fn mark_in(path: &Path) -> Result<Option<String>, PlaceError> {
    if !path.exists() {
        return Ok(None);
    }
    let place = mark_of(path);
    match fs::read_to_string(&place) {
        Ok(mark) => Ok(Some(mark)),
        // There is a file, of nobody knows what.
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Some(String::new())),
        Err(error) => Err(PlaceError::File(place, error)),
    }
}

/// Takes away what a day had under other names, as earlier versions gave them, and what programs left half written that died.
fn remove_others(path: &Path, now_ms: i64) -> Result<(), PlaceError> {
    let (folder, name) = parts(path);
    let failed = |error| PlaceError::File(folder.to_owned(), error);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let other = entry.file_name().to_string_lossy().into_owned();
        let is_dead = || is_dead(&entry, now_ms).unwrap_or(false);
        let is_older =
            other.starts_with("part-") && other != name && ending(&other) == ending(name);
        if is_older || (other.ends_with(PARTIAL) && is_dead()) {
            // Another server may have been faster.
            let _ = fs::remove_file(entry.path());
        }
    }
    Ok(())
}

fn ending(name: &str) -> Option<&str> {
    name.rsplit('.').next()
}

fn is_dead(entry: &fs::DirEntry, now_ms: i64) -> Option<bool> {
    let changed = entry.metadata().ok()?.modified().ok()?;
    let now = std::time::UNIX_EPOCH + Duration::from_millis(u64::try_from(now_ms).ok()?);
    Some(now.duration_since(changed).ok()? > DEAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stores_are_told_the_time_without_signs_and_parts_of_a_second() {
        assert_eq!(basic(1_769_860_799_999), "20260131T115959Z");
    }
}
