//! The environment and the flags as plain values, so that tests need no global state.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// What flags say, by the key that they stand above: `("server.listen", "0.0.0.0:80")`.
pub type Flags = BTreeMap<String, String>;

/// Environment variables and the folder where relative paths start.
#[derive(Clone, Default)]
pub struct Env {
    variables: BTreeMap<String, String>,
    folder: PathBuf,
}

impl Env {
    /// The environment of this process. Variables that are not Unicode are left out.
    #[must_use]
    pub fn process() -> Self {
        let readable = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        };
        Self {
            variables: std::env::vars_os().filter_map(readable).collect(),
            folder: PathBuf::new(),
        }
    }

    /// An environment of these variables alone.
    pub fn new<N: Into<String>, V: Into<String>>(
        variables: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let variables = variables.into_iter();
        Self {
            variables: variables.map(|(n, v)| (n.into(), v.into())).collect(),
            folder: PathBuf::new(),
        }
    }

    /// The same, with relative paths starting at a folder rather than where the process runs.
    #[must_use]
    pub fn in_folder(self, folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            ..self
        }
    }

    /// A variable that is set and not blank.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let value = self.variables.get(name)?.trim();
        (!value.is_empty()).then_some(value)
    }

    /// A path as this process would open it.
    #[must_use]
    pub fn path(&self, path: &Path) -> PathBuf {
        self.folder.join(path)
    }

    /// All variables whose name begins with a prefix, without the prefix.
    pub(super) fn with_prefix<'a>(
        &'a self,
        prefix: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.variables
            .iter()
            .filter_map(move |(name, value)| Some((name.strip_prefix(prefix)?, value.as_str())))
    }
}

impl fmt::Debug for Env {
    /// Names only: values may be secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.variables.keys()).finish()
    }
}
