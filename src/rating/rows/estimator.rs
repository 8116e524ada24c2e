//! Fits groups of models to votes one by one: which loss, from where, and what the first fit hands on to the others.

use std::sync::OnceLock;

use super::design::Design;
use super::loss::{RowLoss, Terms};
use super::scales::Scale;
use super::selection::Selection;
use super::sorted::Rows;
use super::{RowOptions, voters};
use crate::bradley_terry::BradleyTerry;
use crate::duel::duels;
use crate::estimate::Estimator;
use crate::graph::Group;
use crate::names::place;
use crate::newton::{Limits, Point, minimise};
use crate::solution::{Meat, Solution};
use crate::{Comparisons, FitError, Intervals};

/// A start need not be better than this.
const ROUGH: f64 = 1e-3;
/// A search that ends with a smaller slope, in votes, and no maximum runs along a ridge that never ends.
const FLAT: f64 = 1e-6;

/// Side effect and coefficients as the first group gave them.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    values: Vec<f64>,
    /// Those that votes say nothing about.
    pub(super) held: Vec<bool>,
    /// Whether there is no maximum for them.
    pub(super) are_unbounded: bool,
}

/// Fits votes one by one.
pub(super) struct OfRows<'a> {
    votes: &'a Comparisons,
    options: &'a RowOptions,
    /// Of each model by its number in `votes`: its position on the board.
    positions: Vec<Option<usize>>,
    scales: Vec<Scale>,
    names: Vec<String>,
    shared: OnceLock<Shared>,
}

impl<'a> OfRows<'a> {
    /// For a board of these models, sorted by name.
    pub(super) fn new(votes: &'a Comparisons, board: &[&str], options: &'a RowOptions) -> Self {
        let numbered = (0..).map_while(|number| votes.counts().name(number));
        let positions = numbered.map(|name| place(board, name)).collect();
        let (mut names, mut scales) = (Vec::new(), Vec::new());
        if options.side_effect {
            names.push(super::SIDE_EFFECT.to_owned());
        }
        if let Some(style) = options.style {
            names.extend(votes.columns().features.iter().cloned());
            scales = Scale::of_all(votes, style.scaling);
        }
        Self {
            votes,
            options,
            positions,
            scales,
            names,
            shared: OnceLock::new(),
        }
    }

    /// What the first fit, that of the main component's core, found beside its models; `None` if there was none.
    pub(super) fn shared(&self) -> Option<&Shared> {
        self.shared.get()
    }

    /// Names of all parameters.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    fn selection(&self, group: &Group) -> Selection<'a> {
        let place = |position: &Option<usize>| {
            let place = group.members.binary_search(position.as_ref()?).ok()?;
            u32::try_from(place).ok()
        };
        let places = self.positions.iter().map(place).collect();
        let fit = &self.options.fit;
        Selection::new(self.votes, places, fit.ties, fit.weighting)
    }

    fn design(&self) -> Design<'_> {
        Design {
            has_side: self.options.side_effect,
            scales: &self.scales,
        }
    }

    fn is_clustered(&self) -> bool {
        self.options.by_voter || self.options.fit.intervals == Intervals::Clustered
    }

    /// Models alone: counts suffice, unless voters are clustered.
    fn solve_plain(&self, selection: &Selection) -> Result<Solution, FitError> {
        let fit = &self.options.fit;
        let duels = Rows::of_tallies(selection).duels();
        let loss = BradleyTerry::new(selection.models(), duels, fit.ridge).shrinking(fit.shrink);
        let mut solution = Solution::of(&loss, fit.limits())?;
        if self.is_clustered() {
            let at = &solution.optimum.at;
            let (squares, _) = voters::squared_sums(selection, at, self.design());
            solution.meat = Meat::Full(squares);
        }
        Ok(solution)
    }

    /// Log-odds of the models alone: a good start.
    fn start(&self, group: &Group) -> Point {
        let fit = &self.options.fit;
        let duels = duels(group, fit.ties, fit.weighting);
        let loss = BradleyTerry::new(group.members.len(), duels, fit.ridge);
        let limits = Limits {
            tolerance: ROUGH,
            ..fit.limits()
        };
        let mut start = Point::zero(group.members.len(), self.names.len());
        if let Ok(optimum) = minimise(&loss, limits) {
            start.theta = optimum.at.theta;
        }
        start
    }

    /// Models with side effect and coefficients; those are estimated if no group before did.
    fn solve_with_extras(
        &self,
        group: &Group,
        selection: &Selection,
    ) -> Result<Solution, FitError> {
        let rows = if self.scales.is_empty() {
            Rows::of_tallies(selection)
        } else {
            Rows::of_votes(selection)
        };
        let fit = &self.options.fit;
        let terms = Terms {
            design: self.design(),
            style: self.options.style.unwrap_or_default(),
            ridge: fit.ridge,
            shrink: fit.shrink,
            voters: self.is_clustered().then_some(selection),
        };
        let mut loss = RowLoss::new(rows, terms, self.start(group));
        if let Some(shared) = self.shared.get() {
            loss.hold_all(&shared.values);
            return solve(&loss, fit.limits());
        }
        loss.hold_repeats();
        let held = loss.held().to_vec();
        let free = solve(&loss, fit.limits());
        let are_unbounded = match &free {
            Ok(_) => false,
            Err(FitError::NotConverged { gradient, .. }) if *gradient < FLAT => true,
            Err(error) => return Err(*error),
        };
        let found = free
            .as_ref()
            .map(|solution| solution.optimum.at.extra.clone());
        let shared = self.shared.get_or_init(|| Shared {
            values: found.unwrap_or_else(|_| vec![0.0; held.len()]),
            held,
            are_unbounded,
        });
        free.or_else(|_| {
            loss.hold_all(&shared.values);
            solve(&loss, fit.limits())
        })
    }
}

/// Solves, and takes from the bread what was held.
fn solve(loss: &RowLoss, limits: Limits) -> Result<Solution, FitError> {
    let mut solution = Solution::of(loss, limits)?;
    let models = solution.optimum.at.theta.len();
    for (place, _) in (models..).zip(loss.held()).filter(|(_, held)| **held) {
        solution.bread.row_mut(place).fill(0.0);
    }
    Ok(solution)
}

impl Estimator for OfRows<'_> {
    fn solve(&self, group: &Group) -> Result<Solution, FitError> {
        let selection = self.selection(group);
        if self.names.is_empty() {
            self.solve_plain(&selection)
        } else {
            self.solve_with_extras(group, &selection)
        }
    }

    fn extras(&self) -> Vec<String> {
        self.names.clone()
    }
}
