//! The live board, slices, stability and intransitivity on votes like those of the public boards. One thread.
//!
//! `cargo bench -p agon-rating --bench live`

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark ends at the first surprise"
)]

use agon_rating::{
    FitOptions, LiveBoard, ModelIndex, Outcome, PairCounts, SliceCounts, Stability, fit_board,
    fit_thetas, intransitivity, triangle_share,
};
use divan::{Bencher, black_box};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

fn main() {
    divan::main();
}

/// A vote: both models by number, how it ended, its slices.
type Vote = (usize, usize, Outcome, u64);

/// Draws votes like those of a public board: some models are met a thousand times as often as others, two in seven votes
/// are ties, and a vote is in three of thirty slices.
struct World {
    random: ChaCha8Rng,
    /// Running sums of how often models are shown.
    shown: Vec<f64>,
    strengths: Vec<f64>,
}

impl World {
    fn new(models: usize) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        let mut total = 0.0;
        let shown = (0..models).map(|model| {
            total += (1.0 + number(model)).powf(-0.6);
            total
        });
        Self {
            shown: shown.collect(),
            strengths: (0..models)
                .map(|_| random.random_range(-1.3..1.3))
                .collect(),
            random,
        }
    }

    fn model(&mut self) -> usize {
        let draw = self.random.random::<f64>() * self.shown[self.shown.len() - 1];
        self.shown.partition_point(|&sum| sum <= draw)
    }

    fn vote(&mut self) -> Vote {
        let a = self.model();
        // Models of one time meet: half of all pairs never do.
        let near = |b: usize| a != b && (a + b).is_multiple_of(2);
        let b = loop {
            let b = self.model();
            if near(b) || (a != b && self.random.random_range(0..50) == 0) {
                break b;
            }
        };
        let lead = self.strengths[a] - self.strengths[b];
        let draw: f64 = self.random.random();
        let outcome = match draw {
            _ if draw < 1.0 / (1.0 + (0.75 - lead).exp()) => Outcome::A,
            _ if draw > 1.0 - 1.0 / (1.0 + (0.75 + lead).exp()) => Outcome::B,
            _ if self.random.random() => Outcome::Tie,
            _ => Outcome::BothBad,
        };
        let slices = (1..30).filter(|&slice| {
            self.random.random_range(0.0..1.0) < 0.45 * f64::from(slice + 1).powf(-0.8)
        });
        let slices = slices.fold(1, |mask, slice| mask | 1_u64 << slice);
        (a, b, outcome, slices)
    }
}

fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::NAN, f64::from)
}

fn counts(models: usize, votes: usize) -> (PairCounts, Vec<ModelIndex>, World) {
    let mut world = World::new(models);
    let mut counts = PairCounts::new();
    let indices: Vec<ModelIndex> = (0..models)
        .map(|model| counts.index(&format!("model-{model:03}")))
        .collect();
    for _ in 0..votes {
        let (a, b, outcome, _) = world.vote();
        counts.add_indexed(indices[a], indices[b], outcome).unwrap();
    }
    (counts, indices, world)
}

/// A settled board and votes to come.
fn live(models: usize) -> (LiveBoard, Vec<(ModelIndex, ModelIndex, Outcome)>) {
    let (counts, indices, mut world) = counts(models, models * 10_000);
    let mut board = LiveBoard::new(counts, Vec::new(), FitOptions::default());
    board.settle().unwrap();
    let votes = (0..100_000).map(|_| {
        let (a, b, outcome, _) = world.vote();
        (indices[a], indices[b], outcome)
    });
    (board, votes.collect())
}

/// One vote and the preview that it moved, settled when it must be.
#[divan::bench(args = [100, 200, 400], sample_count = 20, sample_size = 1000)]
fn vote_and_preview(bencher: Bencher, models: usize) {
    let (mut board, votes) = live(models);
    let mut votes = votes.iter().cycle();
    bencher.bench_local(|| {
        let &(a, b, outcome) = votes.next().unwrap();
        board.vote(a, b, outcome).unwrap();
        black_box(board.preview().unwrap().error())
    });
}

/// The vote without its preview.
#[divan::bench(args = [100, 200, 400], sample_count = 20, sample_size = 100)]
fn vote_alone(bencher: Bencher, models: usize) {
    let (mut board, votes) = live(models);
    let mut votes = votes.iter().cycle();
    bencher.bench_local(|| {
        let &(a, b, outcome) = votes.next().unwrap();
        board.vote(a, b, outcome).unwrap();
    });
}

/// Settling after a hundred votes.
#[divan::bench(args = [100, 200, 400], sample_count = 20, sample_size = 1)]
fn settle(bencher: Bencher, models: usize) {
    let (board, votes) = live(models);
    let mut groups = votes.chunks(100).cycle();
    bencher
        .with_inputs(|| {
            let mut board = board.clone();
            for &(a, b, outcome) in groups.next().unwrap() {
                board.vote(a, b, outcome).unwrap();
            }
            board
        })
        .bench_local_refs(|board| board.settle().unwrap().error());
}

/// What is published: a cold fit with all intervals.
#[divan::bench(args = [100, 200, 400], sample_count = 10, sample_size = 1)]
fn cold_fit(bencher: Bencher, models: usize) {
    let (counts, ..) = counts(models, models * 10_000);
    bencher.bench_local(|| fit_board(&counts, &[], &FitOptions::default()).unwrap());
}

/// Ratings without intervals.
#[divan::bench(args = [100, 200, 400], sample_count = 10, sample_size = 1)]
fn ratings_alone(bencher: Bencher, models: usize) {
    let (counts, ..) = counts(models, models * 10_000);
    bencher.bench_local(|| fit_thetas(&counts, &FitOptions::default()).unwrap());
}

/// The votes of thirty categories: 200 models, 2 million votes.
fn categories() -> (SliceCounts, Vec<(ModelIndex, ModelIndex, Outcome, u64)>) {
    let mut world = World::new(200);
    let mut counts = SliceCounts::new(30);
    let indices: Vec<ModelIndex> = (0..200)
        .map(|model| counts.index(&format!("model-{model:03}")))
        .collect();
    let votes = (0..2_000_000).map(|_| {
        let (a, b, outcome, slices) = world.vote();
        (indices[a], indices[b], outcome, slices)
    });
    let votes = votes.collect();
    (counts, votes)
}

/// One pass over two million votes, counting thirty slices.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn count_slices(bencher: Bencher) {
    let (empty, votes) = categories();
    bencher
        .with_inputs(|| empty.clone())
        .bench_local_values(|mut counts| {
            for &(a, b, outcome, slices) in &votes {
                counts.add(a, b, outcome, slices).unwrap();
            }
            counts
        });
}

/// Thirty boards with intervals from their counts, on one thread.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn fit_slices(bencher: Bencher) {
    let (mut counts, votes) = categories();
    for &(a, b, outcome, slices) in &votes {
        counts.add(a, b, outcome, slices).unwrap();
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    bencher.bench_local(|| pool.install(|| counts.fit_boards(&[], &FitOptions::default())));
}

/// How firmly all neighbours of a board stand, each verified by fits, on one thread.
#[divan::bench(args = [100, 200], sample_count = 3, sample_size = 1)]
fn stability_of_all_neighbours(bencher: Bencher, models: usize) {
    let (counts, ..) = counts(models, models * 10_000);
    let options = FitOptions::default();
    let core = fit_board(&counts, &[], &options).unwrap().core.unwrap();
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    bencher.bench_local(|| {
        pool.install(|| {
            Stability::new(&counts, &core, &options)
                .unwrap()
                .neighbours()
        })
    });
}

/// The share of intransitivity.
#[divan::bench(args = [100, 200, 400], sample_count = 5, sample_size = 1)]
fn intransitivity_of_a_board(bencher: Bencher, models: usize) {
    let (counts, ..) = counts(models, models * 10_000);
    let options = FitOptions::default();
    let core = fit_board(&counts, &[], &options).unwrap().core.unwrap();
    bencher.bench_local(|| intransitivity(&counts, &core, &options).unwrap());
}

/// What of it circulates around triangles.
#[divan::bench(args = [100, 200], sample_count = 3, sample_size = 1)]
fn triangles_of_a_board(bencher: Bencher, models: usize) {
    let (counts, ..) = counts(models, models * 10_000);
    let options = FitOptions::default();
    let core = fit_board(&counts, &[], &options).unwrap().core.unwrap();
    bencher.bench_local(|| triangle_share(&counts, &core, &options).unwrap());
}
