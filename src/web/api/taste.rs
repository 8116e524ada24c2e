//! A voter's personal leaderboard.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use utoipa::ToSchema;

use super::json;
use crate::app::{PersonalBoard, PersonalRow};
use crate::web::Web;
use crate::web::cache::Cache;
use crate::web::fields::Params;
use crate::web::problem::{Problem, ProblemBody};
use crate::web::voter::Known;

/// What one voter likes: own votes, shrunk towards everybody's ratings.
#[derive(Serialize, ToSchema)]
pub(super) struct Taste {
    arena: String,
    /// The newest vote that the board covers towards which it is shrunk.
    seq: i64,
    /// This voter's rated votes that it rests on.
    votes: u64,
    /// This voter's rated votes on models that the board cannot compare yet.
    left_out: u64,
    /// How far tastes are assumed to differ: the standard deviation of a model's shift among voters, in rating points.
    spread: f64,
    /// Best first.
    rows: Vec<TasteRow>,
}

/// One model in the eyes of this voter.
#[derive(Serialize, ToSchema)]
pub(super) struct TasteRow {
    /// 1 + models certainly better.
    rank: u32,
    /// The worst rank that fits.
    rank_high: u32,
    model: String,
    name: String,
    organization: Option<String>,
    /// 400 log10 odds.
    rating: f64,
    /// Lower end of the 95% interval.
    rating_low: f64,
    /// Upper end.
    rating_high: f64,
    /// The rating by everybody.
    rating_board: f64,
    /// This voter's rated votes on it.
    votes: u64,
}

impl From<PersonalRow> for TasteRow {
    fn from(row: PersonalRow) -> Self {
        let PersonalRow {
            model,
            liking,
            rank,
        } = row;
        Self {
            rank: rank.low,
            rank_high: rank.high,
            model: liking.model,
            name: model.name,
            organization: model.organization,
            rating: liking.rating,
            rating_low: liking.low,
            rating_high: liking.high,
            rating_board: liking.board,
            votes: liking.votes,
        }
    }
}

impl From<PersonalBoard> for Taste {
    fn from(board: PersonalBoard) -> Self {
        Self {
            arena: board.arena.to_string(),
            seq: board.seq,
            votes: board.votes,
            left_out: board.left_out,
            spread: board.spread,
            rows: board.rows.into_iter().map(TasteRow::from).collect(),
        }
    }
}

/// This voter's personal leaderboard in an arena.
#[utoipa::path(get, path = "/api/v1/voters/me/leaderboard", tag = "voters", params(("arena" = String, Query, description = "The arena's id")),
    security(("voter" = [])), responses(
    (status = 200, body = Taste),
    (status = 404, description = "No such arena", body = ProblemBody),
    (status = 422, description = "The arena is missing", body = ProblemBody),
))]
pub(in crate::web) async fn show(
    web: Data<Web>,
    who: Known,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let params = Params::parse(request.query_string())?;
    let arena = params.text("arena").map(str::to_owned);
    let arena = arena.ok_or_else(|| Problem::field("arena", "is missing: say which"))?;
    let voter = who.0;
    let board = web
        .app
        .call(move |app| async move { app.personal_board(voter, &arena).await })
        .await?;
    Ok(json(HttpResponse::Ok(), &Taste::from(board), &Cache::Never))
}
