//! A row of a leaderboard from what the rating engine says of a model.

use std::borrow::Cow;
use std::slice::IterMut;

use serde::Serialize;

use super::cell::{Cell, Shape};
use super::write::Column;
use super::{LeaderboardRecord, Record};
use crate::rating::{RankRange, Standing};

/// A row of one of several leaderboards.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CategoryRecord {
    /// Which one.
    pub category: String,
    /// The row.
    #[serde(flatten)]
    pub row: LeaderboardRecord,
}

impl Record for CategoryRecord {
    const COLUMNS: &'static [&'static str] = &with_category();

    fn shapes() -> Vec<(&'static str, Shape)> {
        let category = ("category", String::SHAPE);
        std::iter::once(category)
            .chain(LeaderboardRecord::shapes())
            .collect()
    }

    fn cells<'a>(&'a self, row: &mut Vec<Cow<'a, str>>) {
        row.push(self.category.text());
        self.row.cells(row);
    }

    fn put(&self, columns: &mut IterMut<'_, Column>) {
        if let Some(column) = columns.next() {
            self.category.put(column);
        }
        self.row.put(columns);
    }
}

/// The columns of a leaderboard behind that of the category.
#[expect(
    clippy::indexing_slicing,
    reason = "at compile time; a constant function has no iterators"
)]
const fn with_category() -> [&'static str; LeaderboardRecord::COLUMNS.len() + 1] {
    let mut columns = ["category"; LeaderboardRecord::COLUMNS.len() + 1];
    let mut place = 0;
    while place < LeaderboardRecord::COLUMNS.len() {
        columns[place + 1] = LeaderboardRecord::COLUMNS[place];
        place += 1;
    }
    columns
}

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
