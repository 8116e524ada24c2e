//! The secret key in its file: read at the start, made when something is to be signed first, and never told.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::clock::Chance;
use crate::domain::hexadecimal;
use crate::integrity::Signer;

/// The file, and the key once it is there.
#[derive(Debug)]
pub(super) struct KeyFile {
    path: PathBuf,
    signer: OnceLock<Signer>,
}

impl KeyFile {
    /// Reads the file if there is one.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn open(path: PathBuf) -> Result<Self, String> {
        let signer = OnceLock::new();
        if let Some(known) = read(&path)? {
            signer.get_or_init(|| known);
        }
        Ok(Self { path, signer })
    }

    /// The key, if it is there already.
    pub(super) fn known(&self) -> Option<&Signer> {
        self.signer.get()
    }

    /// The key; made now if there is none.
    ///
    /// # Errors
    /// Why it could not be made.
    pub(super) fn signer(&self, chance: &Chance) -> Result<&Signer, String> {
        if let Some(known) = self.known() {
            return Ok(known);
        }
        let failed = |error: io::Error| format!("{}: {error}", self.path.display());
        make(&self.path, chance).map_err(failed)?;
        let made = read(&self.path)?;
        let made = made.ok_or_else(|| format!("{} is gone again", self.path.display()))?;
        Ok(self.signer.get_or_init(|| made))
    }
}

fn read(path: &Path) -> Result<Option<Signer>, String> {
    let failed = |why: &dyn std::fmt::Display| format!("{} {why}", path.display());
    match fs::read_to_string(path) {
        Ok(text) => {
            warn_if_shared(path);
            let signer = Signer::from_file(&text);
            signer.map(Some).map_err(|must| failed(&must))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(&format_args!("cannot be read: {error}"))),
    }
}

/// Says so if others than the owner can read the file.
fn warn_if_shared(path: &Path) {
    #[cfg(unix)]
    if let Ok(metadata) = fs::metadata(path)
        && std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o077 != 0
    {
        let path = path.display();
        tracing::warn!(
            "{path} can be read by others than its owner, who could then sign: chmod 600 it"
        );
    }
}

/// Makes the file as a whole: of two servers that start at once, both read the key of the one that was first.
fn make(path: &Path, chance: &Chance) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| *folder != Path::new("")) {
        fs::create_dir_all(folder)?;
    }
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}", hexadecimal(&chance.bytes::<8>())));
    let draft = PathBuf::from(name);
    let written = write(&draft, chance).and_then(|()| match fs::hard_link(&draft, path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        linked => linked,
    });
    // Gone or not, it is in nobody's way.
    let _ = fs::remove_file(&draft);
    written
}

fn write(path: &Path, chance: &Chance) -> io::Result<()> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{}", hexadecimal(&chance.bytes::<32>()))?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_for_its_owner_alone_and_read_ever_after() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/agon.key");
        let open = || KeyFile::open(path.clone()).unwrap();
        let (one, two) = (open(), open());
        assert!(
            one.known().is_none() && !path.exists(),
            "not before it is needed"
        );
        let key = |file: &KeyFile| file.signer(&Chance::System).unwrap().public_key();
        assert_eq!(key(&one), key(&two));
        assert_eq!(open().known().unwrap().public_key(), key(&one));
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_file_that_is_no_key_is_refused_without_its_words() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("agon.key");
        fs::write(&path, "hunter2").unwrap();
        let refused = KeyFile::open(path).unwrap_err();
        assert!(refused.contains("agon.key must be 64"), "{refused}");
        assert!(!refused.contains("hunter2"));
    }
}
