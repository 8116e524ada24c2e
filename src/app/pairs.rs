//! What happened between each two models of a board.

use std::collections::BTreeMap;

use crate::board::{AsOf, plain};
use crate::rating::{PairCell, expected_score};

use super::{App, Error, Leaderboard, LeaderboardRow};

/// Two models of a board that met.
#[derive(Clone, Debug, PartialEq)]
pub struct PairOnBoard {
    /// The place of the one that stands higher, from 0.
    pub first: usize,
    /// The place of the other one.
    pub second: usize,
    /// Votes between them.
    pub votes: u64,
    /// Votes for the first.
    pub first_wins: u64,
    /// Votes for the second.
    pub second_wins: u64,
    /// Ties, without `both_bad`.
    pub ties: u64,
    /// Votes that found both answers bad.
    pub both_bad: u64,
    /// The share of votes for the first, ties and `both_bad` as half; `None` without votes.
    pub observed: Option<f64>,
    /// The same as the ratings say; `None` where they share no scale.
    pub predicted: Option<f64>,
}

impl App {
    /// The pairs of a board that met or can be compared, in the order of its rows. `at` is what the board was asked with.
    ///
    /// # Errors
    /// As [`Self::leaderboard`].
    pub async fn pairs(
        &self,
        board: &Leaderboard,
        at: Option<AsOf>,
    ) -> Result<Vec<PairOnBoard>, Error> {
        // What was voted is the same whether ratings look at style or not.
        let slice = plain(&board.arena, &board.category);
        let places: BTreeMap<&str, usize> = (0..)
            .zip(&board.rows)
            .map(|(place, row)| (row.standing.model.as_str(), place))
            .collect();
        let counts = match at {
            None => self.boards.counts(&slice).map(|(_, counts)| counts),
            Some(at) => self.past(&slice, at).await?.counts,
        };
        let mut cells: BTreeMap<(usize, usize), PairCell> = BTreeMap::new();
        if let Some(counts) = counts {
            for (first, second, cell) in counts.iter() {
                let found = places.get(first).zip(places.get(second));
                if let Some((&first, &second)) = found {
                    let cell = if first < second { cell } else { cell.swapped() };
                    cells.insert((first.min(second), first.max(second)), cell);
                }
            }
        }
        Ok(compare(&board.rows, &cells))
    }
}

fn compare(
    rows: &[LeaderboardRow],
    cells: &BTreeMap<(usize, usize), PairCell>,
) -> Vec<PairOnBoard> {
    let mut pairs = Vec::new();
    for (first, one) in rows.iter().enumerate() {
        for (second, other) in rows.iter().enumerate().skip(first + 1) {
            let cell = cells.get(&(first, second)).copied().unwrap_or_default();
            let (a, b) = (&one.standing, &other.standing);
            // Two components share no scale.
            let ratings = a.rating.zip(b.rating);
            let ratings = ratings.filter(|_| a.component == b.component);
            let predicted = ratings.map(|(a, b)| expected_score(a, b));
            if predicted.is_some() || cell.votes() > 0 {
                pairs.push(pair((first, second), cell, predicted));
            }
        }
    }
    pairs
}

#[expect(
    clippy::cast_precision_loss,
    reason = "votes of two models are far below 2^52"
)]
fn pair((first, second): (usize, usize), cell: PairCell, predicted: Option<f64>) -> PairOnBoard {
    let votes = cell.votes();
    let score = cell.first_wins as f64 + cell.halves() as f64 / 2.0;
    PairOnBoard {
        first,
        second,
        votes,
        first_wins: cell.first_wins,
        second_wins: cell.second_wins,
        ties: cell.ties,
        both_bad: cell.both_bad,
        observed: (votes > 0).then(|| score / votes as f64),
        predicted,
    }
}
