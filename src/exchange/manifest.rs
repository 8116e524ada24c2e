//! The manifest: what the site says, signed, of its votes and boards, so that anyone can check a file of votes with it.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;

use crate::domain::hexadecimal;

/// The version of this form.
pub const MANIFEST_VERSION: u32 = 1;

/// What a site says of its votes and boards.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Manifest {
    /// The version of this form: 1.
    pub manifest_version: u32,
    /// The site's address.
    pub site: String,
    /// When it was made, RFC 3339 UTC.
    pub made_at: String,
    /// Every key that the site ever signed with, oldest first; 64 hexadecimal digits of an Ed25519 public key.
    pub keys: Vec<KeyEntry>,
    /// The arenas, in the order of the site.
    pub arenas: Vec<ArenaManifest>,
    /// Of which part of the log the file is that it goes with; absent of a manifest that goes with none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// The file that it goes with; absent of a manifest that goes with none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileEntry>,
    /// The cursor of older snapshots; null if these are all.
    pub next: Option<String>,
}

/// A public key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct KeyEntry {
    /// The key.
    pub public_key: String,
    /// Since when it signs, RFC 3339 UTC.
    pub since: String,
}

/// What a site says of one arena.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ArenaManifest {
    /// The arena.
    pub arena: String,
    /// What was said of its votes: `agon log 1`, then lines `arena`, `seq`, `votes`, `time_ms`, `tagging` and `chain`.
    pub log: Signed,
    /// What the file's first vote of this arena follows.
    pub from: Link,
    /// The votes that no board uses, by reason, up to the seq of the log's statement.
    pub excluded: Vec<Exclusion>,
    /// What was said of each kept board, newest first: `agon snapshot 1`, then lines `snapshot`, `arena`, `category`,
    /// `style_control`, `seq`, `votes`, `time_ms`, `tagging`, `method`, `version`, `chain` and `board`.
    pub snapshots: Vec<Signed>,
}

/// A place in an arena's chain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Link {
    /// Votes up to this one are left out.
    pub seq: i64,
    /// The hash of the newest vote that is left out; zeros if none is.
    pub chain: String,
}

/// Lines of text and the Ed25519 signature of their UTF-8 bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Signed {
    /// The lines.
    pub statement: String,
    /// Who signed; null if the site could not.
    pub public_key: Option<String>,
    /// 128 hexadecimal digits; null if the site could not sign.
    pub signature: Option<String>,
}

/// Votes that no board uses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Exclusion {
    /// The reason, as it stands in the votes file.
    pub reason: String,
    /// The rule that found it, with its version.
    pub rule: String,
    /// What the rule says.
    pub meaning: String,
    /// How many votes.
    pub votes: u64,
    /// The first of them.
    pub first_seq: i64,
    /// The last of them.
    pub last_seq: i64,
}

/// Which votes a file has, if not all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Part {
    /// Only of this arena.
    pub arena: Option<String>,
    /// Only of this category.
    pub category: Option<String>,
    /// Only from this time on, RFC 3339 UTC.
    pub since: Option<String>,
    /// Only before this time, RFC 3339 UTC.
    pub until: Option<String>,
    /// Only behind this seq.
    pub after: i64,
}

impl Part {
    /// Whether votes can be left out between others.
    #[must_use]
    pub fn has_gaps(&self) -> bool {
        self.category.is_some() || self.since.is_some() || self.until.is_some()
    }
}

/// A file as it was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FileEntry {
    /// Its size in bytes.
    pub bytes: u64,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// A file as its bytes go by.
#[derive(Debug, Default)]
pub struct FileSeen {
    hasher: Sha256,
    bytes: u64,
}

impl FileSeen {
    /// Takes the next bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
        self.bytes += bytes.len() as u64;
    }

    /// What the file was.
    #[must_use]
    pub fn finish(self) -> FileEntry {
        FileEntry {
            bytes: self.bytes,
            sha256: hexadecimal(&self.hasher.finalize()),
        }
    }
}
