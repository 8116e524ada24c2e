//! Boards that others published.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use utoipa::ToSchema;

use super::parts::{Part, lead_on};
use super::public;
use crate::app::EXTERNAL_BOARDS;
use crate::clock::rfc3339;
use crate::store::{ExternalBoard, ExternalPlace};
use crate::web::Web;
use crate::web::asked::query_of;
use crate::web::fields::Params;
use crate::web::problem::{Problem, ProblemBody};

/// A board as others published it, on their own scale.
#[derive(Serialize, ToSchema)]
pub(super) struct External {
    /// Who published it.
    source: String,
    /// Where.
    url: Option<String>,
    /// Under which license.
    license: Option<String>,
    arena: String,
    category: String,
    /// Of when it is, RFC 3339 UTC.
    time: String,
    rows: Vec<ExternalRow>,
}

/// One model of it.
#[derive(Serialize, ToSchema)]
pub(super) struct ExternalRow {
    /// What they call it.
    name: String,
    /// The model of this site that goes by that name; null if there is none.
    model: Option<String>,
    rating: f64,
    rating_low: Option<f64>,
    rating_high: Option<f64>,
}

impl From<ExternalBoard> for External {
    fn from(board: ExternalBoard) -> Self {
        let row = |row: crate::store::ExternalRow| ExternalRow {
            name: row.name,
            model: row.model.map(|id| id.to_string()),
            rating: row.rating,
            rating_low: row.low,
            rating_high: row.high,
        };
        Self {
            source: board.source,
            url: board.url,
            license: board.license,
            arena: board.arena.to_string(),
            category: board.category,
            time: rfc3339(board.time_ms),
            rows: board.rows.into_iter().map(row).collect(),
        }
    }
}

/// Boards that others published, as they said them: no rating of this site uses them. The newest, oldest first; the
/// cursor leads to older ones.
#[utoipa::path(get, path = "/api/v1/arenas/{arena}/external", tag = "leaderboards", params(
        ("arena" = String, Path, description = "The arena's id"),
        ("category" = Option<String>, Query, description = "Their category; overall if absent"),
        ("limit" = Option<u32>, Query, description = "At most so many: 200 unless asked", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query, description = "Go on where an answer ended; its Link says where"),
    ), responses(
    (status = 200, body = Vec<External>),
    (status = 404, description = "No such arena", body = ProblemBody),
    (status = 422, description = "A parameter cannot be used", body = ProblemBody),
))]
pub(in crate::web) async fn list(
    web: Data<Web>,
    arena: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let query = query_of(request.query_string())?;
    let params = Params::parse(request.query_string())?;
    let part = Part::asked(&params, EXTERNAL_BOARDS, place)?;
    let part = (part.cursor, part.limit.unwrap_or(EXTERNAL_BOARDS));
    let arena = arena.into_inner();
    let (boards, next) = web
        .app
        .call(move |app| async move { app.external_part(&arena, &query, part).await })
        .await?;
    let boards: Vec<External> = boards.into_iter().map(External::from).collect();
    let next = next.map(|place| format!("{}-{}", place.time_ms, place.id));
    Ok(lead_on(
        public(&request, &boards)?,
        &request,
        next.as_deref(),
    ))
}

/// A place in the list, as cursors say it.
fn place(cursor: &str) -> Option<ExternalPlace> {
    let (time_ms, id) = cursor.rsplit_once('-')?;
    Some(ExternalPlace {
        time_ms: time_ms.parse().ok()?,
        id: id.parse().ok()?,
    })
}
