//! Whether parameters that votes were drawn with are found again.

use super::worlds::{World, log, standing};
use crate::{
    Penalty, RATING_PER_LOG_ODDS, RowOptions, Scaling, Style, StyleErrors, Ties, fit_comparisons,
};

fn options() -> RowOptions {
    RowOptions {
        side_effect: true,
        style: Some(Style {
            scaling: Scaling::AsGiven,
            ..Style::default()
        }),
        ..RowOptions::default()
    }
}

#[test]
fn side_effect_coefficients_and_strengths_are_found_within_four_errors() {
    let world = World::with_style();
    let fit = fit_comparisons(&log(&world.draw(40_000, 2)), &[], &options()).unwrap();
    let truth = std::iter::once(&world.side).chain(&world.betas);
    assert_eq!(fit.coefficients.len(), 5);
    for (row, truth) in fit.coefficients.iter().zip(truth) {
        assert!(
            (row.estimate - truth).abs() < 4.0 * row.error,
            "{row:?} {truth}"
        );
        assert!(
            row.error < 0.02 && row.low < *truth && *truth < row.high + row.error,
            "{row:?}"
        );
    }
    for (place, theta) in world.thetas.iter().enumerate() {
        let row = standing(&fit, &format!("m{place}"));
        let off = row.rating.unwrap() - 1000.0 - RATING_PER_LOG_ODDS * theta;
        let error = (row.high.unwrap() - row.low.unwrap()) / 2.0 / 1.96;
        assert!(off.abs() < 4.0 * error, "{row:?} {off}");
    }
}

#[test]
fn style_that_goes_with_strength_misleads_a_board_without_style_control() {
    let world = World {
        betas: vec![0.8],
        ..World::with_style()
    };
    let votes = log(&world.draw(40_000, 3));
    let plain = fit_comparisons(&votes, &[], &RowOptions::default()).unwrap();
    let gap = standing(&plain, "m0").rating.unwrap() - standing(&plain, "m5").rating.unwrap();
    assert!(gap / RATING_PER_LOG_ODDS > 2.3 + 0.5, "{gap}");
    let styled = fit_comparisons(&votes, &[], &RowOptions::with_style()).unwrap();
    let gap = standing(&styled, "m0").rating.unwrap() - standing(&styled, "m5").rating.unwrap();
    assert!((gap / RATING_PER_LOG_ODDS - 2.3).abs() < 0.15, "{gap}");
}

#[test]
fn dropped_ties_leave_the_estimates_unbiased_where_ties_come_at_random() {
    let world = World {
        ties: 0.3,
        ..World::with_style()
    };
    let mut options = options();
    options.fit.ties = Ties::Drop;
    let fit = fit_comparisons(&log(&world.draw(40_000, 4)), &[], &options).unwrap();
    for (row, truth) in fit.coefficients.iter().skip(1).zip(&world.betas) {
        assert!(
            (row.estimate - truth).abs() < 4.0 * row.error,
            "{row:?} {truth}"
        );
    }
    options.fit.ties = Ties::Half;
    let halves = fit_comparisons(&log(&world.draw(40_000, 4)), &[], &options).unwrap();
    let part = halves.coefficients[1].estimate / fit.coefficients[1].estimate;
    assert!(
        (0.5..0.75).contains(&part),
        "ties as half wins draw coefficients to 0: {part}"
    );
}

#[test]
fn a_ridge_of_one_on_the_mean_loss_finds_a_tenth_of_a_coefficient_and_none_finds_it() {
    // The peer's defaults: mean loss + 1 / 2 |beta|^2, errors without the penalty.
    let world = World {
        betas: vec![0.25],
        ..World::with_style()
    };
    let votes = log(&world.draw(40_000, 5));
    let mut theirs = RowOptions::with_style();
    theirs.style = Some(Style {
        penalty: Penalty::OnMean(1.0),
        errors: StyleErrors::ArenaRank { hessian_reg: 1e-5 },
        ..Style::default()
    });
    let found = |options: &RowOptions| {
        fit_comparisons(&votes, &[], options).unwrap().coefficients[0].clone()
    };
    let (theirs, ours) = (found(&theirs), found(&RowOptions::with_style()));
    // A standard deviation of this covariate is 1.2 units.
    let truth = 0.25 * 1.2;
    assert!(theirs.estimate < 0.2 * truth, "{theirs:?}");
    assert!(
        (ours.estimate - truth).abs() < 4.0 * ours.error + 0.03,
        "{ours:?}"
    );
    assert!(
        theirs.error > 3.0 * 0.001 && theirs.high < truth - ours.error,
        "{theirs:?}"
    );
}

#[test]
fn thirty_two_covariates_are_estimated_together() {
    let betas: Vec<f64> = (0..32)
        .map(|place| f64::from(place % 5 - 2) / 10.0)
        .collect();
    let world = World {
        betas,
        confounding: 0.05,
        ..World::with_style()
    };
    let fit = fit_comparisons(&log(&world.draw(20_000, 18)), &[], &options()).unwrap();
    assert_eq!((fit.coefficients.len(), fit.warnings.len()), (33, 0));
    for (row, truth) in fit.coefficients.iter().skip(1).zip(&world.betas) {
        assert!(
            (row.estimate - truth).abs() < 4.5 * row.error,
            "{row:?} {truth}"
        );
    }
    assert!(fit.gradient < 1e-8, "{}", fit.gradient);
}
