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

use super::parallel::in_order;
use super::poisson::Poisson;
use crate::border::System;
use crate::cell::PairCell;
use crate::component::Method;
use crate::duel::{Duel, Tally, duels};
use crate::graph::{Arcs, Group, Pair};
use crate::linear::Matrix;
use crate::newton::{Limits, Point, minimise_from, minimise_with};
use crate::options::Ties;
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

/// Draws and fits replicates of a group, each from its own stream of chance. All of them fail if the method needs more than
/// pair counts.
pub(crate) fn replicates(
    method: &Method,
    group: &Group,
    solution: &Solution,
    plan: Plan,
) -> Replicates {
    let world = World::new(method, group, solution, plan.seed);
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
    replicates
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

/// The votes of two models as what they could have been.
struct Cell {
    first: usize,
    second: usize,
    first_wins: Poisson,
    second_wins: Poisson,
    halves: Poisson,
}

/// Two models, and the wins of each and halves between them in a replicate.
type Drawn = (usize, usize, [u64; 3]);

/// What all replicates share.
struct World<'a> {
    method: &'a Method<'a>,
    models: usize,
    cells: Vec<Cell>,
    /// The full fit.
    start: &'a Point,
    system: Option<System>,
    limits: Limits,
    seed: u64,
}

impl<'a> World<'a> {
    fn new(method: &'a Method, group: &Group, solution: &'a Solution, seed: u64) -> Self {
        let options = method.options;
        let (models, start) = (group.members.len(), &solution.optimum.at);
        let observed = duels(group, options.ties, options.weighting);
        let loss = method.estimator.loss(models, observed);
        Self {
            method,
            models,
            cells: cells(group, options.ties),
            start,
            system: loss.and_then(|loss| loss.curvature(start).factor()),
            limits: Limits {
                tolerance: options.tolerance.max(TOLERANCE),
                ..options.limits()
            },
            seed,
        }
    }

    /// The counts of one replicate, the same whenever they are asked for.
    fn draw(&self, round: usize) -> impl Iterator<Item = Drawn> {
        let mut chance = ChaCha8Rng::seed_from_u64(self.seed);
        chance.set_stream(round as u64);
        self.cells.iter().map(move |cell| {
            let first_wins = cell.first_wins.draw(&mut chance);
            let second_wins = cell.second_wins.draw(&mut chance);
            let halves = cell.halves.draw(&mut chance);
            (cell.first, cell.second, [first_wins, second_wins, halves])
        })
    }

    fn round(&self, round: usize) -> Replicate {
        let weighting = self.method.options.weighting;
        let duel = |(first, second, [first_wins, second_wins, halves]): Drawn| {
            let votes = Tally {
                first_wins: real(first_wins),
                second_wins: real(second_wins),
                halves: real(halves),
            };
            let weight = weighting.of_vote(votes.total());
            Duel::of_votes(first, second, votes).weighing(weight)
        };
        let drawn: Vec<Duel> = self.draw(round).map(duel).collect();
        if self.method.options.ridge.is_none() && !meet_mutually(self.models, &drawn) {
            let group = self.group(round);
            let scored = Arcs::scored(self.models, &group.pairs);
            let labels = scored.strong_labels();
            if labels.iter().any(|label| Some(label) != labels.first()) {
                return self.fit_core(&group, &scored, &labels);
            }
        }
        self.fit(drawn).map_or_else(
            || Replicate {
                thetas: vec![f64::NAN; self.models],
                fate: Fate::Failed,
            },
            |thetas| Replicate {
                thetas,
                fate: Fate::Whole,
            },
        )
    }

    fn fit(&self, drawn: Vec<Duel>) -> Option<Vec<f64>> {
        let loss = self.method.estimator.loss(self.models, drawn)?;
        let start = self.start.clone();
        let optimum = match &self.system {
            Some(system) => minimise_with(&*loss, start, system, self.limits),
            None => minimise_from(&*loss, start, self.limits),
        };
        Some(optimum.ok()?.at.theta)
    }

    /// The votes of a replicate once more.
    fn group(&self, round: usize) -> Group {
        let pair = |(first, second, [first_wins, second_wins, halves]): Drawn| Pair {
            first,
            second,
            cell: PairCell {
                first_wins,
                second_wins,
                ties: halves,
                both_bad: 0,
            },
        };
        let pairs: Vec<Pair> = self.draw(round).map(pair).collect();
        Group {
            members: (0..self.models).collect(),
            votes: pairs.iter().map(|pair| pair.cell.votes()).sum(),
            pairs,
        }
    }

    /// What can be said of a replicate that fell apart. Its core keeps the mean that the same models have in the full fit.
    fn fit_core(&self, group: &Group, scored: &Arcs, labels: &[usize]) -> Replicate {
        let mut thetas = vec![f64::NAN; self.models];
        let core = group.split(labels).into_iter().next().unwrap_or_default();
        if core.members.len() > 1 {
            let Some(fitted) = self.fit_alone(&core) else {
                let fate = Fate::Failed;
                return Replicate { thetas, fate };
            };
            let mut set = |models: &mut dyn Iterator<Item = usize>, value: f64| {
                for model in models {
                    if let Some(theta) = thetas.get_mut(model) {
                        *theta = value;
                    }
                }
            };
            let (above, below) = (scored.reversed(), scored);
            set(&mut above.reach(&core.members).into_iter(), f64::INFINITY);
            set(
                &mut below.reach(&core.members).into_iter(),
                f64::NEG_INFINITY,
            );
            for (&model, theta) in core.members.iter().zip(fitted) {
                set(&mut std::iter::once(model), theta);
            }
        }
        let fate = Fate::Apart;
        Replicate { thetas, fate }
    }

    fn fit_alone(&self, core: &Group) -> Option<Vec<f64>> {
        let options = self.method.options;
        let theta = |&model: &usize| self.start.theta.get(model).copied();
        let full: Vec<f64> = core.members.iter().filter_map(theta).collect();
        let mean = full.iter().sum::<f64>() / real(full.len() as u64);
        let start = Point {
            theta: full.iter().map(|theta| theta - mean).collect(),
            extra: self.start.extra.clone(),
        };
        let drawn = duels(core, options.ties, options.weighting);
        let loss = self.method.estimator.loss(core.members.len(), drawn)?;
        let optimum = minimise_from(&*loss, start, self.limits).ok()?;
        Some(optimum.at.theta.iter().map(|theta| theta + mean).collect())
    }
}

/// The laws of the cells of a group, by positions in it.
fn cells(group: &Group, ties: Ties) -> Vec<Cell> {
    let local = |member: usize| group.members.binary_search(&member).ok();
    let cell = |pair: &Pair| {
        let halves = if ties == Ties::Drop {
            0
        } else {
            pair.cell.halves()
        };
        Some(Cell {
            first: local(pair.first)?,
            second: local(pair.second)?,
            first_wins: Poisson::new(pair.cell.first_wins),
            second_wins: Poisson::new(pair.cell.second_wins),
            halves: Poisson::new(halves),
        })
    };
    group.pairs.iter().filter_map(cell).collect()
}

/// Whether pairs that scored against each other link all models: then every model can be reached from every other.
/// The usual case, found without a search of the whole graph.
fn meet_mutually(models: usize, duels: &[Duel]) -> bool {
    let mut parents: Vec<usize> = (0..models).collect();
    let mut trees = models;
    for duel in duels {
        let votes = &duel.weights;
        let is_mutual = votes.halves > 0.0 || (votes.first_wins > 0.0 && votes.second_wins > 0.0);
        if is_mutual && join(&mut parents, duel.first, duel.second) {
            trees -= 1;
            if trees == 1 {
                return true;
            }
        }
    }
    trees <= 1
}

/// Joins two trees; false if they are one already.
#[expect(
    clippy::indexing_slicing,
    reason = "the positions of a duel are below the number of models"
)]
fn join(parents: &mut [usize], first: usize, second: usize) -> bool {
    let mut root = |mut model: usize| {
        while parents[model] != model {
            parents[model] = parents[parents[model]];
            model = parents[model];
        }
        model
    };
    let (first, second) = (root(first), root(second));
    parents[first.max(second)] = first.min(second);
    first != second
}
