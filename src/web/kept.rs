//! Pages that many readers get alike, kept as they were rendered, and compressed once for all of them, until there is a newer
//! one.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use actix_web::HttpRequest;
use actix_web::http::header::{
    ACCEPT_ENCODING, AcceptEncoding, ContentEncoding, Encoding, Header as _,
};
use actix_web::web::Bytes;
use brotli::enc::BrotliEncoderParams;

use super::cache::Tag;

/// How much is kept; when it is full, everything is forgotten: what is still read comes back at once.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// How hard a page is compressed, of 11: more takes twice the time for a tenth of the bytes.
const QUALITY: i32 = 4;
/// How far back the compressor looks, as a power of two; more is only more memory to clear.
const WINDOW: i32 = 18;

/// A page as it was rendered, and as it goes to readers whose browsers know brotli.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Page {
    plain: Bytes,
    packed: Bytes,
}

impl Page {
    /// Compresses a page, which takes milliseconds.
    ///
    /// # Errors
    /// None that a buffer in memory has.
    pub(super) fn pack(plain: String) -> std::io::Result<Self> {
        let params = BrotliEncoderParams {
            quality: QUALITY,
            lgwin: WINDOW,
            size_hint: plain.len(),
            ..BrotliEncoderParams::default()
        };
        let mut packed = Vec::with_capacity(plain.len() / 8);
        brotli::BrotliCompress(&mut plain.as_bytes(), &mut packed, &params)?;
        Ok(Self {
            plain: plain.into(),
            packed: packed.into(),
        })
    }

    /// What a reader gets; the server compresses what has no coding yet, if the reader knows another one.
    pub(super) fn for_reader(&self, request: &HttpRequest) -> (Bytes, Option<ContentEncoding>) {
        if knows_brotli(request) {
            (self.packed.clone(), Some(ContentEncoding::Brotli))
        } else {
            (self.plain.clone(), None)
        }
    }

    fn len(&self) -> usize {
        self.plain.len() + self.packed.len()
    }
}

fn knows_brotli(request: &HttpRequest) -> bool {
    let ours = [Encoding::brotli(), Encoding::gzip(), Encoding::identity()];
    request.headers().contains_key(ACCEPT_ENCODING)
        && AcceptEncoding::parse(request)
            .is_ok_and(|accepts| accepts.negotiate(ours.iter()) == Some(Encoding::brotli()))
}

/// Rendered pages by their tags, which name all that they depend on.
#[derive(Default)]
pub(super) struct Kept(Mutex<(usize, HashMap<Tag, Page>)>);

impl Kept {
    /// The page of a tag, if it is still there.
    pub(super) fn get(&self, tag: &Tag) -> Option<Page> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.1.get(tag).cloned()
    }

    /// Keeps a page.
    pub(super) fn keep(&self, tag: &Tag, page: &Page) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (size, pages) = &mut *kept;
        if *size + page.len() > MOST_BYTES {
            pages.clear();
            *size = 0;
        }
        if pages.insert(tag.clone(), page.clone()).is_none() {
            *size += page.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_goes_packed_to_those_who_can_unpack_it() {
        let page = Page::pack("row ".repeat(10_000)).unwrap();
        assert!(page.packed.len() < 100);
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &page.packed[..], &mut unpacked).unwrap();
        assert_eq!(unpacked, page.plain);
        for (accepts, is_packed) in [
            (Some("gzip, deflate, br, zstd"), true),
            (Some("br;q=0.5"), true),
            (Some("gzip"), false),
            (Some("br;q=0, gzip"), false),
            (Some("identity"), false),
            (None, false),
        ] {
            let mut request = actix_web::test::TestRequest::get();
            if let Some(accepts) = accepts {
                request = request.insert_header((ACCEPT_ENCODING, accepts));
            }
            let (_, coding) = page.for_reader(&request.to_http_request());
            assert_eq!(coding.is_some(), is_packed, "{accepts:?}");
        }
    }

    #[test]
    fn pages_are_found_by_their_tags_and_never_take_more_than_their_share() {
        let page = Page {
            plain: Bytes::from(vec![b'x'; MOST_BYTES / 5]),
            packed: Bytes::from(vec![b'y'; MOST_BYTES / 20]),
        };
        let kept = Kept::default();
        let tags: Vec<Tag> = (0..6).map(|n: u8| Tag::of(&[&n.to_string()])).collect();
        for tag in &tags {
            kept.keep(tag, &page);
            kept.keep(tag, &page);
            assert!(kept.0.lock().unwrap().0 <= MOST_BYTES);
            assert_eq!(kept.get(tag), Some(page.clone()));
        }
        assert_eq!(kept.get(&tags[0]), None);
        assert_eq!(kept.get(&tags[4]), Some(page));
    }
}
