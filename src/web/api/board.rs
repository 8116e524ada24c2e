//! A board as JSON.

use serde::Serialize;
use utoipa::ToSchema;

use crate::app::{Gap, Leaderboard, LeaderboardRow};
use crate::clock::rfc3339;
use crate::exchange::LeaderboardRecord;

/// A leaderboard.
#[derive(Serialize, ToSchema)]
pub(in crate::web) struct Board {
    arena: String,
    category: String,
    style_control: bool,
    /// The newest vote that it covers.
    seq: i64,
    /// Rated votes in the slice.
    votes: u64,
    /// When it was fitted, RFC 3339 UTC.
    computed_at: String,
    /// How it was fitted.
    method: String,
    /// Best first, unless they were asked for in another order.
    rows: Vec<LeaderboardRecord>,
    /// How far neighbours in the order of ratings are apart; none where no interval can say.
    neighbours: Vec<Neighbours>,
}

/// Two models next to each other in the order of ratings.
#[derive(Serialize, ToSchema)]
pub(in crate::web) struct Neighbours {
    /// The better one's id.
    first: String,
    /// The next one's.
    second: String,
    #[serde(flatten)]
    gap: GapBody,
}

/// How far two models are apart.
#[derive(Serialize, ToSchema)]
pub(in crate::web) struct GapBody {
    /// Rating points.
    points: f64,
    /// The lower end of their 95% interval.
    points_low: Option<f64>,
    /// The upper end.
    points_high: Option<f64>,
    /// The share of votes that would prefer the first, ties as half.
    preferred: f64,
    /// Whether the interval leaves out 0.
    separable: bool,
    /// How many more votes the board needs until it would, if the points are right; null where no number is enough.
    votes_needed: Option<u64>,
}

impl From<&Gap> for GapBody {
    fn from(gap: &Gap) -> Self {
        Self {
            points: gap.points.estimate,
            points_low: gap.low,
            points_high: gap.high,
            preferred: gap.preferred,
            separable: gap.is_separable,
            votes_needed: gap.votes_needed,
        }
    }
}

/// What a row says of the next model that passes the filter.
fn neighbours(row: &LeaderboardRow) -> Option<Neighbours> {
    let next = row.next.as_ref()?;
    Some(Neighbours {
        first: row.model.id.to_string(),
        second: next.model.id.clone(),
        gap: GapBody::from(&next.gap),
    })
}

impl From<&Leaderboard> for Board {
    fn from(board: &Leaderboard) -> Self {
        Self {
            arena: board.arena.to_string(),
            category: board.category.clone(),
            style_control: board.style_control,
            seq: board.seq,
            votes: board.votes,
            computed_at: rfc3339(board.computed_at_ms),
            method: board.method.clone(),
            rows: board.rows.iter().map(LeaderboardRecord::from).collect(),
            neighbours: board.rows.iter().filter_map(neighbours).collect(),
        }
    }
}
