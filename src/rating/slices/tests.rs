use super::*;
use crate::{BoardFit, FitOptions};
use crate::{Columns, Comparison, Comparisons, Standing, Status, Ties, fit_board};
use proptest::prelude::*;

/// A vote of the tests: both models, how it ended, its slices.
type Vote = (usize, usize, Outcome, u64);

fn name(model: usize) -> String {
    // Numbers in another order than names.
    format!("m{}", (model * 7) % 10)
}

fn sliced(votes: &[Vote], slices: usize) -> SliceCounts {
    let mut counts = SliceCounts::new(slices);
    for &(a, b, outcome, mask) in votes {
        let (a, b) = (counts.index(&name(a)), counts.index(&name(b)));
        counts.add(a, b, outcome, mask).unwrap();
    }
    counts
}

/// The votes of one slice, counted by themselves.
fn alone(votes: &[Vote], slice: usize) -> PairCounts {
    let mut counts = PairCounts::new();
    for &(a, b, outcome, _) in votes.iter().filter(|vote| vote.3 >> slice & 1 == 1) {
        counts.add(&name(a), &name(b), outcome).unwrap();
    }
    counts
}

type Bits = Vec<(String, Status, u64, [Option<u64>; 3])>;

fn bits(fit: &BoardFit) -> Bits {
    let row = |row: &Standing| {
        let figures = [row.rating, row.low, row.high].map(|figure| figure.map(f64::to_bits));
        (row.model.clone(), row.status, row.votes, figures)
    };
    fit.standings.iter().map(row).collect()
}

fn votes() -> impl Strategy<Value = Vec<Vote>> {
    let outcomes = [Outcome::A, Outcome::B, Outcome::Tie, Outcome::BothBad];
    let outcome = prop::sample::select(outcomes.to_vec());
    let vote = (0_usize..7, 1_usize..7, outcome, 0_u64..32);
    let vote = vote.prop_map(|(a, step, outcome, mask)| (a, (a + step) % 7, outcome, mask));
    prop::collection::vec(vote, 0..120)
}

#[test]
fn bits_beyond_the_slices_say_nothing() {
    let counts = sliced(&[(0, 1, Outcome::A, u64::MAX), (0, 1, Outcome::B, 0)], 2);
    let votes: Vec<u64> = (0..4).map(|slice| counts.counts(slice).votes()).collect();
    assert_eq!(votes, [1, 1, 0, 0]);
    assert_eq!(
        sliced(&[(3, 2, Outcome::Tie, u64::MAX)], 99)
            .counts(63)
            .votes(),
        1
    );
}

#[test]
fn self_play_is_refused_and_counts_nothing() {
    let mut counts = SliceCounts::new(3);
    let model = counts.index("x");
    assert_eq!(
        counts.add(model, model, Outcome::Tie, 7).unwrap_err().model,
        "x"
    );
    assert!(!counts.remove(model, model, Outcome::Tie, 7));
    assert!(counts.counts(0).is_empty());
}

#[test]
fn models_beyond_the_table_are_counted_too() {
    let mut counts = SliceCounts::new(1);
    let models: Vec<ModelIndex> = (0..3000)
        .map(|model| counts.index(&format!("{model:04}")))
        .collect();
    for pair in models.windows(2) {
        counts.add(pair[1], pair[0], Outcome::A, 1).unwrap();
        counts.add(pair[0], pair[1], Outcome::A, 1).unwrap();
    }
    let all = counts.counts(0);
    assert_eq!((all.votes(), all.models().len()), (5998, 3000));
    assert_eq!(
        all.cell("2047", "2048"),
        PairCell {
            first_wins: 1,
            second_wins: 1,
            ..PairCell::default()
        }
    );
    assert!(counts.remove(models[2999], models[2998], Outcome::A, 1));
    assert!(!counts.remove(models[2999], models[2998], Outcome::A, 1));
    assert_eq!(counts.counts(0).votes(), 5997);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_slice_is_the_board_of_its_own_votes(votes in votes(), listed in prop::collection::btree_set(0_usize..10, 0..3), threads in 1_usize..5) {
        let counts = sliced(&votes, 5);
        let models: Vec<String> = listed.into_iter().map(name).collect();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        for options in [FitOptions::default(), FitOptions { ties: Ties::Drop, ..FitOptions::default() }] {
            let fits = pool.install(|| counts.fit_boards(&models, &options));
            prop_assert_eq!(fits.len(), 5);
            for (slice, fit) in fits.iter().enumerate() {
                let own = alone(&votes, slice);
                prop_assert_eq!(&counts.counts(slice), &own);
                let expected = fit_board(&own, &models, &options).unwrap();
                prop_assert_eq!(bits(fit.as_ref().unwrap()), bits(&expected));
                prop_assert_eq!(bits(&counts.fit_board(slice, &models, &options).unwrap()), bits(&expected));
            }
        }
    }

    #[test]
    fn votes_in_parts_count_as_all_at_once(votes in votes(), cuts in prop::collection::vec(0_usize..120, 0..4), turned in any::<bool>()) {
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(votes.len())).chain([0, votes.len()]).collect();
        cuts.sort_unstable();
        let parts: Vec<&[Vote]> = cuts.windows(2).map(|ends| &votes[ends[0]..ends[1]]).collect();
        let counts = SliceCounts::of_parts(5, &parts, |counts, part| {
            // Other numbers for the same models.
            for model in (0..10).filter(|_| turned && part.len() % 2 == 0).rev() {
                counts.index(&name(model));
            }
            counts.merge(&sliced(part, 5));
        });
        for slice in 0..5 {
            prop_assert_eq!(counts.counts(slice), alone(&votes, slice));
        }
    }

    #[test]
    fn votes_taken_back_are_gone(votes in votes(), kept in 0_usize..60) {
        let mut counts = sliced(&votes, 5);
        let kept = kept.min(votes.len());
        for &(a, b, outcome, mask) in &votes[kept..] {
            let (a, b) = (counts.index(&name(a)), counts.index(&name(b)));
            prop_assert!(counts.remove(a, b, outcome, mask));
        }
        for slice in 0..5 {
            prop_assert_eq!(counts.counts(slice), alone(&votes[..kept], slice));
        }
    }

    #[test]
    fn rows_of_a_slice_keep_their_columns(votes in votes()) {
        let columns = Columns { weights: true, voters: true, slices: true, features: vec!["length".to_owned(), "lists".to_owned()] };
        let mut rows = Comparisons::new(columns);
        for (place, &(a, b, outcome, slices)) in votes.iter().enumerate() {
            let (a, b) = (rows.index(&name(a)), rows.index(&name(b)));
            let number = u16::try_from(place).unwrap();
            let features = [f32::from(number), -1.0];
            let (weight, voter) = (1.0 + f64::from(number), u32::from(number));
            rows.push(&Comparison { weight, voter, slices, features: &features, ..Comparison::new(a, b, outcome) }).unwrap();
        }
        let counts = SliceCounts::of(&rows, 5);
        for slice in 0..5 {
            let chosen = rows.slice(slice);
            prop_assert_eq!(chosen.counts(), &alone(&votes, slice));
            prop_assert_eq!(&counts.counts(slice), chosen.counts());
            let places: Vec<usize> = (0..votes.len()).filter(|&place| votes[place].3 >> slice & 1 == 1).collect();
            let voters: Vec<usize> = chosen.voters.iter().map(|&voter| voter as usize).collect();
            prop_assert_eq!(&voters, &places);
            prop_assert_eq!(chosen.len(), places.len());
            prop_assert_eq!(chosen.rows().collect::<Vec<_>>(), places.iter().map(|&place| rows.rows().nth(place).unwrap()).collect::<Vec<_>>());
            for (row, place) in places.into_iter().enumerate() {
                prop_assert_eq!(chosen.weights[row].to_bits(), rows.weights[place].to_bits());
                prop_assert_eq!(chosen.features.of(row), rows.features.of(place));
                prop_assert_eq!(chosen.slices[row], rows.slices[place]);
            }
        }
    }
}
