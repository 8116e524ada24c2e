//! A site whose server does not run, and commands as a program.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::setup::Setup;
use crate::site::{Backend, Database};

/// Exit code, stdout, stderr.
pub(crate) type Said = (i32, String, String);

/// Runs a command to its end.
pub(crate) async fn agon(config: &Path, arguments: &[&str]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_agon"));
    command
        .arg("--config")
        .arg(config)
        .args(arguments)
        .env("AGON_LOG", "error")
        .stdin(Stdio::null());
    let output = tokio::task::spawn_blocking(move || command.output().unwrap());
    let output = output.await.unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// Imports votes into the arena `text`.
pub(crate) async fn import(config: &Path, file: &Path, more: &[&str]) -> Said {
    let file = file.to_str().unwrap();
    let arguments = ["import", "votes", file, "--arena", "text"];
    agon(config, &[&arguments[..], more].concat()).await
}

/// A configuration and a database without a server.
pub(crate) struct Resting {
    pub(crate) config: PathBuf,
    pub(crate) folder: tempfile::TempDir,
    database: Database,
}

impl Resting {
    pub(crate) async fn new(backend: Backend, setup: &Setup) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::new(backend, folder.path()).await;
        Self {
            config: setup.write(folder.path(), &database.url),
            folder,
            database,
        }
    }

    /// Where the database is.
    pub(crate) fn database(&self) -> &str {
        &self.database.url
    }

    /// Writes a file.
    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// The rows of an exported file.
    pub(crate) async fn export(&self, kind: &str) -> Vec<HashMap<String, String>> {
        let (code, out, errors) = agon(&self.config, &["export", kind, "--arena", "text"]).await;
        assert_eq!(code, 0, "{errors}");
        csv::Reader::from_reader(out.as_bytes())
            .deserialize()
            .map(|row| row.unwrap())
            .collect()
    }
}
