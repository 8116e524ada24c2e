//! Assembles a board: every model gets one standing with a status that says what its figures are worth.

use std::borrow::Cow;

use super::cell::PairCell;
use super::component::{self, Method, Place, Scores, Verdict};
use super::counts::PairCounts;
use super::estimate::OfPairs;
use super::fitted::{Coefficient, Fitted};
use super::graph::{Group, weak_labels};
use super::names::sorted;
use super::rank::Interval;
use super::{FitError, FitOptions, Ties, Warning};

/// What the figures of a model are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// A finite rating with a two-sided interval, from at least the provisional number of votes.
    Ok,
    /// The same from fewer votes: the interval is asymptotic and may be far too narrow (even of width 0).
    Provisional,
    /// No finite rating: nothing comparable has scored against the model. `low` is given if it met the core.
    UnboundedAbove,
    /// No finite rating: the model has scored against nothing comparable. `high` is given if it met the core.
    UnboundedBelow,
    /// Not comparable with the main component (or its core). Figures, if any, are those among its own models.
    Disconnected,
    /// No finite rating by the law of ties that was asked for, which has no maximum for these votes: nothing but ties, or no
    /// cycle of models with more wins than ties in it.
    Undetermined,
    /// The model has no votes and no figures.
    NoVotes,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 7] = [
        Self::Ok,
        Self::Provisional,
        Self::UnboundedAbove,
        Self::UnboundedBelow,
        Self::Disconnected,
        Self::Undetermined,
        Self::NoVotes,
    ];

    /// The word used in the API, in files and in snapshots.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Provisional => "provisional",
            Self::UnboundedAbove => "unbounded_above",
            Self::UnboundedBelow => "unbounded_below",
            Self::Disconnected => "disconnected",
            Self::Undetermined => "undetermined",
            Self::NoVotes => "no_votes",
        }
    }
}

/// One model's row of a board. Figures are in rating points: 1000 is the mean of the models fitted together.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The model's id.
    pub model: String,
    /// What the figures are worth.
    pub status: Status,
    /// The set of models linked by votes that this one is in; 0 is the main one. Figures of different
    /// components cannot be compared.
    pub component: usize,
    /// The maximum-likelihood rating, if finite.
    pub rating: Option<f64>,
    /// Lower bound: of the two-sided interval, or one-sided if the status is [`Status::UnboundedAbove`].
    pub low: Option<f64>,
    /// Upper bound: of the two-sided interval, or one-sided if the status is [`Status::UnboundedBelow`].
    pub high: Option<f64>,
    /// All votes of the model, whomever it met.
    pub votes: u64,
    /// Votes won.
    pub wins: u64,
    /// Votes lost.
    pub losses: u64,
    /// Ties, without `both_bad`.
    pub ties: u64,
    /// Votes that found both answers bad.
    pub both_bad: u64,
}

impl Standing {
    /// The bounds, ready for [`super::rank_ranges`].
    #[must_use]
    pub fn interval(&self) -> Interval {
        Interval {
            low: self.low,
            high: self.high,
        }
    }

    /// A model and its votes, seen from it.
    fn unrated(model: &str, cell: &PairCell) -> Self {
        Self {
            model: model.to_owned(),
            status: Status::NoVotes,
            component: 0,
            rating: None,
            low: None,
            high: None,
            votes: cell.votes(),
            wins: cell.first_wins,
            losses: cell.second_wins,
            ties: cell.ties,
            both_bad: cell.both_bad,
        }
    }

    fn judge(&mut self, verdict: &Verdict, options: &FitOptions) {
        // The votes that ratings use.
        let used = match options.ties {
            Ties::Drop => self.wins.saturating_add(self.losses),
            _ => self.votes,
        };
        self.rating = verdict.rating;
        self.low = verdict.interval.low;
        self.high = verdict.interval.high;
        self.status = match verdict.place {
            _ if self.votes == 0 => Status::NoVotes,
            _ if self.component > 0 => Status::Disconnected,
            Place::Apart => Status::Disconnected,
            Place::Above => Status::UnboundedAbove,
            Place::Below => Status::UnboundedBelow,
            Place::Undetermined => Status::Undetermined,
            Place::Core if used < options.provisional_votes => Status::Provisional,
            Place::Core => Status::Ok,
        };
    }
}

/// A fitted board.
#[derive(Clone, Debug)]
pub struct BoardFit {
    /// One row per model, sorted by model id.
    pub standings: Vec<Standing>,
    /// Newton steps of the longest fit; 0 if nothing could be fitted.
    pub iterations: usize,
    /// The largest first derivative of the log-likelihood at the solutions, in votes; about 0.
    pub gradient: f64,
    /// Components that have votes. Above 1 the standings do not share one scale.
    pub components: usize,
    /// The core of the main component, if anything has a finite rating.
    pub core: Option<Fitted>,
    /// Parameters beside the models, as far as the method has any.
    pub coefficients: Vec<Coefficient>,
    /// What was done otherwise than asked.
    pub warnings: Vec<Warning>,
}

/// Fits a board: one [`Standing`] for each model in `models` or `counts`. The result depends on nothing but the
/// counts, the set of models and the options, to the last bit. Degenerate counts are results (see [`Status`]).
///
/// Components are numbered by votes, then models (both descending), then smallest id; models without votes
/// follow as components of their own. Within a component the strong component that is first in the same order is
/// fitted by maximum likelihood and has mean 1000.
///
/// # Errors
///
/// [`FitError::NotConverged`] if Newton's method did not reach the tolerance within the allowed steps.
pub fn fit_board(
    counts: &PairCounts,
    models: &[String],
    options: &FitOptions,
) -> Result<BoardFit, FitError> {
    let estimator = &OfPairs(options);
    fit_with(&Method { estimator, options }, counts, models)
}

/// Log-odds alone, without intervals, of the core of the main component: models with a finite rating, sorted by id, in the
/// gauge where their mean is 0. Empty if nothing has a finite rating.
///
/// # Errors
///
/// As [`fit_board`].
pub fn fit_thetas(
    counts: &PairCounts,
    options: &FitOptions,
) -> Result<Vec<(String, f64)>, FitError> {
    let names = counts.models();
    let board = Group::whole(counts, &names).used(options);
    let scores = Scores::of_board(&board);
    let components = board.split(&weak_labels(names.len(), &board.pairs));
    let method = Method {
        estimator: &OfPairs(options),
        options,
    };
    let core = components
        .first()
        .and_then(|first| scores.core(first, &method).0);
    let Some(core) = core else {
        return Ok(Vec::new());
    };
    let optimum = OfPairs(options).minimum(&core)?;
    let named = |(&member, theta): (&usize, f64)| Some(((*names.get(member)?).to_owned(), theta));
    Ok(core
        .members
        .iter()
        .zip(optimum.at.theta)
        .filter_map(named)
        .collect())
}

/// A board by any estimator; `counts` are the votes that it fits.
///
/// # Errors
///
/// As [`fit_board`].
pub(crate) fn fit_with(
    method: &Method,
    counts: &PairCounts,
    models: &[String],
) -> Result<BoardFit, FitError> {
    let names = sorted(models.iter().map(String::as_str).chain(counts.models()));
    fit_group(method, &names, Group::whole(counts, &names))
}

/// The same from the votes of all pairs by position in the names of all models of the board, in order.
///
/// # Errors
///
/// As [`fit_board`].
pub(crate) fn fit_group(method: &Method, names: &[&str], all: Group) -> Result<BoardFit, FitError> {
    let mut standings = counted(names, &all);
    let board = all.used(method.options);
    let scores = Scores::of_board(&board);
    let components = board.split(&weak_labels(names.len(), &board.pairs));
    let has_votes = |component: &&Cow<Group>| component.votes > 0;
    let mut fit = BoardFit {
        standings: Vec::new(),
        iterations: 0,
        gradient: 0.0,
        components: components.iter().filter(has_votes).count(),
        core: None,
        coefficients: Vec::new(),
        warnings: Vec::new(),
    };
    for (index, component) in components.iter().enumerate() {
        let assessment = component::assess(component, &scores, method)?;
        fit.iterations = fit.iterations.max(assessment.iterations);
        fit.gradient = fit.gradient.max(assessment.gradient);
        for (&member, verdict) in &assessment.verdicts {
            if let Some(row) = standings.get_mut(member) {
                row.component = index;
                row.judge(verdict, method.options);
            }
        }
        if index == 0
            && let Some((members, estimate)) = assessment.core
        {
            let name = |&member: &usize| names.get(member).map(|&name| name.to_owned());
            let models = members.iter().filter_map(name).collect();
            fit.coefficients.clone_from(&estimate.coefficients);
            let fitted = Fitted::new(models, estimate, method.options.intervals);
            fit.warnings
                .extend(fitted.warning(method.options.intervals));
            fit.core = Some(fitted);
        }
    }
    fit.standings = standings;
    Ok(fit)
}

/// A row per model in `models` or `counts`, sorted by id, with its votes and no figures.
#[must_use]
pub fn tallies(counts: &PairCounts, models: &[String]) -> Vec<Standing> {
    let names = sorted(models.iter().map(String::as_str).chain(counts.models()));
    counted(&names, &Group::whole(counts, &names))
}

/// A row per model with its votes, and nothing yet of what they say.
fn counted(names: &[&str], all: &Group) -> Vec<Standing> {
    let mut cells = vec![PairCell::default(); names.len()];
    for run in all.pairs.chunk_by(|a, b| a.first == b.first) {
        let mut own = PairCell::default();
        for pair in run {
            own.merge(pair.cell);
            if let Some(cell) = cells.get_mut(pair.second) {
                cell.merge(pair.cell.swapped());
            }
        }
        let first = run.first().map_or(0, |pair| pair.first);
        if let Some(cell) = cells.get_mut(first) {
            cell.merge(own);
        }
    }
    let rows = names.iter().zip(&cells);
    rows.map(|(name, cell)| Standing::unrated(name, cell))
        .collect()
}
