//! Simulated voters with known strengths: how often intervals hold. `AGON_LONG=1` simulates ten times as many worlds.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "small numbers that are not negative"
)]

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::{BoardFit, FitOptions, Intervals, Outcome, PairCounts, RATING_PER_LOG_ODDS, fit_board};

const Z: f64 = 1.959_963_984_540_054;

fn worlds(short: usize) -> usize {
    let is_long = std::env::var_os("AGON_LONG").is_some_and(|long| long == "1");
    if is_long { 10 * short } else { short }
}

/// Models with strengths, and voters who see some pairs more often than others.
struct Arena {
    thetas: Vec<f64>,
    /// The chance of a tie between equals.
    ties: f64,
    chance: ChaCha8Rng,
}

impl Arena {
    fn new(models: usize, ties: f64, seed: u64) -> Self {
        let step = |model: usize| (model as f64 * 0.618).fract() * 2.0;
        let mut thetas: Vec<f64> = (0..models).map(step).collect();
        crate::newton::centre(&mut thetas);
        Self {
            thetas,
            ties,
            chance: ChaCha8Rng::seed_from_u64(seed),
        }
    }

    /// A model, the first ones more often than the last.
    fn model(&mut self) -> usize {
        let place = self.chance.random::<f64>().powf(1.5);
        (place * self.thetas.len() as f64) as usize
    }

    /// Adds votes. A tie takes as much from both sides, so half wins have the scores of the model.
    fn vote(&mut self, counts: &mut PairCounts, votes: usize) {
        for _ in 0..votes {
            let (a, mut b) = (self.model(), self.model());
            while a == b {
                b = self.model();
            }
            let wins = 1.0 / (1.0 + (self.thetas[b] - self.thetas[a]).exp());
            let tie = self.ties * wins.min(1.0 - wins);
            let outcome = match self.chance.random::<f64>() {
                x if x < wins - tie => Outcome::A,
                x if x < wins + tie => Outcome::Tie,
                _ => Outcome::B,
            };
            counts.add(&name(a), &name(b), outcome).unwrap();
        }
    }

    fn board(&mut self, votes: usize, intervals: Intervals) -> BoardFit {
        let mut counts = PairCounts::new();
        self.vote(&mut counts, votes);
        fit(&counts, intervals)
    }

    /// Whether each model's interval holds its rating.
    fn holds(&self, fit: &BoardFit) -> Vec<bool> {
        let rows = self.thetas.iter().zip(&fit.standings);
        rows.map(|(theta, row)| {
            let truth = 1000.0 + RATING_PER_LOG_ODDS * theta;
            row.low.is_none_or(|low| low <= truth) && row.high.is_none_or(|high| truth <= high)
        })
        .collect()
    }
}

fn name(model: usize) -> String {
    format!("m{model:02}")
}

fn fit(counts: &PairCounts, intervals: Intervals) -> BoardFit {
    let options = FitOptions {
        intervals,
        ..FitOptions::default()
    };
    fit_board(counts, &[], &options).unwrap()
}

#[test]
fn bootstrap_intervals_hold_for_one_model() {
    let worlds = worlds(200);
    let held: usize = (0..worlds as u64)
        .map(|seed| {
            let mut arena = Arena::new(10, 0.6, seed);
            let rounds = 400;
            let fit = arena.board(1_500, Intervals::Bootstrap { rounds, seed });
            arena.holds(&fit).into_iter().filter(|&holds| holds).count()
        })
        .sum();
    let share = held as f64 / (10 * worlds) as f64;
    println!("bootstrap: {share} alone");
    assert!((0.93..0.97).contains(&share), "{share}");
}

/// The shares of models whose interval failed at any look at a growing board.
fn ever_missed(worlds: usize, intervals: Intervals) -> f64 {
    let mut missed = 0;
    for world in 0..worlds as u64 {
        let (mut arena, mut counts) = (Arena::new(6, 0.5, world), PairCounts::new());
        let (mut votes, mut has_missed) = (300, [false; 6]);
        arena.vote(&mut counts, votes);
        while votes < 30_000 {
            let holds = arena.holds(&fit(&counts, intervals));
            for (missed, holds) in has_missed.iter_mut().zip(holds) {
                *missed |= !holds;
            }
            let more = votes / 16;
            arena.vote(&mut counts, more);
            votes += more;
        }
        missed += has_missed.iter().filter(|&&missed| missed).count();
    }
    missed as f64 / (6 * worlds) as f64
}

#[test]
fn anytime_intervals_hold_at_every_look_where_plain_ones_do_not() {
    let worlds = worlds(150);
    let plain = ever_missed(worlds, Intervals::Sandwich);
    let anytime = ever_missed(worlds, Intervals::AnytimeValid { tuned_votes: 1_000 });
    println!("ever missed: plain {plain}, anytime {anytime}");
    assert!(plain > 0.15, "{plain}");
    assert!(anytime < 0.05, "{anytime}");
}

#[test]
fn with_the_votes_needed_half_of_all_boards_separate_the_pair() {
    let mut arena = Arena::new(6, 0.4, 1);
    let (first, second) = (name(1), name(4));
    let fitted = arena.board(60_000, Intervals::Sandwich).core.unwrap();
    let needed = fitted.votes_to_separate(&first, &second, Z).unwrap();
    let separated = |votes: u64| {
        let boards = (0..200).filter(|&seed| {
            let mut arena = Arena::new(6, 0.4, 100 + seed);
            let votes = usize::try_from(votes).unwrap();
            let fitted = arena.board(votes, Intervals::Sandwich).core.unwrap();
            let gap = fitted.difference(&first, &second).unwrap();
            gap.estimate.abs() > Z * gap.error
        });
        boards.count() as f64 / 200.0
    };
    let shares = [needed / 4, needed, 3 * needed].map(separated);
    println!("{needed} votes needed; separated with a quarter, all, thrice of them: {shares:?}");
    assert!(
        shares[0] < 0.35 && (0.35..0.65).contains(&shares[1]) && shares[2] > 0.8,
        "{shares:?}"
    );
}

#[test]
fn simultaneous_ranks_hold_for_all_models_at_once() {
    let worlds = worlds(200);
    let held = (0..worlds as u64).filter(|&seed| {
        let mut arena = Arena::new(10, 0.6, seed);
        let fitted = arena.board(1_500, Intervals::Sandwich).core.unwrap();
        let ranges = simultaneous_ranks(&fitted, Z, 2_000, seed);
        let better = |theta: f64| arena.thetas.iter().filter(|&&other| other > theta).count();
        arena.thetas.iter().zip(ranges).all(|(&theta, range)| {
            let rank = 1 + better(theta);
            (range.low as usize..=range.high as usize).contains(&rank)
        })
    });
    let share = held.count() as f64 / worlds as f64;
    println!("simultaneous ranks: {share} at once");
    assert!(share >= 0.935, "{share}");
}

#[test]
fn evidence_against_a_true_claim_is_rarely_ever_strong() {
    let mut chance = ChaCha8Rng::seed_from_u64(1);
    let (runs, bound) = (worlds(400), 20_f64.ln());
    let mut ever_strong = |win: f64| {
        let runs_above = (0..runs).filter(|_| {
            let (mut wins, mut losses) = (0, 0);
            (0..1_000).any(|_| {
                if chance.random::<f64>() < win {
                    wins += 1;
                } else {
                    losses += 1;
                }
                ln_e_value(wins, losses) >= bound
            })
        });
        runs_above.count() as f64 / runs as f64
    };
    let (even, better) = (ever_strong(0.5), ever_strong(0.6));
    println!("e-value of 20 reached: {even} of equals, {better} at 60%");
    assert!(even < 0.05, "{even}");
    assert!(better > 0.95, "{better}");
}
