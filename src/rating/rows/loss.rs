//! Bradley-Terry with more in the predictor than the models: a side effect and covariates.
//!
//! ```text
//! eta_v = theta_a - theta_b + side + sum over k of beta_k z_vk      z_vk = (x_vk - mean_k) / sd_k
//! L     = sum over votes of w_v [log(1 + e^eta_v) - y_v eta_v]
//!         + ridge / 2 |theta|^2 + penalty / 2 |beta|^2              both 0 unless they are asked for
//! V     = H^-1 G H^-1      H = second derivatives of L      G = sum of s_v s_v' - (1/n) (sum of s_v) (sum of s_v)'
//! ```
//!
//! Scores s are those of votes, or summed by voter. Without a penalty they sum to 0 at the maximum, with one to minus its
//! slope. Li et al. (2024), Does style matter? (`LMArena`'s style control); White (1982).

use std::cell::RefCell;

use super::design::{Design, add};
use super::pass::{self, Found, Moments, Slopes, Wanted};
use super::selection::Selection;
use super::sorted::Rows;
use super::{Style, StyleErrors, identified, voters};
use crate::border::Curvature;
use crate::bradley_terry::laplacian;
use crate::linear::Matrix;
use crate::newton::{Loss, Point, Precision};
use crate::solution::{Likelihood, Meat};

/// Below this no step is shortened, so its reach need not be known well.
const SHORT: f64 = 0.5;

/// What a fit adds to the votes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms<'a> {
    pub(super) design: Design<'a>,
    pub(super) style: Style,
    pub(super) ridge: Option<f64>,
    /// Added to the ridge when errors are calculated.
    pub(super) shrink: Option<f64>,
    /// Whose votes are summed before they are squared.
    pub(super) voters: Option<&'a Selection<'a>>,
}

/// The loss of a group.
#[derive(Debug)]
pub(super) struct RowLoss<'a> {
    rows: Rows,
    terms: Terms<'a>,
    /// Of each parameter.
    penalties: Vec<f64>,
    /// Parameters that stay where they start.
    held: Vec<bool>,
    start: Point,
    /// Both derivatives at the start, if they are known.
    prepared: RefCell<Option<Found>>,
}

impl<'a> RowLoss<'a> {
    /// From a start.
    pub(super) fn new(rows: Rows, terms: Terms<'a>, start: Point) -> Self {
        let penalty = terms.style.penalty.on_sum(rows.weight);
        Self {
            penalties: terms.design.each(0.0, |_| penalty),
            held: vec![false; start.extra.len()],
            rows,
            terms,
            start,
            prepared: RefCell::default(),
        }
    }

    /// Holds the parameters that votes say nothing about.
    pub(super) fn hold_repeats(&mut self) {
        let constants = self.terms.design.each(false, |scale| scale.per_unit <= 0.0);
        let found = self.derivatives_of_votes(&self.start);
        let curvature = self.curvature_of(&found.curvature, self.terms.ridge, &self.penalties);
        self.held = identified::held(&curvature, &constants);
        self.prepared = RefCell::new(Some(found));
    }

    /// Holds all parameters at these values.
    pub(super) fn hold_all(&mut self, values: &[f64]) {
        self.start.extra = values.to_vec();
        self.held = vec![true; values.len()];
        self.penalties = vec![0.0; values.len()];
        self.prepared = RefCell::default();
    }

    /// Parameters that stay where they start.
    pub(super) fn held(&self) -> &[bool] {
        &self.held
    }

    fn sums(&self, at: &Point, wanted: Wanted) -> Found {
        let design = &self.terms.design;
        pass::sums(&self.rows, &design.predictor(at), design.scales, wanted)
    }

    fn derivatives_of_votes(&self, at: &Point) -> Found {
        let wanted = Wanted {
            slopes: true,
            curvature: true,
            scores: false,
        };
        self.sums(at, wanted)
    }

    /// First derivatives, with those of penalties.
    fn slope_of(&self, sums: &Slopes, at: &Point) -> Point {
        let mut extra = self.terms.design.slopes(sums);
        let mut theta = sums.theta.clone();
        let pull = self.pull(self.terms.ridge.unwrap_or(0.0), at);
        for (slope, pull) in theta.iter_mut().chain(&mut extra).zip(pull) {
            *slope += pull;
        }
        for (slope, _) in extra.iter_mut().zip(&self.held).filter(|(_, held)| **held) {
            *slope = 0.0;
        }
        Point { theta, extra }
    }

    /// Second derivatives with so much added to the diagonal of models and of parameters.
    fn curvature_of(&self, moments: &Moments, ground: Option<f64>, diagonal: &[f64]) -> Curvature {
        let (cross, mut extra) = self.terms.design.border(&self.rows, moments);
        let mut models = laplacian(self.rows.models, ground);
        for (a, b, link) in self.rows.links(moments) {
            models.join(a.min(b), a.max(b), link);
        }
        for (place, more) in diagonal.iter().enumerate() {
            add(&mut extra, (place, place), *more);
        }
        let mut curvature = Curvature {
            models,
            cross,
            extra,
            squares: None,
        };
        self.cut(&mut curvature);
        curvature
    }

    /// Cuts held parameters off.
    fn cut(&self, curvature: &mut Curvature) {
        let extra = &mut curvature.extra;
        for (place, _) in self.held.iter().enumerate().filter(|(_, held)| **held) {
            curvature.cross.row_mut(place).fill(0.0);
            extra.row_mut(place).fill(0.0);
            for row in 0..extra.rows() {
                if let Some(entry) = extra.row_mut(row).get_mut(place) {
                    *entry = if row == place { 1.0 } else { 0.0 };
                }
            }
        }
    }

    /// The slope of the penalties by models, then parameters.
    fn pull(&self, ridge: f64, at: &Point) -> Vec<f64> {
        let models = at.theta.iter().map(|theta| ridge * theta);
        let extras = self.penalties.iter().zip(&at.extra);
        models
            .chain(extras.map(|(penalty, beta)| penalty * beta))
            .collect()
    }
}

impl Loss for RowLoss<'_> {
    fn start(&self) -> Point {
        self.start.clone()
    }

    fn slope(&self, at: &Point, _: Precision) -> Point {
        let wanted = Wanted {
            slopes: true,
            ..Wanted::default()
        };
        self.slope_of(&self.sums(at, wanted).slopes, at)
    }

    fn curvature(&self, at: &Point) -> Curvature {
        let wanted = Wanted {
            curvature: true,
            ..Wanted::default()
        };
        let moments = self.sums(at, wanted).curvature;
        self.curvature_of(&moments, self.terms.ridge, &self.penalties)
    }

    fn derivatives(&self, at: &Point, _: Precision) -> (Point, Curvature) {
        let prepared = (*at == self.start).then(|| self.prepared.take()).flatten();
        let found = prepared.unwrap_or_else(|| self.derivatives_of_votes(at));
        let curvature = self.curvature_of(&found.curvature, self.terms.ridge, &self.penalties);
        (self.slope_of(&found.slopes, at), curvature)
    }

    fn is_exact(&self) -> bool {
        true
    }

    fn reach(&self, step: &Point) -> f64 {
        let values = step.theta.iter().chain(&step.extra);
        if values.clone().any(|value| !value.is_finite()) {
            return f64::NAN;
        }
        let most = self.terms.design.most(step);
        if most <= SHORT {
            return most;
        }
        pass::farthest(&self.rows, &self.terms.design.predictor(step))
    }
}

impl Likelihood for RowLoss<'_> {
    fn meat(&self, at: &Point) -> Meat {
        self.errors(at).1
    }

    fn curvature_for_errors(&self, at: &Point) -> Curvature {
        self.errors(at).0
    }

    fn bread_and_meat(&self, at: &Point) -> (Option<Matrix>, Meat) {
        let (curvature, meat) = self.errors(at);
        (curvature.inverse(), meat)
    }
}

impl RowLoss<'_> {
    /// Second derivatives and the sum of squared scores, which one pass finds together.
    fn errors(&self, at: &Point) -> (Curvature, Meat) {
        let design = self.terms.design;
        let wanted = Wanted {
            slopes: false,
            curvature: true,
            scores: self.terms.voters.is_none(),
        };
        let found = self.sums(at, wanted);
        let (squares, count) = match self.terms.voters {
            Some(selection) => voters::squared_sums(selection, at, design),
            None => (design.squares(&self.rows, &found.scores), self.rows.votes),
        };
        let curvature = self.error_curvature(&found.curvature);
        (curvature, self.meat_of(squares, count, at))
    }

    /// The second derivatives that errors are calculated from.
    fn error_curvature(&self, moments: &Moments) -> Curvature {
        let terms = &self.terms;
        match terms.style.errors {
            StyleErrors::Proper => {
                let ground = sum(terms.ridge, terms.shrink);
                self.curvature_of(moments, ground, &self.penalties)
            }
            StyleErrors::ArenaRank { hessian_reg } => {
                let more = hessian_reg * self.rows.weight;
                let ground = sum(sum(terms.ridge, terms.shrink), Some(more));
                self.curvature_of(moments, ground, &vec![more; self.held.len()])
            }
        }
    }

    /// Squared scores of so many votes or voters, without what their mean has from penalties.
    fn meat_of(&self, mut squares: Matrix, count: f64, at: &Point) -> Meat {
        let (pull, share) = match self.terms.style.errors {
            StyleErrors::Proper => (self.pull(self.terms.ridge.unwrap_or(0.0), at), count),
            StyleErrors::ArenaRank { .. } => (self.pull(0.0, at), self.rows.votes.powi(2)),
        };
        for (row, own) in pull.iter().enumerate() {
            for (entry, other) in squares.row_mut(row).iter_mut().zip(&pull) {
                *entry -= own * other / share;
            }
        }
        Meat::Full(squares)
    }
}

fn sum(one: Option<f64>, other: Option<f64>) -> Option<f64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one + other),
        (one, other) => one.or(other),
    }
}
