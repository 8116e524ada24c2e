//! Every response says whether and how it may be kept.

use actix_web::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};

/// A response's cache policy.
#[derive(Clone, Debug)]
pub(super) enum Cache {
    /// Not kept anywhere: it is about one voter, or about this moment.
    Never,
    /// Kept, but asked after each time.
    Revalidate(Tag),
    /// Named by its content, so it never changes.
    Forever,
}

/// A validator: equal tags, equal content.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Tag(String);

impl Tag {
    /// A weak tag over all that the content depends on.
    pub(super) fn of(parts: &[&str]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        let hex = hasher.finalize().to_hex();
        Self(format!("W/\"{}\"", hex.get(..24).unwrap_or_default()))
    }

    /// The tag as text.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the reader has this content already.
    pub(super) fn is_known_to(&self, request: &HttpRequest) -> bool {
        let known = request
            .headers()
            .get(IF_NONE_MATCH)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        known
            .split(',')
            .any(|tag| tag.trim() == self.0 || tag.trim() == "*")
    }
}

/// Tells a reader that it has this content already. Without a body: the next response would be taken for one.
pub(super) fn unchanged(tag: Tag) -> HttpResponse {
    let mut response = HttpResponse::NotModified();
    Cache::Revalidate(tag).on(&mut response);
    response.finish()
}

impl Cache {
    /// Says so in a response's head.
    pub(super) fn on(&self, head: &mut HttpResponseBuilder) {
        match self {
            Self::Never => head.insert_header((CACHE_CONTROL, "no-store")),
            Self::Revalidate(tag) => head
                .insert_header((CACHE_CONTROL, "no-cache"))
                .insert_header((ETAG, tag.0.as_str())),
            Self::Forever => {
                head.insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
            }
        };
    }
}
