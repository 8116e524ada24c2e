//! Boards under other readings of ties.

use proptest::prelude::*;

use crate::golden::votes;
use crate::{
    BoardFit, FitOptions, Interval, Outcome, PairCell, PairCounts, Standing, Status, Ties,
    Weighting, expected_score, fit_board, fit_thetas,
};

const LAWS: [Ties; 2] = [Ties::Davidson, Ties::RaoKupper];

/// Rows of (first, second, first's wins, second's wins, ties).
type Row = (usize, usize, u64, u64, u64);

fn counts(rows: &[Row]) -> PairCounts {
    let mut counts = PairCounts::new();
    for &(first, second, first_wins, second_wins, ties) in rows {
        let cell = PairCell {
            first_wins,
            second_wins,
            ties,
            both_bad: 0,
        };
        counts
            .insert(&format!("m{first}"), &format!("m{second}"), cell)
            .unwrap();
    }
    counts
}

fn options(ties: Ties) -> FitOptions {
    FitOptions {
        ties,
        ..FitOptions::default()
    }
}

fn fit(rows: &[Row], ties: Ties) -> BoardFit {
    fit_board(&counts(rows), &[], &options(ties)).unwrap()
}

fn statuses(fit: &BoardFit) -> Vec<Status> {
    fit.standings.iter().map(|row| row.status).collect()
}

#[test]
fn nothing_but_ties_has_a_name_and_no_figures() {
    for ties in LAWS {
        let ridge = FitOptions {
            ridge: Some(1.0),
            ..options(ties)
        };
        for options in [options(ties), ridge] {
            let (counts, _) = votes("degen_all_ties");
            let board = fit_board(&counts, &[], &options).unwrap();
            assert_eq!(statuses(&board), [Status::Undetermined; 4]);
            for row in &board.standings {
                assert_eq!((row.rating, row.interval()), (None, Interval::default()));
                assert_eq!(row.votes, 30);
            }
            assert!(board.core.is_none() && board.coefficients.is_empty());
            assert_eq!(board.components, 1);
            assert!(fit_thetas(&counts, &options).unwrap().is_empty());
        }
    }
}

#[test]
fn who_never_lost_to_the_one_it_beat_and_tied_is_undetermined() {
    for ties in LAWS {
        let alone = fit(&[(0, 1, 9, 0, 4)], ties);
        assert_eq!(statuses(&alone), [Status::Undetermined; 2]);
        let one_upset = fit(&[(0, 1, 9, 1, 4)], ties);
        assert_eq!(statuses(&one_upset), [Status::Provisional; 2]);
    }
}

#[test]
fn another_group_is_the_core_if_the_largest_has_no_maximum() {
    // m0 and m1 only tied; m2 and m3 are fitted; m0 once beat m2.
    let rows = [(0, 1, 0, 0, 90), (2, 3, 20, 10, 5), (0, 2, 1, 0, 0)];
    for ties in LAWS {
        let board = fit(&rows, ties);
        let (above, few) = (Status::UnboundedAbove, Status::Provisional);
        assert_eq!(statuses(&board), [above, above, few, few]);
        assert!(board.standings[0].low.is_some() && board.standings[1].low.is_none());
    }
}

#[test]
fn without_ties_both_laws_are_bradley_terry_with_the_parameter_at_its_boundary() {
    let rows = [(0, 1, 30, 20, 0), (1, 2, 25, 30, 0), (0, 2, 40, 11, 0)];
    let plain = fit(&rows, Ties::Half);
    for (ties, bound) in LAWS.into_iter().zip([0.1, 0.06]) {
        let board = fit(&rows, ties);
        assert_eq!(board.standings, plain.standings);
        let parameter = &board.coefficients[0];
        assert_eq!((parameter.estimate, parameter.low), (0.0, 0.0));
        assert!(
            parameter.high > 0.0 && parameter.high < bound,
            "{parameter:?}"
        );
        let few = fit(&[(0, 1, 1, 1, 0)], ties).coefficients[0].high;
        assert!(few > 10.0 * parameter.high);
    }
}

#[test]
fn a_tie_with_the_core_bounds_a_model_on_both_sides() {
    for ties in LAWS {
        let board = fit(&[(0, 1, 30, 20, 20), (0, 2, 0, 0, 3)], ties);
        let row = &board.standings[2];
        assert_eq!(row.status, Status::Provisional);
        let rival = board.standings[0].rating.unwrap();
        assert!((row.rating.unwrap() - rival).abs() < 1e-6);
        assert!(row.low.unwrap() < row.high.unwrap());
    }
}

#[test]
fn one_sided_bounds_are_by_the_chance_of_a_win_under_the_law() {
    let board = fit(&[(0, 1, 30, 20, 20), (0, 2, 0, 5, 0)], Ties::RaoKupper);
    let (rival, above) = (&board.standings[0], &board.standings[2]);
    assert_eq!(above.status, Status::UnboundedAbove);
    let threshold = board.coefficients[0].estimate * crate::RATING_PER_LOG_ODDS;
    let win = expected_score(above.low.unwrap() - threshold, rival.rating.unwrap());
    assert!((win.powi(5) - 0.025).abs() < 1e-10);
    let davidson = fit(&[(0, 1, 30, 20, 20), (0, 2, 0, 5, 0)], Ties::Davidson);
    let nu = davidson.coefficients[0].estimate;
    let lead = davidson.standings[2].low.unwrap() - davidson.standings[0].rating.unwrap();
    let d = lead / crate::RATING_PER_LOG_ODDS;
    let win = 1.0 / (1.0 + (-d).exp() + nu * (-d / 2.0).exp());
    assert!((win.powi(5) - 0.025).abs() < 1e-10);
}

#[test]
fn the_scale_is_stretched_against_ties_as_halves() {
    let (counts, _) = votes("real_llmfao");
    let spread = |ties| {
        let board = fit_board(&counts, &[], &options(ties)).unwrap();
        let ratings = board.standings.iter().filter_map(|row| row.rating);
        let (low, high) = ratings.fold((f64::MAX, f64::MIN), |(low, high), rating| {
            (rating.min(low), rating.max(high))
        });
        high - low
    };
    let half = spread(Ties::Half);
    let stretched = [Ties::RaoKupper, Ties::Davidson, Ties::Drop].map(|ties| spread(ties) / half);
    println!("{stretched:?}");
    assert!(stretched.iter().all(|factor| *factor > 1.1));
}

#[test]
fn dropped_ties_are_counted_and_rate_nobody() {
    let with = [(0, 1, 30, 20, 500), (1, 2, 25, 30, 7), (0, 2, 40, 11, 1)];
    let without = with.map(|(first, second, won, lost, _)| (first, second, won, lost, 0));
    let (board, plain) = (fit(&with, Ties::Drop), fit(&without, Ties::Half));
    for (row, plain) in board.standings.iter().zip(&plain.standings) {
        let figures = |row: &Standing| [row.rating, row.low, row.high];
        assert_eq!(figures(row), figures(plain));
        assert_eq!(row.votes, plain.votes + row.ties);
    }
}

#[test]
fn models_linked_by_ties_alone_are_not_comparable_when_ties_are_dropped() {
    let rows = [(0, 1, 30, 20, 0), (2, 3, 8, 9, 0), (1, 2, 0, 0, 40)];
    let board = fit(&rows, Ties::Drop);
    let components: Vec<usize> = board.standings.iter().map(|row| row.component).collect();
    assert_eq!((components, board.components), (vec![0, 0, 1, 1], 2));
    assert_eq!(board.standings[1].votes, 90);
    assert_eq!(fit(&rows, Ties::Half).components, 1);
}

#[test]
fn who_won_or_tied_everything_never_lost_when_ties_are_dropped() {
    let rows = [(0, 1, 30, 20, 0), (0, 2, 0, 4, 9)];
    let board = fit(&rows, Ties::Drop);
    let above = &board.standings[2];
    assert_eq!(
        (above.status, above.votes, above.ties),
        (Status::UnboundedAbove, 13, 9)
    );
    let win = expected_score(above.low.unwrap(), board.standings[0].rating.unwrap());
    // Its four wins bound it, not its ties.
    assert!((win.powi(4) - 0.025).abs() < 1e-10);
    assert!(fit(&rows, Ties::Half).standings[2].rating.is_some());
}

#[test]
fn provisional_is_who_has_few_votes_that_are_used() {
    let rows = [(0, 1, 20, 20, 100)];
    assert_eq!(statuses(&fit(&rows, Ties::Drop)), [Status::Provisional; 2]);
    assert_eq!(statuses(&fit(&rows, Ties::Davidson)), [Status::Ok; 2]);
}

#[test]
fn dropped_ties_alone_leave_models_without_links() {
    let board = fit(&[(0, 1, 0, 0, 5)], Ties::Drop);
    assert_eq!(statuses(&board), [Status::Disconnected; 2]);
    assert_eq!(board.components, 0);
    assert!(board.standings.iter().all(|row| row.votes == 5));
}

#[test]
fn one_vote_and_none_are_boards_under_every_reading() {
    for ties in [Ties::Drop, Ties::Davidson, Ties::RaoKupper] {
        let one = fit(&[(0, 1, 1, 0, 0)], ties);
        let ends = [Status::UnboundedAbove, Status::UnboundedBelow];
        assert_eq!(statuses(&one), ends);
        assert!(fit(&[], ties).standings.is_empty());
        assert_eq!(fit(&[(0, 1, 0, 0, 1)], ties).standings.len(), 2);
    }
}

#[test]
fn two_models_have_the_shares_of_their_votes() {
    // Saturated: three shares, two parameters, but wins decide the lead and ties the parameter.
    let board = fit(&[(0, 1, 50, 20, 30)], Ties::RaoKupper);
    let core = board.core.unwrap();
    let lead = core.thetas()[0] - core.thetas()[1];
    let law = super::super::Law::RaoKupper {
        threshold: board.coefficients[0].estimate,
    };
    let chances = law.chances(lead);
    assert!((chances.a - 0.5).abs() < 1e-10 && (chances.tie - 0.3).abs() < 1e-10);
    let board = fit(&[(0, 1, 50, 20, 30)], Ties::Davidson);
    let nu = board.coefficients[0].estimate;
    assert!((nu - 30.0 / 1000.0_f64.sqrt()).abs() < 1e-10);
}

#[test]
fn weights_and_a_ridge_go_with_ties() {
    let (counts, _) = votes("small5_ties");
    for ties in LAWS {
        let plain = fit_board(&counts, &[], &options(ties)).unwrap();
        let weighted = FitOptions {
            weighting: Weighting::InversePairCount { floor: 50.0 },
            ..options(ties)
        };
        let weighted = fit_board(&counts, &[], &weighted).unwrap();
        let ridge = FitOptions {
            ridge: Some(20.0),
            ..options(ties)
        };
        let ridge = fit_board(&counts, &[], &ridge).unwrap();
        let best = |board: &BoardFit| board.standings[0].rating.unwrap();
        assert!((best(&plain) - best(&weighted)).abs() < 30.0);
        assert!(best(&ridge) > 1000.0 && best(&ridge) < best(&plain));
    }
}

#[test]
fn a_million_ties_of_one_pair_leave_the_single_votes_of_others_their_say() {
    let rows = [
        (0, 2, 2, 0, 0),
        (1, 3, 0, 0, 1),
        (4, 1, 17, 0, 2),
        (2, 5, 0, 0, 1_000_000),
        (4, 2, 0, 3, 0),
        (3, 0, 1_000_000, 0, 0),
        (4, 1, 3, 0, 2),
    ];
    for ties in LAWS {
        let board = fit(&rows, ties);
        assert!(board.gradient < 1e-9, "{ties:?}: {}", board.gradient);
        let parameter = &board.coefficients[0];
        let figures = [parameter.error, parameter.low, parameter.high];
        assert!(
            figures.iter().all(|figure| figure.is_finite()),
            "{parameter:?}"
        );
    }
}

/// Small counts with many zeros, so that all kinds of graphs occur; now and then a huge one.
fn tournament() -> impl Strategy<Value = Vec<Row>> {
    let count =
        || prop_oneof![8 => Just(0_u64), 4 => 1..4_u64, 1 => 10..100_u64, 1 => Just(1_000_000_u64)];
    let row = (0_usize..6, 0_usize..6, count(), count(), count());
    let rows = prop::collection::vec(row, 0..12);
    rows.prop_map(|rows| rows.into_iter().filter(|row| row.0 != row.1).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_tournament_is_a_board_and_its_core_scores_what_is_expected(rows in tournament()) {
        for ties in LAWS {
            let board = fit(&rows, ties);
            let votes: u64 = board.standings.iter().map(|row| row.votes).sum();
            prop_assert_eq!(votes, 2 * counts(&rows).votes());
            for row in &board.standings {
                let figures = [row.rating, row.low, row.high];
                prop_assert!(figures.iter().flatten().all(|figure| figure.is_finite()));
                prop_assert!(row.status != Status::Ok || row.rating.is_some());
            }
            prop_assert!(board.gradient < 1e-4, "{}", board.gradient);
        }
    }

    #[test]
    fn dropping_ties_is_the_board_of_the_other_votes(rows in tournament()) {
        let board = fit(&rows, Ties::Drop);
        let stripped: Vec<Row> = rows.iter().map(|row| (row.0, row.1, row.2, row.3, 0)).collect();
        let models: Vec<String> = board.standings.iter().map(|row| row.model.clone()).collect();
        let other = fit_board(&counts(&stripped), &models, &FitOptions::default()).unwrap();
        for (row, other) in board.standings.iter().zip(&other.standings) {
            prop_assert_eq!(row.rating.map(f64::to_bits), other.rating.map(f64::to_bits));
            prop_assert_eq!(row.interval(), other.interval());
            prop_assert!(row.status == other.status || other.status == Status::NoVotes);
        }
    }

    #[test]
    fn the_order_of_votes_and_sides_change_no_bit(rows in tournament()) {
        let turned: Vec<Row> = rows.iter().rev().map(|row| (row.1, row.0, row.3, row.2, row.4)).collect();
        for ties in LAWS {
            prop_assert_eq!(fit(&rows, ties).standings, fit(&turned, ties).standings);
        }
    }
}

#[test]
fn a_tie_between_equals_moves_nobody() {
    let mut votes = counts(&[(0, 1, 3, 3, 1), (1, 2, 5, 5, 1), (0, 2, 2, 2, 0)]);
    votes.add("m0", "m2", Outcome::Tie).unwrap();
    for ties in LAWS {
        for row in fit_board(&votes, &[], &options(ties)).unwrap().standings {
            assert!((row.rating.unwrap() - 1000.0).abs() < 1e-9);
        }
    }
}
