//! The leaderboard page.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use agon_templates::language::Moment;
use agon_templates::layout::Nav;
use agon_templates::leaderboard::{self, Filters, Row, Status, StyleControl, View};
use agon_templates::urls;

use super::battle::weights;
use super::{chrome, html, page, see_other, tabs, variant};
use crate::app::{Leaderboard, LeaderboardQuery, LeaderboardRow};
use crate::clock::civil;
use crate::web::Web;
use crate::web::api::leaderboard::{query_of, tag_of};
use crate::web::cache::{Cache, unchanged};
use crate::web::problem::Problem;

/// `GET /leaderboard`: the first arena's.
pub(in crate::web) async fn first(request: HttpRequest, web: Data<Web>) -> HttpResponse {
    let first = web
        .app
        .arenas()
        .into_iter()
        .next()
        .ok_or_else(Problem::not_found);
    page(
        &request,
        first.map(|arena| see_other(&urls::leaderboard(arena.id.as_str())).finish()),
    )
}

/// `GET /leaderboard/{arena}`.
pub(in crate::web) async fn show(
    request: HttpRequest,
    web: Data<Web>,
    arena: Path<String>,
) -> HttpResponse {
    page(
        &request,
        board_page(&request, &web, arena.into_inner()).await,
    )
}

async fn board_page(
    request: &HttpRequest,
    web: &Data<Web>,
    arena: String,
) -> Result<HttpResponse, Problem> {
    let query = query_of(request.query_string())?;
    let asked = query.clone();
    let board = web
        .app
        .call(move |app| async move { app.leaderboard(&arena, &asked).await })
        .await?;
    let tag = tag_of(web, &board, request, &variant(request));
    if tag.is_known_to(request) {
        return Ok(unchanged(tag));
    }
    let view = view(web, &board, &query);
    Ok(html(
        HttpResponse::Ok(),
        leaderboard::render(&chrome(request, Nav::Leaderboard), &view),
        &Cache::Revalidate(tag),
    ))
}

fn view(web: &Data<Web>, board: &Leaderboard, query: &LeaderboardQuery) -> View {
    let rows: Vec<Row> = board.rows.iter().map(row).collect();
    View {
        arena: board.arena.to_string(),
        title: board.title.clone(),
        arenas: tabs(&web.app.arenas()),
        filters: Filters {
            weights: query.weights.map(weights),
            style_control: if query.style_control {
                StyleControl::On
            } else {
                StyleControl::Off
            },
            q: query.q.clone().unwrap_or_default(),
        },
        seq: board.seq.unsigned_abs(),
        votes: board.votes,
        models: board.models as u64,
        live: query.at.is_none(),
        computed_at: civil(board.computed_at_ms).map(moment),
        rows,
    }
}

pub(super) fn moment(time: jiff::civil::DateTime) -> Moment {
    let part = |number: i8| number.unsigned_abs();
    Moment {
        year: time.year(),
        month: part(time.month()),
        day: part(time.day()),
        hour: part(time.hour()),
        minute: part(time.minute()),
    }
}

fn row(row: &LeaderboardRow) -> Row {
    let (model, standing) = (&row.model, &row.standing);
    Row {
        rank_low: row.rank.map(|rank| rank.low),
        rank_high: row.rank.map(|rank| rank.high),
        name: model.name.clone(),
        organization: model.organization.clone(),
        license: model.license.clone(),
        weights: model.weights.map(weights),
        rating: standing.rating,
        low: standing.low,
        high: standing.high,
        votes: standing.votes,
        wins: standing.wins,
        losses: standing.losses,
        ties: standing.ties,
        both_bad: standing.both_bad,
        win_rate: row.win_rate,
        price: model.price_output,
        status: Status::parse(row.status).unwrap_or_default(),
    }
}
