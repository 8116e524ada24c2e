//! Laws that boards of votes one by one obey.

use super::worlds::{Row, World, log, standing, width};
use crate::{BoardFit, RowOptions, Style, Weighting, fit_board, fit_comparisons};

const VOTES: usize = 3_000;

fn full() -> RowOptions {
    RowOptions {
        side_effect: true,
        style: Some(Style::default()),
        ..RowOptions::default()
    }
}

fn fit(rows: &[Row]) -> BoardFit {
    fit_comparisons(&log(rows), &[], &full()).unwrap()
}

fn rows() -> Vec<Row> {
    World {
        ties: 0.2,
        ..World::with_style()
    }
    .draw(VOTES, 1)
}

/// Asserts equal ratings and intervals, up to a factor of the latter.
fn assert_alike(one: &BoardFit, other: &BoardFit, factor: f64, tolerance: f64) {
    for row in &one.standings {
        let twin = standing(other, &row.model);
        assert!(
            (row.rating.unwrap() - twin.rating.unwrap()).abs() < tolerance,
            "{row:?} {twin:?}"
        );
        assert!(
            (width(row) * factor - width(twin)).abs() < tolerance,
            "{row:?} {twin:?}"
        );
    }
}

fn assert_coefficients_alike(one: &BoardFit, other: &BoardFit, factor: f64, tolerance: f64) {
    assert_eq!(one.coefficients.len(), other.coefficients.len());
    for (one, other) in one.coefficients.iter().zip(&other.coefficients) {
        assert_eq!(one.name, other.name);
        assert!(
            (one.estimate - other.estimate).abs() < tolerance,
            "{one:?} {other:?}"
        );
        assert!(
            (one.error * factor - other.error).abs() < tolerance,
            "{one:?} {other:?}"
        );
    }
}

#[test]
fn swapping_sides_flips_the_side_effect_and_leaves_the_rest() {
    let (rows, swapped): (Vec<Row>, Vec<Row>) = rows()
        .into_iter()
        .map(|row| (row.clone(), row.swapped()))
        .unzip();
    // Counted from 0: a mean that is taken out of covariates stays with the side it was measured on.
    let mut options = full();
    options.style.as_mut().unwrap().scaling = crate::Scaling::AsGiven;
    let [one, mut other] =
        [rows, swapped].map(|rows| fit_comparisons(&log(&rows), &[], &options).unwrap());
    assert_alike(&one, &other, 1.0, 1e-8);
    let side = &mut other.coefficients[0];
    assert_eq!(side.name, crate::SIDE_EFFECT);
    side.estimate = -side.estimate;
    assert_coefficients_alike(&one, &other, 1.0, 1e-10);
}

#[test]
fn votes_told_twice_narrow_intervals_by_the_square_root_of_two() {
    let rows = rows();
    let twice: Vec<Row> = rows
        .iter()
        .flat_map(|row| [row.clone(), row.clone()])
        .collect();
    let (one, two) = (fit(&rows), fit(&twice));
    assert_alike(&one, &two, 0.5_f64.sqrt(), 1e-8);
    assert_coefficients_alike(&one, &two, 0.5_f64.sqrt(), 1e-10);
}

#[test]
fn votes_with_a_weight_of_two_move_nothing_and_narrow_nothing() {
    let rows = rows();
    let heavy: Vec<Row> = rows
        .iter()
        .map(|row| Row {
            weight: 2.0,
            ..row.clone()
        })
        .collect();
    let (one, two) = (fit(&rows), fit(&heavy));
    assert_alike(&one, &two, 1.0, 1e-8);
    assert_coefficients_alike(&one, &two, 1.0, 1e-10);
}

#[test]
fn a_vote_of_weight_two_moves_ratings_as_two_votes_do() {
    let mut heavy = rows();
    let mut twice = heavy.clone();
    for place in (0..VOTES).step_by(7) {
        heavy[place].weight = 2.0;
        twice.push(twice[place].clone());
    }
    // Given units: those of a standard deviation count each row once.
    let mut options = full();
    options.style.as_mut().unwrap().scaling = crate::Scaling::AsGiven;
    let [one, other] =
        [heavy, twice].map(|rows| fit_comparisons(&log(&rows), &[], &options).unwrap());
    for row in &one.standings {
        let twin = standing(&other, &row.model);
        assert!((row.rating.unwrap() - twin.rating.unwrap()).abs() < 1e-8);
        assert!(width(row) > 1.001 * width(twin));
    }
}

#[test]
fn a_constant_or_a_factor_on_a_covariate_changes_nothing() {
    let rows = rows();
    let mut changed = rows.clone();
    for row in &mut changed {
        // Exact in 32 bits.
        row.features[0] = (row.features[0] * 1024.0).round() / 1024.0;
        row.features[1] *= -4.0;
    }
    let mut same = changed.clone();
    for row in &mut same {
        row.features[0] += 8.0;
        row.features[1] /= -4.0;
    }
    let (one, mut other) = (fit(&same), fit(&changed));
    assert_alike(&one, &other, 1.0, 1e-8);
    let turned = &mut other.coefficients[2];
    turned.estimate = -turned.estimate;
    assert_coefficients_alike(&one, &other, 1.0, 1e-9);
}

#[test]
fn relabelling_models_permutes_the_board() {
    let rows = rows();
    let renamed = |name: &str| format!("z{}", 9 - name[1..].parse::<u32>().unwrap());
    let other: Vec<Row> = rows
        .iter()
        .map(|row| Row {
            a: renamed(&row.a),
            b: renamed(&row.b),
            ..row.clone()
        })
        .collect();
    let (one, mut other) = (fit(&rows), fit(&other));
    for row in &mut other.standings {
        row.model = format!("m{}", 9 - row.model[1..].parse::<u32>().unwrap());
    }
    assert_alike(&one, &other, 1.0, 1e-8);
    assert_coefficients_alike(&one, &other, 1.0, 1e-10);
}

#[test]
fn the_order_of_votes_changes_only_roundings_and_equal_order_no_bit() {
    let rows = rows();
    let mut turned = rows.clone();
    turned.reverse();
    let (one, other) = (fit(&rows), fit(&turned));
    assert_alike(&one, &other, 1.0, 1e-8);
    assert_coefficients_alike(&one, &other, 1.0, 1e-10);
    let again = fit(&rows);
    assert_eq!(one.standings, again.standings);
    assert_eq!(one.coefficients, again.coefficients);
}

#[test]
fn without_anything_beside_models_it_is_the_board_of_the_counts() {
    let votes = log(&rows());
    let rows = fit_comparisons(&votes, &[], &RowOptions::default()).unwrap();
    let counts = fit_board(votes.counts(), &[], &RowOptions::default().fit).unwrap();
    assert_eq!(rows.standings, counts.standings);
}

#[test]
fn covariates_that_say_nothing_leave_the_board_of_the_counts() {
    let mut rows = rows();
    for row in &mut rows {
        row.features = vec![0.0, 3.0];
    }
    let votes = log(&rows);
    for weighting in [
        Weighting::Equal,
        Weighting::InversePairCount { floor: 50.0 },
    ] {
        let mut options = RowOptions::with_style();
        options.fit.weighting = weighting;
        let styled = fit_comparisons(&votes, &[], &options).unwrap();
        let counts = fit_board(votes.counts(), &[], &options.fit).unwrap();
        assert_alike(&styled, &counts, 1.0, 1e-8);
        assert!(styled.coefficients.is_empty());
    }
}

#[test]
fn the_number_of_threads_changes_no_bit() {
    // Several chunks of votes, the last one not full, each with a weight of its own.
    let world = World {
        ties: 0.2,
        ..World::with_style()
    };
    let mut rows = world.draw(100_001, 8);
    for (place, row) in rows.iter_mut().enumerate() {
        row.weight = if place % 3 == 0 { 0.7 } else { 1.0 };
    }
    let votes = log(&rows);
    let fit = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        let fit = pool
            .build()
            .unwrap()
            .install(|| fit_comparisons(&votes, &[], &full()));
        let fit = fit.unwrap();
        (
            fit.standings,
            fit.coefficients,
            fit.gradient.to_bits(),
            fit.iterations,
        )
    };
    let alone = fit(1);
    assert!(alone.0.iter().all(|row| row.rating.is_some()));
    for threads in [2, 3, 7] {
        assert_eq!(fit(threads), alone, "{threads} threads");
    }
}
