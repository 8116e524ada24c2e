//! A voter's personal leaderboard: own votes, shrunk towards everybody's.

use crate::board;
use crate::domain::{ArenaId, Model};
use crate::rating::{
    Interval, Liking, PairCell, PairCounts, RankRange, TasteOptions, rank_ranges, taste,
};
use crate::store::Voter;

use super::{App, Error};

/// A personal leaderboard.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonalBoard {
    /// The arena.
    pub arena: ArenaId,
    /// What people call it.
    pub title: String,
    /// The newest vote that the board covers towards which it is shrunk.
    pub seq: i64,
    /// The voter's rated votes that it rests on.
    pub votes: u64,
    /// The voter's rated votes on models that the board cannot compare yet.
    pub left_out: u64,
    /// How far tastes differ, in rating points, as assumed.
    pub spread: f64,
    /// Models, best first.
    pub rows: Vec<PersonalRow>,
}

/// One model on a personal leaderboard.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonalRow {
    /// What is known of it.
    pub model: Model,
    /// Its figures.
    pub liking: Liking,
    /// Its ranks by the intervals.
    pub rank: RankRange,
}

impl App {
    /// What the voter likes, by the voter's rated votes in an arena.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the arena.
    pub async fn personal_board(&self, voter: Voter, arena: &str) -> Result<PersonalBoard, Error> {
        let site = self.site();
        let arena = site.arena(arena).ok_or(Error::NotFound { what: "arena" })?;
        let mut own = PairCounts::new();
        for (model_a, model_b, choice, votes) in self.store.own_votes(voter.id, &arena.id).await? {
            let cell = PairCell::of(board::outcome(choice), votes);
            // The battle rules out self-play.
            let _ = own.insert(&model_a, &model_b, cell);
        }
        let Some(everybody) = self.boards.get(&board::overall(&arena.id)) else {
            return Err(Error::NotFound {
                what: "leaderboard",
            });
        };
        let (seq, options) = (everybody.seq, TasteOptions::default());
        let fit = move || taste(&own, &everybody.standings, options);
        let fitted = tokio::task::spawn_blocking(fit).await;
        let fitted = fitted.map_err(|error| Error::Internal(Box::new(error)))?;
        let fitted = fitted.map_err(|error| Error::Internal(Box::new(error)))?;
        let mut models = fitted.models;
        models.sort_by(|a, b| b.rating.total_cmp(&a.rating));
        let bounds = models.iter().map(|one| Interval {
            low: Some(one.low),
            high: Some(one.high),
        });
        let ranks = rank_ranges(&bounds.collect::<Vec<_>>());
        let row = |(liking, rank): (Liking, RankRange)| {
            // A board's models come from checked ids, so none is left out here.
            let model = site.card(&liking.model.parse().ok()?);
            Some(PersonalRow {
                model,
                liking,
                rank,
            })
        };
        Ok(PersonalBoard {
            arena: arena.id.clone(),
            title: arena.title.clone(),
            seq,
            votes: fitted.votes,
            left_out: fitted.left_out,
            spread: options.spread,
            rows: models.into_iter().zip(ranks).filter_map(row).collect(),
        })
    }
}
