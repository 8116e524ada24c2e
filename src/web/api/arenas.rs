//! What arenas there are.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use utoipa::ToSchema;

use super::public;
use crate::app::ArenaSummary;
use crate::web::Web;
use crate::web::problem::{Problem, ProblemBody};

/// An arena at a glance.
#[derive(Serialize, ToSchema)]
pub(in crate::web) struct Arena {
    /// Stable, part of addresses.
    id: String,
    /// What people read.
    title: String,
    /// How many models it has.
    models: usize,
    /// Rated votes so far.
    votes: u64,
    /// The newest vote that its board covers.
    seq: i64,
    /// The slices that it has a board for.
    categories: Vec<String>,
}

impl From<ArenaSummary> for Arena {
    fn from(arena: ArenaSummary) -> Self {
        let ArenaSummary {
            id,
            title,
            models,
            votes,
            seq,
            categories,
        } = arena;
        Self {
            id: id.to_string(),
            title,
            models,
            votes,
            seq,
            categories,
        }
    }
}

/// All arenas.
#[utoipa::path(get, path = "/api/v1/arenas", tag = "arenas", responses((status = 200, body = Vec<Arena>)))]
pub(in crate::web) async fn list(
    web: Data<Web>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let arenas: Vec<Arena> = web.app.arenas().into_iter().map(Arena::from).collect();
    public(&request, &arenas)
}

/// The prompts of an arena whose answers are all recorded.
#[utoipa::path(get, path = "/api/v1/arenas/{arena}/prompts", tag = "arenas", params(("arena" = String, Path, description = "The arena's id")),
    responses((status = 200, body = Vec<String>), (status = 404, description = "No such arena, or it can be asked anything", body = ProblemBody)))]
pub(in crate::web) async fn prompts(
    web: Data<Web>,
    arena: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let prompts = web.app.prompts(&arena)?;
    let Some(prompts) = prompts else {
        let detail = "This arena can be asked anything, so it has no list of prompts.";
        return Err(Problem::new(actix_web::http::StatusCode::NOT_FOUND, detail));
    };
    public(&request, &prompts[..])
}
