//! Elo online over votes in memory, one thread: `cargo bench -p agon-rating --bench elo`.

#![expect(clippy::unwrap_used, reason = "a benchmark ends at the first surprise")]

use agon_rating::{Columns, Comparison, Comparisons, EloOptions, ModelIndex, Outcome, elo};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

fn main() {
    divan::main();
}

/// Votes among models of which the first are shown most, as on public boards.
fn votes(models: usize, votes: usize) -> Comparisons {
    let mut rng = ChaCha8Rng::seed_from_u64(22);
    let mut comparisons = Comparisons::new(Columns::default());
    let indices: Vec<ModelIndex> = (0..models)
        .map(|model| comparisons.index(&format!("model-{model:03}")))
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
        place
    };
    while comparisons.len() < votes {
        let (a, b) = (pick(&mut rng), pick(&mut rng));
        let outcome = match rng.random_range(0..10) {
            0..4 => Outcome::A,
            4..7 => Outcome::B,
            7..9 => Outcome::Tie,
            _ => Outcome::BothBad,
        };
        let pair = indices.get(a).zip(indices.get(b)).filter(|_| a != b);
        if let Some((&a, &b)) = pair {
            comparisons.push(&Comparison::new(a, b, outcome)).unwrap();
        }
    }
    comparisons
}

/// The sets a, b and c of the peers' comparison.
#[divan::bench(args = [(100, 100_000), (200, 2_000_000), (400, 10_000_000)], sample_count = 10)]
fn online(bencher: divan::Bencher, (models, count): (usize, usize)) {
    let votes = votes(models, count);
    let options = EloOptions::default();
    bencher
        .counter(divan::counter::ItemsCount::new(count))
        .bench(|| elo(&votes, &options));
}
