//! A voter's own ratings.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use agon_templates::layout::Nav;
use agon_templates::taste::{self, Row, View};

use super::ask::arena;
use super::{chrome, html, page, tabs};
use crate::app::PersonalRow;
use crate::web::Web;
use crate::web::cache::Cache;
use crate::web::fields::Params;
use crate::web::problem::Problem;
use crate::web::voter::Known;

/// `GET /taste`.
pub(in crate::web) async fn show(
    request: HttpRequest,
    web: Data<Web>,
    who: Result<Known, Problem>,
) -> HttpResponse {
    page(&request, taste_page(&request, &web, who.ok()).await)
}

/// Somebody without a vote has no taste yet.
async fn taste_page(
    request: &HttpRequest,
    web: &Data<Web>,
    who: Option<Known>,
) -> Result<HttpResponse, Problem> {
    let arena = arena(web, Params::parse(request.query_string())?.text("arena"))?;
    let id = arena.id.to_string();
    let mut view = View {
        arena: id.clone(),
        arenas: tabs(&web.app.arenas()),
        votes: 0,
        rows: Vec::new(),
    };
    if let Some(Known(voter)) = who {
        let board = web
            .app
            .call(move |app| async move { app.personal_board(voter, &id).await })
            .await?;
        view.votes = board.votes;
        view.rows = board.rows.into_iter().map(row).collect();
    }
    let made = taste::render(&chrome(request, Nav::History), &view);
    Ok(html(HttpResponse::Ok(), made, &Cache::Never))
}

fn row(row: PersonalRow) -> Row {
    let liking = row.liking;
    Row {
        ranks: (row.rank.low, row.rank.high),
        name: row.model.name,
        rating: liking.rating,
        low: liking.low,
        high: liking.high,
        board: liking.board,
        votes: liking.votes,
    }
}
