//! The JSON API, version 1.

pub(super) mod arenas;
pub(super) mod battles;
mod board;
mod bodies;
pub(super) mod exports;
pub(super) mod external;
pub(super) mod leaderboard;
pub(super) mod manifest;
pub(super) mod models;
pub(super) mod openapi;
pub(super) mod ops;
pub(super) mod outcome;
pub(super) mod own;
pub(super) mod reasons;
pub(super) mod shares;
pub(super) mod snapshots;
pub(super) mod stream;
pub(super) mod taste;
pub(super) mod voters;

use actix_web::HttpResponse;
use serde::Serialize;

use super::cache::Cache;

/// Done, and nothing to say.
fn no_content() -> HttpResponse {
    let mut head = HttpResponse::NoContent();
    Cache::Never.on(&mut head);
    head.finish()
}

/// A JSON response with its cache policy.
fn json(
    mut head: actix_web::HttpResponseBuilder,
    body: &(impl Serialize + ?Sized),
    cache: &Cache,
) -> HttpResponse {
    cache.on(&mut head);
    head.json(body)
}
