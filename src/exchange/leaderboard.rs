//! A row of a leaderboard from what the rating engine says of a model.

use super::LeaderboardRecord;
use crate::rating::{RankRange, Standing};

impl LeaderboardRecord {
    /// The row of a model of which nothing is known but its votes.
    #[must_use]
    pub fn of(standing: &Standing, rank: Option<RankRange>) -> Self {
        Self {
            rank: rank.map(|rank| rank.low),
            rank_low: rank.map(|rank| rank.low),
            rank_high: rank.map(|rank| rank.high),
            rank_overall: rank.map(|rank| rank.low),
            model: standing.model.clone(),
            name: standing.model.clone(),
            organization: None,
            country: None,
            license: None,
            weights: None,
            rating: standing.rating,
            rating_low: standing.low,
            rating_high: standing.high,
            votes: standing.votes,
            wins: standing.wins,
            losses: standing.losses,
            ties: standing.ties,
            both_bad: standing.both_bad,
            win_rate: standing.win_rate(),
            status: standing.status.as_str().to_owned(),
            component: standing.component as u64,
            reasoning: None,
            parameters_b: None,
            price_output: None,
            released: None,
        }
    }
}
