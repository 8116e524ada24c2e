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

use super::identified;
use super::pass::{self, Kind, Moments, Predictor};
use super::scales::Scale;
use super::selection::Selection;
use super::sorted::Rows;
use super::voters::{self, Design};
use super::{Style, StyleErrors};
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
    pub(super) has_side: bool,
    pub(super) scales: &'a [Scale],
    pub(super) style: Style,
    pub(super) ridge: Option<f64>,
    pub(super) shrink: Option<f64>,
    /// Whose votes are summed before they are squared.
    pub(super) voters: Option<&'a Selection<'a>>,
}

/// The loss of a group.
#[derive(Debug)]
pub(super) struct RowLoss<'a> {
    rows: Rows,
    terms: Terms<'a>,
    penalty: f64,
    /// Parameters that stay where they start.
    held: Vec<bool>,
    start: Point,
    /// The curvature at the start, if it is known.
    prepared: RefCell<Option<Curvature>>,
}

impl<'a> RowLoss<'a> {
    /// From a start.
    pub(super) fn new(rows: Rows, terms: Terms<'a>, start: Point) -> Self {
        Self {
            penalty: terms.style.penalty.on_sum(rows.weight),
            held: vec![false; start.extra.len()],
            rows,
            terms,
            start,
            prepared: RefCell::default(),
        }
    }

    /// Holds the parameters that votes say nothing about.
    pub(super) fn hold_repeats(&mut self) {
        let side = self.terms.has_side.then_some(false);
        let constants = self.terms.scales.iter().map(|scale| scale.per_unit <= 0.0);
        self.held = side.into_iter().chain(constants).collect();
        let mut curvature = self.curvature(&self.start);
        self.held = identified::held(&curvature, &self.held);
        self.cut(&mut curvature);
        self.prepared = RefCell::new(Some(curvature));
    }

    /// Holds all parameters at these values.
    pub(super) fn hold_all(&mut self, values: &[f64]) {
        self.start.extra = values.to_vec();
        self.held = vec![true; values.len()];
        self.penalty = 0.0;
        self.prepared = RefCell::default();
    }

    /// Parameters that stay where they start.
    pub(super) fn held(&self) -> &[bool] {
        &self.held
    }

    fn predictor<'p>(&self, at: &'p Point) -> Predictor<'p> {
        let sides = usize::from(self.terms.has_side);
        let (side, betas) = at.extra.split_at(sides.min(at.extra.len()));
        let scaled = betas.iter().zip(self.terms.scales);
        let slopes: Vec<f64> = scaled.map(|(beta, scale)| beta * scale.per_unit).collect();
        let origins = slopes.iter().zip(self.terms.scales);
        let shift: f64 = origins.map(|(slope, scale)| slope * scale.origin).sum();
        Predictor {
            theta: &at.theta,
            shift: side.iter().sum::<f64>() - shift,
            slopes,
        }
    }

    fn moments(&self, at: &Point, kind: Kind) -> Moments {
        pass::moments(&self.rows, &self.predictor(at), self.terms.scales, kind)
    }

    /// Second moments of parameters with models and with each other.
    fn border(&self, moments: &Moments) -> (Matrix, Matrix) {
        let (sides, size) = (usize::from(self.terms.has_side), self.held.len());
        let mut cross = Matrix::zeros(size, self.rows.models);
        let mut extra = Matrix::zeros(size, size);
        for side in 0..sides {
            let row = cross.row_mut(side);
            for (run, link) in self.rows.runs.iter().zip(&moments.links) {
                add(row, run.a as usize, *link);
                add(row, run.b as usize, -link);
            }
            let total: f64 = moments.links.iter().sum();
            let entries = std::iter::once(total).chain(moments.sums.iter().copied());
            for (place, entry) in entries.enumerate() {
                add(extra.row_mut(side), place, entry);
                add(
                    extra.row_mut(place),
                    side,
                    if place == side { 0.0 } else { entry },
                );
            }
        }
        for covariate in 0..moments.squares.rows() {
            let place = sides + covariate;
            cross
                .row_mut(place)
                .copy_from_slice(moments.cross.row(covariate));
            for (other, entry) in (sides..).zip(moments.squares.row(covariate)) {
                add(extra.row_mut(place), other, *entry);
            }
        }
        (cross, extra)
    }

    /// Second derivatives with so much added to the diagonal of models and of parameters.
    fn curvature_with(&self, at: &Point, ground: Option<f64>, diagonal: &[f64]) -> Curvature {
        let moments = self.moments(at, Kind::Curvature);
        let (cross, mut extra) = self.border(&moments);
        let mut models = laplacian(self.rows.models, ground);
        for (run, link) in self.rows.runs.iter().zip(&moments.links) {
            let (a, b) = (run.a as usize, run.b as usize);
            models.join(a.min(b), a.max(b), *link);
        }
        for (place, more) in diagonal.iter().enumerate() {
            add(extra.row_mut(place), place, *more);
        }
        let mut curvature = Curvature {
            models,
            cross,
            extra,
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
                let is_own = row == place;
                if let Some(entry) = extra.row_mut(row).get_mut(place) {
                    *entry = if is_own { 1.0 } else { 0.0 };
                }
            }
        }
    }

    /// The penalty of each parameter.
    fn penalties(&self) -> Vec<f64> {
        let side = self.terms.has_side.then_some(0.0);
        let betas = self.terms.scales.iter().map(|_| self.penalty);
        side.into_iter().chain(betas).collect()
    }

    /// The sum of squared scores of votes or voters, and how many there are.
    fn squared_scores(&self, at: &Point) -> (Matrix, f64) {
        if let Some(selection) = self.terms.voters {
            let design = Design {
                has_side: self.terms.has_side,
                scales: self.terms.scales,
            };
            return voters::squared_sums(selection, &self.predictor(at), design);
        }
        let moments = self.moments(at, Kind::Scores);
        let (cross, extra) = self.border(&moments);
        let models = self.rows.models;
        let mut squares = Matrix::zeros(models + extra.rows(), models + extra.rows());
        for (run, link) in self.rows.runs.iter().zip(&moments.links) {
            let (a, b) = (run.a as usize, run.b as usize);
            add(squares.row_mut(a), a, *link);
            add(squares.row_mut(a), b, -link);
            add(squares.row_mut(b), a, -link);
            add(squares.row_mut(b), b, *link);
        }
        for place in 0..extra.rows() {
            let row = squares.row_mut(models + place);
            let (of_models, own) = row.split_at_mut(models);
            of_models.copy_from_slice(cross.row(place));
            own.copy_from_slice(extra.row(place));
            for (model, entry) in cross.row(place).iter().enumerate() {
                add(squares.row_mut(model), models + place, *entry);
            }
        }
        (squares, self.rows.votes)
    }
}

/// The slope of the penalties: by models, then parameters.
fn pull(ridge: f64, penalties: &[f64], at: &Point) -> Vec<f64> {
    let models = at.theta.iter().map(|theta| ridge * theta);
    let extras = penalties.iter().zip(&at.extra);
    models
        .chain(extras.map(|(penalty, beta)| penalty * beta))
        .collect()
}

fn add(row: &mut [f64], place: usize, value: f64) {
    if let Some(entry) = row.get_mut(place) {
        *entry += value;
    }
}

impl Loss for RowLoss<'_> {
    fn start(&self) -> Point {
        self.start.clone()
    }

    fn slope(&self, at: &Point, _: Precision) -> Point {
        let slopes = pass::slopes(&self.rows, &self.predictor(at));
        let shift = slopes.shift;
        let mut theta = slopes.theta;
        if let Some(ridge) = self.terms.ridge {
            for (slope, theta) in theta.iter_mut().zip(&at.theta) {
                *slope += ridge * theta;
            }
        }
        let side = self.terms.has_side.then_some(shift);
        let betas = slopes.covariates.iter().zip(self.terms.scales);
        let betas = betas.map(|(sum, scale)| (sum - scale.origin * shift) * scale.per_unit);
        let penalties = self.penalties();
        let extra = side.into_iter().chain(betas).zip(&at.extra).zip(penalties);
        let extra = extra.zip(&self.held).map(
            |(((slope, beta), penalty), held)| {
                if *held { 0.0 } else { slope + penalty * beta }
            },
        );
        Point {
            extra: extra.collect(),
            theta,
        }
    }

    fn curvature(&self, at: &Point) -> Curvature {
        if *at == self.start
            && let Some(curvature) = self.prepared.take()
        {
            return curvature;
        }
        self.curvature_with(at, self.terms.ridge, &self.penalties())
    }

    fn reach(&self, step: &Point) -> f64 {
        if step
            .theta
            .iter()
            .chain(&step.extra)
            .any(|value| !value.is_finite())
        {
            return f64::NAN;
        }
        let predictor = self.predictor(step);
        let thetas = step.theta.iter().copied();
        let span =
            thetas.clone().fold(f64::NEG_INFINITY, f64::max) - thetas.fold(f64::INFINITY, f64::min);
        let sides = usize::from(self.terms.has_side);
        let betas = step.extra.iter().skip(sides).zip(self.terms.scales);
        let betas: f64 = betas.map(|(beta, scale)| beta.abs() * scale.widest).sum();
        let side: f64 = step.extra.iter().take(sides).map(|side| side.abs()).sum();
        let most = span + side + betas;
        if most <= SHORT {
            return most;
        }
        pass::farthest(&self.rows, &predictor)
    }
}

impl Likelihood for RowLoss<'_> {
    fn meat(&self, at: &Point) -> Meat {
        let (mut squares, count) = self.squared_scores(at);
        let (pull, share) = match self.terms.style.errors {
            StyleErrors::Proper => {
                let ridge = self.terms.ridge.unwrap_or(0.0);
                (pull(ridge, &self.penalties(), at), count)
            }
            StyleErrors::ArenaRank { .. } => (pull(0.0, &self.penalties(), at), count * count),
        };
        for (row, own) in pull.iter().enumerate() {
            for (entry, other) in squares.row_mut(row).iter_mut().zip(&pull) {
                *entry -= own * other / share;
            }
        }
        Meat::Full(squares)
    }

    fn curvature_for_errors(&self, at: &Point) -> Curvature {
        let sum = |one: Option<f64>, other: Option<f64>| match (one, other) {
            (Some(one), Some(other)) => Some(one + other),
            (one, other) => one.or(other),
        };
        let ground = sum(self.terms.ridge, self.terms.shrink);
        match self.terms.style.errors {
            StyleErrors::Proper => self.curvature_with(at, ground, &self.penalties()),
            StyleErrors::ArenaRank { hessian_reg } => {
                let more = hessian_reg * self.rows.weight;
                let diagonal = vec![more; self.held.len()];
                self.curvature_with(at, sum(ground, Some(more)), &diagonal)
            }
        }
    }
}
