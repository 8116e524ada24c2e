//! Intervals of boards like public ones, one thread: `cargo bench -p agon-rating --bench intervals`. Each includes the fit.

#![expect(clippy::unwrap_used, reason = "a benchmark ends at the first surprise")]

use agon_rating::{
    BoardFit, FitOptions, Fitted, Intervals, ModelIndex, Outcome, PairCounts, fit_board, leads,
    separation, simultaneous_ranks,
};
use divan::Bencher;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Models, and votes among them.
const BOARDS: [(usize, usize); 3] = [(100, 100_000), (200, 2_000_000), (400, 10_000_000)];
const Z: f64 = 1.959_963_984_540_054;

fn main() {
    divan::main();
}

/// Votes among models of which the first are shown most; a pair meets only while both are there.
fn counts((models, votes): (usize, usize)) -> PairCounts {
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let mut counts = PairCounts::new();
    let arenas: Vec<(ModelIndex, f64, f64)> = (0..models)
        .map(|model| {
            let index = counts.index(&format!("model-{model:03}"));
            (index, rng.random::<f64>() - 0.3, rng.random::<f64>() * 2.0)
        })
        .collect();
    let pick = |rng: &mut ChaCha8Rng| {
        let u: f64 = rng.random();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a place below the number of models"
        )]
        let place = (u.powf(2.5) * models as f64) as usize;
        arenas.get(place).copied().unwrap()
    };
    let mut cast = 0;
    while cast < votes {
        let (a, b, time) = (pick(&mut rng), pick(&mut rng), rng.random::<f64>());
        let is_there = |entry: f64| entry < time && time < entry + 0.7;
        if a.0 == b.0 || !(is_there(a.1) && is_there(b.1)) {
            continue;
        }
        let wins = 0.7 / (1.0 + (b.2 - a.2).exp());
        let outcome = match rng.random::<f64>() {
            x if x < wins => Outcome::A,
            x if x < 0.7 => Outcome::B,
            _ => Outcome::Tie,
        };
        counts.add_indexed(a.0, b.0, outcome).unwrap();
        cast += 1;
    }
    counts
}

fn board(counts: &PairCounts, intervals: Intervals) -> BoardFit {
    let options = FitOptions {
        intervals,
        ..FitOptions::default()
    };
    fit_board(counts, &[], &options).unwrap()
}

fn core(shape: (usize, usize)) -> Fitted {
    board(&counts(shape), Intervals::Sandwich).core.unwrap()
}

#[divan::bench(args = BOARDS, sample_count = 20)]
fn sandwich(bencher: Bencher, shape: (usize, usize)) {
    let counts = counts(shape);
    bencher.bench_local(|| board(&counts, Intervals::Sandwich));
}

#[divan::bench(args = BOARDS, sample_count = 20)]
fn bootstrap_of_100_rounds(bencher: Bencher, shape: (usize, usize)) {
    let counts = counts(shape);
    let rounds = 100;
    bencher.bench_local(|| board(&counts, Intervals::Bootstrap { rounds, seed: 1 }));
}

#[divan::bench(args = BOARDS, sample_count = 20)]
fn simultaneous_by_2000_draws(bencher: Bencher, shape: (usize, usize)) {
    let counts = counts(shape);
    let draws = 2_000;
    bencher.bench_local(|| board(&counts, Intervals::Simultaneous { draws, seed: 1 }));
}

#[divan::bench(args = BOARDS, sample_count = 20)]
fn neighbours_by_2000_draws(bencher: Bencher, shape: (usize, usize)) {
    let fitted = core(shape);
    bencher.bench_local(|| separation(&fitted, Z, 2_000, 1));
}

#[divan::bench(args = BOARDS, sample_count = 20)]
fn all_pairs_by_2000_draws(bencher: Bencher, shape: (usize, usize)) {
    let fitted = core(shape);
    bencher.bench_local(|| simultaneous_ranks(&fitted, Z, 2_000, 1));
}

#[divan::bench(args = BOARDS, sample_count = 20)]
fn chances_and_ranks_by_2000_draws(bencher: Bencher, shape: (usize, usize)) {
    let fitted = core(shape);
    bencher.bench_local(|| {
        let draws = fitted.draws(2_000, 1);
        (draws.best(), draws.ranks(0.05))
    });
}

#[divan::bench(args = BOARDS, sample_count = 20)]
fn differences_to_an_anchor(bencher: Bencher, shape: (usize, usize)) {
    let fitted = core(shape);
    bencher.bench_local(|| fitted.anchored("model-005"));
}

#[divan::bench(args = BOARDS, sample_count = 20)]
fn evidence_of_all_pairs(bencher: Bencher, shape: (usize, usize)) {
    let counts = counts(shape);
    bencher.bench_local(|| leads(&counts, 0.05));
}
