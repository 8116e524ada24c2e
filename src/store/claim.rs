//! One server per SQLite file.

use std::fs::{File, TryLockError};
use std::path::PathBuf;

use super::db::Db;
use super::{Store, StoreError};

/// Held as long as a server runs. The operating system takes it back from one that dies.
#[derive(Debug)]
pub struct Claim {
    _lock: Option<File>,
}

impl Store {
    /// Claims the database for one server, where it can only have one: two would take each other's running battles for
    /// those of a dead one. Imports and exports need no claim.
    ///
    /// # Errors
    /// [`StoreError::InUse`] if another server has it.
    pub fn claim(&self) -> Result<Claim, StoreError> {
        let Db::Sqlite { write, .. } = &self.db else {
            return Ok(Claim { _lock: None });
        };
        let options = write.connect_options();
        let path = options.get_filename();
        let mut name = path.as_os_str().to_owned();
        name.push(".lock");
        let lock = File::create(PathBuf::from(name)).map_err(sqlx::Error::Io)?;
        match lock.try_lock() {
            Ok(()) => Ok(Claim { _lock: Some(lock) }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse(path.display().to_string())),
            Err(TryLockError::Error(error)) => Err(sqlx::Error::Io(error).into()),
        }
    }
}
