//! Intervals against the golden files, against each other, and against their laws.

mod resampled;

use serde_json::Value;

use super::*;
use crate::golden;
use crate::{
    BoardFit, Difference, FitOptions, Fitted, Interval, Intervals, PairCell, PairCounts, Standing,
    Ties, Weighting, fit_board,
};

const Z: f64 = 1.959_963_984_540_054;
const BOOTSTRAP: Intervals = Intervals::Bootstrap {
    rounds: 200,
    seed: 5,
};

fn board(counts: &PairCounts, intervals: Intervals) -> BoardFit {
    let options = FitOptions {
        intervals,
        ..FitOptions::default()
    };
    fit_board(counts, &[], &options).unwrap()
}

fn core(counts: &PairCounts, intervals: Intervals) -> Fitted {
    board(counts, intervals).core.unwrap()
}

fn medium() -> PairCounts {
    golden::votes("medium20_style").0
}

/// Pairs of models as (first, second, first wins, second wins, ties).
fn counts(rows: &[(&str, &str, [u64; 3])]) -> PairCounts {
    let mut counts = PairCounts::new();
    for &(first, second, [first_wins, second_wins, ties]) in rows {
        let cell = PairCell {
            first_wins,
            second_wins,
            ties,
            both_bad: 0,
        };
        counts.insert(first, second, cell).unwrap();
    }
    counts
}

/// A thin model that a replicate may lose, beside two busy ones.
fn thin() -> PairCounts {
    counts(&[
        ("busy", "calm", [400, 300, 100]),
        ("busy", "thin", [2, 1, 0]),
    ])
}

fn widths(fit: &BoardFit) -> Vec<f64> {
    let width = |row: &Standing| row.high.unwrap() - row.low.unwrap();
    fit.standings.iter().map(width).collect()
}

fn bits(fit: &BoardFit) -> Vec<[Option<u64>; 2]> {
    let bounds = |row: &Standing| [row.low, row.high].map(|bound| bound.map(f64::to_bits));
    fit.standings.iter().map(bounds).collect()
}

#[test]
fn neighbours_separate_as_arenakit_finds_by_resampling() {
    let expected: Value =
        serde_json::from_str(&golden::read("medium20_style.expected.json")).unwrap();
    let expected = &expected["peers"]["arenakit.separation.2000.seed0"];
    let ours = separation(&core(&medium(), Intervals::Sandwich), Z, 20_000, 1);
    let critical = expected["critical_simultaneous"].as_f64().unwrap();
    // The 95% quantile of 2,000 draws has a standard error of about 0.035.
    assert!((ours.critical - critical).abs() < 0.1, "{}", ours.critical);
    assert_eq!(serde_json::json!(ours.tiers), expected["tiers"]);
    for (ours, theirs) in ours
        .neighbours
        .iter()
        .zip(expected["pairs"].as_array().unwrap())
    {
        assert_eq!(
            (&theirs["upper"], &theirs["lower"]),
            (&ours.upper.clone().into(), &ours.lower.clone().into())
        );
        assert_eq!(theirs["resolved_simultaneous"], ours.is_resolved);
        let of = |key: &str| theirs[key].as_f64().unwrap() * crate::RATING_PER_LOG_ODDS;
        // Their estimate has a prior, their error is that of 2,000 replicates.
        assert!((ours.gap.estimate - of("gap")).abs() < 0.1, "{ours:?}");
        assert!(
            (ours.gap.error / of("se") - 1.0).abs() < 0.06,
            "{ours:?} {}",
            of("se")
        );
    }
}

#[test]
fn draws_tell_who_is_best_and_where_everyone_stands() {
    let fitted = core(&medium(), Intervals::Sandwich);
    let draws = fitted.draws(4_000, 1);
    let best = draws.best();
    assert!((best.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    assert!(best[0] > 0.999);
    let ranks = draws.ranks(0.05);
    let expected: f64 = ranks.iter().map(|rank| rank.expected).sum();
    assert!((expected - 210.0).abs() < 1e-9);
    for (model, rank) in fitted.models().iter().zip(&ranks) {
        let shares = draws.rank_distribution(model).unwrap();
        let mean: f64 = (1..)
            .zip(&shares)
            .map(|(rank, share)| f64::from(rank) * share)
            .sum();
        assert!((mean - rank.expected).abs() < 1e-9);
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        let (low, high) = (f64::from(rank.low), f64::from(rank.high));
        assert!(low - 0.1 <= rank.expected && rank.expected <= high + 0.1);
    }
    let (drawn, law) = (draws.above("m02", "m03"), fitted.difference("m02", "m03"));
    assert!((drawn.unwrap() - law.unwrap().chance_above()).abs() < 0.03);
}

#[test]
fn draws_of_a_fit_have_its_intervals() {
    let fit = board(&medium(), Intervals::Sandwich);
    let draws = fit.core.as_ref().unwrap().draws(20_000, 2);
    for (row, interval) in fit.standings.iter().zip(draws.intervals(0.025)) {
        let width = (row.high.unwrap() - row.low.unwrap()) / 2.0;
        assert!((interval.low.unwrap() - row.low.unwrap()).abs() < 0.06 * width);
        assert!((interval.high.unwrap() - row.high.unwrap()).abs() < 0.06 * width);
    }
}

#[test]
fn worlds_that_say_nothing_of_a_model_give_it_every_rank() {
    let replicates = bootstrap::Replicates {
        values: {
            let mut values = crate::linear::Matrix::zeros(3, 2);
            values
                .row_mut(0)
                .copy_from_slice(&[f64::INFINITY, f64::NAN]);
            values.row_mut(1).copy_from_slice(&[0.1, f64::NAN]);
            values.row_mut(2).copy_from_slice(&[f64::NAN, f64::NAN]);
            values
        },
        apart: 1,
        failed: 1,
    };
    let models = ["x", "y", "z"].map(str::to_owned);
    let draws = Draws::bootstrap(&models, replicates);
    assert_eq!(draws.best(), [0.5, 0.0, 0.0]);
    let ranks = draws.ranks(0.05);
    assert_eq!(
        ranks
            .iter()
            .map(|rank| (rank.low, rank.high))
            .collect::<Vec<_>>(),
        [(1, 3); 3]
    );
    assert!((ranks[0].expected - 1.75).abs() < 1e-12);
    assert_eq!(draws.rank_distribution("z").unwrap().len(), 3);
    assert_eq!(draws.intervals(0.025)[1], Interval::default());
}

#[test]
fn an_anchor_stays_where_it_is_in_every_replicate() {
    let fitted = core(&medium(), BOOTSTRAP);
    let replicates = fitted.replicates().unwrap();
    let anchored = replicates.anchored("m05", 1114.0).unwrap();
    assert!(
        anchored
            .ratings("m05")
            .unwrap()
            .iter()
            .all(|&rating| (rating - 1114.0).abs() < 1e-300)
    );
    let difference = replicates.difference("m07", "m05", 0.025).unwrap();
    let interval = anchored.intervals(0.025)[7];
    assert!((interval.low.unwrap() - difference.low.unwrap() - 1114.0).abs() < 1e-9);
    assert!((interval.high.unwrap() - difference.high.unwrap() - 1114.0).abs() < 1e-9);
    assert!(replicates.anchored("nobody", 0.0).is_none());
}

#[test]
fn differences_to_an_anchor_are_those_of_the_pairs() {
    let counts = medium();
    let fitted = core(&counts, Intervals::Sandwich);
    let anchored = fitted.anchored("m05").unwrap();
    let nothing = Difference {
        estimate: 0.0,
        error: 0.0,
    };
    assert_eq!(anchored[5], nothing);
    for (model, difference) in fitted.models().iter().zip(&anchored) {
        assert_eq!(fitted.difference(model, "m05").as_ref(), Some(difference));
    }
    let spread = fitted.spread();
    let of_spread = crate::RATING_PER_LOG_ODDS * spread.error(3, 5);
    assert!((of_spread / anchored[3].error - 1.0).abs() < 1e-9);
    let fisher = core(&counts, Intervals::Fisher)
        .difference("m03", "m05")
        .unwrap();
    let ratio = fisher.error / anchored[3].error;
    // Ties make scores smaller than the model expects.
    assert!(ratio > 1.02 && ratio < 1.4, "{ratio}");
}

#[test]
fn more_comparisons_at_once_need_more_standard_errors() {
    let counts = medium();
    let fitted = core(&counts, Intervals::Sandwich);
    let simultaneous = Intervals::Simultaneous {
        draws: 5_000,
        seed: 1,
    };
    let anytime = Intervals::AnytimeValid { tuned_votes: 2_000 };
    let plain = widths(&board(&counts, Intervals::Sandwich));
    let ratio = |intervals| widths(&board(&counts, intervals))[4] / plain[4] * Z;
    let neighbours = separation(&fitted, Z, 5_000, 1).critical;
    // Twenty independent intervals would take 3.02, nineteen 3.0.
    assert!(
        (2.9..3.1).contains(&ratio(simultaneous)),
        "{}",
        ratio(simultaneous)
    );
    assert!((2.9..3.1).contains(&neighbours), "{neighbours}");
    assert!((3.0..3.2).contains(&ratio(anytime)), "{}", ratio(anytime));
}

#[test]
fn two_models_are_one_comparison() {
    let counts = counts(&[("x", "y", [60, 40, 0])]);
    let fitted = core(&counts, Intervals::Sandwich);
    let critical = separation(&fitted, Z, 20_000, 1).critical;
    assert!((critical - Z).abs() < 0.06, "{critical}");
}

#[test]
fn simultaneous_ranks_allow_what_is_not_refuted() {
    let counts = medium();
    let fit = board(&counts, Intervals::Sandwich);
    let fitted = fit.core.unwrap();
    let ranks = simultaneous_ranks(&fitted, Z, 4_000, 1);
    assert_eq!((ranks[0].low, ranks[0].high), (1, 1));
    assert_eq!((ranks[19].low, ranks[19].high), (20, 20));
    let draws = fitted.draws(4_000, 2);
    for (range, spread) in ranks.iter().zip(draws.ranks(0.05)) {
        assert!(range.low <= spread.low && spread.high <= range.high);
    }
}

#[test]
fn nothing_but_ties_has_no_width_and_no_order() {
    let counts = counts(&[("x", "y", [0, 0, 9]), ("y", "z", [0, 0, 9])]);
    for intervals in [
        Intervals::Simultaneous {
            draws: 100,
            seed: 1,
        },
        Intervals::AnytimeValid { tuned_votes: 10 },
    ] {
        assert!(
            widths(&board(&counts, intervals))
                .iter()
                .all(|&width| width == 0.0)
        );
    }
    let fitted = core(&counts, Intervals::Sandwich);
    assert_eq!(separation(&fitted, Z, 100, 1).tiers.len(), 1);
    let ranks = simultaneous_ranks(&fitted, Z, 100, 1);
    assert!(ranks.iter().all(|range| (range.low, range.high) == (1, 3)));
    let best = fitted.draws(100, 1).best();
    assert!(best.iter().all(|share| (share - 1.0 / 3.0).abs() < 1e-12));
    assert!((fitted.difference("x", "y").unwrap().chance_above() - 0.5).abs() < 1e-15);
    assert_eq!(fitted.votes_to_separate("x", "y", Z), None);
}

#[test]
fn votes_needed_follow_the_square_of_the_gap() {
    let gap = Difference {
        estimate: -10.0,
        error: 20.0,
    };
    assert_eq!(gap.votes_to_separate(1_000, 2.0), Some(16_000));
    assert_eq!(
        gap.interval(2.0),
        Interval {
            low: Some(-50.0),
            high: Some(30.0)
        }
    );
    assert!((gap.chance_above() - 0.308_537_538_725_987).abs() < 1e-9);
    let fitted = core(&medium(), Intervals::Sandwich);
    assert_eq!(fitted.votes(), 20_000);
    let needed = fitted.votes_to_separate("m02", "m03", Z).unwrap();
    let gap = fitted.difference("m02", "m03").unwrap();
    let ratio = Z * gap.error / gap.estimate;
    let needed = crate::scale::real(needed);
    assert!((needed / (20_000.0 * ratio * ratio) - 1.0).abs() < 1e-3);
}

#[test]
fn an_anytime_interval_of_a_difference_is_wider_than_a_plain_one() {
    let gap = core(&medium(), Intervals::Sandwich)
        .difference("m02", "m03")
        .unwrap();
    let half = |interval: Interval| (interval.high.unwrap() - interval.low.unwrap()) / 2.0;
    let ratio = half(gap.anytime_interval(Z, 2_000)) / half(gap.interval(1.0));
    assert!((3.0..3.3).contains(&ratio), "{ratio}");
    assert!(half(gap.anytime_interval(Z, 200_000)) > half(gap.anytime_interval(Z, 2_000)));
}
