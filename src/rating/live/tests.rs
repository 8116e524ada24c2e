use super::*;
use crate::{
    BoardFit, FitOptions, ModelIndex, Outcome, PairCounts, RATING_PER_LOG_ODDS, Status, Weighting,
    fit_board,
};
use proptest::prelude::*;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The best of what a cold fit can do.
fn cold(board: &LiveBoard) -> BoardFit {
    fit_board(&board.counts, &board.roster, &board.options).unwrap()
}

/// The largest difference between a preview and the finite ratings of a fit; both hold the same models.
fn distance(preview: Preview, fit: &BoardFit) -> f64 {
    let core = fit.core.as_ref();
    assert_eq!(preview.models(), core.map_or(&[][..], |core| core.models()));
    let thetas = core.map_or(&[][..], |core| core.thetas());
    let differences = preview
        .thetas()
        .iter()
        .zip(thetas)
        .map(|(a, b)| (a - b).abs());
    RATING_PER_LOG_ODDS * differences.fold(0.0, f64::max)
}

/// What must hold after every vote: the bound of the preview, and that a settled one is the cold fit.
fn check(board: &mut LiveBoard) {
    let fit = cold(board);
    let error = board.preview().unwrap().error();
    let off = distance(board.peek(), &fit);
    assert!(off <= error + 1e-9, "off by {off}, said {error}");
    assert!(error <= board.within, "{error}");
    let mut settled = board.clone();
    let off = distance(settled.settle().unwrap(), &fit);
    assert!(off <= 1e-9, "off by {off} when settled");
}

fn board(models: usize, options: FitOptions) -> (LiveBoard, Vec<ModelIndex>) {
    let mut board = LiveBoard::new(PairCounts::new(), Vec::new(), options);
    let models = (0..models)
        .map(|model| board.index(&format!("m{model}")))
        .collect();
    (board, models)
}

/// A seeded vote between models that differ; higher numbers win more often.
fn random_vote(
    models: &[ModelIndex],
    random: &mut ChaCha8Rng,
) -> (ModelIndex, ModelIndex, Outcome) {
    let (a, step) = (
        random.random_range(0..models.len()),
        random.random_range(1..models.len()),
    );
    let b = (a + step) % models.len();
    let lead = (f64::from(u32::try_from(a).unwrap()) - f64::from(u32::try_from(b).unwrap())) / 10.0;
    let draw: f64 = random.random();
    let chance = 1.0 / (1.0 + (-lead).exp());
    let outcome = match draw {
        _ if random.random_range(0..4) == 0 => Outcome::Tie,
        draw if draw < chance => Outcome::A,
        _ => Outcome::B,
    };
    (models[a], models[b], outcome)
}

fn follow_random_votes(votes: usize, size: usize, options: FitOptions, within: f64) {
    let (board, models) = board(size, options);
    let mut board = board.within(within);
    let mut random = ChaCha8Rng::seed_from_u64(7);
    for _ in 0..votes {
        let (a, b, outcome) = random_vote(&models, &mut random);
        board.vote(a, b, outcome).unwrap();
        check(&mut board);
    }
}

#[test]
fn every_one_of_three_thousand_votes_moves_the_board_to_the_fit() {
    follow_random_votes(3000, 15, FitOptions::default(), 0.1);
}

#[test]
fn a_board_of_eighty_models_is_followed() {
    let (mut board, models) = board(80, FitOptions::default());
    let mut random = ChaCha8Rng::seed_from_u64(2);
    let first: Vec<_> = (0..40_000)
        .map(|_| random_vote(&models, &mut random))
        .collect();
    board.votes(&first).unwrap();
    for _ in 0..1500 {
        let (a, b, outcome) = random_vote(&models, &mut random);
        board.vote(a, b, outcome).unwrap();
        check(&mut board);
    }
}

#[test]
fn bounds_hold_where_previews_are_hardly_ever_settled() {
    follow_random_votes(1000, 12, FitOptions::default(), 50.0);
}

#[test]
fn votes_of_fits_with_options_are_followed_too() {
    let weighting = Weighting::InversePairCount { floor: 3.0 };
    let choices = [
        FitOptions {
            ties: Ties::Drop,
            ..FitOptions::default()
        },
        FitOptions {
            weighting,
            ..FitOptions::default()
        },
        FitOptions {
            ridge: Some(0.5),
            ..FitOptions::default()
        },
        FitOptions {
            ridge: Some(0.5),
            shrink: Some(1.0),
            ..FitOptions::default()
        },
    ];
    for options in choices {
        follow_random_votes(400, 8, options, 1.0);
    }
}

#[test]
fn groups_are_followed_whatever_their_size() {
    let (mut board, models) = board(30, FitOptions::default());
    let mut random = ChaCha8Rng::seed_from_u64(3);
    for size in (0..200).map(|round| [1, 3, 40, 900][round % 4]) {
        let group: Vec<_> = (0..size)
            .map(|_| random_vote(&models, &mut random))
            .collect();
        board.votes(&group).unwrap();
        check(&mut board);
    }
}

#[test]
fn a_vote_taken_back_leaves_the_board_as_if_it_had_never_been() {
    let (mut board, models) = board(6, FitOptions::default());
    let mut random = ChaCha8Rng::seed_from_u64(5);
    let votes: Vec<_> = (0..200)
        .map(|_| random_vote(&models, &mut random))
        .collect();
    board.votes(&votes).unwrap();
    for &(a, b, outcome) in &votes {
        assert!(board.retract(a, b, outcome));
        check(&mut board);
    }
    assert!(board.counts().is_empty());
    assert!(board.peek().models().is_empty());
}

#[test]
fn a_mature_board_is_moved_without_a_fit() {
    let (mut board, models) = board(20, FitOptions::default());
    let mut random = ChaCha8Rng::seed_from_u64(9);
    let votes: Vec<_> = (0..100_000)
        .map(|_| random_vote(&models, &mut random))
        .collect();
    board.votes(&votes).unwrap();
    board.settle().unwrap();
    for count in 1..=100 {
        let (a, b, outcome) = random_vote(&models, &mut random);
        let before = board.peek().thetas().to_vec();
        board.vote(a, b, outcome).unwrap();
        assert_ne!(before, board.peek().thetas());
        let preview = board.preview().unwrap();
        assert_eq!(preview.votes_since_settled(), count);
        assert!(preview.error() < 0.02, "{}", preview.error());
    }
    let error = distance(board.peek(), &cold(&board));
    assert!(error < 1e-3, "{error}");
}

#[test]
fn a_newcomer_joins_with_the_vote_that_makes_it_comparable() {
    let (mut board, models) = board(4, FitOptions::default());
    for pair in models[..3].windows(2) {
        board.votes(&[(pair[0], pair[1], Outcome::Tie); 9]).unwrap();
    }
    assert_eq!(board.preview().unwrap().models(), ["m0", "m1", "m2"]);
    board.vote(models[3], models[0], Outcome::A).unwrap();
    assert!(board.peek().error().is_infinite());
    assert_eq!(board.preview().unwrap().models().len(), 3);
    board.vote(models[3], models[0], Outcome::A).unwrap();
    assert!(
        board.peek().error() < 1e-9,
        "a second win says nothing of the others"
    );
    let unknown = board.index("new");
    board.vote(models[3], unknown, Outcome::B).unwrap();
    board.vote(unknown, models[1], Outcome::B).unwrap();
    assert_eq!(board.preview().unwrap().models().len(), 5);
    check(&mut board);
}

#[test]
fn a_group_apart_takes_the_board_over_when_it_has_more_votes() {
    let (mut board, models) = board(4, FitOptions::default());
    board
        .votes(&[(models[0], models[1], Outcome::Tie); 9])
        .unwrap();
    for votes in 1..=10 {
        board.vote(models[2], models[3], Outcome::Tie).unwrap();
        check(&mut board);
        let first = board.peek().models()[0].clone();
        assert_eq!(first, if votes < 10 { "m0" } else { "m2" });
    }
}

#[test]
fn self_play_is_refused_and_counts_nothing() {
    let (mut board, models) = board(2, FitOptions::default());
    let group = [
        (models[0], models[1], Outcome::A),
        (models[1], models[1], Outcome::A),
    ];
    assert_eq!(board.votes(&group).unwrap_err().model, "m1");
    assert!(board.vote(models[0], models[0], Outcome::B).is_err());
    assert!(board.counts().is_empty());
    assert!(!board.retract(models[0], models[1], Outcome::A));
}

fn bits(fit: &BoardFit) -> Vec<(String, Status, [Option<u64>; 3])> {
    let row = |row: &crate::Standing| {
        let figures = [row.rating, row.low, row.high].map(|figure| figure.map(f64::to_bits));
        (row.model.clone(), row.status, figures)
    };
    fit.standings.iter().map(row).collect()
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        Just(Outcome::A),
        Just(Outcome::B),
        Just(Outcome::Tie),
        Just(Outcome::BothBad)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_published_depends_on_the_counts_alone(
        votes in prop::collection::vec((0_usize..7, 1_usize..7, outcome()), 1..80),
        cuts in prop::collection::vec((1_usize..9, any::<bool>()), 1..20),
        seed in any::<u64>(),
    ) {
        let votes: Vec<_> = votes.into_iter().map(|(a, step, how)| (a, (a + step) % 7, how)).collect();
        let (mut once, models) = board(7, FitOptions::default());
        once.votes(&votes.iter().map(|&(a, b, how)| (models[a], models[b], how)).collect::<Vec<_>>()).unwrap();
        let expected = bits(&once.publish().unwrap());
        // Others: in another order, models met in that order, in groups, with previews, settlings and boards between.
        let mut shuffled = votes;
        shuffled.sort_by_key(|vote| (vote.0 as u64 * 131 + vote.1 as u64 * 31 + vote.2 as u64).wrapping_mul(seed | 1));
        let mut other = LiveBoard::new(PairCounts::new(), Vec::new(), FitOptions::default());
        let (mut rest, mut cuts) = (&shuffled[..], cuts.iter().cycle());
        while let Some(&(size, shows)) = cuts.next().filter(|_| !rest.is_empty()) {
            let (group, later) = rest.split_at(size.min(rest.len()));
            rest = later;
            let group: Vec<_> = group
                .iter()
                .map(|&(a, b, how)| (other.index(&format!("m{a}")), other.index(&format!("m{b}")), how))
                .collect();
            other.votes(&group).unwrap();
            match size {
                _ if !shows => {}
                1..3 => check(&mut other),
                3..5 => { other.settle().unwrap(); }
                _ => { other.publish().unwrap(); }
            }
        }
        prop_assert_eq!(bits(&other.publish().unwrap()), expected);
    }
}

#[test]
fn whatever_the_order_a_strong_pair_below_a_winner_has_a_preview() {
    let votes = [
        (2, 1, Outcome::A),
        (1, 2, Outcome::BothBad),
        (0, 1, Outcome::A),
        (3, 0, Outcome::B),
        (2, 1, Outcome::B),
    ];
    for order in 0..120 {
        let (mut left, mut rest) = (votes.to_vec(), order);
        let mut board = LiveBoard::new(PairCounts::new(), Vec::new(), FitOptions::default());
        for choices in (1..=votes.len()).rev() {
            let (a, b, how) = left.remove(rest % choices);
            rest /= choices;
            let (a, b) = (board.index(&format!("m{a}")), board.index(&format!("m{b}")));
            board.votes(&[(a, b, how)]).unwrap();
            check(&mut board);
        }
    }
}
