//! How long boards of votes one by one take, per vote: 200 models, four covariates that go with strength, one thread.
//!
//! `cargo bench -p agon-rating --bench rows -- --include-ignored` also takes two million votes.

use agon_rating::{
    BoardFit, Columns, Comparison, Comparisons, Intervals, ModelIndex, Outcome, RowOptions,
    fit_comparisons,
};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

const MODELS: usize = 200;
const VOTES: [usize; 2] = [100_000, 500_000];
/// Set b of the comparison with peers.
const MANY: [usize; 1] = [2_000_000];
const BETAS: [f64; 4] = [0.25, 0.04, 0.06, 0.05];

fn main() {
    // One thread, unless the environment says otherwise.
    if std::env::var_os("RAYON_NUM_THREADS").is_none() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1);
        pool.build_global()
            .unwrap_or_else(|error| unreachable!("{error}"));
    }
    divan::main();
}

/// A model drawn by a power law: few models are in most votes.
fn model(chance: &mut ChaCha8Rng) -> usize {
    let draws = std::array::from_fn::<usize, 3, _>(|_| chance.random_range(0..MODELS));
    draws.into_iter().min().unwrap_or(0)
}

fn votes(count: usize) -> Comparisons {
    let mut chance = ChaCha8Rng::seed_from_u64(22);
    let mut votes = Comparisons::new(Columns {
        voters: true,
        features: ["length", "headers", "lists", "bold"]
            .map(str::to_owned)
            .to_vec(),
        ..Columns::default()
    });
    let models: Vec<(ModelIndex, f64)> = (0..MODELS)
        .map(|model| {
            (
                votes.index(&format!("model-{model:03}")),
                1.5 * chance.random::<f64>(),
            )
        })
        .collect();
    while votes.len() < count {
        let pair = (
            models.get(model(&mut chance)),
            models.get(model(&mut chance)),
        );
        let (Some(&(model_a, strength_a)), Some(&(model_b, strength_b))) = pair else {
            continue;
        };
        let gap = strength_a - strength_b;
        let features = BETAS.map(|_| narrow(chance.random::<f64>() * 3.4 - 1.7 + 0.4 * gap));
        let style: f64 = features
            .iter()
            .zip(BETAS)
            .map(|(x, beta)| f64::from(*x) * beta)
            .sum();
        let wins = 1.0 / (1.0 + (-gap - style - 0.02).exp());
        let outcome = match chance.random::<f64>() {
            draw if draw < 0.7 * wins => Outcome::A,
            draw if draw < 0.7 => Outcome::B,
            _ => Outcome::Tie,
        };
        let row = Comparison {
            voter: chance.random_range(0..80_000),
            features: &features,
            ..Comparison::new(model_a, model_b, outcome)
        };
        // Now and then a model against itself, which is refused.
        let _ = votes.push(&row);
    }
    votes
}

#[expect(clippy::cast_possible_truncation, reason = "columns are 32 bits wide")]
fn narrow(value: f64) -> f32 {
    value as f32
}

fn fit(votes: &Comparisons, options: &RowOptions) -> BoardFit {
    fit_comparisons(votes, &[], options).unwrap_or_else(|error| unreachable!("{error}"))
}

fn run(bencher: Bencher, count: usize, options: &RowOptions) {
    let votes = votes(count);
    bencher
        .counter(ItemsCount::new(count))
        .bench_local(|| fit(black_box(&votes), options));
}

/// Style control with a side effect, and all intervals.
fn full() -> RowOptions {
    RowOptions {
        side_effect: true,
        ..RowOptions::with_style()
    }
}

#[divan::bench(args = VOTES, sample_count = 10)]
fn style(bencher: Bencher, count: usize) {
    run(bencher, count, &RowOptions::with_style());
}

#[divan::bench(args = MANY, sample_count = 5, ignore)]
fn style_of_set_b(bencher: Bencher, count: usize) {
    run(bencher, count, &RowOptions::with_style());
}

#[divan::bench(args = VOTES, sample_count = 10)]
fn style_and_side(bencher: Bencher, count: usize) {
    run(bencher, count, &full());
}

#[divan::bench(args = VOTES, sample_count = 10)]
fn contextual_of_arena_rank(bencher: Bencher, count: usize) {
    run(bencher, count, &RowOptions::arena_rank());
}

#[divan::bench(args = VOTES, sample_count = 10)]
fn side_alone(bencher: Bencher, count: usize) {
    let options = RowOptions {
        side_effect: true,
        ..RowOptions::default()
    };
    run(bencher, count, &options);
}

#[divan::bench(args = VOTES, sample_count = 10)]
fn errors_by_voter(bencher: Bencher, count: usize) {
    let mut options = RowOptions::default();
    options.fit.intervals = Intervals::Clustered;
    run(bencher, count, &options);
}

#[divan::bench(args = VOTES, sample_count = 10)]
fn style_with_errors_by_voter(bencher: Bencher, count: usize) {
    let mut options = full();
    options.fit.intervals = Intervals::Clustered;
    run(bencher, count, &options);
}
