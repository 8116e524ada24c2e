//! Votes, and a board that follows them.

use std::collections::BTreeMap;

use super::core::Core;
use super::is_modelled;
use super::preview::Preview;
use crate::cell::{Outcome, PairCell, SelfPlay};
use crate::counts::{ModelIndex, PairCounts};
use crate::duel::Duel;
use crate::fitted::Fitted;
use crate::names::place;
use crate::standing::{BoardFit, fit_board};
use crate::{FitError, FitOptions, RATING_PER_LOG_ODDS, Ties};

/// Votes after which a preview is settled, whatever its error.
const SETTLE_EVERY: u64 = 1000;
/// The error in rating points above which a preview is settled unless another is asked for: boards show whole points.
const WITHIN: f64 = 0.1;
/// A search takes as long as a step for every second model.
const MODELS_PER_STEP: usize = 2;

/// Votes, and a board that follows them.
///
/// Votes that make a model comparable, or could (a new model, a model's first win or loss against another), are met by a cold
/// fit, as are those under [`Ties::Davidson`] and [`Ties::RaoKupper`]; all others by a step that takes microseconds.
#[derive(Clone, Debug)]
pub struct LiveBoard {
    pub(super) options: FitOptions,
    /// Models that are on the board without votes too.
    pub(super) roster: Vec<String>,
    /// In rating points.
    pub(super) within: f64,
    pub(super) counts: PairCounts,
    core: Option<Core>,
    /// The position in the core of each model, by its number.
    places: Vec<Option<usize>>,
    /// Votes within the core, and others.
    inside: u64,
    outside: u64,
    /// Whether nothing but a cold fit will do.
    is_stale: bool,
}

impl LiveBoard {
    /// A board of some votes. Nothing is fitted yet.
    #[must_use]
    pub fn new(counts: PairCounts, roster: Vec<String>, options: FitOptions) -> Self {
        Self {
            options,
            roster,
            within: WITHIN,
            counts,
            core: None,
            places: Vec::new(),
            inside: 0,
            outside: 0,
            is_stale: true,
        }
    }

    /// The same board, whose previews are settled when they may be off by more than this many rating points (0.1 otherwise).
    #[must_use]
    pub fn within(self, points: f64) -> Self {
        Self {
            within: points,
            ..self
        }
    }

    /// All votes.
    #[must_use]
    pub fn counts(&self) -> &PairCounts {
        &self.counts
    }

    /// The number of a model here.
    pub fn index(&mut self, model: &str) -> ModelIndex {
        self.counts.index(model)
    }

    /// Counts a vote and moves the preview. Nothing is fitted, so this takes the same short time for every vote.
    ///
    /// # Errors
    ///
    /// [`SelfPlay`] if both are the same model; nothing is counted then.
    pub fn vote(
        &mut self,
        model_a: ModelIndex,
        model_b: ModelIndex,
        outcome: Outcome,
    ) -> Result<(), SelfPlay> {
        let before = self.counts.cell_indexed(model_a, model_b);
        self.counts.add_indexed(model_a, model_b, outcome)?;
        self.follow((model_a, model_b), before, true);
        Ok(())
    }

    /// Counts a group of votes. The preview moves once for each pair in it, or is settled when it is next asked for if that
    /// is faster.
    ///
    /// # Errors
    ///
    /// [`SelfPlay`] if one of them is between a model and itself; nothing is counted then.
    pub fn votes(&mut self, group: &[(ModelIndex, ModelIndex, Outcome)]) -> Result<(), SelfPlay> {
        if let Some(&(model, ..)) = group.iter().find(|(a, b, _)| a == b) {
            let model = self.counts.name(model.number()).unwrap_or_default();
            return Err(SelfPlay {
                model: model.to_owned(),
            });
        }
        let mut pairs: BTreeMap<(ModelIndex, ModelIndex), PairCell> = BTreeMap::new();
        for &(a, b, outcome) in group {
            let pair = (a.min(b), a.max(b));
            let cell = || self.counts.cell_indexed(pair.0, pair.1);
            pairs.entry(pair).or_insert_with(cell);
            self.counts.add_indexed(a, b, outcome)?;
        }
        let models = self.core.as_ref().map_or(0, |core| core.models.len());
        let is_small = pairs.len() <= models / MODELS_PER_STEP;
        for (pair, before) in pairs {
            self.follow(pair, before, is_small);
        }
        Ok(())
    }

    /// Takes back a vote, as when its voter turns out to be none; `false` if none like it is counted.
    pub fn retract(&mut self, model_a: ModelIndex, model_b: ModelIndex, outcome: Outcome) -> bool {
        let before = self.counts.cell_indexed(model_a, model_b);
        let is_counted = self.counts.remove(model_a, model_b, outcome);
        if is_counted {
            self.follow((model_a, model_b), before, true);
        }
        is_counted
    }

    /// Follows a change of the votes of a pair, by a step or by remembering that one is needed.
    fn follow(&mut self, pair: (ModelIndex, ModelIndex), before: PairCell, is_step: bool) {
        if self.is_stale {
            return;
        }
        let after = self.counts.cell_indexed(pair.0, pair.1);
        let place = |model: ModelIndex| self.places.get(model.number() as usize).copied()?;
        let places = place(pair.0).zip(place(pair.1));
        let ties = self.options.ties;
        let (was, is) = (
            votes_that_count(&before, ties),
            votes_that_count(&after, ties),
        );
        let side = if places.is_some() {
            &mut self.inside
        } else {
            &mut self.outside
        };
        *side = side.saturating_add(is).saturating_sub(was);
        // A group apart cannot become the main one as long as it has fewer votes.
        self.is_stale = is_modelled(ties)
            || self.outside >= self.inside
            || changes_graph(before, after, places.is_some());
        if let Some(core) = self.core.as_mut()
            && let Some((first, second)) = places
            && !self.is_stale
        {
            let (places, cell) = if first < second {
                ((first, second), after)
            } else {
                ((second, first), after.swapped())
            };
            let duel = Duel::of_cell(places, &cell, (ties, self.options.weighting));
            core.count(duel, is.abs_diff(was), is_step);
        }
    }

    /// The board as the votes have moved it; settled first if it may be off by more than asked for, has not been for a
    /// thousand votes, or needs a cold fit.
    ///
    /// # Errors
    ///
    /// As [`fit_board`].
    pub fn preview(&mut self) -> Result<Preview<'_>, FitError> {
        let is_due = |core: &Core| {
            core.since >= SETTLE_EVERY || RATING_PER_LOG_ODDS * core.error() > self.within
        };
        if self.is_stale || self.core.as_ref().is_some_and(is_due) {
            return self.settle();
        }
        Ok(self.peek())
    }

    /// The board at the maximum of the likelihood, within 1e-9 rating points of what [`Self::publish`] would say.
    ///
    /// # Errors
    ///
    /// As [`fit_board`].
    pub fn settle(&mut self) -> Result<Preview<'_>, FitError> {
        let is_settled = match &mut self.core {
            _ if self.is_stale => false,
            Some(core) => core.since == 0 || core.settle(&self.options).is_ok(),
            None => true,
        };
        if !is_settled {
            self.publish()?;
        }
        Ok(self.peek())
    }

    /// The board as it is, whatever its error.
    #[must_use]
    pub fn peek(&self) -> Preview<'_> {
        Preview {
            core: self.core.as_ref(),
            is_stale: self.is_stale,
        }
    }

    /// The board that is published: [`fit_board`] of the counts, the same to the last bit whatever the order of the votes and
    /// the previews between them. Previews go on from it.
    ///
    /// # Errors
    ///
    /// As [`fit_board`].
    pub fn publish(&mut self) -> Result<BoardFit, FitError> {
        self.is_stale = true;
        let fit = fit_board(&self.counts, &self.roster, &self.options)?;
        self.core = if let Some(core) = &fit.core {
            Some(self.adopt(core)?)
        } else {
            // Nothing is left of a core that was there before: a group of any size may become the main one.
            self.places.clear();
            (self.inside, self.outside) = (0, self.counts.votes());
            None
        };
        self.is_stale = false;
        Ok(fit)
    }

    /// Goes on from a cold fit.
    fn adopt(&mut self, fitted: &Fitted) -> Result<Core, FitError> {
        let names: Vec<&str> = fitted.models().iter().map(String::as_str).collect();
        let known = (0..).map_while(|number| self.counts.name(number));
        let ties = self.options.ties;
        self.places = known.map(|name| place(&names, name)).collect();
        let how = (ties, self.options.weighting);
        let mut inside: u64 = 0;
        let pairs = self.counts.pairs_among(&names).into_iter();
        let duels: Vec<Duel> = pairs
            .map(|pair| {
                inside = inside.saturating_add(votes_that_count(&pair.cell, ties));
                Duel::of_cell((pair.first, pair.second), &pair.cell, how)
            })
            .collect();
        self.outside = self.counts.votes().saturating_sub(inside);
        self.inside = inside;
        if is_modelled(ties) {
            Ok(Core::fixed(fitted))
        } else {
            Core::new(fitted, &duels, &self.options)
        }
    }
}

/// The votes of a pair that a fit uses for certain.
fn votes_that_count(cell: &PairCell, ties: Ties) -> u64 {
    if ties == Ties::Drop {
        cell.first_wins.saturating_add(cell.second_wins)
    } else {
        cell.votes()
    }
}

/// Whether a change of a pair's votes may change which models are comparable. Within the core more votes change nothing.
fn changes_graph(before: PairCell, after: PairCell, is_inside: bool) -> bool {
    let arcs = |cell: PairCell| {
        let (first, second) = (cell.first_wins > 0, cell.second_wins > 0);
        [
            first || cell.halves() > 0,
            second || cell.halves() > 0,
            first,
            second,
        ]
    };
    let is_more = after.less(before).is_some();
    arcs(before) != arcs(after) && !(is_inside && is_more)
}
