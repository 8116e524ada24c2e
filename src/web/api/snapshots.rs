//! Boards that were kept.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use utoipa::ToSchema;

use super::parts::{Part, lead_on};
use super::public;
use crate::app::{AsOf, SnapshotList, SnapshotQuery, SnapshotSummary};
use crate::clock::rfc3339;
use crate::web::Web;
use crate::web::fields::Params;
use crate::web::problem::{Problem, ProblemBody};

/// Snapshots in one answer, if nothing else is asked for.
const USUAL: u32 = 50;
/// And at most.
const MOST: u32 = 200;

/// Snapshots, newest first.
#[derive(Serialize, ToSchema)]
pub(super) struct Snapshots {
    snapshots: Vec<Snapshot>,
    /// The cursor of the next ones; null behind the last.
    next: Option<String>,
}

/// A board that was kept. It never changes.
#[derive(Serialize, ToSchema)]
pub(super) struct Snapshot {
    /// Its number, as the history has it.
    id: i64,
    /// What to ask a leaderboard for with `at`, also after the snapshot was given up by the site's rule of retention.
    at: String,
    arena: String,
    category: String,
    style_control: bool,
    /// It covers all votes of the arena up to this one.
    seq: i64,
    /// Rated votes in the slice.
    votes: u64,
    /// When it was taken, RFC 3339 UTC.
    time: String,
    /// How it was fitted.
    method: String,
    /// The version of Agon that fitted it; null if that one did not say.
    version: Option<String>,
}

impl From<SnapshotSummary> for Snapshot {
    fn from(one: SnapshotSummary) -> Self {
        Self {
            id: one.id,
            at: AsOf::Snapshot(one.id).to_string(),
            arena: one.arena.to_string(),
            category: one.category,
            style_control: one.style_control,
            seq: one.seq,
            votes: one.made.votes,
            time: rfc3339(one.time_ms),
            method: one.made.method,
            version: one.made.version,
        }
    }
}

/// The cursor of what follows a snapshot.
pub(super) fn cursor(text: &str) -> Option<i64> {
    match text.parse().ok()? {
        AsOf::Snapshot(number) => Some(number),
        _ => None,
    }
}

/// The boards of an arena that were kept, newest first.
#[utoipa::path(get, path = "/api/v1/arenas/{arena}/snapshots", tag = "leaderboards", params(
        ("arena" = String, Path, description = "The arena's id"),
        ("category" = Option<String>, Query, description = "Only this category"),
        ("style_control" = Option<bool>, Query, description = "Only style-controlled boards, or only the others"),
        ("cursor" = Option<String>, Query, description = "The cursor of the page before"),
        ("limit" = Option<u32>, Query, description = "At most so many: 50 unless asked, up to 200"),
    ), responses(
    (status = 200, body = Snapshots),
    (status = 404, description = "No such arena", body = ProblemBody),
    (status = 422, description = "A parameter cannot be used", body = ProblemBody),
))]
pub(in crate::web) async fn list(
    web: Data<Web>,
    arena: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let params = Params::parse(request.query_string())?;
    let part = Part::asked(&params, MOST, cursor)?;
    let query = SnapshotQuery {
        category: params.text("category").map(str::to_owned),
        style_control: params.flag("style_control")?,
        before: part.cursor,
        limit: part.limit.unwrap_or(USUAL),
    };
    let arena = arena.into_inner();
    let SnapshotList { snapshots, next } = web
        .app
        .call(move |app| async move { app.snapshots(&arena, &query).await })
        .await?;
    let body = Snapshots {
        snapshots: snapshots.into_iter().map(Snapshot::from).collect(),
        next: next.map(|number| AsOf::Snapshot(number).to_string()),
    };
    let response = public(&request, &body)?;
    Ok(lead_on(response, &request, body.next.as_deref()))
}
