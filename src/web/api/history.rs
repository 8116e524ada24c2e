//! How ratings came to be, as JSON.

use std::sync::Arc;

use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use async_stream::try_stream;
use futures_util::Stream;

use super::exports::pieces;
use super::leaderboard::export_query;
use super::parts::{Part, lead_on};
use super::public;
use crate::app::{App, ExportKind, ExportQuery};
use crate::exchange::{Format, HistoryRecord};
use crate::web::Web;
use crate::web::cache::{Cache, Tag, unchanged};
use crate::web::fields::Params;
use crate::web::problem::{Problem, ProblemBody};

/// Snapshots in one answer at most, if they are asked for in parts.
const MOST: u32 = 200;

/// Rating history: one row per model and snapshot, oldest first.
#[utoipa::path(get, path = "/api/v1/arenas/{arena}/history", tag = "leaderboards", params(
        ("arena" = String, Path, description = "The arena's id"),
        ("category" = Option<String>, Query, description = "A category of the arena; overall if absent"),
        ("style_control" = Option<bool>, Query, description = "Of the style-controlled board; off unless asked"),
        ("since" = Option<String>, Query, description = "From this time on"),
        ("until" = Option<String>, Query, description = "Before this time"),
        ("limit" = Option<u32>, Query, description = "The rows of at most so many snapshots; of all of them if absent", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query, description = "Go on where an answer ended; its Link says where"),
    ), responses(
    (status = 200, body = Vec<HistoryRecord>),
    (status = 404, description = "No such arena", body = ProblemBody),
    (status = 422, description = "A parameter cannot be used", body = ProblemBody),
))]
pub(in crate::web) async fn list(
    web: Data<Web>,
    arena: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let params = Params::parse(request.query_string())?;
    let mut query = export_query(&params, Some(&arena))?;
    let part = Part::asked(&params, MOST, |text| {
        text.parse().ok().filter(|seq: &i64| *seq >= 0)
    })?;
    query.after_seq = part.cursor.unwrap_or(query.after_seq);
    if let Some(limit) = part.limit {
        return part_of(&web, &request, query, limit).await;
    }
    let tag = tag(&web, &request, query.arena.clone()).await?;
    if tag.is_known_to(&request) {
        return Ok(unchanged(tag));
    }
    let lines = pieces(&web, ExportKind::History, Format::Jsonl, query).await?;
    let mut response = HttpResponse::Ok();
    Cache::Revalidate(tag).on(&mut response);
    response.insert_header((CONTENT_TYPE, "application/json"));
    Ok(response.streaming(array(lines)))
}

/// Names a whole history without reading it: it changes only when a board is kept or given up.
pub(super) async fn tag(
    web: &Data<Web>,
    request: &HttpRequest,
    arena: Option<String>,
) -> Result<Tag, Problem> {
    let read = |app: Arc<App>| async move { app.history_mark(arena.as_deref()).await };
    let mark = web.app.call(read).await?;
    let (path, query) = (request.path(), request.query_string());
    Ok(Tag::of(&[path, query, &mark, env!("CARGO_PKG_VERSION")]))
}

async fn part_of(
    web: &Data<Web>,
    request: &HttpRequest,
    query: ExportQuery,
    limit: u32,
) -> Result<HttpResponse, Problem> {
    let read = move |app: Arc<App>| async move { app.history(&query, limit).await };
    let (rows, next) = web.app.call(read).await?;
    let rows: Vec<HistoryRecord> = rows.iter().map(HistoryRecord::from).collect();
    let next = next.map(|seq| seq.to_string());
    Ok(lead_on(public(request, &rows)?, request, next.as_deref()))
}

/// JSON lines as one JSON array, in pieces.
fn array(
    lines: impl Stream<Item = Result<Bytes, Problem>>,
) -> impl Stream<Item = Result<Bytes, Problem>> {
    try_stream! {
        let mut before: &[u8] = b"[";
        for await piece in lines {
            let mut out = Vec::new();
            for line in piece?.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
                out.extend_from_slice(std::mem::replace(&mut before, b","));
                out.extend_from_slice(line);
            }
            if !out.is_empty() {
                yield Bytes::from(out);
            }
        }
        yield Bytes::from_static(if before == b"[" { b"[]" } else { b"]" });
    }
}
