//! The page of all pictures.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use agon_templates::charts::KINDS;
use agon_templates::insights::{self, View};
use agon_templates::language::Moment;
use agon_templates::layout::Nav;
use agon_templates::urls;

use super::leaderboard::moment;
use super::standing::Titles;
use super::{chrome, html, language, page, tabs, to_first_arena, variant};
use crate::app::Leaderboard;
use crate::clock::civil;
use crate::web::Web;
use crate::web::cache::{Cache, unchanged};
use crate::web::charts::{Asked, Look, board_of};
use crate::web::fields::Params;
use crate::web::problem::Problem;

/// `GET /insights`: the first arena's.
pub(in crate::web) async fn first(request: HttpRequest, web: Data<Web>) -> HttpResponse {
    to_first_arena(&request, &web, urls::insights_query)
}

/// `GET /insights/{arena}`.
pub(in crate::web) async fn show(
    request: HttpRequest,
    web: Data<Web>,
    arena: Path<String>,
) -> HttpResponse {
    page(&request, pictures(&request, &web, arena.into_inner()).await)
}

async fn pictures(
    request: &HttpRequest,
    web: &Data<Web>,
    arena: String,
) -> Result<HttpResponse, Problem> {
    let (query, board, tag) = board_of(request, web, arena, &variant(request)).await?;
    if tag.is_known_to(request) {
        return Ok(unchanged(tag));
    }
    let asked = Asked {
        web,
        board: &board,
        query: &query,
        look: Look::of(request)?,
        t: language::of(request),
    };
    let mut charts = Vec::with_capacity(KINDS.len());
    for kind in KINDS {
        match asked.chart(kind).await {
            Ok(chart) => charts.push(chart),
            // Not every picture can be drawn of the past.
            Err(problem) if problem.status.is_client_error() => {}
            Err(problem) => return Err(problem),
        }
    }
    let site = web.app.site();
    let titles = Titles {
        t: language::of(request),
        site: &site,
    };
    let view = View {
        arena: board.arena.to_string(),
        title: board.title.clone(),
        arenas: tabs(&web.app.arenas()),
        categories: titles.tabs(&web.app.boards().categories(&board.arena)),
        category: board.category.clone(),
        asked: Params::parse(request.query_string())?.into_pairs(),
        past: query.at.is_some().then(|| newest_of(&board)),
        votes: board.votes,
        models: board.rows.len() as u64,
        charts,
        site: web.app.site().config.server.public_url.clone(),
        first: board
            .rows
            .first()
            .map(|row| (row.model.id.to_string(), row.model.name.clone())),
    };
    Ok(html(
        HttpResponse::Ok(),
        insights::render(&chrome(request, Nav::Insights), &view),
        &Cache::Revalidate(tag),
    ))
}

/// The newest vote that a board of the past covers, and when it was cast.
fn newest_of(board: &Leaderboard) -> (u64, Option<Moment>) {
    let at = civil(board.computed_at_ms).map(moment);
    (board.seq.unsigned_abs(), at)
}
