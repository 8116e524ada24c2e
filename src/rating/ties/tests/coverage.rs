//! Whether intervals hold what they say: a thousand worlds under each law, with known strengths.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::super::Law;
use crate::scale::{RATING_PER_LOG_ODDS, real};
use crate::{FitOptions, Intervals, Outcome, PairCounts, Ties, fit_board};

const THETA: [f64; 6] = [1.0, 0.5, 0.1, -0.1, -0.5, -1.0];
const VOTES: usize = 900;
const WORLDS: u64 = 1_000;

fn world(law: Law, seed: u64) -> PairCounts {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut counts = PairCounts::new();
    for _ in 0..VOTES {
        let a = rng.random_range(0..THETA.len());
        let b = (a + rng.random_range(1..THETA.len())) % THETA.len();
        let (chances, u) = (law.chances(THETA[a] - THETA[b]), rng.random::<f64>());
        let outcome = if u < chances.a {
            Outcome::A
        } else if u < chances.a + chances.b {
            Outcome::B
        } else {
            Outcome::Tie
        };
        counts
            .add(&format!("m{a}"), &format!("m{b}"), outcome)
            .unwrap();
    }
    counts
}

/// How many of the intervals hold the truth: of ratings, and of the parameter.
fn coverage(law: Law, options: &FitOptions) -> (f64, f64) {
    let (mut ratings, mut parameters) = (0_u64, 0_u64);
    let parameter = match law {
        Law::Davidson { nu } => nu,
        Law::RaoKupper { threshold } => threshold,
        Law::Logistic => 0.0,
    };
    for seed in 0..WORLDS {
        let board = fit_board(&world(law, seed), &[], options).unwrap();
        for (row, theta) in board.standings.iter().zip(THETA) {
            let truth = 1000.0 + RATING_PER_LOG_ODDS * theta;
            ratings += u64::from(row.low.unwrap() <= truth && truth <= row.high.unwrap());
        }
        let fitted = &board.coefficients[0];
        parameters += u64::from(fitted.low <= parameter && parameter <= fitted.high);
    }
    (
        real(ratings) / real(WORLDS * 6),
        real(parameters) / real(WORLDS),
    )
}

#[test]
fn intervals_under_a_law_of_ties_hold_the_truth() {
    let worlds = [
        (Ties::Davidson, Law::Davidson { nu: 0.9 }),
        (Ties::RaoKupper, Law::RaoKupper { threshold: 0.6 }),
    ];
    for (ties, law) in worlds {
        for intervals in [Intervals::Sandwich, Intervals::Fisher] {
            let options = FitOptions {
                ties,
                intervals,
                ..FitOptions::default()
            };
            let (ratings, parameter) = coverage(law, &options);
            println!("{law:?} {intervals:?}: ratings {ratings}, parameter {parameter}");
            assert!((0.93..=0.97).contains(&ratings) && (0.93..=0.97).contains(&parameter));
        }
    }
}
