//! Boards as event bytes, made once for all readers that look at the same one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use actix_web::web::Bytes;

use crate::board::Board;

/// Different queries that are remembered; more are made each time.
const QUERIES: usize = 256;

/// An event, the board that it was made from, and the configuration's version.
type Made = (Weak<Board>, u64, Bytes);

/// The newest event of each query.
#[derive(Default)]
pub(super) struct Rendered {
    events: Mutex<HashMap<String, Made>>,
}

impl Rendered {
    /// The event of this board and configuration, if it was made already.
    pub(super) fn get(&self, query: &str, board: &Arc<Board>, version: u64) -> Option<Bytes> {
        let events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        let (made_from, made_with, bytes) = events.get(query)?;
        let same = made_from
            .upgrade()
            .is_some_and(|made_from| Arc::ptr_eq(&made_from, board));
        (same && *made_with == version).then(|| bytes.clone())
    }

    /// Remembers an event.
    pub(super) fn keep(&self, query: &str, board: &Arc<Board>, version: u64, bytes: &Bytes) {
        let mut events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        if events.len() >= QUERIES && !events.contains_key(query) {
            events.clear();
        }
        events.insert(
            query.to_owned(),
            (Arc::downgrade(board), version, bytes.clone()),
        );
    }
}
