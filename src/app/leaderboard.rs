//! A board with what is known of its models, filtered and ranked.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use crate::board::{self, AsOf, Board, OVERALL, PastError, Slice};
use crate::domain::{Arena, ArenaId, Model, ModelState, Weights};
use crate::rating::{RankRange, Standing, Status, ranking, ranks};

use super::error::Busy;
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
        let slice = Slice {
            arena: arena.id.clone(),
            category: query.category.clone().unwrap_or_else(|| OVERALL.to_owned()),
            style_control: query.style_control,
        };
        let (board, method) = match query.at {
            None => (
                self.current(&slice)?,
                board::method(slice.style_control).to_owned(),
            ),
            Some(at) => self.past(&slice, at).await?,
        };
        Ok(assemble(&site, arena, (&board, method), query))
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

    async fn past(&self, slice: &Slice, at: AsOf) -> Result<(Arc<Board>, String), Error> {
        self.check_category(slice)?;
        let past = self.archive.board(slice, at).await;
        past.map(|past| (past.board, past.method)).map_err(not_then)
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
        .filter(|(_, model)| passes(model, query))
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
        })
    };
    let rows = ranked.filter_map(row).collect();
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

/// The API's word. A retired model with a finite rating says so; without one, why there is none matters more.
pub(super) fn status_word(status: Status, state: ModelState) -> &'static str {
    match (status, state) {
        (Status::Ok | Status::Provisional, ModelState::Retired) => "retired",
        (status, _) => status.as_str(),
    }
}

pub(super) fn passes(model: &Model, query: &LeaderboardQuery) -> bool {
    let same = |wanted: &Option<String>, has: &Option<String>| {
        wanted.as_ref().is_none_or(|wanted| {
            has.as_ref()
                .is_some_and(|has| has.eq_ignore_ascii_case(wanted))
        })
    };
    let at_most = |limit: Option<f64>, has: Option<f64>| {
        limit.is_none_or(|limit| has.is_some_and(|has| has <= limit))
    };
    let since = |day: &Option<String>| {
        day.as_ref().is_none_or(|day| {
            model
                .released
                .as_ref()
                .is_some_and(|released| released >= day)
        })
    };
    query
        .weights
        .is_none_or(|weights| model.weights == Some(weights))
        && same(&query.organization, &model.organization)
        && same(&query.country, &model.country)
        && same(&query.license, &model.license)
        && query
            .reasoning
            .is_none_or(|wanted| model.reasoning == Some(wanted))
        && at_most(query.max_parameters_b, model.parameters_b)
        && at_most(query.max_price, model.price_output)
        && since(&query.released_since)
        && query.q.as_ref().is_none_or(|text| mentions(model, text))
}

fn mentions(model: &Model, text: &str) -> bool {
    let text = text.to_lowercase();
    let has = |value: &str| value.to_lowercase().contains(&text);
    has(model.id.as_str()) || has(&model.name) || model.organization.as_deref().is_some_and(has)
}
