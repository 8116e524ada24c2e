//! How much of the votes no ranking explains: the share of intransitivity.
//!
//! Votes are a flow on the graph of the pairs that met: from i to j flows the log-odds of i against j. By the combinatorial
//! Hodge decomposition (Jiang, Lim, Yao and Ye 2011) such a flow is the sum of a gradient (differences of one number per
//! model: a ranking) and of a remainder that circulates, around triangles (curl) or around longer cycles alone (harmonic); they are
//! orthogonal, so squared norms add up.
//!
//! Here the flow is that of the fitted board, and the weights are the information of the votes:
//!
//! ```text
//! d_ij = theta_i - theta_j       p = sigma(d_ij)     h_ij = n_ij p (1 - p)     r_ij = points of i against j - n_ij p
//! Y_ij = d_ij + r_ij / h_ij      the working log-odds of the fit
//! sum of h Y^2  =  sum of h d^2  +  sum of r^2 / h
//! ```
//!
//! These log-odds are those of Fisher scoring at the maximum of the likelihood: they are finite also for pairs that one side
//! won throughout, and their gradient part is the board itself, because its thetas are the fixed point of the weighted
//! projection. (Empirical log-odds need a constant against infinities, which bends the ranking; win rates saturate, so that a
//! gap of 3 after two gaps of 2 would look like a cycle.) Without ties the remainder is Pearson's chi-square.
//!
//! Chance alone makes flows circulate. With `s_e` the variance of the score of a pair e, `b_e = (e_i - e_j)' B (e_i - e_j)` and
//! `k_e` the fourth cumulant of its score, a world where a ranking is all there is shows
//!
//! ```text
//! mean     = sum of s_e (1 / h_e - b_e)              the degrees of freedom, pairs - models + 1, if there are no ties
//! variance = 2 sum of s_e^2 / h_e (1 / h_e - b_e)  +  sum of k_e (1 / h_e - b_e)^2
//! ```
//!
//! of it, and sum of `s_e b_e` of the gradient. The share of intransitivity is what is left of the remainder, relative to what
//! is left of both. The p-value is that of a gamma distribution with this mean and variance (a chi-square, but for ties and
//! pairs with few votes). Ties have their chances by Davidson's law at the expected points, with one parameter from all ties.
//!
//! "No ranking" means none by this law. A world with another curve than the logistic one circulates a little, too.

mod law;
mod triangles;

#[cfg(test)]
mod tests;

use statrs::distribution::{ContinuousCDF, Gamma};

use self::law::TieLaw;
use self::triangles::Triangles;
use super::counts::PairCounts;
use super::duel::{Duel, Tally};
use super::fitted::Fitted;
use super::linear::Matrix;
use super::live::{Votes, is_modelled};
use super::newton::{Loss, Point};
use super::scale::Chances;
use super::{FitOptions, RATING_PER_LOG_ODDS};

/// How far the votes among the models of a fit are from what any ranking would explain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Intransitivity {
    /// The share of intransitivity, corrected for chance: 0 where a ranking explains all but chance, 1 where it explains nothing.
    pub share: f64,
    /// The same share as it is observed, chance included.
    pub observed_share: f64,
    /// The squared norm of the flow that circulates.
    pub circulating: f64,
    /// Its mean if a ranking is all there is.
    pub expected: f64,
    /// The degrees of freedom of the chi-square distribution that it has then, scaled to its mean.
    pub degrees: f64,
    /// The probability of so much or more if a ranking is all there is.
    pub p_value: f64,
    /// A typical cycle: the root of the mean square, over votes' information, of what circulates beyond chance, in rating points.
    pub typical: f64,
}

/// A pair as the diagnostic sees it.
#[derive(Clone, Copy, Debug)]
struct Edge {
    first: usize,
    second: usize,
    /// The difference of the thetas.
    gap: f64,
    /// The information of its votes.
    weight: f64,
    /// Actual minus expected points.
    rest: f64,
    /// The variance of the points, and their fourth cumulant.
    variance: f64,
    cumulant: f64,
    /// The variance of the difference per unit of variance of a score.
    spread: f64,
}

/// The intransitivity of the votes that a board was fitted to. `None` if the fit has parameters beside its models or a ridge,
/// which no longer leaves to the remainder what no ranking explains.
#[must_use]
pub fn intransitivity(
    counts: &PairCounts,
    fitted: &Fitted,
    options: &FitOptions,
) -> Option<Intransitivity> {
    let edges = edges(counts, fitted, options)?;
    let mut sums = Sums::default();
    for edge in &edges {
        sums.add(edge);
    }
    // Where no flow can circulate, what seems to is rounding.
    let left = if sums.is_free() {
        (sums.circulating - sums.expected).max(0.0)
    } else {
        0.0
    };
    let ranked = (sums.ranked - sums.by_chance).max(0.0);
    let share = |part: f64, rest: f64| {
        if part > 0.0 {
            part / (part + rest)
        } else {
            0.0
        }
    };
    Some(Intransitivity {
        share: share(left, ranked),
        observed_share: share(sums.circulating, sums.ranked),
        circulating: sums.circulating,
        expected: sums.expected,
        degrees: sums.degrees(),
        p_value: sums.p_value(),
        typical: RATING_PER_LOG_ODDS * (left / sums.weight.max(f64::MIN_POSITIVE)).sqrt(),
    })
}

/// The part of the circulating flow (its squared norm, chance included) that circulates around triangles; the rest circulates around
/// longer cycles alone, as can only be where models are missing that would have met all of a cycle's. `None` as for
/// [`intransitivity`], or if nothing circulates, or with more than 2^25 triangles.
#[must_use]
pub fn triangle_share(counts: &PairCounts, fitted: &Fitted, options: &FitOptions) -> Option<f64> {
    let edges = edges(counts, fitted, options)?;
    let pairs: Vec<(usize, usize)> = edges.iter().map(|edge| (edge.first, edge.second)).collect();
    let weights: Vec<f64> = edges.iter().map(|edge| edge.weight).collect();
    let flow: Vec<f64> = edges.iter().map(|edge| edge.rest / edge.weight).collect();
    Triangles::of(fitted.models().len(), &pairs, weights)?.share(&flow)
}

/// All pairs of the fit.
fn edges(counts: &PairCounts, fitted: &Fitted, options: &FitOptions) -> Option<Vec<Edge>> {
    let is_plain = fitted.solution.optimum.at.extra.is_empty() && options.ridge.is_none();
    if is_modelled(options.ties) || !is_plain {
        return None;
    }
    let names: Vec<&str> = fitted.models().iter().map(String::as_str).collect();
    let how = (options.ties, options.weighting);
    let pairs = counts.pairs_among(&names).into_iter();
    let duels = pairs.map(|pair| Duel::of_cell((pair.first, pair.second), &pair.cell, how));
    let duels: Vec<Duel> = duels.filter(|duel| duel.weights.total() > 0.0).collect();
    let thetas = fitted.thetas();
    let chances = |duel: &Duel| Chances::at(duel.difference(thetas));
    let met = duels.iter().map(|duel| (chances(duel), duel.weights));
    let law = TieLaw::of(&met.collect::<Vec<(Chances, Tally)>>());
    let recalculated;
    let bread = if options.shrink.is_none() {
        &fitted.solution.bread
    } else {
        recalculated = bread(&duels, thetas)?;
        &recalculated
    };
    let edge = |duel: &Duel| {
        let chances = chances(duel);
        let moments = law.moments(chances);
        let (votes, squares) = (duel.weights.total(), duel.squares.total());
        let (first, second) = (duel.first, duel.second);
        Edge {
            first,
            second,
            gap: duel.difference(thetas),
            weight: duel.curvature(chances),
            rest: -duel.pull(chances).iter().sum::<f64>(),
            variance: squares * moments.variance,
            // Of so many votes of equal weight.
            cumulant: squares * (squares / votes).powi(2) * moments.cumulant,
            spread: bread.at(first, first) + bread.at(second, second)
                - 2.0 * bread.at(first, second),
        }
    };
    // Without information a pair has no working log-odds.
    let edges = duels.iter().map(edge);
    Some(edges.filter(|edge| edge.weight > 0.0).collect())
}

/// The inverse of the second derivatives, where that of the fit is something else.
fn bread(duels: &[Duel], thetas: &[f64]) -> Option<Matrix> {
    let at = Point {
        theta: thetas.to_vec(),
        extra: Vec::new(),
    };
    let votes = Votes::new(thetas.len(), duels, None);
    Some(votes.curvature(&at).factor()?.inverse())
}

/// Sums over pairs.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    circulating: f64,
    expected: f64,
    /// Of the circulating flow if a ranking is all there is.
    variance: f64,
    ranked: f64,
    /// The mean of the ranked part if all models are equal.
    by_chance: f64,
    weight: f64,
}

impl Sums {
    fn add(&mut self, edge: &Edge) {
        // Rounding may leave it slightly negative where nothing can circulate.
        let free = (1.0 / edge.weight - edge.spread).max(0.0);
        self.circulating += edge.rest * edge.rest / edge.weight;
        self.expected += edge.variance * free;
        self.variance +=
            2.0 * edge.variance * edge.variance / edge.weight * free + edge.cumulant * free * free;
        self.ranked += edge.weight * edge.gap * edge.gap;
        self.by_chance += edge.variance * edge.spread;
        self.weight += edge.weight;
    }

    /// Whether a flow can circulate by chance at all.
    fn is_free(&self) -> bool {
        self.expected > 1e-9 && self.variance > 0.0
    }

    fn degrees(&self) -> f64 {
        if self.is_free() {
            2.0 * self.expected * self.expected / self.variance
        } else {
            0.0
        }
    }

    fn p_value(&self) -> f64 {
        if !self.is_free() {
            return 1.0;
        }
        let rate = self.expected / self.variance;
        Gamma::new(self.expected * rate, rate).map_or(1.0, |gamma| gamma.sf(self.circulating))
    }
}
