//! The engine against the golden files: exact optima that were calculated independently (tests/fixtures/golden).

use super::*;
use serde_json::Value;

const EXACT: [&str; 6] = [
    "small5_ties",
    "medium20_style",
    "real_llmfao",
    "degen_all_ties",
    "degen_self_play",
    "degen_single_pair",
];

pub(crate) fn read(file: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/golden/");
    std::fs::read_to_string(format!("{folder}{file}")).unwrap()
}

/// The votes of a fixture and the number of its self-play rows, which the counts refuse.
pub(crate) fn votes(name: &str) -> (PairCounts, u64) {
    let (mut counts, mut refused) = (PairCounts::new(), 0);
    for line in read(&format!("{name}.jsonl")).lines() {
        let vote: Value = serde_json::from_str(line).unwrap();
        let outcome = match vote["winner"].as_str().unwrap() {
            "model_a" => Outcome::A,
            "model_b" => Outcome::B,
            "tie" => Outcome::Tie,
            "tie (bothbad)" => Outcome::BothBad,
            other => panic!("{other}"),
        };
        let (a, b) = (
            vote["model_a"].as_str().unwrap(),
            vote["model_b"].as_str().unwrap(),
        );
        refused += u64::from(counts.add(a, b, outcome).is_err());
    }
    (counts, refused)
}

fn exact(name: &str) -> Value {
    let expected: Value = serde_json::from_str(&read(&format!("{name}.expected.json"))).unwrap();
    expected["exact"]["bt"].clone()
}

fn board(name: &str) -> BoardFit {
    fit_board(&votes(name).0, &[], &FitOptions::default()).unwrap()
}

fn statuses(fit: &BoardFit) -> Vec<(&str, Status)> {
    fit.standings
        .iter()
        .map(|row| (row.model.as_str(), row.status))
        .collect()
}

pub(crate) fn close(got: Option<f64>, want: f64, tolerance: f64, what: &str) -> f64 {
    let difference = (got.unwrap() - want).abs();
    assert!(difference <= tolerance, "{what}: {got:?} is not {want}");
    difference
}

#[test]
fn ratings_errors_and_ranks_match_the_exact_optimum() {
    for name in EXACT {
        let (exact, fit) = (exact(name), board(name));
        let (mut off_rating, mut off_error): (f64, f64) = (0.0, 0.0);
        let intervals: Vec<Interval> = fit.standings.iter().map(Standing::interval).collect();
        for (row, range) in fit.standings.iter().zip(rank_ranges(&intervals)) {
            let (model, what) = (row.model.as_str(), format!("{name} {}", row.model));
            let of = |key: &str| exact[key][model].as_f64().unwrap();
            let error =
                (row.high.unwrap() - row.low.unwrap()) / 2.0 / FitOptions::default().confidence_z;
            let want = of("se_sandwich");
            off_rating = off_rating.max(close(row.rating, of("ratings_mean1000"), 1e-6, &what));
            off_error =
                off_error.max(close(Some(error), want, 1e-6 * want, &what) / want.max(1e-9));
            close(row.low, of("lower95"), 1e-6, &what);
            close(row.high, of("upper95"), 1e-6, &what);
            assert_eq!(exact["rank_ub"][model], range.low, "{what}");
            assert_eq!(
                exact["rank_spread"][model],
                serde_json::json!([range.low, range.high]),
                "{what}"
            );
        }
        println!(
            "{name}: rating {off_rating:e}, error {off_error:e} relative, {} steps, gradient {:e}",
            fit.iterations, fit.gradient
        );
        assert_eq!(fit.components, 1);
    }
}

#[test]
fn self_play_rows_are_refused_and_change_nothing() {
    let (counts, refused) = votes("degen_self_play");
    assert_eq!((counts.votes(), refused), (120, 3));
}

#[test]
fn all_ties_are_a_provisional_board_of_equals() {
    let fit = board("degen_all_ties");
    for row in &fit.standings {
        assert_eq!(
            (row.rating, row.low, row.high),
            (Some(1000.0), Some(1000.0), Some(1000.0))
        );
        assert_eq!(
            (row.status, row.votes, row.ties + row.both_bad),
            (Status::Provisional, 30, 30)
        );
    }
}

#[test]
fn a_model_that_won_everything_is_unbounded_above() {
    let fit = board("degen_all_wins");
    let base = board("degen_self_play");
    let champ = &fit.standings[0];
    assert_eq!(
        (champ.model.as_str(), champ.status),
        ("champ", Status::UnboundedAbove)
    );
    assert_eq!((champ.rating, champ.high, champ.losses), (None, None, 0));
    assert!(champ.low.unwrap() > 1200.0, "{champ:?}");
    for (row, alone) in fit.standings[1..].iter().zip(&base.standings) {
        assert_eq!(row.rating.map(f64::to_bits), alone.rating.map(f64::to_bits));
        assert_eq!(row.status, Status::Ok);
        assert!(row.votes > alone.votes);
    }
}

#[test]
fn a_model_that_lost_everything_is_unbounded_below() {
    let fit = board("degen_all_losses");
    let chump = &fit.standings[0];
    assert_eq!(
        (chump.model.as_str(), chump.status),
        ("chump", Status::UnboundedBelow)
    );
    assert_eq!((chump.rating, chump.low, chump.wins), (None, None, 0));
    assert!(chump.high.unwrap() < 800.0, "{chump:?}");
}

#[test]
fn beyond_a_one_sided_bridge_nothing_is_finite() {
    let fit = board("degen_bridge_one_sided");
    assert_eq!(fit.components, 1);
    for row in &fit.standings {
        let is_core = row.model.starts_with('m');
        assert_eq!(
            row.status,
            if is_core {
                Status::Ok
            } else {
                Status::UnboundedBelow
            },
            "{row:?}"
        );
        assert_eq!(row.rating.is_some(), is_core);
    }
    assert_eq!(
        fit.standings
            .iter()
            .filter(|row| row.low.is_none() && row.high.is_some())
            .count(),
        1
    );
}

#[test]
fn two_components_have_their_own_figures() {
    let fit = board("degen_two_components");
    assert_eq!(fit.components, 2);
    for component in [0, 1] {
        let ratings: Vec<f64> = fit
            .standings
            .iter()
            .filter(|row| row.component == component)
            .map(|row| row.rating.unwrap())
            .collect();
        let models = ratings.iter().map(|_| 1.0).sum::<f64>();
        assert!((ratings.iter().sum::<f64>() / models - 1000.0).abs() < 1e-9);
    }
    for row in &fit.standings {
        assert_eq!(row.component > 0, row.status == Status::Disconnected);
    }
}

#[test]
fn a_model_without_games_has_no_figures_and_disturbs_nobody() {
    let (counts, _) = votes("degen_no_games");
    let roster = ["m2", "ghost", "m0"].map(str::to_owned);
    let fit = fit_board(&counts, &roster, &FitOptions::default()).unwrap();
    let ghost = &fit.standings[0];
    assert_eq!(
        (ghost.model.as_str(), ghost.status, ghost.component),
        ("ghost", Status::NoVotes, 1)
    );
    assert_eq!(
        (ghost.rating, ghost.low, ghost.high, ghost.votes),
        (None, None, None, 0)
    );
    assert_eq!(fit.standings[1..], board("degen_no_games").standings);
    assert_eq!(fit.components, 1);
}

#[test]
fn one_vote_rates_nobody() {
    let fit = board("degen_one_vote");
    let expected = [
        ("m0", Status::UnboundedAbove),
        ("m1", Status::UnboundedBelow),
    ];
    assert_eq!(statuses(&fit), expected);
    assert!(
        fit.standings
            .iter()
            .all(|row| row.interval() == Interval::default() && row.rating.is_none())
    );
}

#[test]
fn ten_votes_are_provisional() {
    let fit = board("degen_single_pair");
    assert!(
        fit.standings
            .iter()
            .all(|row| row.status == Status::Provisional && row.votes == 10)
    );
}

#[test]
fn a_ridge_gives_what_logistic_regression_gave_on_doubled_rows() {
    let options = FitOptions {
        ridge: Some(ridge_of_logistic_regression(1.0)),
        ..FitOptions::default()
    };
    // The peer stops its own search that far from its own optimum.
    for (name, off) in [
        ("small5_ties", 1e-2),
        ("medium20_style", 0.3),
        ("degen_all_wins", 0.05),
    ] {
        let expected: Value =
            serde_json::from_str(&read(&format!("{name}.expected.json"))).unwrap();
        let peer = &expected["peers"]["sklearn.notebook_C1"]["ratings"];
        let fit = fit_board(&votes(name).0, &[], &options).unwrap();
        for row in &fit.standings {
            let want = peer[&row.model].as_f64().unwrap();
            close(row.rating, want, off, &format!("{name} {}", row.model));
        }
    }
}
