//! Intervals from resampled votes.

use super::*;

#[test]
fn the_bootstrap_agrees_with_the_sandwich() {
    let counts = medium();
    let rounds = Intervals::Bootstrap {
        rounds: 2_000,
        seed: 1,
    };
    let (sandwich, bootstrap) = (board(&counts, Intervals::Sandwich), board(&counts, rounds));
    let ratios: Vec<f64> = widths(&bootstrap)
        .iter()
        .zip(widths(&sandwich))
        .map(|(bootstrap, sandwich)| bootstrap / sandwich)
        .collect();
    // A quantile of 2,000 draws is known to 3%.
    assert!(
        ratios.iter().all(|ratio| (ratio - 1.0).abs() < 0.1),
        "{ratios:?}"
    );
    let mean = ratios.iter().sum::<f64>() / 20.0;
    assert!((mean - 1.0).abs() < 0.02, "{mean}");
}

#[test]
fn the_bootstrap_weighs_and_drops_as_the_fit_does() {
    let counts = medium();
    let weighting = Weighting::InversePairCount { floor: 50.0 };
    let settings = [(Ties::Drop, Weighting::Equal), (Ties::Half, weighting)];
    for (ties, weighting) in settings {
        let [sandwich, bootstrap] = [Intervals::Sandwich, BOOTSTRAP].map(|intervals| {
            let options = FitOptions {
                ties,
                weighting,
                intervals,
                ..FitOptions::default()
            };
            widths(&fit_board(&counts, &[], &options).unwrap())
        });
        let ratio = bootstrap.iter().sum::<f64>() / sandwich.iter().sum::<f64>();
        assert!(
            (ratio - 1.0).abs() < 0.06,
            "{ties:?} {weighting:?}: {ratio}"
        );
    }
}

#[test]
fn one_seed_gives_the_same_bits_on_any_number_of_threads() {
    let counts = medium();
    let simultaneous = Intervals::Simultaneous {
        draws: 1_000,
        seed: 3,
    };
    for intervals in [BOOTSTRAP, simultaneous] {
        let alone = bits(&board(&counts, intervals));
        for threads in [1, 2] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
            let pool = pool.build().unwrap();
            let together = pool.install(|| bits(&board(&counts, intervals)));
            assert_eq!(alone, together, "{intervals:?} on {threads}");
        }
    }
    let other = Intervals::Bootstrap {
        rounds: 200,
        seed: 6,
    };
    assert_ne!(
        bits(&board(&counts, BOOTSTRAP)),
        bits(&board(&counts, other))
    );
}

#[test]
fn replicates_that_fall_apart_are_counted_and_open_the_interval() {
    let fit = board(&thin(), BOOTSTRAP);
    let replicates = fit.core.as_ref().unwrap().replicates().unwrap();
    // Poisson with mean 1 is 0 in 37% of replicates, with mean 2 in 14%.
    assert!(
        (60..120).contains(&replicates.fallen_apart()),
        "{}",
        replicates.fallen_apart()
    );
    assert_eq!((replicates.failed(), replicates.worlds()), (0, 200));
    let thin = &fit.standings[2];
    assert_eq!((thin.low, thin.high), (None, None));
    assert!(thin.rating.is_some());
    let ratings = replicates.ratings("thin").unwrap();
    let share = |is: fn(&f64) -> bool| ratings.iter().filter(|rating| is(rating)).count();
    assert!(share(|rating| *rating == f64::INFINITY) > 5);
    assert!(share(|rating| *rating == f64::NEG_INFINITY) > 20);
    assert!(share(|rating| rating.is_nan()) > 2);
    for busy in &fit.standings[..2] {
        assert!(
            busy.low.unwrap() < busy.rating.unwrap() && busy.rating.unwrap() < busy.high.unwrap()
        );
    }
}

#[test]
fn a_ridge_keeps_every_replicate_whole() {
    let options = FitOptions {
        intervals: BOOTSTRAP,
        ridge: Some(0.5),
        ..FitOptions::default()
    };
    let fit = fit_board(&thin(), &[], &options).unwrap();
    let replicates = fit.core.as_ref().unwrap().replicates().unwrap();
    assert_eq!((replicates.fallen_apart(), replicates.failed()), (0, 0));
    assert!(widths(&fit).iter().all(|width| width.is_finite()));
}
