//! Laws that every board obeys, on random small tournaments.

use super::*;
use proptest::prelude::*;

type Row = (usize, usize, [u64; 4]);

fn cell([first_wins, second_wins, ties, both_bad]: [u64; 4]) -> PairCell {
    PairCell {
        first_wins,
        second_wins,
        ties,
        both_bad,
    }
}

fn name(model: usize) -> String {
    format!("m{model}")
}

fn counts(rows: &[Row], name: impl Fn(usize) -> String) -> PairCounts {
    let mut counts = PairCounts::new();
    for &(a, b, votes) in rows.iter().filter(|row| row.0 != row.1) {
        counts.insert(&name(a), &name(b), cell(votes)).unwrap();
    }
    counts
}

fn fit(counts: &PairCounts) -> BoardFit {
    fit_board(counts, &[], &FitOptions::default()).unwrap()
}

/// Everything a board says, floats as bits.
fn bits(fit: &BoardFit) -> Vec<(String, Status, usize, [Option<u64>; 3])> {
    let row = |row: &Standing| {
        let figures = [row.rating, row.low, row.high].map(|figure| figure.map(f64::to_bits));
        (row.model.clone(), row.status, row.component, figures)
    };
    fit.standings.iter().map(row).collect()
}

/// Small counts with many zeros, so that all kinds of graphs occur; now and then a huge one.
fn votes() -> impl Strategy<Value = [u64; 4]> {
    let count = prop_oneof![8 => Just(0_u64), 4 => 1..4_u64, 1 => 10..100_u64, 1 => Just(1_000_000_000_u64)];
    prop::array::uniform4(count)
}

fn tournament() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((0_usize..8, 0_usize..8, votes()), 0..14)
}

/// A tournament in which everyone has scored against everyone, so that all ratings are finite.
fn finite_tournament() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec(prop::array::uniform4(1..30_u64), 15).prop_map(|cells| {
        let pairs = (0..6).flat_map(|second| (0..second).map(move |first| (first, second)));
        pairs
            .zip(cells)
            .map(|((first, second), votes)| (first, second, votes))
            .collect()
    })
}

/// Whether votes lead from one model to another along "scored against", for all pairs of models.
fn scored(counts: &PairCounts, models: &[String]) -> Vec<Vec<bool>> {
    let at = |model: &str| models.iter().position(|name| name == model).unwrap();
    let mut reach = vec![vec![false; models.len()]; models.len()];
    for (first, second, cell) in counts.iter() {
        reach[at(first)][at(second)] |= cell.first_wins + cell.halves() > 0;
        reach[at(second)][at(first)] |= cell.second_wins + cell.halves() > 0;
    }
    for via in 0..models.len() {
        for from in 0..models.len() {
            for to in 0..models.len() {
                reach[from][to] |= reach[from][via] && reach[via][to];
            }
        }
    }
    reach
}

fn is_core(row: &Standing) -> bool {
    matches!(row.status, Status::Ok | Status::Provisional)
}

/// What a row must look like, whatever the rest of the board.
fn check_row(row: &Standing) {
    assert_eq!(row.wins + row.losses + row.ties + row.both_bad, row.votes);
    if let Some(rating) = row.rating {
        assert!(
            rating.is_finite() && row.low.unwrap() <= rating && rating <= row.high.unwrap(),
            "{row:?}"
        );
    }
    match row.status {
        Status::Ok => assert!(row.votes >= 50 && row.rating.is_some()),
        Status::Provisional => assert!(row.votes < 50 && row.rating.is_some()),
        Status::UnboundedAbove => {
            assert!(row.rating.is_none() && row.high.is_none());
        }
        Status::UnboundedBelow => {
            assert!(row.rating.is_none() && row.low.is_none());
        }
        Status::Disconnected | Status::Undetermined => assert!(row.votes > 0),
        Status::NoVotes => {
            assert!(
                row.votes == 0 && row.rating.is_none() && row.interval() == Interval::default()
            );
        }
    }
    assert_eq!(row.status == Status::NoVotes, row.votes == 0);
    assert!(
        row.component == 0 || matches!(row.status, Status::Disconnected | Status::NoVotes),
        "{row:?}"
    );
}

/// The sum of actual minus expected scores of a core model against the core, and its votes there.
fn residual(model: &Standing, core: &[&Standing], counts: &PairCounts) -> (f64, f64) {
    let (mut residual, mut votes) = (0.0, 0.0);
    for (first, second, cell) in counts.iter() {
        let (other, cell) = match model.model.as_str() {
            me if me == first => (second, cell),
            me if me == second => (first, cell.swapped()),
            _ => continue,
        };
        let Some(other) = core.iter().find(|row| row.model == other) else {
            continue;
        };
        let expected = expected_score(model.rating.unwrap(), other.rating.unwrap());
        residual += scale::real(cell.first_wins) + scale::real(cell.halves()) / 2.0;
        residual -= scale::real(cell.votes()) * expected;
        votes += scale::real(cell.votes());
    }
    (residual, votes)
}

#[test]
fn a_large_board_has_the_same_bits_on_any_number_of_threads() {
    let pairs = (0..300).flat_map(|second: usize| (0..second).map(move |first| (first, second)));
    let votes = pairs.map(|(first, second)| {
        let vote = |step: usize| u64::try_from((first * 31 + second * step) % 17).unwrap();
        (first, second, [vote(7), vote(5), vote(3), 1])
    });
    let counts = counts(&votes.collect::<Vec<_>>(), name);
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        bits(&pool.build().unwrap().install(|| fit(&counts)))
    };
    let alone = on(1);
    for threads in [2, 3, 7] {
        assert_eq!(on(threads), alone, "{threads} threads");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_standing_obeys_its_status(rows in tournament()) {
        let counts = counts(&rows, name);
        let models: Vec<String> = (0..8).map(name).collect();
        let fit = fit_board(&counts, &models, &FitOptions::default()).unwrap();
        prop_assert_eq!(fit.standings.iter().map(|row| row.model.clone()).collect::<Vec<_>>(), models.clone());
        prop_assert_eq!(fit.standings.iter().map(|row| row.votes).sum::<u64>(), 2 * counts.votes());
        fit.standings.iter().for_each(check_row);
        let reach = scored(&counts, &models);
        let places: Vec<usize> = (0..8).filter(|&place| is_core(&fit.standings[place])).collect();
        for (place, row) in fit.standings.iter().enumerate() {
            let (over, under) = (
                places.iter().any(|&core| reach[place][core]),
                places.iter().any(|&core| reach[core][place]),
            );
            match row.status {
                Status::Ok | Status::Provisional => prop_assert!(over && under),
                Status::UnboundedAbove if !places.is_empty() => prop_assert!(over && !under),
                Status::UnboundedBelow if !places.is_empty() => prop_assert!(!over && under),
                Status::UnboundedAbove => prop_assert_eq!(row.votes, row.wins),
                Status::UnboundedBelow => prop_assert_eq!(row.votes, row.losses),
                Status::Disconnected | Status::Undetermined | Status::NoVotes => prop_assert!(!over && !under),
            }
        }
    }

    #[test]
    fn the_core_scores_what_its_ratings_expect(rows in tournament()) {
        let counts = counts(&rows, name);
        let fit = fit(&counts);
        let core: Vec<&Standing> = fit.standings.iter().filter(|row| is_core(row)).collect();
        let models = core.iter().map(|_| 1.0).sum::<f64>();
        if !core.is_empty() {
            let mean = core.iter().map(|row| row.rating.unwrap()).sum::<f64>() / models;
            prop_assert!((mean - MEAN_RATING).abs() < 1e-8);
        }
        for row in &core {
            let (residual, votes) = residual(row, &core, &counts);
            prop_assert!(residual.abs() <= 1e-11 * votes, "{residual} of {votes}");
        }
    }

    #[test]
    fn insertion_order_changes_no_bit(rows in tournament(), seed in any::<u64>()) {
        let mut shuffled = rows.clone();
        shuffled.sort_by_key(|row| (row.0 as u64 * 131 + row.1 as u64 * 31 + row.2[0]).wrapping_mul(seed | 1));
        prop_assert_eq!(bits(&fit(&counts(&rows, name))), bits(&fit(&counts(&shuffled, name))));
    }

    #[test]
    fn swapping_sides_changes_no_bit(rows in tournament()) {
        let swapped: Vec<Row> = rows.iter().map(|&(a, b, [x, y, t, z])| (b, a, [y, x, t, z])).collect();
        prop_assert_eq!(bits(&fit(&counts(&rows, name))), bits(&fit(&counts(&swapped, name))));
    }

    #[test]
    fn relabelling_models_permutes_the_board(rows in finite_tournament(), shift in 1_usize..6) {
        let renamed = |model: usize| name((model + shift) % 6);
        let (board, moved) = (fit(&counts(&rows, name)), fit(&counts(&rows, renamed)));
        for (model, row) in board.standings.iter().enumerate() {
            let twin = moved.standings.iter().find(|row| row.model == renamed(model)).unwrap();
            let figures = |row: &Standing| [row.rating, row.low, row.high].map(Option::unwrap);
            for (one, other) in figures(row).iter().zip(figures(twin)) {
                prop_assert!((one - other).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn four_times_the_votes_halve_the_intervals(rows in finite_tournament()) {
        let fourfold: Vec<Row> = rows.iter().map(|&(a, b, votes)| (a, b, votes.map(|n| 4 * n))).collect();
        let (one, four) = (fit(&counts(&rows, name)), fit(&counts(&fourfold, name)));
        for (one, four) in one.standings.iter().zip(&four.standings) {
            let width = |row: &Standing| row.high.unwrap() - row.low.unwrap();
            prop_assert!((one.rating.unwrap() - four.rating.unwrap()).abs() < 1e-9);
            prop_assert!((width(one) - 2.0 * width(four)).abs() < 1e-9);
        }
    }

    #[test]
    fn a_win_more_never_lowers_the_winner(rows in finite_tournament(), winner in 0_usize..6, other in 1_usize..6) {
        let mut more = rows.clone();
        more.push((winner, (winner + other) % 6, [1, 0, 0, 0]));
        let of = |rows: &[Row]| fit(&counts(rows, name)).standings[winner].rating.unwrap();
        prop_assert!(of(&more) > of(&rows));
    }
}

#[test]
fn a_tie_moves_nobody_when_ratings_are_equal() {
    let rows = [
        (0, 1, [3, 3, 0, 0]),
        (1, 2, [5, 5, 1, 0]),
        (0, 2, [2, 2, 0, 0]),
    ];
    let mut counts = counts(&rows, name);
    counts.add("m0", "m2", Outcome::Tie).unwrap();
    counts.add("m1", "m2", Outcome::BothBad).unwrap();
    for row in fit(&counts).standings {
        assert_eq!(row.rating, Some(MEAN_RATING));
    }
}

#[test]
fn a_chain_of_wins_has_no_core() {
    let fit = fit(&counts(&[(0, 1, [3, 0, 0, 0]), (1, 2, [9, 0, 0, 0])], name));
    let expected = [
        Status::UnboundedAbove,
        Status::Disconnected,
        Status::UnboundedBelow,
    ];
    assert_eq!(
        fit.standings
            .iter()
            .map(|row| row.status)
            .collect::<Vec<_>>(),
        expected
    );
    assert!(
        fit.standings
            .iter()
            .all(|row| row.interval() == Interval::default())
    );
    assert_eq!((fit.iterations, fit.components), (0, 1));
}

#[test]
fn a_group_apart_from_the_core_keeps_its_own_figures() {
    // Core m0, m1; below it m2; m3 and m4 also beat m2 but never met anything that met the core.
    let rows = [
        (0, 1, [40, 20, 0, 0]),
        (0, 2, [1, 0, 0, 0]),
        (3, 2, [1, 0, 0, 0]),
        (3, 4, [2, 1, 0, 0]),
    ];
    let fit = fit(&counts(&rows, name));
    let statuses: Vec<Status> = fit.standings.iter().map(|row| row.status).collect();
    let apart = Status::Disconnected;
    assert_eq!(
        statuses,
        [Status::Ok, Status::Ok, Status::UnboundedBelow, apart, apart]
    );
    let half = 200.0 * 2.0_f64.log10();
    for place in [0, 3] {
        assert!((fit.standings[place].rating.unwrap() - 1000.0 - half).abs() < 1e-9);
    }
    assert_eq!(fit.components, 1);
}

#[test]
fn a_model_above_one_above_the_core_has_no_bound() {
    let fit = fit(&counts(
        &[
            (0, 1, [2, 1, 0, 0]),
            (2, 0, [4, 0, 0, 0]),
            (3, 2, [1, 0, 0, 0]),
        ],
        name,
    ));
    let (direct, indirect) = (&fit.standings[2], &fit.standings[3]);
    assert_eq!(
        (direct.status, indirect.status),
        (Status::UnboundedAbove, Status::UnboundedAbove)
    );
    let rival = fit.standings[0].rating.unwrap();
    let sweep = expected_score(direct.low.unwrap(), rival).powi(4);
    assert!((sweep - 0.025).abs() < 1e-10, "{sweep}");
    assert_eq!(indirect.interval(), Interval::default());
}

#[test]
fn votes_beyond_the_core_do_not_move_it() {
    let core = (0, 1, [30, 20, 5, 0]);
    let (alone, more) = (
        fit(&counts(&[core], name)),
        fit(&counts(&[core, (1, 2, [0, 70, 0, 0])], name)),
    );
    assert_eq!(bits(&alone)[0].3, bits(&more)[0].3);
    assert_eq!(more.standings[1].votes, 125);
}

#[test]
fn nothing_is_a_board_too() {
    let empty = fit(&PairCounts::new());
    assert!(empty.standings.is_empty());
    let roster = ["b", "a", "b"].map(str::to_owned);
    let fit = fit_board(&PairCounts::new(), &roster, &FitOptions::default()).unwrap();
    assert!(
        fit.standings
            .iter()
            .map(|row| (row.model.as_str(), row.status))
            .eq([("a", Status::NoVotes), ("b", Status::NoVotes)])
    );
    assert_eq!(fit.components, 0);
}
