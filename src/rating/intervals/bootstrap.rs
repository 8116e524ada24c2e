//! Bootstrap over pair counts: every cell of votes (pair, outcome) is drawn anew, and the model fitted again.
//!
//! Cells are drawn as independent Poisson counts with the observed counts as means. Given their sum that is the multinomial
//! law of votes drawn with replacement; the sum itself moves no estimate, because a fit depends on the shares of the
//! cells alone (a ridge aside). So nothing is lost, and each cell costs one draw whatever the number of votes.
//!
//! A replicate is fitted by chord steps with the second derivatives of the full fit. Its graph may fall apart, and then its
//! maximum is not finite: the core (the strong component with the most votes) is fitted, models above it are at infinity, those
//! below at minus infinity, and of others nothing is known. Such replicates, and those that do not converge, are
//! counted, and widen the intervals.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::poisson::Poisson;
use crate::border::System;
use crate::cell::PairCell;
use crate::component::{Method, Scores};
use crate::graph::{Group, Pair};
use crate::linear::Matrix;
use crate::newton::{Limits, Point, minimise, minimise_from, minimise_with};
use crate::parallel::in_order;
use crate::scale::real;
use crate::solution::Solution;

/// Finer than any bootstrap can show, and as fine as plain sums are.
const TOLERANCE: f64 = 1e-7;

/// How many replicates, drawn from which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) rounds: usize,
    pub(crate) seed: u64,
}

/// Log-odds of a group in every replicate.
#[derive(Clone, Debug)]
pub(crate) struct Replicates {
    /// A row per model, a column per replicate. Infinite where the maximum is, NaN where nothing is known.
    pub(crate) values: Matrix,
    /// Replicates whose graph fell apart.
    pub(crate) apart: usize,
    /// Replicates that did not converge, with all their values NaN.
    pub(crate) failed: usize,
}

/// Draws and fits replicates of a group, each from its own stream of chance. `None` if the method needs more than pair
/// counts.
pub(crate) fn replicates(
    method: &Method,
    group: &Group,
    solution: &Solution,
    plan: Plan,
) -> Option<Replicates> {
    let world = World::new(method, group, solution, plan.seed)?;
    let rounds = in_order(plan.rounds, |round| world.round(round));
    let mut replicates = Replicates {
        values: Matrix::zeros(group.members.len(), plan.rounds),
        apart: 0,
        failed: 0,
    };
    for (round, replicate) in rounds.into_iter().enumerate() {
        for (model, &value) in replicate.thetas.iter().enumerate() {
            if let Some(entry) = replicates.values.row_mut(model).get_mut(round) {
                *entry = value;
            }
        }
        match replicate.fate {
            Fate::Whole => {}
            Fate::Apart => replicates.apart += 1,
            Fate::Failed => replicates.failed += 1,
        }
    }
    Some(replicates)
}

/// What became of a replicate.
enum Fate {
    Whole,
    Apart,
    Failed,
}

struct Replicate {
    thetas: Vec<f64>,
    fate: Fate,
}

/// What all replicates share.
struct World<'a> {
    method: &'a Method<'a>,
    models: usize,
    /// By positions in the group.
    observed: Vec<Pair>,
    /// The full fit.
    start: &'a Point,
    system: Option<System>,
    limits: Limits,
    seed: u64,
}

impl<'a> World<'a> {
    fn new(method: &'a Method, group: &Group, solution: &'a Solution, seed: u64) -> Option<Self> {
        let (options, start) = (method.options, &solution.optimum.at);
        let loss = method.estimator.loss(group)?;
        let local = group.local_positions();
        let pair = |pair: &Pair| {
            Some(Pair {
                first: *local.get(pair.first)?,
                second: *local.get(pair.second)?,
                cell: pair.cell,
            })
        };
        Some(Self {
            method,
            models: group.members.len(),
            observed: group.pairs.iter().filter_map(pair).collect(),
            start,
            system: loss.curvature(start).factor(),
            limits: Limits {
                tolerance: options.tolerance.max(TOLERANCE),
                ..options.limits()
            },
            seed,
        })
    }

    /// The votes of one replicate. Ties and `both_bad` count alike and are drawn together.
    fn draw(&self, round: usize) -> Group {
        let mut chance = ChaCha8Rng::seed_from_u64(self.seed);
        chance.set_stream(round as u64);
        let poisson = Poisson::new();
        let mut pairs = Vec::with_capacity(self.observed.len());
        pairs.extend(self.observed.iter().filter_map(|pair| {
            let mut draw = |mean| poisson.draw(mean, &mut chance);
            let cell = PairCell {
                first_wins: draw(pair.cell.first_wins),
                second_wins: draw(pair.cell.second_wins),
                ties: draw(pair.cell.halves()),
                both_bad: 0,
            };
            (!cell.is_empty()).then_some(Pair { cell, ..*pair })
        }));
        Group::of_pairs(self.models, pairs)
    }

    fn round(&self, round: usize) -> Replicate {
        let group = self.draw(round);
        let scores = Scores::of_board(&group);
        let (core, _) = scores.core(&group, self.method);
        let Some(core) = core else {
            return self.unknown(Fate::Apart);
        };
        if core.members.len() < self.models {
            return self.core_alone(&core, &scores);
        }
        self.fit(&core).map_or_else(
            || self.unknown(Fate::Failed),
            |thetas| Replicate {
                thetas,
                fate: Fate::Whole,
            },
        )
    }

    fn unknown(&self, fate: Fate) -> Replicate {
        let thetas = vec![f64::NAN; self.models];
        Replicate { thetas, fate }
    }

    /// Fits a replicate with all models.
    fn fit(&self, group: &Group) -> Option<Vec<f64>> {
        let has_ties = group.pairs.iter().any(|pair| pair.cell.halves() > 0);
        let loss = self.method.estimator.loss(group)?;
        let start = self.start.clone();
        let optimum = match &self.system {
            // A law of ties without ties has no parameter.
            _ if !has_ties && !start.extra.is_empty() => minimise(&*loss, self.limits),
            Some(system) => minimise_with(&*loss, start, system, self.limits),
            None => minimise_from(&*loss, start, self.limits),
        };
        Some(optimum.ok()?.at.theta)
    }

    /// What can be said of a replicate that fell apart. Its core keeps the mean that the same models have in the full fit.
    fn core_alone(&self, core: &Group, scores: &Scores) -> Replicate {
        let loss = self.method.estimator.loss(core);
        let optimum = loss.map(|loss| minimise(&*loss, self.limits));
        let Some(Ok(optimum)) = optimum else {
            return self.unknown(Fate::Failed);
        };
        let theta = |&model: &usize| self.start.theta.get(model);
        let sum: f64 = core.members.iter().filter_map(theta).sum();
        let mean = sum / real(core.members.len() as u64);
        let (above, below) = scores.beyond(core);
        let fitted = optimum.at.theta.iter().map(|theta| theta + mean);
        let known = above.iter().map(|&model| (model, f64::INFINITY));
        let known = known.chain(below.iter().map(|&model| (model, f64::NEG_INFINITY)));
        let known = known.chain(core.members.iter().copied().zip(fitted));
        let mut replicate = self.unknown(Fate::Apart);
        for (model, value) in known {
            if let Some(theta) = replicate.thetas.get_mut(model) {
                *theta = value;
            }
        }
        replicate
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::OfPairs;
    use crate::golden;
    use crate::{FitOptions, PairCounts, Ties, fit_thetas};

    /// A replicate of a fixture, and what a cold fit of the same votes finds.
    fn both(ties: Ties, round: usize) -> (Vec<f64>, Vec<f64>) {
        let counts = golden::votes("medium20_style").0;
        let options = FitOptions {
            ties,
            ..FitOptions::default()
        };
        let names = counts.models();
        let group = Group::whole(&counts, &names).used(&options);
        let method = Method {
            estimator: &OfPairs(&options),
            options: &options,
        };
        let solution = method.estimator.solve(&group).unwrap();
        let world = World::new(&method, &group, &solution, 4).unwrap();
        let mut drawn = PairCounts::new();
        for pair in world.draw(round).pairs {
            drawn
                .insert(names[pair.first], names[pair.second], pair.cell)
                .unwrap();
        }
        let cold = fit_thetas(&drawn, &options).unwrap().into_iter();
        (
            world.round(round).thetas,
            cold.map(|(_, theta)| theta).collect(),
        )
    }

    #[test]
    fn a_warm_replicate_is_the_cold_fit_of_its_votes() {
        for ties in [Ties::Half, Ties::Drop, Ties::Davidson, Ties::RaoKupper] {
            for round in 0..5 {
                let (warm, cold) = both(ties, round);
                for (warm, cold) in warm.iter().zip(&cold) {
                    assert!((warm - cold).abs() < 1e-7, "{ties:?}: {warm} {cold}");
                }
            }
        }
    }

    #[test]
    fn a_replicate_has_about_as_many_votes() {
        let counts = golden::votes("medium20_style").0;
        let (options, names) = (FitOptions::default(), counts.models());
        let group = Group::whole(&counts, &names);
        let method = Method {
            estimator: &OfPairs(&options),
            options: &options,
        };
        let solution = method.estimator.solve(&group).unwrap();
        let world = World::new(&method, &group, &solution, 4).unwrap();
        let votes = (0..200).map(|round| real(world.draw(round).votes) - 20_000.0);
        let (sum, squares) = votes.fold((0.0, 0.0), |(sum, squares), off| {
            (sum + off, squares + off * off)
        });
        // The sum of 200 Poisson counts with mean 20,000 has a standard deviation of 2,000.
        assert!(f64::abs(sum) < 8_000.0, "{sum}");
        assert!(
            (0.7..1.3).contains(&(squares / 200.0 / 20_000.0)),
            "{squares}"
        );
    }
}
