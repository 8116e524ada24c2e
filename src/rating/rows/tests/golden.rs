//! Against optima and errors that were calculated independently (tests/fixtures/golden).

use serde_json::Value;

use super::worlds::{golden_rows, log, read, width};
use crate::{
    BoardFit, FitOptions, Penalty, RowOptions, StyleErrors, Weighting, fit_board, fit_comparisons,
};

fn exact(name: &str, model: &str) -> Value {
    let expected: Value = serde_json::from_str(&read(&format!("{name}.expected.json"))).unwrap();
    expected["exact"][model].clone()
}

fn medium(options: &RowOptions) -> BoardFit {
    fit_comparisons(&log(&golden_rows("medium20_style")), &[], options).unwrap()
}

/// The most that ratings are off, and standard errors relatively.
fn off(fit: &BoardFit, ratings: &Value, errors: &Value) -> (f64, f64) {
    let (mut rating, mut error) = (0.0_f64, 0.0_f64);
    for row in &fit.standings {
        let want = ratings[&row.model].as_f64().unwrap();
        rating = rating.max((row.rating.unwrap() - want).abs());
        if !errors.is_null() {
            let got = width(row) / 2.0 / FitOptions::default().confidence_z;
            error = error.max((got / errors[&row.model].as_f64().unwrap() - 1.0).abs());
        }
    }
    (rating, error)
}

/// The same of coefficients.
fn off_coefficients(fit: &BoardFit, estimates: &Value, errors: &Value) -> (f64, f64) {
    let (mut estimate, mut error) = (0.0_f64, 0.0_f64);
    assert_eq!(fit.coefficients.len(), 4);
    for (place, row) in fit.coefficients.iter().enumerate() {
        estimate = estimate.max((row.estimate - estimates[place].as_f64().unwrap()).abs());
        if !errors.is_null() {
            error = error.max((row.error / errors[place].as_f64().unwrap() - 1.0).abs());
        }
    }
    (estimate, error)
}

/// Columns of 32-bit numbers move ratings by 2e-8 points here.
fn check(name: &str, (value, error): (f64, f64), tolerance: f64) {
    println!("{name}: off by {value:e}, errors by {error:e} of themselves");
    assert!(value < tolerance, "{name}: {value:e}");
    assert!(error < 1e-6, "{name}: {error:e}");
}

#[test]
fn the_contextual_model_of_arena_rank_matches_its_exact_optimum_with_both_kinds_of_errors() {
    for (name, weighting) in [
        ("contextual.reg1.unweighted", Weighting::Equal),
        (
            "contextual.reg1.reweighted",
            RowOptions::arena_rank().fit.weighting,
        ),
    ] {
        let exact = exact("medium20_style", name);
        let mut options = RowOptions::arena_rank();
        options.fit.weighting = weighting;
        let theirs = medium(&options);
        let ratings = &exact["ratings_mean1000"];
        check(
            name,
            off(&theirs, ratings, &exact["se_arena_rank_formula"]),
            1e-6,
        );
        let errors = &exact["se_coeffs_arena_rank_formula"];
        check(
            name,
            off_coefficients(&theirs, &exact["coeffs"], errors),
            1e-9,
        );
        options.style.as_mut().unwrap().errors = StyleErrors::Proper;
        let proper = medium(&options);
        check(name, off(&proper, ratings, &exact["se_proper"]), 1e-6);
        let errors = &exact["se_coeffs_proper"];
        check(
            name,
            off_coefficients(&proper, &exact["coeffs"], errors),
            1e-9,
        );
    }
}

#[test]
fn style_control_of_fastchat_matches_its_exact_optimum() {
    let exact = exact("medium20_style", "fastchat_style.reg0.5");
    let fit = medium(&RowOptions::fastchat());
    check(
        "ratings",
        off(&fit, &exact["ratings_1000_plus_400t"], &Value::Null),
        1e-6,
    );
    check(
        "coefficients",
        off_coefficients(&fit, &exact["coeffs"], &Value::Null),
        1e-9,
    );
}

#[test]
fn a_ridge_of_one_on_the_mean_loss_leaves_little_of_a_coefficient() {
    // arena-rank's default; without a penalty length has .28 per standard deviation here, and its own interval of the
    // penalised coefficient is 7 times as wide as it should be.
    let theirs = medium(&RowOptions::arena_rank()).coefficients[0].clone();
    let mut options = RowOptions::arena_rank();
    options.style.as_mut().unwrap().errors = StyleErrors::Proper;
    let proper = medium(&options).coefficients[0].clone();
    let ours = medium(&RowOptions::with_style()).coefficients[0].clone();
    assert!((theirs.estimate - 0.0406).abs() < 1e-4, "{theirs:?}");
    assert!(theirs.error > 6.0 * proper.error);
    assert!(ours.estimate > 0.25 && ours.low > 0.2, "{ours:?}");
    options.style.as_mut().unwrap().penalty = Penalty::OnMean(1e-9);
    let faint = medium(&options).coefficients[0].clone();
    options.style.as_mut().unwrap().penalty = Penalty::None;
    let none = medium(&options).coefficients[0].clone();
    assert!((faint.estimate - none.estimate).abs() < 1e-6);
}

#[test]
fn a_side_effect_agrees_with_arenakit_up_to_its_prior() {
    // arenakit adds half a virtual battle per model against a phantom, and stops early.
    let expected: Value = serde_json::from_str(&read("medium20_style.expected.json")).unwrap();
    let peer = &expected["peers"]["arenakit.bt.order"];
    let options = RowOptions {
        side_effect: true,
        ..RowOptions::default()
    };
    let fit = medium(&options);
    let side = &fit.coefficients[0];
    assert!(
        (side.estimate - peer["order_log"].as_f64().unwrap()).abs() < 2e-5,
        "{side:?}"
    );
    for row in &fit.standings {
        let want = peer["elo"][&row.model].as_f64().unwrap();
        assert!((row.rating.unwrap() - want).abs() < 0.5, "{row:?} {want}");
    }
}

#[test]
fn weights_by_inverse_pair_counts_match_the_exact_optimum_from_counts_and_from_rows() {
    for name in ["small5_ties", "medium20_style", "real_llmfao"] {
        let exact = exact(name, "bt.reweighted");
        let votes = log(&golden_rows(name));
        let mut options = RowOptions::default();
        options.fit.weighting = Weighting::InversePairCount { floor: 50.0 };
        let ratings = &exact["ratings_mean1000"];
        let rows = fit_comparisons(&votes, &[], &options).unwrap();
        check(name, off(&rows, ratings, &exact["se_sandwich"]), 1e-6);
        let counts = fit_board(votes.counts(), &[], &options.fit).unwrap();
        check(name, off(&counts, ratings, &exact["se_sandwich"]), 1e-6);
        options.fit.shrink = exact["arena_rank_lambda"].as_f64();
        let shrunk = fit_comparisons(&votes, &[], &options).unwrap();
        check(
            name,
            off(&shrunk, ratings, &exact["se_sandwich_arena_rank_lambda"]),
            1e-6,
        );
    }
}

#[test]
fn the_shrinking_term_of_arena_rank_matches_its_errors() {
    for name in ["small5_ties", "medium20_style", "real_llmfao"] {
        let exact = exact(name, "bt");
        let votes = log(&golden_rows(name));
        let options = FitOptions {
            shrink: exact["arena_rank_lambda"].as_f64(),
            ..FitOptions::default()
        };
        let fit = fit_board(votes.counts(), &[], &options).unwrap();
        let errors = &exact["se_sandwich_arena_rank_lambda"];
        check(name, off(&fit, &exact["ratings_mean1000"], errors), 1e-6);
    }
}
