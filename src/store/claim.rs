//! One server per SQLite file.

use std::fs::{File, TryLockError};
use std::path::PathBuf;
use std::str::FromStr as _;

use sqlx::sqlite::SqliteConnectOptions;

use super::db::make_folder;
use super::{Store, StoreError};

/// Held as long as a server runs. The operating system takes it back from one that dies.
#[derive(Debug)]
pub struct Claim {
    _lock: Option<File>,
}

impl Store {
    /// Claims the database at `url` for one server, where it can only have one: two would take each other's running battles
    /// for those of a dead one. Made before the database is opened, so that a newer program leaves the tables of a running
    /// older one alone. Imports and exports need no claim.
    ///
    /// # Errors
    /// [`StoreError::InUse`] if another server has it.
    pub fn claim(url: &str) -> Result<Claim, StoreError> {
        if !url.starts_with("sqlite:") {
            return Ok(Claim { _lock: None });
        }
        let options = SqliteConnectOptions::from_str(url)?;
        let path = options.get_filename();
        make_folder(path)?;
        let mut name = path.as_os_str().to_owned();
        name.push(".lock");
        let lock = File::create(PathBuf::from(name)).map_err(sqlx::Error::Io)?;
        match lock.try_lock() {
            Ok(()) => Ok(Claim { _lock: Some(lock) }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse(path.display().to_string())),
            Err(TryLockError::Error(error)) => Err(sqlx::Error::Io(error).into()),
        }
    }

    /// Whether another process serves the database at `url`, as far as that can be known: one that several can serve
    /// counts as not served.
    #[must_use]
    pub fn is_claimed(url: &str) -> bool {
        matches!(Self::claim(url), Err(StoreError::InUse(_)))
    }
}
