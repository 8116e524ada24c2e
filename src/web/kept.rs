//! Pages that many readers get alike, kept as they were rendered until there is a newer one.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use actix_web::web::Bytes;

use super::cache::Tag;

/// How much is kept; when it is full, everything is forgotten: what is still read comes back at once.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// Rendered pages by their tags, which name all that they depend on.
#[derive(Default)]
pub(super) struct Kept(Mutex<(usize, HashMap<Tag, Bytes>)>);

impl Kept {
    /// The page of a tag, if it is still there.
    pub(super) fn get(&self, tag: &Tag) -> Option<Bytes> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.1.get(tag).cloned()
    }

    /// Keeps a page.
    pub(super) fn keep(&self, tag: &Tag, page: &Bytes) {
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
    fn pages_are_found_by_their_tags_and_never_take_more_than_their_share() {
        let (kept, page) = (Kept::default(), Bytes::from(vec![b'x'; MOST_BYTES / 4]));
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
