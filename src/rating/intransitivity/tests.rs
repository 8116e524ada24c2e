use super::*;
use crate::{PairCell, Ties, Weighting, fit_board};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

fn cell(first_wins: u64, second_wins: u64, ties: u64) -> PairCell {
    PairCell {
        first_wins,
        second_wins,
        ties,
        both_bad: 0,
    }
}

fn counts(pairs: &[(&str, &str, PairCell)]) -> PairCounts {
    let mut counts = PairCounts::new();
    for (first, second, cell) in pairs {
        counts.insert(first, second, *cell).unwrap();
    }
    counts
}

fn ask(counts: &PairCounts, options: &FitOptions) -> Option<Intransitivity> {
    let core = fit_board(counts, &[], options).unwrap().core.unwrap();
    intransitivity(counts, &core, options)
}

fn in_triangles(counts: &PairCounts) -> Option<f64> {
    let options = FitOptions::default();
    let core = fit_board(counts, &[], &options).unwrap().core.unwrap();
    triangle_share(counts, &core, &options)
}

fn close(got: f64, want: f64) {
    assert!(
        (got - want).abs() < 1e-9 * want.abs().max(1.0),
        "{got} is not {want}"
    );
}

#[test]
fn rock_paper_scissors_is_explained_by_no_ranking() {
    let votes = counts(&[
        ("paper", "rock", cell(8, 2, 0)),
        ("rock", "scissors", cell(8, 2, 0)),
        ("paper", "scissors", cell(2, 8, 0)),
    ]);
    let found = ask(&votes, &FitOptions::default()).unwrap();
    // All are equal, so each pair has information 10 / 4 and 3 points too many: 3 * 9 / 2.5, of which one is chance.
    close(found.circulating, 10.8);
    close(found.expected, 1.0);
    close(found.share, 1.0);
    close(found.observed_share, 1.0);
    close(found.typical, RATING_PER_LOG_ODDS * (9.8_f64 / 7.5).sqrt());
    // Of ten votes even a fair coin's chi-square varies a little less than 2.
    close(found.degrees, 2.0 / (2.0 - 3.0 * 10.0 / 8.0 / 22.5 / 2.5));
    assert!(
        found.p_value > 0.0005 && found.p_value < 0.0015,
        "{}",
        found.p_value
    );
    close(in_triangles(&votes).unwrap(), 1.0);
}

#[test]
fn a_triangle_of_unequal_pairs_as_by_hand() {
    // Two points too many in each pair of 10, 20 and 40 votes: information 2.5, 5 and 10.
    let votes = counts(&[
        ("a", "b", cell(7, 3, 0)),
        ("b", "c", cell(12, 8, 0)),
        ("a", "c", cell(18, 22, 0)),
    ]);
    let found = ask(&votes, &FitOptions::default()).unwrap();
    close(found.circulating, 4.0 / 2.5 + 4.0 / 5.0 + 4.0 / 10.0);
    close(found.expected, 1.0);
    // The resistance around the cycle is .4 + .2 + .1; what is free of chance in a pair is its part of it.
    let free: f64 = [(10.0, 0.4), (20.0, 0.2), (40.0, 0.1)]
        .iter()
        .map(|(votes, resistance)| votes / 8.0 * (resistance * resistance / 0.7_f64).powi(2))
        .sum();
    close(found.degrees, 2.0 / (2.0 - free));
    close(found.share, 1.0);
    close(in_triangles(&votes).unwrap(), 1.0);
}

#[test]
fn log_odds_that_add_up_leave_nothing() {
    // Odds of 2 and 3 make 6.
    let votes = counts(&[
        ("a", "b", cell(20, 10, 0)),
        ("b", "c", cell(30, 10, 0)),
        ("a", "c", cell(60, 10, 0)),
    ]);
    let found = ask(&votes, &FitOptions::default()).unwrap();
    assert!(
        found.circulating < 1e-18 && found.p_value > 0.999_999,
        "{found:?}"
    );
    assert!(found.share == 0.0 && found.observed_share < 1e-18);
    assert!((found.degrees - 1.0).abs() < 0.1);
}

#[test]
fn where_nothing_can_circulate_nothing_is_found() {
    let tree = counts(&[("a", "b", cell(3, 1, 0)), ("b", "c", cell(2, 2, 5))]);
    let found = ask(&tree, &FitOptions::default()).unwrap();
    assert!(
        (found.share, found.p_value, found.degrees) == (0.0, 1.0, 0.0),
        "{found:?}"
    );
    let ties = counts(&[
        ("a", "b", cell(0, 0, 4)),
        ("b", "c", cell(0, 0, 9)),
        ("a", "c", cell(0, 0, 2)),
    ]);
    let found = ask(&ties, &FitOptions::default()).unwrap();
    assert!(
        (found.share, found.observed_share) == (0.0, 0.0),
        "{found:?}"
    );
    assert!(found.p_value > 0.99, "{found:?}");
    assert_eq!(in_triangles(&ties), None);
}

#[test]
fn flows_around_triangles_and_longer_cycles_are_told_apart() {
    let cycle = |names: &[&'static str], extra: u64| {
        let closed: Vec<_> = names.iter().chain(&names[..1]).copied().collect();
        let pair = |pair: &[&'static str]| (pair[0], pair[1], cell(50 + extra, 50 - extra, 0));
        closed.windows(2).map(pair).collect::<Vec<_>>()
    };
    let square = cycle(&["a", "b", "c", "d"], 12);
    close(in_triangles(&counts(&square)).unwrap(), 0.0);
    let mut both = square;
    both.extend(cycle(&["d", "e", "f"], 20));
    // Equal information everywhere: 4 pairs with 12 points too many, 3 with 20.
    let share = 3.0 * 400.0 / (3.0 * 400.0 + 4.0 * 144.0);
    close(in_triangles(&counts(&both)).unwrap(), share);
    // With a diagonal every cycle is made of triangles.
    both.push(("a", "c", cell(10, 90, 0)));
    let whole = in_triangles(&counts(&both)).unwrap();
    assert!((whole - 1.0).abs() < 1e-5, "{whole}");
}

/// A world of votes by the law: strengths, pairs with so many votes each, ties by Davidson's law, and a cycle on top.
struct World {
    models: u32,
    votes: u64,
    ties: f64,
    cycle: f64,
}

impl World {
    fn votes(&self, random: &mut ChaCha8Rng) -> PairCounts {
        let strengths: Vec<f64> = (0..self.models)
            .map(|_| random.random_range(-1.0..1.0))
            .collect();
        let mut counts = PairCounts::new();
        for second in 0..self.models {
            for first in 0..second {
                // Every third model beats the next third, and so on around.
                let turn = [0.0, -1.0, 1.0][(second as usize + 3 - first as usize % 3) % 3];
                let lead = strengths[first as usize] - strengths[second as usize];
                let chances = Chances::at(lead + self.cycle * turn);
                let law = TieLaw::of(&[(
                    Chances::at(0.0),
                    Tally {
                        first_wins: 1.0 - self.ties,
                        second_wins: 0.0,
                        halves: self.ties,
                    },
                )]);
                let tie = law.tie(chances);
                let mut votes = PairCell::default();
                for _ in 0..random.random_range(1..=2 * self.votes) {
                    let draw: f64 = random.random();
                    if draw < tie {
                        votes.ties += 1;
                    } else if draw < tie / 2.0 + chances.first {
                        votes.first_wins += 1;
                    } else {
                        votes.second_wins += 1;
                    }
                }
                counts
                    .insert(&format!("m{first:02}"), &format!("m{second:02}"), votes)
                    .unwrap();
            }
        }
        counts
    }
}

/// The mean of p-values, and how many are below 5 and 50 of a hundred.
fn p_values(world: &World, options: &FitOptions) -> (f64, u32, u32, f64) {
    let mut random = ChaCha8Rng::seed_from_u64(17);
    let found: Vec<Intransitivity> = (0..600)
        .map(|_| ask(&world.votes(&mut random), options).unwrap())
        .collect();
    let count = |most: f64| found.iter().map(|one| u32::from(one.p_value < most)).sum();
    let mean = |of: fn(&Intransitivity) -> f64| found.iter().map(of).sum::<f64>() / 600.0;
    (
        mean(|one| one.p_value),
        count(0.05),
        count(0.5),
        mean(|one| one.share),
    )
}

#[test]
fn p_values_are_uniform_where_a_ranking_is_all_there_is() {
    let plain = World {
        models: 12,
        votes: 20,
        ties: 0.0,
        cycle: 0.0,
    };
    let worlds = [
        World { ..plain },
        World { ties: 0.3, ..plain },
        World {
            votes: 4,
            ties: 0.3,
            ..plain
        },
        World { votes: 4, ..plain },
    ];
    for world in worlds {
        let weighting = Weighting::InversePairCount { floor: 10.0 };
        for options in [
            FitOptions::default(),
            FitOptions {
                weighting,
                ..FitOptions::default()
            },
        ] {
            let (mean, low, half, share) = p_values(&world, &options);
            let said = format!("{} {} {mean} {low} {half} {share}", world.votes, world.ties);
            // Four votes a pair are few for an approximation: it leans a little towards cycles.
            let lean = if world.votes < 10 { 0.08 } else { 0.03 };
            assert!((mean - 0.5).abs() < lean, "{said}");
            assert!((14..=54).contains(&low), "{said}");
            assert!(share < 2.0 * lean, "{said}");
        }
    }
}

#[test]
fn cycles_on_top_of_a_ranking_are_found_at_their_share() {
    let world = World {
        models: 12,
        votes: 400,
        ties: 0.2,
        cycle: 0.5,
    };
    let votes = world.votes(&mut ChaCha8Rng::seed_from_u64(4));
    let found = ask(&votes, &FitOptions::default()).unwrap();
    assert!(found.p_value < 1e-12);
    assert!(found.share > 0.1 && found.share < 0.5, "{found:?}");
    assert!(
        (found.typical - 0.5 * RATING_PER_LOG_ODDS).abs() < 20.0,
        "{found:?}"
    );
}

#[test]
fn a_fit_that_explains_otherwise_has_no_such_share() {
    let votes = counts(&[
        ("a", "b", cell(7, 3, 2)),
        ("b", "c", cell(12, 8, 1)),
        ("a", "c", cell(18, 22, 4)),
    ]);
    let plain = ask(&votes, &FitOptions::default()).unwrap();
    let with = |options: FitOptions| ask(&votes, &options);
    assert_eq!(
        with(FitOptions {
            ridge: Some(1.0),
            ..FitOptions::default()
        }),
        None
    );
    assert_eq!(
        with(FitOptions {
            ties: Ties::Davidson,
            ..FitOptions::default()
        }),
        None
    );
    let shrunk = with(FitOptions {
        shrink: Some(9.0),
        ..FitOptions::default()
    })
    .unwrap();
    close(shrunk.p_value, plain.p_value);
    let dropped = with(FitOptions {
        ties: Ties::Drop,
        ..FitOptions::default()
    })
    .unwrap();
    let wins = counts(&[
        ("a", "b", cell(7, 3, 0)),
        ("b", "c", cell(12, 8, 0)),
        ("a", "c", cell(18, 22, 0)),
    ]);
    assert_eq!(ask(&wins, &FitOptions::default()), Some(dropped));
}
