//! Comparisons on simulated worlds and on golden votes.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::ties::Law;
use crate::{Columns, Comparison, FitError, ModelIndex};

const MODELS: usize = 10;

/// From strong to weak.
fn strength(model: usize) -> f64 {
    2.0 - 4.0 * crate::scale::real(model as u64) / 9.0
}

/// Votes under a law, between models that are shown alike; each voter casts ten.
fn world(law: Law, votes: u32, seed: u64) -> Comparisons {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut comparisons = Comparisons::new(Columns {
        voters: true,
        ..Columns::default()
    });
    let models: Vec<ModelIndex> = (0..MODELS)
        .map(|model| comparisons.index(&format!("m{model}")))
        .collect();
    for vote in 0..votes {
        let a = rng.random_range(0..MODELS);
        let b = (a + rng.random_range(1..MODELS)) % MODELS;
        let chances = law.chances(strength(a) - strength(b));
        let u: f64 = rng.random();
        let outcome = if u < chances.a {
            Outcome::A
        } else if u < chances.a + chances.b {
            Outcome::B
        } else {
            Outcome::Tie
        };
        let vote = Comparison {
            voter: vote / 10,
            ..Comparison::new(models[a], models[b], outcome)
        };
        comparisons.push(&vote).unwrap();
    }
    comparisons
}

fn tied_world() -> Comparisons {
    world(Law::RaoKupper { threshold: 0.8 }, 12_000, 5)
}

/// Knows the truth.
struct Oracle(Law);

impl Predictor for Oracle {
    fn name(&self) -> &'static str {
        "oracle"
    }

    fn has_ties(&self) -> bool {
        true
    }

    fn fit(&self, _train: &Comparisons) -> Result<Forecast, FitError> {
        let law = self.0;
        Ok(Box::new(move |vote| {
            let strength = |model: ModelIndex| strength(model.number() as usize);
            Some(law.chances(strength(vote.model_a) - strength(vote.model_b)))
        }))
    }
}

/// Never converges.
struct Broken;

impl Predictor for Broken {
    fn name(&self) -> &'static str {
        "broken"
    }

    fn fit(&self, _train: &Comparisons) -> Result<Forecast, FitError> {
        Err(FitError::NotConverged {
            gradient: 1.0,
            iterations: 3,
        })
    }
}

fn score<'a>(report: &'a CompareReport, name: &str) -> &'a Score {
    let of = report.methods.iter().find(|method| method.name == name);
    of.unwrap().score.as_ref().unwrap()
}

#[test]
fn laws_of_ties_foretell_ties_better_than_half_ties_in_a_tied_world() {
    for split in [Split::default(), Split::KFold { folds: 5, seed: 3 }] {
        let options = CompareOptions {
            split,
            ..CompareOptions::default()
        };
        let report = compare(&tied_world(), &options);
        let three_way = |name| score(&report, name).three_way;
        for law in ["rao-kupper", "davidson"] {
            for half in ["bradley-terry", "bradley-terry, ridge", "elo"] {
                let (law, half) = (three_way(law), three_way(half));
                assert!(law.mean < half.mean && half.behind > 3.0 * half.error);
            }
        }
        // The world's own law is the best, or cannot be told from it.
        let own = three_way("rao-kupper");
        assert!(own.behind < 2.0 * own.error || own.behind == 0.0, "{own:?}");
        assert_eq!(report.skipped, 0);
        println!("{report:#?}");
    }
}

#[test]
fn methods_come_by_their_log_loss_and_the_best_is_behind_nobody() {
    let report = compare(&tied_world(), &CompareOptions::default());
    let losses: Vec<Loss> = report
        .methods
        .iter()
        .map(|method| method.score.as_ref().unwrap().log_loss)
        .collect();
    assert_eq!(losses.len(), 8);
    assert!(losses.windows(2).all(|pair| pair[0].mean <= pair[1].mean));
    assert_eq!((losses[0].behind, losses[0].error), (0.0, 0.0));
    assert!(losses[1..].iter().all(|loss| loss.error > 0.0));
    assert!(losses.iter().all(|loss| loss.mean < std::f64::consts::LN_2));
    // Five of six blocks are foretold.
    assert_eq!((report.held_out, report.scored), (10_000, 10_000));
}

#[test]
fn who_knows_the_truth_is_calibrated_and_unbeaten() {
    let law = Law::RaoKupper { threshold: 0.8 };
    let votes = world(law, 30_000, 9);
    let mut methods = standard_methods(&CompareOptions::default());
    methods.push(Box::new(Oracle(law)));
    let report = compare_methods(&votes, &methods, &CompareOptions::default());
    let oracle = score(&report, "oracle");
    assert!(oracle.calibration.error < 0.02, "{oracle:?}");
    let held = |bin: &&CalibrationBin| bin.low <= bin.predicted && bin.predicted <= bin.high;
    let bins = &oracle.calibration.bins;
    // A lead of one place is too much for chances near a half.
    assert_eq!(bins.len(), 8);
    assert!(bins.iter().filter(held).count() >= 7, "{bins:?}");
    for loss in [oracle.log_loss, oracle.three_way] {
        assert!(loss.behind <= 2.0 * loss.error + 1e-15, "{loss:?}");
    }
    // Half ties are too timid towards wins; the table shows it.
    let timid = score(&report, "bradley-terry");
    assert!(timid.calibration.error > 2.0 * oracle.calibration.error);
    assert!(timid.brier > oracle.brier);
}

#[test]
fn votes_with_unrated_models_are_skipped_and_counted() {
    let mut votes = world(Law::Logistic, 1_200, 1);
    let (known, fresh) = (votes.index("m0"), votes.index("newcomer"));
    for _ in 0..7 {
        votes
            .push(&Comparison::new(fresh, known, Outcome::A))
            .unwrap();
    }
    let options = CompareOptions {
        split: Split::Expanding { folds: 1 },
        ..CompareOptions::default()
    };
    let report = compare(&votes, &options);
    assert_eq!((report.held_out, report.skipped), (603, 7));
    assert!(report.methods.iter().all(|method| method.unpredicted == 7));
    // A model that won everything has no rating but under a ridge and in Elo.
    let options = CompareOptions {
        split: Split::KFold { folds: 3, seed: 1 },
        ..options
    };
    let report = compare(&votes, &options);
    assert_eq!((report.held_out, report.skipped), (1_207, 7));
    for method in &report.methods {
        let is_finite = method.name == "elo" || method.name.ends_with("ridge");
        assert_eq!(
            method.unpredicted,
            if is_finite { 0 } else { 7 },
            "{}",
            method.name
        );
    }
}

#[test]
fn one_vote_or_none_is_a_report() {
    for count in 0..4 {
        let votes = world(Law::Logistic, count, 1);
        for split in [Split::default(), Split::KFold { folds: 2, seed: 0 }] {
            let options = CompareOptions {
                split,
                ..CompareOptions::default()
            };
            let report = compare(&votes, &options);
            assert!(report.held_out <= u64::from(count));
            assert_eq!(report.scored + report.skipped, report.held_out);
            assert_eq!(report.methods.len(), 8);
            assert!(report.scored > 0 || report.methods.iter().all(|m| m.score.is_none()));
        }
    }
}

#[test]
fn a_method_that_fails_is_set_aside_and_says_why() {
    let votes = world(Law::Logistic, 600, 2);
    let methods: Vec<Box<dyn Predictor>> = vec![Box::new(Broken), Box::new(Oracle(Law::Logistic))];
    let report = compare_methods(&votes, &methods, &CompareOptions::default());
    assert_eq!((report.held_out, report.skipped), (500, 0));
    let [oracle, broken] = &report.methods[..] else {
        panic!()
    };
    assert!(oracle.score.is_some() && broken.score.is_none());
    assert_eq!((broken.failures.len(), broken.unpredicted), (5, 500));
    let nobody = compare_methods(&votes, &[], &CompareOptions::default());
    assert_eq!((nobody.scored, nobody.skipped), (0, 500));
}

#[test]
fn certain_forecasts_that_fail_cost_much_and_not_everything() {
    struct Sure;
    impl Predictor for Sure {
        fn name(&self) -> &'static str {
            "sure"
        }
        fn fit(&self, _train: &Comparisons) -> Result<Forecast, FitError> {
            let (a, tie, b) = (1.0, 0.0, 0.0);
            Ok(Box::new(move |_| Some(Probabilities { a, tie, b })))
        }
    }
    let votes = world(Law::Logistic, 600, 2);
    let methods: Vec<Box<dyn Predictor>> = vec![Box::new(Sure)];
    let report = compare_methods(&votes, &methods, &CompareOptions::default());
    let loss = score(&report, "sure").log_loss.mean;
    assert!(loss > 10.0 && loss < 27.7, "{loss}");
}

/// Votes without ties in which side A and a covariate, which goes with strength, each count for much.
fn styled_world(votes: u32) -> Comparisons {
    let mut rng = ChaCha8Rng::seed_from_u64(6);
    let mut comparisons = Comparisons::new(Columns {
        features: vec!["length".to_owned()],
        ..Columns::default()
    });
    let models: Vec<ModelIndex> = (0..MODELS)
        .map(|model| comparisons.index(&format!("m{model}")))
        .collect();
    for _ in 0..votes {
        let a = rng.random_range(0..MODELS);
        let b = (a + rng.random_range(1..MODELS)) % MODELS;
        let lead = strength(a) - strength(b);
        let [of_a, of_b] = [a, b].map(|model| f32::from(u8::try_from(model).unwrap()));
        let length = 100.0 * (of_b - of_a) + f32::from(rng.random_range(-600..600_i16));
        let chances = Law::Logistic.chances(lead + 0.5 + 0.002 * f64::from(length));
        let outcome = if rng.random::<f64>() < chances.a {
            Outcome::A
        } else {
            Outcome::B
        };
        let vote = Comparison {
            features: &[length],
            ..Comparison::new(models[a], models[b], outcome)
        };
        comparisons.push(&vote).unwrap();
    }
    comparisons
}

#[test]
fn side_and_style_are_compared_where_votes_tell_them() {
    let report = compare(&styled_world(12_000), &CompareOptions::default());
    let names: Vec<&str> = report
        .methods
        .iter()
        .map(|method| method.name.as_str())
        .collect();
    assert_eq!(
        names[..2],
        [
            "bradley-terry, side effect and style",
            "bradley-terry, side effect"
        ]
    );
    let plain = score(&report, "bradley-terry").log_loss;
    let side = score(&report, names[1]).log_loss;
    assert!(side.behind > 3.0 * side.error && plain.behind > side.behind + 3.0 * plain.error / 2.0);
    let best = score(&report, names[0]);
    assert!(best.calibration.error < 0.02, "{:?}", best.calibration);
    assert_eq!((names.len(), report.skipped), (9, 0));
}

#[test]
fn equal_votes_give_equal_reports_to_the_last_bit() {
    let options = CompareOptions {
        split: Split::KFold { folds: 4, seed: 9 },
        ..CompareOptions::default()
    };
    let votes = tied_world();
    assert_eq!(compare(&votes, &options), compare(&votes, &options));
}

#[test]
fn crowd_votes_can_be_compared() {
    let (counts, _) = crate::golden::votes("real_llmfao");
    let mut votes = Comparisons::new(Columns::default());
    for line in crate::golden::read("real_llmfao.jsonl").lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let a = votes.index(row["model_a"].as_str().unwrap());
        let b = votes.index(row["model_b"].as_str().unwrap());
        let outcome = match row["winner"].as_str().unwrap() {
            "model_a" => Outcome::A,
            "model_b" => Outcome::B,
            _ => Outcome::Tie,
        };
        votes.push(&Comparison::new(a, b, outcome)).unwrap();
    }
    assert_eq!(votes.counts().votes(), counts.votes());
    let options = CompareOptions {
        split: Split::KFold { folds: 10, seed: 0 },
        ..CompareOptions::default()
    };
    let report = compare(&votes, &options);
    for method in &report.methods {
        let score = method.score.as_ref().unwrap();
        println!(
            "{:30} {:.4} +{:.4} ({:.4})  brier {:.4}  three-way {:.4} +{:.4} ({:.4})  ece {:.4}",
            method.name,
            score.log_loss.mean,
            score.log_loss.behind,
            score.log_loss.error,
            score.brier,
            score.three_way.mean,
            score.three_way.behind,
            score.three_way.error,
            score.calibration.error
        );
        assert!(score.log_loss.mean < std::f64::consts::LN_2);
    }
    assert_eq!(report.held_out, 8_931);
}
