//! Whether intervals hold what they say: simulated worlds with known strengths, a thousand of each kind.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "simulated numbers are small and not negative"
)]

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;

const MODELS: usize = 8;
const VOTES: usize = 1_500;
const WORLDS: u64 = 1_000;

/// How votes come about.
#[derive(Clone, Copy, Debug, Default)]
struct World {
    /// A tie if the leads on both sides stay below this (Rao-Kupper).
    threshold: f64,
    /// Log-odds in favour of side A.
    side: f64,
    /// What a standard deviation of style is worth; style goes with strength.
    style: f64,
}

/// A vote that was simulated.
struct Cast {
    a: usize,
    b: usize,
    style: f32,
    outcome: Outcome,
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// Strengths with mean 0, the same in every world.
fn strengths() -> Vec<f64> {
    let spread = |model: usize| 1.6 * (scale::real(model as u64) / 7.0 - 0.5);
    (0..MODELS).map(spread).collect()
}

/// A draw with mean 0 and variance 1, near enough to normal.
fn noise(rng: &mut ChaCha8Rng) -> f64 {
    (0..12).map(|_| rng.random::<f64>()).sum::<f64>() - 6.0
}

impl World {
    /// The chances that A wins and that B wins.
    fn chances(self, lead: f64) -> (f64, f64) {
        (
            logistic(lead - self.threshold),
            logistic(-lead - self.threshold),
        )
    }

    fn cast(self, theta: &[f64], rng: &mut ChaCha8Rng) -> Cast {
        // Early models are shown more often.
        let pick = |rng: &mut ChaCha8Rng| {
            let u: f64 = rng.random();
            ((u * u * 8.0) as usize).min(MODELS - 1)
        };
        let a = pick(rng);
        let b = std::iter::repeat_with(|| pick(rng))
            .find(|b| *b != a)
            .unwrap();
        let (a, b) = if rng.random() { (a, b) } else { (b, a) };
        let style = if self.style == 0.0 {
            0.0
        } else {
            0.5 * (theta[a] - theta[b]) + noise(rng)
        };
        let (wins, losses) = self.chances(theta[a] - theta[b] + self.side + self.style * style);
        let u: f64 = rng.random();
        let outcome = if u < wins {
            Outcome::A
        } else if u < wins + losses {
            Outcome::B
        } else {
            Outcome::Tie
        };
        Cast {
            a,
            b,
            style: style as f32,
            outcome,
        }
    }

    fn casts(self, theta: &[f64], seed: u64) -> Vec<Cast> {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        (0..VOTES).map(|_| self.cast(theta, &mut rng)).collect()
    }

    /// What the default model's maximum goes to with ever more votes: its fit to the expected counts.
    fn limit(self, theta: &[f64]) -> Vec<f64> {
        let share = |model: usize| {
            ((scale::real(model as u64) + 1.0) / 8.0).sqrt()
                - (scale::real(model as u64) / 8.0).sqrt()
        };
        let mut counts = PairCounts::new();
        for second in 0..MODELS {
            for first in 0..second {
                // Drawn as (a, b) or as (b, a), with b drawn again until it is another.
                let drawn = share(first)
                    * share(second)
                    * (1.0 / (1.0 - share(first)) + 1.0 / (1.0 - share(second)));
                let lead = theta[first] - theta[second];
                let sides = [
                    self.chances(lead + self.side),
                    self.chances(lead - self.side),
                ];
                let of = |part: fn((f64, f64)) -> f64| {
                    1e12 * drawn * (part(sides[0]) + part(sides[1])) / 2.0
                };
                let (wins, losses) = (of(|c| c.0), of(|c| c.1));
                let cell = PairCell {
                    first_wins: wins as u64,
                    second_wins: losses as u64,
                    ties: (1e12 * drawn - wins - losses) as u64,
                    both_bad: 0,
                };
                counts.insert(&name(first), &name(second), cell).unwrap();
            }
        }
        let fitted = fit_thetas(&counts, &FitOptions::default()).unwrap();
        fitted.into_iter().map(|(_, theta)| theta).collect()
    }
}

fn name(model: usize) -> String {
    format!("m{model}")
}

fn style(board: &[Cast]) -> Comparisons {
    let columns = Columns {
        features: vec!["style".to_owned()],
        ..Columns::default()
    };
    let mut votes = Comparisons::new(columns);
    for cast in board {
        let (a, b) = (votes.index(&name(cast.a)), votes.index(&name(cast.b)));
        let features = [cast.style];
        let vote = Comparison {
            features: &features,
            ..Comparison::new(a, b, cast.outcome)
        };
        votes.push(&vote).unwrap();
    }
    votes
}

fn counts(casts: &[Cast]) -> PairCounts {
    let mut counts = PairCounts::new();
    for cast in casts {
        counts
            .add(&name(cast.a), &name(cast.b), cast.outcome)
            .unwrap();
    }
    counts
}

/// How often an interval holds its model's truth, and how often all intervals of a board do.
#[derive(Debug)]
struct Coverage {
    each: f64,
    all: f64,
}

fn coverage(truth: &[f64], fit: impl Fn(u64) -> BoardFit) -> Coverage {
    let (mut each, mut all) = (0_u64, 0_u64);
    for seed in 0..WORLDS {
        let board = fit(seed);
        let held = |(row, truth): (&Standing, &f64)| {
            let rating = scale::rating(*truth);
            row.low.unwrap() <= rating && rating <= row.high.unwrap()
        };
        let held = board
            .standings
            .iter()
            .zip(truth)
            .filter(|pair| held(*pair))
            .count();
        each += held as u64;
        all += u64::from(held == MODELS);
    }
    Coverage {
        each: scale::real(each) / scale::real(WORLDS * MODELS as u64),
        all: scale::real(all) / scale::real(WORLDS),
    }
}

fn check_each(what: &str, coverage: &Coverage) {
    println!("{what}: {coverage:?}");
    assert!(
        (0.93..=0.97).contains(&coverage.each),
        "{what}: {coverage:?}"
    );
}

/// Worlds whose votes counts of pairs tell whole.
fn worlds_of_pairs() -> [(&'static str, World); 3] {
    let plain = World::default();
    let tied = World {
        threshold: 0.6,
        ..plain
    };
    let biased = World { side: 0.5, ..plain };
    [("plain", plain), ("tied", tied), ("side-biased", biased)]
}

#[test]
fn plain_intervals_hold_the_truth_in_plain_tied_and_side_biased_worlds() {
    let theta = strengths();
    for (what, world) in worlds_of_pairs() {
        let truth = world.limit(&theta);
        let fit = |seed| {
            let counts = counts(&world.casts(&theta, seed));
            fit_board(&counts, &[], &FitOptions::default()).unwrap()
        };
        check_each(what, &coverage(&truth, fit));
    }
    let limit = World::default().limit(&theta);
    assert!(
        limit
            .iter()
            .zip(&theta)
            .all(|(limit, theta)| (limit - theta).abs() < 1e-6)
    );
}

/// Options for intervals that hold at once.
fn at_once(seed: u64) -> FitOptions {
    let draws = 2_000;
    FitOptions {
        intervals: Intervals::Simultaneous { draws, seed },
        ..FitOptions::default()
    }
}

fn check_all(what: &str, coverage: &Coverage) {
    println!("{what}, at once: {coverage:?}");
    assert!(coverage.all >= 0.935, "{what}: {coverage:?}");
}

#[test]
fn simultaneous_intervals_hold_all_truths_in_plain_tied_and_side_biased_worlds() {
    let theta = strengths();
    for (what, world) in worlds_of_pairs() {
        let truth = world.limit(&theta);
        let fit = |seed| {
            let counts = counts(&world.casts(&theta, seed));
            fit_board(&counts, &[], &at_once(seed)).unwrap()
        };
        check_all(what, &coverage(&truth, fit));
    }
}

#[test]
fn style_control_holds_the_truth_where_style_goes_with_strength() {
    let theta = strengths();
    let world = World {
        style: 0.4,
        side: 0.2,
        ..World::default()
    };
    let fit = |seed, fit: FitOptions| {
        let options = RowOptions {
            fit,
            side_effect: true,
            style: Some(Style::default()),
            ..RowOptions::default()
        };
        fit_comparisons(&style(&world.casts(&theta, seed)), &[], &options).unwrap()
    };
    let plain = coverage(&theta, |seed| fit(seed, FitOptions::default()));
    check_each("style-confounded", &plain);
    check_all(
        "style-confounded",
        &coverage(&theta, |seed| fit(seed, at_once(seed))),
    );
    let ignored = coverage(&theta, |seed| {
        fit_board(
            &counts(&world.casts(&theta, seed)),
            &[],
            &FitOptions::default(),
        )
        .unwrap()
    });
    println!("style-confounded and not controlled: {ignored:?}");
    assert!(ignored.each < 0.9, "{ignored:?}");
}
