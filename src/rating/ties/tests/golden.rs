//! Against optima that were calculated independently, and against peers within their own error.

use crate::golden::{close, read, votes};
use crate::{FitOptions, Intervals, Ties, fit_board};
use serde_json::Value;

use super::super::Law;

const LAWS: [(Ties, &str); 2] = [
    (Ties::RaoKupper, "rao_kupper"),
    (Ties::Davidson, "davidson"),
];
const WITH_TIES: [&str; 4] = [
    "small5_ties",
    "medium20_style",
    "real_llmfao",
    "degen_self_play",
];

fn expected(name: &str) -> Value {
    serde_json::from_str(&read(&format!("{name}.expected.json"))).unwrap()
}

fn fit(name: &str, ties: Ties, intervals: Intervals) -> crate::BoardFit {
    let options = FitOptions {
        ties,
        intervals,
        ..FitOptions::default()
    };
    fit_board(&votes(name).0, &[], &options).unwrap()
}

/// Minus the log-likelihood of a board under its law.
fn loss(name: &str, fit: &crate::BoardFit, law: Law) -> f64 {
    let core = fit.core.as_ref().unwrap();
    let theta = |model: &str| {
        let place = core.models().iter().position(|name| name == model);
        core.thetas()[place.unwrap()]
    };
    let (counts, _) = votes(name);
    let cost = counts.iter().map(|(first, second, cell)| {
        let chances = law.chances(theta(first) - theta(second));
        let term = |votes: u64, chance: f64| {
            if votes > 0 {
                crate::scale::real(votes) * -chance.ln()
            } else {
                0.0
            }
        };
        term(cell.first_wins, chances.a)
            + term(cell.second_wins, chances.b)
            + term(cell.halves(), chances.tie)
    });
    cost.sum()
}

#[test]
fn ratings_errors_and_parameters_match_the_exact_optimum() {
    for name in WITH_TIES.into_iter().chain(["degen_single_pair"]) {
        let expected = expected(name);
        for (ties, key) in LAWS {
            let exact = &expected["exact"][key];
            let board = fit(name, ties, Intervals::Fisher);
            let (mut off_rating, mut off_error): (f64, f64) = (0.0, 0.0);
            for row in &board.standings {
                let what = format!("{name} {key} {}", row.model);
                let of = |key: &str| exact[key][&row.model].as_f64().unwrap();
                let width = (row.high.unwrap() - row.low.unwrap()) / 2.0;
                let error = width / FitOptions::default().confidence_z;
                off_rating = off_rating.max(close(row.rating, of("elo_mean1000"), 1e-6, &what));
                let off = close(Some(error), of("se_elo"), 1e-6 * of("se_elo"), &what);
                off_error = off_error.max(off / of("se_elo"));
            }
            let parameter = &board.coefficients[0];
            let (wanted, law) = match ties {
                Ties::Davidson => (
                    &exact["nu"],
                    Law::Davidson {
                        nu: parameter.estimate,
                    },
                ),
                _ => (
                    &exact["log_threshold_t"],
                    Law::RaoKupper {
                        threshold: parameter.estimate,
                    },
                ),
            };
            let off = close(
                Some(parameter.estimate),
                wanted.as_f64().unwrap(),
                1e-9,
                name,
            );
            let law = if parameter.estimate > 0.0 {
                law
            } else {
                Law::Logistic
            };
            let wanted = exact["nll"].as_f64().unwrap();
            close(Some(loss(name, &board, law)), wanted, 1e-10 * wanted, name);
            println!(
                "{name} {key}: rating {off_rating:e}, error {off_error:e} relative, parameter {off:e}, {} steps, {parameter:?}",
                board.iterations
            );
        }
    }
}

#[test]
fn peers_agree_within_their_own_error() {
    // Evalica counts self-play.
    for name in WITH_TIES
        .into_iter()
        .filter(|name| *name != "degen_self_play")
    {
        let expected = expected(name);
        let peers = &expected["peers"];
        let (davidson, rao_kupper) = (
            fit(name, Ties::Davidson, Intervals::Sandwich),
            fit(name, Ties::RaoKupper, Intervals::Sandwich),
        );
        let newman = &peers["evalica.newman.tol1e-12"];
        let nu = 2.0 * newman["v"].as_f64().unwrap();
        close(
            Some(davidson.coefficients[0].estimate),
            nu,
            1e-9,
            "evalica's nu",
        );
        let arenakit = &peers["arenakit.rao_kupper.prior0"];
        if let Some(widening) = arenakit["tie_theta"].as_f64() {
            let threshold = rao_kupper.coefficients[0].estimate;
            close(Some(threshold.exp()), widening, 1e-8, "arenakit's theta");
            for row in &rao_kupper.standings {
                let peer = arenakit["elo"][&row.model].as_f64().unwrap();
                close(row.rating, peer, 1e-5, &row.model);
            }
        }
    }
}

#[test]
fn sandwich_and_fisher_errors_agree_where_the_law_holds() {
    // Simulated under Rao-Kupper, with style beside it.
    let [sandwich, fisher] = [Intervals::Sandwich, Intervals::Fisher]
        .map(|intervals| fit("medium20_style", Ties::RaoKupper, intervals));
    for (one, other) in sandwich.standings.iter().zip(&fisher.standings) {
        let width = |row: &crate::Standing| row.high.unwrap() - row.low.unwrap();
        assert!(
            (width(one) / width(other) - 1.0).abs() < 0.06,
            "{one:?} {other:?}"
        );
    }
    let (one, other) = (&sandwich.coefficients[0], &fisher.coefficients[0]);
    assert!((one.error / other.error - 1.0).abs() < 0.06);
    assert!(one.low < one.estimate && one.estimate < one.high && one.low > 0.0);
}
