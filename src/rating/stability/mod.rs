//! How few votes carry an order: the fewest votes whose removal swaps two models.
//!
//! The influence of a vote on the difference of two models i and j is known in closed form (Broderick, Giordano and Meager
//! 2020, approximate maximum influence perturbation). Without one vote between k and l that ended y, where `p = sigma(theta_k -
//! theta_l)` was expected,
//!
//! ```text
//! theta_i - theta_j  falls by about  (z_k - z_l) (y - p)          z = B (e_i - e_j), B the bread
//! ```
//!
//! so the votes that matter most are had by sorting, and their number until the difference is used up is a prediction. It is
//! then checked: the board is fitted without those votes, to the exact maximum, and the number corrected until the fit without
//! that many votes has the two swapped and the fit without one vote less of them has not. The votes are sorted again by their
//! mean influence along the way, and the smaller number is reported. What is reported is a set that does swap the two; whether
//! an even smaller one exists is not known (to find the smallest is a search through all subsets), but on small boards it is
//! hardly ever smaller.

mod influence;
mod refit;
mod search;

#[cfg(test)]
mod tests;

use rayon::prelude::*;

use self::refit::Refits;
use self::search::search;
use super::cell::PairCell;
use super::counts::PairCounts;
use super::duel::Duel;
use super::fitted::Fitted;
use super::graph::Pair;
use super::live::{Votes, is_modelled};
use super::names;
use super::{FitOptions, RATING_PER_LOG_ODDS};

/// The largest share of a board's votes that is tried, unless another is asked for.
const LARGEST_SHARE: f64 = 0.1;

/// How firmly one model stands above another.
#[derive(Clone, Debug, PartialEq)]
pub struct Fragility {
    /// The model that stands higher.
    pub ahead: String,
    /// The other.
    pub behind: String,
    /// The difference of their ratings.
    pub gap: f64,
    /// The votes of the fit.
    pub votes: u64,
    /// The fewest votes to swap them, as influences alone predict; `None` if no number does.
    pub predicted: Option<u64>,
    /// A verified way to swap them; `None` if the largest share of votes that was allowed does not.
    pub flip: Option<Flip>,
}

/// Votes whose removal swaps two models.
#[derive(Clone, Debug, PartialEq)]
pub struct Flip {
    /// How many.
    pub votes: u64,
    /// The difference of the two ratings in the exact fit without them, at most 0; minus infinity if one of the two has no
    /// finite rating any more.
    pub gap: f64,
    /// Which votes, the most influential first.
    pub removed: Vec<Removed>,
}

/// Removed votes of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// The model whose id sorts first.
    pub first: String,
    /// The other model.
    pub second: String,
    /// The votes, seen from the first.
    pub votes: PairCell,
}

/// How firmly two models of a board stand; see [`Stability`]. `None` if one of them has no finite rating, or the fit has
/// parameters beside its models.
#[must_use]
pub fn fragility(
    counts: &PairCounts,
    fitted: &Fitted,
    options: &FitOptions,
    (first, second): (&str, &str),
) -> Option<Fragility> {
    Stability::new(counts, fitted, options)?.between(first, second)
}

/// A fitted board, ready to be asked how firmly its models stand.
#[derive(Clone, Debug)]
pub struct Stability<'a> {
    counts: &'a PairCounts,
    fitted: &'a Fitted,
    options: &'a FitOptions,
    largest_share: f64,
    /// The pairs of fitted models.
    met: Vec<Pair>,
    loss: Votes,
    votes: u64,
}

/// A pair as the fit counts it, without some of its votes.
fn without(met: &Pair, taken: PairCell, options: &FitOptions) -> Duel {
    let cell = met.cell.less(taken).unwrap_or_default();
    let how = (options.ties, options.weighting);
    Duel::of_cell((met.first, met.second), &cell, how)
}

impl<'a> Stability<'a> {
    /// Of the fit of these counts under these options. `None` if it has parameters beside its models.
    #[must_use]
    pub fn new(
        counts: &'a PairCounts,
        fitted: &'a Fitted,
        options: &'a FitOptions,
    ) -> Option<Self> {
        if is_modelled(options.ties) || !fitted.solution.optimum.at.extra.is_empty() {
            return None;
        }
        let names: Vec<&str> = fitted.models().iter().map(String::as_str).collect();
        let met = counts.pairs_among(&names);
        let duels = met
            .iter()
            .map(|met| without(met, PairCell::default(), options));
        let duels: Vec<Duel> = duels.collect();
        Some(Self {
            counts,
            fitted,
            options,
            largest_share: LARGEST_SHARE,
            loss: Votes::new(names.len(), &duels, options.ridge),
            votes: met.iter().map(|met| met.cell.votes()).sum(),
            met,
        })
    }

    /// The same, with at most this share of the votes removed (a tenth otherwise).
    #[must_use]
    pub fn at_most(self, share: f64) -> Self {
        Self {
            largest_share: share,
            ..self
        }
    }

    /// How firmly two models stand, in whichever order they are. `None` if one of them is not in the fit.
    #[must_use]
    pub fn between(&self, first: &str, second: &str) -> Option<Fragility> {
        let place = |model: &str| names::place(self.fitted.models(), model);
        let (first, second) = (place(first)?, place(second)?);
        (first != second)
            .then(|| self.judge(&mut Refits::new(self), (first, second)))
            .flatten()
    }

    /// How firmly each model stands above the next, best first.
    #[must_use]
    pub fn neighbours(&self) -> Vec<Fragility> {
        let thetas = self.fitted.thetas();
        let mut order: Vec<(usize, f64)> = thetas.iter().copied().enumerate().collect();
        // Equal ones by name.
        order.sort_by(|one, other| other.1.total_cmp(&one.1));
        let places: Vec<(usize, usize)> = order
            .windows(2)
            .filter_map(|pair| Some((pair.first()?.0, pair.last()?.0)))
            .collect();
        let judge = |refits: &mut Refits, &pair: &(usize, usize)| self.judge(refits, pair);
        let judged: Vec<Option<Fragility>> = places
            .par_iter()
            .map_init(|| Refits::new(self), judge)
            .collect();
        judged.into_iter().flatten().collect()
    }

    fn judge(&self, refits: &mut Refits, (first, second): (usize, usize)) -> Option<Fragility> {
        let thetas = self.fitted.thetas();
        let is_ahead = thetas.get(first)? >= thetas.get(second)?;
        let (ahead, behind) = if is_ahead {
            (first, second)
        } else {
            (second, first)
        };
        let name = |place: usize| self.fitted.models().get(place).cloned();
        let found = search(refits, (ahead, behind));
        let removed = |(place, votes): (usize, PairCell)| {
            let met = self.met.get(place)?;
            Some(Removed {
                first: name(met.first)?,
                second: name(met.second)?,
                votes,
            })
        };
        Some(Fragility {
            ahead: name(ahead)?,
            behind: name(behind)?,
            gap: RATING_PER_LOG_ODDS * (thetas.get(ahead)? - thetas.get(behind)?),
            votes: self.votes,
            predicted: found.predicted,
            flip: found.flip.map(|flip| Flip {
                votes: flip.votes,
                gap: RATING_PER_LOG_ODDS * flip.refit.gap,
                removed: flip.taken.into_iter().filter_map(removed).collect(),
            }),
        })
    }
}
