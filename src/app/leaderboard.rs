//! A board with what is known of its models, filtered and ranked.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use crate::board::{self, AsOf, Board, OVERALL, PastBoard, PastError, Slice};
use crate::domain::{Arena, ArenaId, Model, ModelState, Weights};
use crate::rating::{Difference, RankRange, Standing, Status, ranking, ranks};

use super::answers::{Answers, Named, confidence_z};
use super::error::Busy;
use super::facets::Facets;
use super::filter::Sort;
use super::{App, Error, Site};

/// Which board, and which of its models.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LeaderboardQuery {
    /// The slice's category; `overall` if absent.
    pub category: Option<String>,
    /// Whether style is controlled for.
    pub style_control: bool,
    /// Only open or only closed weights.
    pub weights: Option<Weights>,
    /// Only this organization.
    pub organization: Option<String>,
    /// Only this country.
    pub country: Option<String>,
    /// Only this license.
    pub license: Option<String>,
    /// Only models that think before they answer, or only those that do not.
    pub reasoning: Option<bool>,
    /// At most this many billion parameters.
    pub max_parameters_b: Option<f64>,
    /// At most this many US dollars per million tokens written.
    pub max_price: Option<f64>,
    /// Released on this day or later, `YYYY-MM-DD`.
    pub released_since: Option<String>,
    /// Only models whose id, name or organization contains this, whatever the case.
    pub q: Option<String>,
    /// Only these models, by id; all if there are none.
    pub models: Vec<String>,
    /// Without retired models.
    pub hide_retired: bool,
    /// The order of the rows.
    pub sort: Sort,
    /// The board as it was.
    pub at: Option<AsOf>,
}

/// A board ready to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaderboard {
    /// The arena.
    pub arena: ArenaId,
    /// What people call it.
    pub title: String,
    /// The slice's category.
    pub category: String,
    /// Whether style is controlled for.
    pub style_control: bool,
    /// The newest vote that it covers.
    pub seq: i64,
    /// Rated votes in the slice.
    pub votes: u64,
    /// When it was fitted, Unix milliseconds.
    pub computed_at_ms: i64,
    /// How it was fitted.
    pub method: String,
    /// Models before the filter.
    pub models: usize,
    /// The rows that pass the filter, best first.
    pub rows: Vec<LeaderboardRow>,
}

/// One model on a board.
#[derive(Clone, Debug, PartialEq)]
pub struct LeaderboardRow {
    /// What is known of it.
    pub model: Model,
    /// Its figures.
    pub standing: Standing,
    /// Its status in one word.
    pub status: &'static str,
    /// Ranks within the filter, among models that can be compared with it.
    pub rank: Option<RankRange>,
    /// Ranks without the filter.
    pub rank_overall: Option<RankRange>,
    /// (wins + half of ties and `both_bad`) / votes.
    pub win_rate: Option<f64>,
    /// How it compares with the next model that passes the filter.
    pub next: Option<Next>,
}

impl LeaderboardRow {
    /// Whether it has a finite rating on the scale of the main component.
    #[must_use]
    pub fn is_comparable(&self) -> bool {
        matches!(self.standing.status, Status::Ok | Status::Provisional)
    }
}

/// The next model in the order of the board.
#[derive(Clone, Debug, PartialEq)]
pub struct Next {
    /// Which.
    pub model: Named,
    /// How far it is.
    pub gap: Gap,
}

/// How far two models are apart, in words that a reader can use.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// Rating points between them, with their standard error.
    pub points: Difference,
    /// The lower end of the 95% interval of the points, where finite.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// The share of votes that would prefer the first, ties as half; 0 to 1.
    pub preferred: f64,
    /// Whether the interval leaves out 0.
    pub is_separable: bool,
    /// How many more votes the board would need for that at its present rates of pairing, if the points are right. `None` for
    /// equals; 0 where it is so already.
    pub votes_needed: Option<u64>,
}

impl Gap {
    /// What a board says of two of its models; nothing unless both are on the main scale.
    #[must_use]
    pub fn on(board: &Board, first: &str, second: &str) -> Option<Self> {
        let z = confidence_z();
        let points = board.differences.between(first, second)?;
        let votes = board.differences.votes();
        let interval = points.interval(z);
        let is_separable = points.is_separable(z);
        let needed = points.votes_to_separate(votes, z);
        Some(Self {
            points,
            low: interval.low,
            high: interval.high,
            preferred: points.expected_score(),
            is_separable,
            votes_needed: needed.map(|needed| needed.saturating_sub(votes)),
        })
    }
}

/// A board as the page shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct BoardPage {
    /// The board.
    pub board: Leaderboard,
    /// What it can be filtered by.
    pub facets: Facets,
    /// What the whole board says to the questions that people ask.
    pub answers: Answers,
}

impl App {
    /// A board from memory, or as it was.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the arena, [`Error::Invalid`] for a category that it has not, [`Error::Busy`] while the first
    /// style-controlled board is made.
    pub async fn leaderboard(
        &self,
        arena: &str,
        query: &LeaderboardQuery,
    ) -> Result<Leaderboard, Error> {
        let site = self.site();
        let arena = site.arena(arena).ok_or(Error::NotFound { what: "arena" })?;
        let (board, method) = self.asked_board(arena, query).await?;
        Ok(assemble(&site, arena, (&board, method), query))
    }

    /// The same with what the page shows beside the rows.
    ///
    /// # Errors
    /// As [`Self::leaderboard`].
    pub async fn board_page(
        &self,
        arena: &str,
        query: &LeaderboardQuery,
    ) -> Result<BoardPage, Error> {
        let site = self.site();
        let arena = site.arena(arena).ok_or(Error::NotFound { what: "arena" })?;
        let (board, method) = self.asked_board(arena, query).await?;
        let whole = assemble(
            &site,
            arena,
            (&board, method.clone()),
            &LeaderboardQuery::default(),
        );
        let models: Vec<Model> = whole.rows.iter().map(|row| row.model.clone()).collect();
        let rows: Vec<&LeaderboardRow> = whole.rows.iter().collect();
        Ok(BoardPage {
            facets: Facets::of(&models, query),
            answers: Answers::of(&rows, |first, second| Gap::on(&board, first, second)),
            // Most readers ask for nothing else.
            board: if query.is_whole() {
                whole
            } else {
                assemble(&site, arena, (&board, method), query)
            },
        })
    }

    async fn asked_board(
        &self,
        arena: &Arena,
        query: &LeaderboardQuery,
    ) -> Result<(Arc<Board>, String), Error> {
        let slice = Slice {
            arena: arena.id.clone(),
            category: query.category.clone().unwrap_or_else(|| OVERALL.to_owned()),
            style_control: query.style_control,
        };
        match query.at {
            None => {
                let method = board::method(slice.style_control).to_owned();
                Ok((self.current(&slice)?, method))
            }
            Some(at) => {
                let past = self.past(&slice, at).await?;
                Ok((past.board, past.method))
            }
        }
    }

    fn current(&self, slice: &Slice) -> Result<Arc<Board>, Error> {
        if let Some(board) = self.boards.get(slice) {
            return Ok(board);
        }
        self.check_category(slice)?;
        Err(Error::Busy {
            why: Busy::StyledBoard,
            retry_after: Duration::from_secs(2),
        })
    }

    pub(super) fn check_category(&self, slice: &Slice) -> Result<(), Error> {
        let known = self.boards.categories(&slice.arena);
        if known.contains(&slice.category) {
            return Ok(());
        }
        let must = format!("must be one of: {}", known.join(", "));
        Err(Error::invalid("category", must))
    }

    pub(super) async fn past(&self, slice: &Slice, at: AsOf) -> Result<PastBoard, Error> {
        self.check_category(slice)?;
        self.archive.board(slice, at).await.map_err(not_then)
    }
}

fn not_then(error: PastError) -> Error {
    match error {
        PastError::TooEarly | PastError::NoSnapshot => Error::invalid("at", error.to_string()),
        PastError::NotYet => Error::Busy {
            why: Busy::PastBoard,
            retry_after: Duration::from_secs(2),
        },
        PastError::Store(error) => error.into(),
        error => Error::Internal(Box::new(error)),
    }
}

fn assemble(
    site: &Site,
    arena: &Arena,
    (board, method): (&Board, String),
    query: &LeaderboardQuery,
) -> Leaderboard {
    let overall = ranks(&board.standings);
    let mut cards: BTreeMap<&str, Model> = board
        .standings
        .iter()
        // A board's models come from checked ids, so none is left out here.
        .filter_map(|standing| Some((&*standing.model, site.card(&standing.model.parse().ok()?))))
        .filter(|(_, model)| query.admits(model))
        .collect();
    let kept = board
        .standings
        .iter()
        .filter(|standing| cards.contains_key(standing.model.as_str()));
    let ranked = ranking(kept).into_iter();
    let row = |(standing, rank): (&Standing, Option<RankRange>)| {
        let model = cards.remove(standing.model.as_str())?;
        Some(LeaderboardRow {
            status: status_word(standing.status, model.state),
            rank,
            rank_overall: overall.get(standing.model.as_str()).copied(),
            win_rate: standing.win_rate(),
            standing: standing.clone(),
            model,
            next: None,
        })
    };
    let mut rows: Vec<LeaderboardRow> = ranked.filter_map(row).collect();
    compare_neighbours(&mut rows, board);
    query.sort.apply(&mut rows);
    Leaderboard {
        arena: arena.id.clone(),
        title: arena.title.clone(),
        category: board.slice.category.clone(),
        style_control: board.slice.style_control,
        seq: board.seq,
        votes: board.votes,
        computed_at_ms: board.computed_at_ms,
        method,
        models: board.standings.len(),
        rows,
    }
}

/// Tells each row how it compares with the next one.
fn compare_neighbours(rows: &mut [LeaderboardRow], board: &Board) {
    let below: Vec<Named> = rows
        .iter()
        .skip(1)
        .map(|row| Named::of(&row.model))
        .collect();
    for (row, next) in rows.iter_mut().zip(below) {
        let gap = Gap::on(board, row.model.id.as_str(), &next.id);
        row.next = gap.map(|gap| Next { model: next, gap });
    }
}

/// The API's word. A retired model with a finite rating says so; without one, why there is none matters more.
pub(super) fn status_word(status: Status, state: ModelState) -> &'static str {
    match (status, state) {
        (Status::Ok | Status::Provisional, ModelState::Retired) => "retired",
        (status, _) => status.as_str(),
    }
}
