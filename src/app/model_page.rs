//! One model: its card, where it stands, whom it beats and loses to, what voters say, and what of it was made public.

use std::collections::BTreeMap;

use crate::board::{Board, OVERALL, overall, plain};
use crate::domain::{ArenaId, BattleId, Model, ModelId, Reason};
use crate::integrity::scrub;
use crate::rating::{Interval, PairCell, RankRange, wilson};
use crate::store::{ModelEvent, PublicBattle};

use super::answers::{Named, confidence_z};
use super::share::SharedBattle;
use super::{App, Error, LeaderboardQuery, LeaderboardRow, Site};

/// Votes whose reasons are counted: the newest ones.
const SAID: u32 = 5_000;
/// Battles that are shown.
const SAMPLES: u32 = 6;

/// What is known of a model.
#[derive(Clone, Debug)]
pub struct ModelPage {
    /// Its card.
    pub model: Model,
    /// Where it stands, in the order of the arenas; only those whose board has it.
    pub arenas: Vec<ModelArena>,
    /// How often voters said what of its answers, most said first.
    pub said: Vec<(Reason, u64)>,
    /// Votes among which they were counted.
    pub said_votes: u64,
    /// Battles that may be read.
    pub samples: Vec<PublicBattle>,
    /// Every version of its card, oldest first.
    pub versions: Vec<ModelEvent>,
}

/// A model in one arena.
#[derive(Clone, Debug)]
pub struct ModelArena {
    /// Which.
    pub arena: ArenaId,
    /// What people call it.
    pub title: String,
    /// Its row on the overall board.
    pub row: LeaderboardRow,
    /// Its place on the boards of the categories.
    pub categories: Vec<ModelCategory>,
    /// Everybody whom it met, by share of its votes against them, best first.
    pub opponents: Vec<Opponent>,
}

/// A model on the board of a category.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelCategory {
    /// Which.
    pub category: String,
    /// Its rating, where finite.
    pub rating: Option<f64>,
    /// The lower end of the interval.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// Its ranks.
    pub rank: Option<RankRange>,
    /// Its rated votes.
    pub votes: u64,
}

/// Votes of a pair as they were counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Observed {
    /// Won.
    pub wins: u64,
    /// Lost.
    pub losses: u64,
    /// Ties and `both_bad`.
    pub halves: u64,
    /// All.
    pub votes: u64,
    /// Share won, ties as half.
    pub share: f64,
    /// Its 95% interval.
    pub interval: Interval,
}

impl Observed {
    /// Of the first model of a cell; nothing without votes.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "votes are far below 2^53")]
    pub fn of(cell: PairCell) -> Option<Self> {
        let points = cell.first_wins as f64 + cell.halves() as f64 / 2.0;
        let (share, interval) = wilson(points, cell.votes(), confidence_z())?;
        Some(Self {
            wins: cell.first_wins,
            losses: cell.second_wins,
            halves: cell.halves(),
            votes: cell.votes(),
            share,
            interval,
        })
    }
}

/// Another model that a model met.
#[derive(Clone, Debug, PartialEq)]
pub struct Opponent {
    /// Which.
    pub model: Named,
    /// Their votes.
    pub observed: Observed,
    /// The share that the ratings expect.
    pub expected: Option<f64>,
}

impl App {
    /// All models that the site knows, by id.
    #[must_use]
    pub fn models(&self) -> Vec<Model> {
        let mut models: Vec<Model> = self.site().cards().cloned().collect();
        models.sort_by(|x, y| x.id.cmp(&y.id));
        models
    }

    /// A model with all that is known of it.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the site never had it.
    pub async fn model_page(&self, id: &str) -> Result<ModelPage, Error> {
        let site = self.site();
        let known = site.cards().find(|card| card.id.as_str() == id).cloned();
        let model = known.ok_or(Error::NotFound { what: "model" })?;
        let said = self.store.said_of(&model.id, SAID).await?;
        let mut counts: BTreeMap<Reason, u64> = BTreeMap::new();
        for reason in said.iter().flatten() {
            *counts.entry(*reason).or_default() += 1;
        }
        let mut counts: Vec<(Reason, u64)> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let arenas = site.config.arenas.iter().map(|arena| arena.id.clone());
        let mut found = Vec::new();
        for arena in arenas.collect::<Vec<_>>() {
            found.extend(self.model_arena(&site, &arena, &model.id).await?);
        }
        Ok(ModelPage {
            arenas: found,
            said: counts,
            said_votes: said.len() as u64,
            samples: self.samples(&model.id).await?,
            versions: self.store.events_of(&model.id).await?,
            model,
        })
    }

    async fn samples(&self, id: &ModelId) -> Result<Vec<PublicBattle>, Error> {
        let mut battles = self.store.public_battles(id, SAMPLES).await?;
        for battle in &mut battles {
            battle.prompt = scrub(&battle.prompt).text.into_owned();
        }
        Ok(battles)
    }

    async fn model_arena(
        &self,
        site: &Site,
        arena: &ArenaId,
        id: &ModelId,
    ) -> Result<Option<ModelArena>, Error> {
        let board = self
            .leaderboard(arena.as_str(), &LeaderboardQuery::default())
            .await?;
        let title = board.title;
        let row = board.rows.into_iter().find(|row| row.model.id == *id);
        Ok(row.map(|row| ModelArena {
            arena: arena.clone(),
            title,
            row,
            categories: self.model_categories(arena, id),
            opponents: self.opponents(site, arena, id),
        }))
    }

    pub(super) fn model_categories(&self, arena: &ArenaId, id: &ModelId) -> Vec<ModelCategory> {
        let boards = self.boards.categories(arena).into_iter();
        let boards = boards.filter(|category| category != OVERALL);
        let place = |category: String| {
            let board = self.boards.get(&plain(arena, &category))?;
            let standing = board
                .standings
                .iter()
                .find(|standing| standing.model == id.as_str() && standing.votes > 0)?;
            let ranks = crate::rating::ranks(&board.standings);
            Some(ModelCategory {
                category,
                rating: standing.rating,
                low: standing.low,
                high: standing.high,
                rank: ranks.get(id.as_str()).copied(),
                votes: standing.votes,
            })
        };
        boards.filter_map(place).collect()
    }

    fn opponents(&self, site: &Site, arena: &ArenaId, id: &ModelId) -> Vec<Opponent> {
        let slice = overall(arena);
        let (Some(board), Some((_, counts))) =
            (self.boards.get(&slice), self.boards.counts(&slice))
        else {
            return Vec::new();
        };
        let met = counts.iter().filter_map(|(first, second, cell)| {
            if first == id.as_str() {
                Some((second, cell))
            } else {
                (second == id.as_str()).then(|| (first, cell.swapped()))
            }
        });
        let opponent = |(other, cell): (&str, PairCell)| {
            Some(Opponent {
                model: named(site, other)?,
                observed: Observed::of(cell)?,
                expected: expected(&board, id.as_str(), other),
            })
        };
        let mut opponents: Vec<Opponent> = met.filter_map(opponent).collect();
        opponents.sort_by(|x, y| {
            let by_share = y.observed.share.total_cmp(&x.observed.share);
            by_share.then_with(|| y.observed.votes.cmp(&x.observed.votes))
        });
        opponents
    }

    /// A battle that its voter allows to be published, as anybody may see it.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none, or not any more.
    pub async fn public_battle(&self, id: BattleId) -> Result<SharedBattle, Error> {
        let battle = self.store.battle(id).await?;
        let public = battle.filter(|battle| battle.publish && battle.vote.is_some());
        public
            .map(|battle| SharedBattle::published(&battle, &self.site()))
            .ok_or(Error::NotFound { what: "battle" })
    }
}

/// The share of votes that would prefer the first, by their ratings.
pub(super) fn expected(board: &Board, first: &str, second: &str) -> Option<f64> {
    let difference = board.differences.between(first, second)?;
    Some(difference.expected_score())
}

/// A model of a board by id and name.
pub(super) fn named(site: &Site, id: &str) -> Option<Named> {
    Some(Named::of(&site.card(&id.parse().ok()?)))
}
