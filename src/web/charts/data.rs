//! What the use cases say -> the charts of the templates crate.

use agon_templates::charts::Chart;
use agon_templates::charts::kinds::{Rated, Ratings};
use agon_templates::language::Language;

use crate::app::{Leaderboard, LeaderboardRow};
use crate::web::pages::battle::weights;
use crate::web::problem::Problem;

/// The picture of a kind, for the models of a board.
pub(in crate::web) fn chart(
    kind: &str,
    board: &Leaderboard,
    t: Language,
) -> Result<Chart, Problem> {
    let models: Vec<Rated> = board.rows.iter().map(rated).collect();
    match kind {
        "ratings" => Ok(Ratings { models }.chart(t)),
        _ => Err(Problem::not_found()),
    }
}

/// What pictures know of a row.
pub(in crate::web) fn rated(row: &LeaderboardRow) -> Rated {
    let (model, standing) = (&row.model, &row.standing);
    Rated {
        id: model.id.to_string(),
        name: model.name.clone(),
        weights: model.weights.map(weights),
        rank: row.rank.map(|rank| (rank.low, rank.high)),
        rating: standing.rating,
        low: standing.low,
        high: standing.high,
        votes: standing.votes,
        status: row.status.to_owned(),
    }
}
