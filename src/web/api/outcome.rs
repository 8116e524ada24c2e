//! What became of a vote.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use serde::Serialize;
use utoipa::ToSchema;

use super::battles::battle_id;
use super::json;
use crate::app;
use crate::domain::{Forecast, Placed};
use crate::web::Web;
use crate::web::cache::Cache;
use crate::web::problem::{Problem, ProblemBody};
use crate::web::voter::Known;

/// What a voter may learn behind the vote; it changes as others vote.
#[derive(Serialize, ToSchema)]
pub(super) struct Outcome {
    /// How others judged these two models so far.
    crowd: Crowd,
    /// What the board said when the ballot came; null if there was none.
    before: Option<BoardSays>,
    /// What it says now; null until it has read past the vote.
    after: Option<BoardSays>,
}

/// Rated votes of this pair, this one among them once it is counted.
#[derive(Serialize, ToSchema)]
pub(super) struct Crowd {
    /// The newest vote that was counted.
    seq: i64,
    votes: u64,
    /// For the model on side A.
    a: u64,
    /// For the model on side B.
    b: u64,
    tie: u64,
    both_bad: u64,
}

/// What a board says of the two models.
#[derive(Serialize, ToSchema)]
pub(super) struct BoardSays {
    /// The newest vote that the board covers.
    seq: i64,
    /// The chance of side A to be preferred, a tie counted as half; null where the board cannot compare the two.
    chance_a: Option<f64>,
    a: Place,
    b: Place,
}

/// A model on a board.
#[derive(Serialize, ToSchema)]
pub(super) struct Place {
    rating: Option<f64>,
    rating_low: Option<f64>,
    rating_high: Option<f64>,
    rank: Option<u32>,
}

impl From<Placed> for Place {
    fn from(placed: Placed) -> Self {
        Self {
            rating: placed.rating,
            rating_low: placed.low,
            rating_high: placed.high,
            rank: placed.rank,
        }
    }
}

impl From<Forecast> for BoardSays {
    fn from(forecast: Forecast) -> Self {
        Self {
            seq: forecast.seq,
            chance_a: forecast.chance_a,
            a: forecast.a.into(),
            b: forecast.b.into(),
        }
    }
}

impl From<app::Outcome> for Outcome {
    fn from(outcome: app::Outcome) -> Self {
        let crowd = outcome.crowd;
        Self {
            crowd: Crowd {
                seq: crowd.seq,
                votes: crowd.votes(),
                a: crowd.a,
                b: crowd.b,
                tie: crowd.tie,
                both_bad: crowd.both_bad,
            },
            before: outcome.before.map(BoardSays::from),
            after: outcome.after.map(BoardSays::from),
        }
    }
}

/// How others judged this pair, what the ratings had said, and how the board moved. Apart from the vote's reply, which
/// never changes.
#[utoipa::path(get, path = "/api/v1/battles/{id}/outcome", tag = "battles", params(("id" = String, Path, description = "The battle's id")),
    security(("voter" = [])), responses(
    (status = 200, body = Outcome),
    (status = 404, description = "Unknown, or another voter's", body = ProblemBody),
    (status = 409, description = "There is no vote yet", body = ProblemBody),
))]
pub(in crate::web) async fn show(
    web: Data<Web>,
    id: Path<String>,
    who: Known,
) -> Result<HttpResponse, Problem> {
    let (id, voter) = (battle_id(&id)?, who.0);
    let outcome = web
        .app
        .call(move |app| async move { app.outcome(voter, id).await })
        .await?;
    Ok(json(
        HttpResponse::Ok(),
        &Outcome::from(outcome),
        &Cache::Never,
    ))
}
