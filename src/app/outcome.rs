//! What a vote was like beside those of others: the crowd's, the ratings' forecast, and how the board moved.

use crate::board::{self, Board};
use crate::domain::{Battle, BattleId, Forecast, ModelId, Placed, Vote};
use crate::rating::{PairCell, Standing, expected_score, ranks};
use crate::store::{Slice, Voter};

use super::{App, Conflict, Error};

/// What a voter may learn behind the vote. Unlike the vote's own reply it changes as others vote.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// How this pair was judged so far.
    pub crowd: Crowd,
    /// What the ratings said before the vote; `None` if there was no board yet.
    pub before: Option<Forecast>,
    /// The same of the board now; `None` until it has read past the vote.
    pub after: Option<Forecast>,
}

/// Rated votes of one pair of models, whichever side they stood on; turned so that side A is the battle's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Crowd {
    /// The newest vote that was counted.
    pub seq: i64,
    /// For the model on side A.
    pub a: u64,
    /// For the model on side B.
    pub b: u64,
    /// Ties, without `both_bad`.
    pub tie: u64,
    /// Both were bad.
    pub both_bad: u64,
}

impl Crowd {
    /// All of them.
    #[must_use]
    pub fn votes(&self) -> u64 {
        self.a + self.b + self.tie + self.both_bad
    }

    fn of(seq: i64, cell: PairCell) -> Self {
        Self {
            seq,
            a: cell.first_wins,
            b: cell.second_wins,
            tie: cell.ties,
            both_bad: cell.both_bad,
        }
    }
}

/// What a board says of two models.
fn forecast(board: &Board, [a, b]: [&ModelId; 2]) -> Forecast {
    let ranks = ranks(&board.standings);
    let find = |id: &ModelId| {
        let place = board
            .standings
            .binary_search_by(|one| one.model.as_str().cmp(id.as_str()));
        board.standings.get(place.ok()?)
    };
    let placed = |standing: Option<&Standing>| {
        standing.map_or_else(Placed::default, |one| Placed {
            rating: one.rating,
            low: one.low,
            high: one.high,
            rank: ranks.get(one.model.as_str()).map(|rank| rank.low),
        })
    };
    let (a, b) = (find(a), find(b));
    let chance = a.zip(b).and_then(|(a, b)| {
        // Two components share no scale.
        let comparable = a.component == b.component;
        comparable.then_some(expected_score(a.rating?, b.rating?))
    });
    Forecast {
        seq: board.seq,
        chance_a: chance,
        a: placed(a),
        b: placed(b),
    }
}

impl App {
    /// What the board in force says of a battle's models.
    pub(super) fn forecast(&self, battle: &Battle) -> Option<Forecast> {
        let board = self.boards.get(&board::overall(&battle.arena))?;
        Some(forecast(&board, battle.lineup.pair()?))
    }

    /// What became of the voter's vote.
    ///
    /// # Errors
    /// [`Error::NotFound`] unless the battle is the voter's, [`Error::Conflict`] before its vote.
    pub async fn outcome(&self, voter: Voter, id: BattleId) -> Result<Outcome, Error> {
        let battle = self.own_battle(voter, id).await?;
        let vote = battle.vote.as_ref();
        let vote = vote.ok_or_else(|| Error::conflict(Conflict::NoVote))?;
        let slice = board::overall(&battle.arena);
        let before = match self.store.forecast_of(id).await? {
            Some(kept) => Some(kept),
            None => self.forecast_from_snapshot(&slice, vote).await?,
        };
        let after = self.boards.get(&slice);
        let after = after.filter(|board| board.seq >= vote.seq);
        Ok(Outcome {
            crowd: self.crowd(&slice, vote),
            before,
            after: after.map(|board| forecast(&board, [&vote.model_a, &vote.model_b])),
        })
    }

    fn crowd(&self, slice: &Slice, vote: &Vote) -> Crowd {
        let counted = self.boards.counts(slice);
        counted.map_or_else(Crowd::default, |(seq, counts)| {
            let cell = counts.cell(vote.model_a.as_str(), vote.model_b.as_str());
            Crowd::of(seq, cell)
        })
    }

    /// For votes whose forecast was not kept: the nearest board before them that was.
    async fn forecast_from_snapshot(
        &self,
        slice: &Slice,
        vote: &Vote,
    ) -> Result<Option<Forecast>, Error> {
        let snapshot = self.store.snapshot_at_seq(slice, vote.seq - 1).await?;
        let board = snapshot.as_ref().map(board::board_from_snapshot);
        let board = board.transpose()?;
        Ok(board.map(|(board, _)| forecast(&board, [&vote.model_a, &vote.model_b])))
    }
}
