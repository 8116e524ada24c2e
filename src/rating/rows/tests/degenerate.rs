//! Votes that do not give every parameter a number.

use super::worlds::{Row, World, log, standing};
use crate::{BoardFit, Outcome, RowOptions, Status, Style, Warning, fit_board, fit_comparisons};

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

fn names(fit: &BoardFit) -> Vec<&str> {
    fit.coefficients
        .iter()
        .map(|row| row.name.as_str())
        .collect()
}

fn vote(a: &str, b: &str, outcome: Outcome, features: &[f32]) -> Row {
    Row {
        a: a.to_owned(),
        b: b.to_owned(),
        outcome,
        weight: 1.0,
        voter: 0,
        features: features.to_vec(),
    }
}

#[test]
fn a_constant_covariate_is_named_and_has_no_coefficient() {
    let mut rows = World::with_style().draw(2_000, 9);
    let whole = fit(&rows);
    for row in &mut rows {
        row.features[1] = 0.1;
    }
    let fit = fit(&rows);
    assert_eq!(fit.warnings, [Warning::Unidentified("headers".to_owned())]);
    assert_eq!(names(&fit), ["side_a", "length", "lists", "bold"]);
    assert_eq!(whole.warnings, []);
    assert_eq!(
        names(&whole),
        ["side_a", "length", "headers", "lists", "bold"]
    );
}

#[test]
fn a_covariate_that_repeats_others_or_the_models_is_left_out_and_the_rest_stays() {
    let rows = World::with_style().draw(2_000, 10);
    let whole = fit(&rows);
    let price = |name: &str| {
        f32::from(u8::try_from(name.len()).unwrap()) + f32::from(name.as_bytes()[1]) * 0.37
    };
    let more: Vec<Row> = rows
        .iter()
        .map(|row| {
            let mut row = row.clone();
            let mix = 0.3 * row.features[0] - 2.0 * row.features[2];
            row.features.push(mix);
            row.features.push(price(&row.a) - price(&row.b));
            row
        })
        .collect();
    let fit = fit(&more);
    let repeated = ["x4", "x5"].map(|name| Warning::Unidentified(name.to_owned()));
    assert_eq!(fit.warnings, repeated);
    assert_eq!(names(&fit), names(&whole));
    for (one, other) in whole.coefficients.iter().zip(&fit.coefficients) {
        assert!((one.estimate - other.estimate).abs() < 1e-10);
        assert!((one.error - other.error).abs() < 1e-10);
    }
    for row in &whole.standings {
        let twin = standing(&fit, &row.model);
        assert!((row.rating.unwrap() - twin.rating.unwrap()).abs() < 1e-8);
        assert!((row.low.unwrap() - twin.low.unwrap()).abs() < 1e-8);
    }
}

#[test]
fn covariates_that_tell_every_vote_are_left_out_with_a_warning() {
    let mut rows = World::with_style().draw(300, 11);
    for row in &mut rows {
        row.features = vec![if row.outcome == Outcome::A {
            0.5
        } else {
            -0.25
        }];
    }
    let fit = fit(&rows);
    assert_eq!(fit.warnings, [Warning::UnboundedCoefficients]);
    assert!(fit.coefficients.is_empty());
    let plain = fit_board(log(&rows).counts(), &[], &full().fit).unwrap();
    for row in &plain.standings {
        let twin = standing(&fit, &row.model);
        assert!((row.rating.unwrap() - twin.rating.unwrap()).abs() < 1e-8);
        assert!((row.low.unwrap() - twin.low.unwrap()).abs() < 1e-8);
    }
}

#[test]
fn votes_beyond_the_core_change_neither_its_ratings_nor_coefficients() {
    let mut rows = World::with_style().draw(2_000, 12);
    let mut options = full();
    // Given units: a standard deviation is one of all votes.
    options.style.as_mut().unwrap().scaling = crate::Scaling::AsGiven;
    let alone = fit_comparisons(&log(&rows), &[], &options).unwrap();
    for place in 0..50 {
        rows.push(vote(
            "champ",
            &format!("m{}", place % 6),
            Outcome::A,
            &[3.0, 0.0, -1.0, 0.5],
        ));
    }
    let fit = fit_comparisons(&log(&rows), &[], &options).unwrap();
    assert_eq!(standing(&fit, "champ").status, Status::UnboundedAbove);
    assert!(standing(&fit, "champ").low.unwrap() > 1000.0);
    assert_eq!(fit.coefficients, alone.coefficients);
    for row in &alone.standings {
        assert_eq!(row.rating, standing(&fit, &row.model).rating);
    }
}

#[test]
fn a_small_group_apart_takes_the_coefficients_of_the_core() {
    let mut rows = World::with_style().draw(2_000, 13);
    let group = [
        (Outcome::A, 0.3),
        (Outcome::B, -0.9),
        (Outcome::A, 1.0),
        (Outcome::A, 2.0),
    ];
    for (outcome, length) in group {
        rows.push(vote("p", "q", outcome, &[length, 0.0, 0.0, 0.0]));
    }
    let fit = fit(&rows);
    assert_eq!(fit.components, 2);
    let apart = standing(&fit, "p");
    assert_eq!(apart.status, Status::Disconnected);
    let gap = apart.rating.unwrap() - standing(&fit, "q").rating.unwrap();
    // Three of four points are 191 points apart without style; the longer answers take some of it.
    assert!((100.0..185.0).contains(&gap), "{gap}");
    assert!(apart.low.unwrap() < apart.rating.unwrap());
}

#[test]
fn nothing_is_a_board_too() {
    let none = log(&[]);
    let fit = fit_comparisons(&none, &["b".to_owned()], &full()).unwrap();
    assert_eq!(fit.standings[0].status, Status::NoVotes);
    assert!(fit.coefficients.is_empty());
    let one = [vote("a", "b", Outcome::A, &[1.0])];
    let fit = fit_comparisons(&log(&one), &[], &full()).unwrap();
    assert!(fit.standings.iter().all(|row| row.rating.is_none()));
}

#[test]
fn ties_that_were_to_be_modelled_count_half_and_say_so() {
    let rows = World {
        ties: 0.3,
        ..World::with_style()
    }
    .draw(1_000, 14);
    let halves = fit(&rows);
    let mut options = full();
    options.fit.ties = crate::Ties::Davidson;
    let fit = fit_comparisons(&log(&rows), &[], &options).unwrap();
    assert_eq!(fit.warnings, [Warning::TiesAreHalves]);
    assert_eq!(fit.standings, halves.standings);
    options = RowOptions {
        fit: options.fit,
        ..RowOptions::default()
    };
    let plain = fit_comparisons(&log(&rows), &[], &options).unwrap();
    assert_eq!(plain.warnings, []);
    assert_eq!(names(&plain).len(), 1, "the parameter of the law of ties");
}
