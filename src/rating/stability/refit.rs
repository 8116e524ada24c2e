//! Exact fits without some votes.

use std::collections::HashMap;

use super::{Stability, without};
use crate::cell::PairCell;
use crate::counts::PairCounts;
use crate::graph::{Arcs, Group, Pair, mutual_labels};
use crate::live::{Votes, polish};
use crate::newton::{Loss, Point, minimise_from};
use crate::standing::{Standing, Status, fit_board};
use crate::{RATING_PER_LOG_ODDS, Ties};

/// A fit without some votes.
#[derive(Clone, Debug)]
pub(super) struct Refit {
    /// By how many log-odds the model ahead is still ahead; infinite either way if one of the two has no finite rating.
    pub(super) gap: f64,
    /// Where the models stand, if all that had finite ratings still have.
    pub(super) thetas: Option<Vec<f64>>,
}

impl Refit {
    /// The two cannot be compared, or the fit failed.
    const NONE: Self = Self {
        gap: f64::INFINITY,
        thetas: None,
    };
}

/// Fits one board without these votes or those.
#[derive(Clone, Debug)]
pub(super) struct Refits<'a> {
    pub(super) stability: &'a Stability<'a>,
    loss: Votes,
}

impl<'a> Refits<'a> {
    pub(super) fn new(stability: &'a Stability) -> Self {
        Self {
            stability,
            loss: stability.loss.clone(),
        }
    }

    /// The fit without some votes per pair, as seen by two models.
    pub(super) fn without(
        &mut self,
        taken: &[(usize, PairCell)],
        (ahead, behind): (usize, usize),
    ) -> Refit {
        if !self.keeps_core(taken) {
            return self.board_without(taken, (ahead, behind));
        }
        let met = |place: usize| self.stability.met.get(place).copied();
        let pairs: Vec<(Pair, PairCell)> = taken
            .iter()
            .filter_map(|&(place, votes)| Some((met(place)?, votes)))
            .collect();
        let options = self.stability.options;
        for (met, votes) in &pairs {
            self.loss.replace(without(met, *votes, options));
        }
        let thetas = self.maximum();
        for (met, _) in &pairs {
            self.loss
                .replace(without(met, PairCell::default(), options));
        }
        let gap = |thetas: &Vec<f64>| Some(thetas.get(ahead)? - thetas.get(behind)?);
        thetas.map_or(Refit::NONE, |thetas| Refit {
            gap: gap(&thetas).unwrap_or(f64::INFINITY),
            thetas: Some(thetas),
        })
    }

    /// The maximum for the votes that are left, from where the board stands.
    fn maximum(&self) -> Option<Vec<f64>> {
        let fitted = self.stability.fitted;
        let bread = |slope: &[f64]| fitted.solution.bread.multiply_vector(slope);
        let start = fitted.thetas().to_vec();
        if let Some(polished) = polish(&self.loss, start.clone(), bread) {
            return Some(polished.theta);
        }
        let start = Point {
            theta: start,
            extra: Vec::new(),
        };
        let found = minimise_from(&self.loss, start, self.stability.options.limits());
        Some(found.ok()?.at.theta)
    }

    /// How all models answer to a pull between two, at a fit without some votes.
    pub(super) fn response(
        &mut self,
        taken: &[(usize, PairCell)],
        thetas: &[f64],
        (ahead, behind): (usize, usize),
    ) -> Option<Vec<f64>> {
        let options = self.stability.options;
        let mut loss = self.loss.clone();
        for &(place, votes) in taken {
            loss.replace(without(self.stability.met.get(place)?, votes, options));
        }
        let at = |theta: Vec<f64>| Point {
            theta,
            extra: Vec::new(),
        };
        let mut pull = vec![0.0; thetas.len()];
        *pull.get_mut(ahead)? = 1.0;
        *pull.get_mut(behind)? = -1.0;
        let system = loss.curvature(&at(thetas.to_vec())).factor()?;
        Some(system.solve(at(pull)).theta)
    }

    /// Whether all models of the core stay comparable without some votes.
    fn keeps_core(&self, taken: &[(usize, PairCell)]) -> bool {
        let (stability, options) = (self.stability, self.stability.options);
        let arcs = |cell: &PairCell| {
            let has_halves = options.ties != Ties::Drop && cell.halves() > 0;
            (
                cell.first_wins > 0 || has_halves,
                cell.second_wins > 0 || has_halves,
            )
        };
        let left = |place: usize, votes: PairCell| {
            let cell = stability.met.get(place)?.cell;
            Some((cell, cell.less(votes)?))
        };
        let loses_no_arc = |&(place, votes): &(usize, PairCell)| {
            left(place, votes).is_some_and(|(before, after)| arcs(&before) == arcs(&after))
        };
        if taken.iter().all(loses_no_arc) {
            return true;
        }
        let mut pairs = stability.met.clone();
        for &(place, votes) in taken {
            if let Some((pair, (_, left))) = pairs.get_mut(place).zip(left(place, votes)) {
                pair.cell = left;
            }
        }
        pairs.retain(|pair| !pair.cell.is_empty());
        let models = stability.fitted.models().len();
        let group = Group::of_pairs(models, pairs).used(options);
        let is_one = |labels: Vec<usize>| labels.iter().all(|label| Some(label) == labels.first());
        if options.ridge.is_some() {
            return is_one(crate::graph::weak_labels(models, &group.pairs));
        }
        is_one(mutual_labels(models, &group.pairs))
            || is_one(Arcs::scored(models, &group.pairs).strong_labels())
    }

    /// The whole board without some votes: models may have lost their finite ratings.
    fn board_without(&self, taken: &[(usize, PairCell)], (ahead, behind): (usize, usize)) -> Refit {
        let models = self.stability.fitted.models();
        let counts = self.counts_without(taken);
        let Ok(board) = fit_board(&counts, models, self.stability.options) else {
            return Refit::NONE;
        };
        let row = |place: usize| {
            let name = models.get(place)?;
            board.standings.iter().find(|row| row.model == *name)
        };
        let Some((ahead, behind)) = row(ahead).zip(row(behind)) else {
            return Refit::NONE;
        };
        let gap = match (height(ahead), height(behind)) {
            (Some(0), Some(0)) => ahead
                .rating
                .zip(behind.rating)
                .map(|(a, b)| (a - b) / RATING_PER_LOG_ODDS),
            (Some(a), Some(b)) if a < b => Some(f64::NEG_INFINITY),
            _ => None,
        };
        Refit {
            gap: gap.unwrap_or(f64::INFINITY),
            thetas: None,
        }
    }

    fn counts_without(&self, taken: &[(usize, PairCell)]) -> PairCounts {
        let models = self.stability.fitted.models();
        let mut left = PairCounts::new();
        let pair = |place: usize| {
            let met = self.stability.met.get(place)?;
            Some((
                models.get(met.first)?.as_str(),
                models.get(met.second)?.as_str(),
            ))
        };
        let taken = taken
            .iter()
            .filter_map(|&(place, votes)| Some((pair(place)?, votes)));
        let taken: HashMap<(&str, &str), PairCell> = taken.collect();
        for (first, second, cell) in self.stability.counts.iter() {
            let votes = taken.get(&(first, second)).copied().unwrap_or_default();
            // Never refused: the counts hold no votes between a model and itself.
            let _ = left.insert(first, second, cell.less(votes).unwrap_or_default());
        }
        left
    }
}

/// Above all finite ratings, among them, or below; `None` if not comparable.
fn height(row: &Standing) -> Option<i8> {
    match row.status {
        Status::UnboundedAbove => Some(1),
        Status::Ok | Status::Provisional => Some(0),
        Status::UnboundedBelow => Some(-1),
        _ => None,
    }
}
