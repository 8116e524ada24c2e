//! The files of `templates/static`, embedded, each under a URL that changes with its bytes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use rust_embed::{EmbeddedFile, RustEmbed};

use crate::urls;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/static"]
struct Static;

/// One embedded file.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
    /// Its content type, with the charset where there is one.
    pub mime: &'static str,
    /// Sixteen hex digits: the `{hash}` of its URL, and fit for an `ETag`.
    pub hash: &'static str,
}

/// The file of this name.
#[must_use]
pub fn asset(name: &str) -> Option<Asset> {
    let file = Static::get(name)?;
    Some(Asset {
        bytes: file.data,
        mime: mime(name),
        hash: hash(),
    })
}

/// The text of a file of text; empty if there is none.
#[must_use]
pub fn text(name: &str) -> String {
    let file = asset(name).map(|file| file.bytes).unwrap_or_default();
    String::from_utf8_lossy(&file).into_owned()
}

/// The SHA-256 of a file, as a content security policy names it.
#[must_use]
pub fn sha256(name: &str) -> Option<[u8; 32]> {
    Some(Static::get(name)?.metadata.sha256_hash())
}

/// The URL of a file, safe to cache for ever.
#[must_use]
pub fn url(name: &str) -> String {
    urls::asset(hash(), name)
}

/// The names of all files.
pub fn names() -> impl Iterator<Item = String> {
    Static::iter().map(Cow::into_owned)
}

/// One hash over all files, so that a module finds its neighbours by a relative path and never an older one.
fn hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| {
        let files: BTreeMap<String, EmbeddedFile> = names()
            .filter_map(|name| Some((name.clone(), Static::get(&name)?)))
            .collect();
        // FNV-1a over the SHA-256 of each file: it tells versions apart and keeps no secret.
        let bytes = files.values().flat_map(|file| file.metadata.sha256_hash());
        let folded = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        format!("{folded:016x}")
    })
}

fn mime(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_found_under_its_url() {
        for name in names() {
            let file = asset(&name).unwrap();
            assert_eq!(url(&name), format!("/static/{}/{name}", file.hash));
            assert_ne!(file.mime, "application/octet-stream", "{name}");
        }
        assert!(asset("../Cargo.toml").is_none());
    }
}
