//! Derivatives against differences, and both ways to sum them against each other.

use proptest::prelude::*;

use crate::FitOptions;
use crate::duel::{Duel, Tally};
use crate::linear::Matrix;
use crate::newton::{Loss, Point, Precision};
use crate::solution::{Meat, Solution};

use super::super::davidson::Davidson;
use super::super::law::{Probabilities, TieLaw};
use super::super::model::TieModel;
use super::super::rao_kupper::RaoKupper;

const VOTES: Tally = Tally {
    first_wins: 7.0,
    second_wins: 2.0,
    halves: 3.0,
};
const PLACES: [(f64, f64); 7] = [
    (0.0, 0.0),
    (0.4, -0.3),
    (-2.5, 0.8),
    (3.0, -4.0),
    (0.2, 6.0),
    (-1.0, 9.0),
    (12.0, 3.0),
];

/// Minus the log-likelihood of the duel.
fn loss<L: TieLaw>((lead, parameter): (f64, f64)) -> f64 {
    let chances = L::at(parameter).chances(lead);
    -(VOTES.first_wins * chances.a.ln()
        + VOTES.second_wins * chances.b.ln()
        + VOTES.halves * chances.tie.ln())
}

fn pull<L: TieLaw>((lead, parameter): (f64, f64)) -> [f64; 2] {
    let law = L::at(parameter);
    let pull = law.pull(&VOTES, &law.chances(lead));
    [pull.lead.iter().sum(), pull.parameter.iter().sum()]
}

fn check<L: TieLaw>() {
    const H: f64 = 1e-5;
    for (lead, parameter) in PLACES {
        let what = format!("{} {lead} {parameter}", L::NAME);
        let by_lead = |of: &dyn Fn((f64, f64)) -> f64| {
            (of((lead + H, parameter)) - of((lead - H, parameter))) / (2.0 * H)
        };
        let by_parameter = |of: &dyn Fn((f64, f64)) -> f64| {
            (of((lead, parameter + H)) - of((lead, parameter - H))) / (2.0 * H)
        };
        let [slope, other] = pull::<L>((lead, parameter));
        assert!((by_lead(&loss::<L>) - slope).abs() < 1e-7, "{what}");
        assert!((by_parameter(&loss::<L>) - other).abs() < 1e-7, "{what}");
        let law = L::at(parameter);
        let bend = law.curvature(&VOTES, &law.chances(lead));
        let (first, second) = (|at| pull::<L>(at)[0], |at| pull::<L>(at)[1]);
        assert!((by_lead(&first) - bend.lead).abs() < 1e-7, "{what}");
        assert!((by_parameter(&first) - bend.mixed).abs() < 1e-7, "{what}");
        assert!((by_lead(&second) - bend.mixed).abs() < 1e-7, "{what}");
        assert!(
            (by_parameter(&second) - bend.parameter).abs() < 1e-7,
            "{what}"
        );
        let rest = law.rest(&VOTES, &law.chances(lead));
        let subtracted = bend.parameter - bend.mixed * bend.mixed / bend.lead;
        assert!((rest - subtracted).abs() < 1e-14 * bend.parameter, "{what}");
        assert!(rest > 0.0, "{what}");
    }
}

#[test]
fn derivatives_are_those_of_the_log_likelihood() {
    check::<Davidson>();
    check::<RaoKupper>();
}

fn check_scores<L: TieLaw>() {
    for (lead, parameter) in PLACES {
        let law = L::at(parameter);
        let chances = law.chances(lead);
        let scores = law.scores(&chances);
        let weights = [VOTES.first_wins, VOTES.halves, VOTES.second_wins];
        let [slope, other] = pull::<L>((lead, parameter));
        let sum = |part: fn(&(f64, f64)) -> f64, weights: [f64; 3]| -> f64 {
            scores
                .iter()
                .map(part)
                .zip(weights)
                .map(|(s, w)| s * w)
                .sum()
        };
        assert!((sum(|score| score.0, weights) - slope).abs() < 1e-12);
        assert!((sum(|score| score.1, weights) - other).abs() < 1e-12);
        // Expected scores are 0.
        let weights = [chances.a, chances.tie, chances.b];
        assert!(sum(|score| score.0, weights).abs() < 1e-15);
        assert!(sum(|score| score.1, weights).abs() < 1e-15);
    }
}

#[test]
fn scores_add_up_to_the_slope_and_are_expected_to_be_none() {
    check_scores::<Davidson>();
    check_scores::<RaoKupper>();
}

fn check_chances<L: TieLaw>() {
    for (lead, parameter) in PLACES {
        let law = L::at(parameter);
        let (first, second): (f64, f64) = (lead.exp() * 3.0, 3.0);
        let strengths = super::super::law::Strengths {
            first,
            second,
            between: (first * second).sqrt(),
        };
        let (one, other) = (law.chances(lead), law.chances_of(strengths));
        let pairs = [(one.a, other.a), (one.tie, other.tie), (one.b, other.b)];
        assert!(pairs.iter().all(|(a, b)| (a / b - 1.0).abs() < 1e-14));
        let mirrored = law.chances(-lead);
        assert_eq!(mirrored, one.swapped());
    }
    for lead in [-1e5, 1e5] {
        for parameter in [-1e5, 0.0, 1e5] {
            let Probabilities { a, tie, b } = L::at(parameter).chances(lead);
            assert!(
                [a, tie, b]
                    .iter()
                    .all(|chance| (0.0..=1.0).contains(chance))
            );
            assert!((a + tie + b - 1.0).abs() < 1e-15);
        }
    }
}

#[test]
fn chances_by_lead_and_by_strengths_agree_and_never_overflow() {
    check_chances::<Davidson>();
    check_chances::<RaoKupper>();
}

/// How much faster than the span allows the curvature along a line changes; at most 1.
fn excess<L: TieLaw>(at: (f64, f64), step: (f64, f64)) -> f64 {
    let along = |part: f64| {
        let law = L::at(at.1 + part * step.1);
        let bend = law.curvature(&VOTES, &law.chances(at.0 + part * step.0));
        bend.lead * step.0 * step.0
            + 2.0 * bend.mixed * step.0 * step.1
            + bend.parameter * step.1 * step.1
    };
    (along(1.0) / along(0.0)).ln().abs() / L::span(step.0.abs(), step.1.abs())
}

fn duels() -> Vec<Duel> {
    let duel = |first, second, votes: [f64; 3]| {
        let [first_wins, second_wins, halves] = votes;
        let votes = Tally {
            first_wins,
            second_wins,
            halves,
        };
        Duel::of_votes(first, second, votes)
    };
    vec![
        duel(0, 1, [6.0, 2.0, 2.0]),
        duel(0, 3, [1.0, 9.0, 4.0]),
        duel(2, 3, [3.0, 2.5, 0.25]).weighing(0.3),
    ]
}

fn check_sums<L: TieLaw>() {
    let options = FitOptions {
        ridge: Some(0.1),
        ..FitOptions::default()
    };
    let model = TieModel::<L>::new(4, duels(), &options);
    for parameter in [-3.0, 0.5, 4.0] {
        let at = Point {
            theta: vec![0.3, -2.0, 1.4, 0.3],
            extra: vec![parameter],
        };
        let [plain, exact] =
            [Precision::Plain, Precision::Exact].map(|precision| model.slope(&at, precision));
        for (one, other) in plain.theta.iter().zip(&exact.theta) {
            assert!((one - other).abs() < 1e-14);
        }
        assert!((plain.extra[0] - exact.extra[0]).abs() < 1e-14);
    }
}

/// The meat as a whole matrix, summed outcome by outcome.
fn whole_meat<L: TieLaw>(duels: &[Duel], at: &Point) -> Matrix {
    let law = L::at(at.extra[0]);
    let mut meat = Matrix::zeros(5, 5);
    for duel in duels {
        let scores = law.scores(&law.chances(duel.difference(&at.theta)));
        let squares = [
            duel.squares.first_wins,
            duel.squares.halves,
            duel.squares.second_wins,
        ];
        for ((lead, parameter), square) in scores.into_iter().zip(squares) {
            let mut score = [0.0; 5];
            (score[duel.first], score[duel.second], score[4]) = (lead, -lead, parameter);
            for row in 0..5 {
                for column in 0..5 {
                    meat.row_mut(row)[column] += square * score[row] * score[column];
                }
            }
        }
    }
    meat
}

fn check_variances<L: TieLaw>() {
    let model = TieModel::<L>::new(4, duels(), &FitOptions::default());
    let limits = FitOptions::default().limits();
    let bordered = Solution::of(&model, limits).unwrap();
    assert!(matches!(bordered.meat, Meat::Bordered { .. }));
    let full = Solution {
        meat: Meat::Full(whole_meat::<L>(&duels(), &bordered.optimum.at)),
        ..bordered.clone()
    };
    let (one, other) = (bordered.covariance(), full.covariance());
    for row in 0..5 {
        assert!((bordered.variances()[row] / full.variances()[row] - 1.0).abs() < 1e-12);
        for column in 0..5 {
            assert!((one.at(row, column) - other.at(row, column)).abs() < 1e-12);
        }
    }
    let difference = bordered.variance_of_difference(0, 2);
    assert!((difference - full.variance_of_difference(0, 2)).abs() < 1e-12);
    let by_parts = one.at(0, 0) + one.at(2, 2) - 2.0 * one.at(0, 2);
    assert!((difference - by_parts).abs() < 1e-12);
}

#[test]
fn a_bordered_meat_gives_the_variances_of_the_whole_one() {
    check_variances::<Davidson>();
    check_variances::<RaoKupper>();
}

#[test]
fn both_ways_to_sum_a_slope_agree() {
    check_sums::<Davidson>();
    check_sums::<RaoKupper>();
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn curvature_changes_no_faster_than_the_span(
        at in (-8.0..8.0_f64, -8.0..8.0_f64), step in (-1.5..1.5_f64, -1.5..1.5_f64)
    ) {
        prop_assert!(excess::<Davidson>(at, step) <= 1.0 + 1e-9);
        prop_assert!(excess::<RaoKupper>(at, step) <= 1.0 + 1e-9);
    }
}
