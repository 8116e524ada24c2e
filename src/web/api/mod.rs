//! The JSON API, version 1.

pub(super) mod arenas;
pub(super) mod battles;
mod board;
mod bodies;
pub(super) mod exports;
pub(super) mod external;
pub(super) mod history;
pub(super) mod leaderboard;
pub(super) mod manifest;
pub(super) mod models;
pub(super) mod openapi;
pub(super) mod ops;
pub(super) mod outcome;
pub(super) mod own;
mod parts;
pub(super) mod reasons;
pub(super) mod shares;
pub(super) mod snapshots;
pub(super) mod stream;
pub(super) mod taste;
pub(super) mod voters;

use actix_web::http::header::CONTENT_TYPE;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use super::cache::{Cache, Tag, unchanged};
use super::problem::Problem;
use crate::app::Error;

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

/// A JSON response that is the same for everybody. Readers keep it, and are only sent what they do not have yet.
fn public(
    request: &HttpRequest,
    body: &(impl Serialize + ?Sized),
) -> Result<HttpResponse, Problem> {
    let text = serde_json::to_string(body).map_err(|error| Error::Internal(Box::new(error)))?;
    let tag = Tag::of(&[&text]);
    if tag.is_known_to(request) {
        return Ok(unchanged(tag));
    }
    let mut response = HttpResponse::Ok();
    Cache::Revalidate(tag).on(&mut response);
    Ok(response
        .insert_header((CONTENT_TYPE, "application/json"))
        .body(text))
}
