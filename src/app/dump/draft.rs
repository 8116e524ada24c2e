//! A file while it is written, under a name that no reader of dumps looks at.

use std::path::{Path, PathBuf};

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use tokio::io::AsyncWriteExt as _;

use crate::app::Error;
use crate::exchange::{FileEntry, FileSeen};

use super::{DumpError, PlaceError};

/// A whole file that is not in its place yet. It is gone with this, unless it was moved away.
pub(super) struct Draft {
    path: PathBuf,
    pub(super) entry: FileEntry,
}

/// Why a draft was not written.
pub(super) enum DraftError {
    Export(Error),
    File(PlaceError),
}

impl DraftError {
    /// The same, of a file that would have been called so.
    pub(super) fn of(self, name: &str) -> DumpError {
        match self {
            Self::Export(error) => DumpError::Export(name.to_owned(), error),
            Self::File(error) => error.into(),
        }
    }
}

impl Draft {
    /// Writes pieces as they come, to the disk itself.
    pub(super) async fn write(
        path: PathBuf,
        mut pieces: impl Stream<Item = Result<Bytes, Error>> + Unpin,
    ) -> Result<Self, DraftError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |error| DraftError::File(PlaceError::File(path, error))
        };
        let made = tokio::fs::File::create_new(&path).await;
        let mut file = made.map_err(failed(&path))?;
        let mut draft = Self {
            path,
            entry: FileSeen::default().finish(),
        };
        let mut seen = FileSeen::default();
        while let Some(piece) = pieces.next().await {
            let piece = piece.map_err(DraftError::Export)?;
            seen.add(&piece);
            let written = file.write_all(&piece).await;
            written.map_err(failed(&draft.path))?;
        }
        let kept = file.sync_all().await;
        kept.map_err(failed(&draft.path))?;
        draft.entry = seen.finish();
        Ok(draft)
    }

    /// Where it is now.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // It is not there any more if it was moved.
        let _ = std::fs::remove_file(&self.path);
    }
}
