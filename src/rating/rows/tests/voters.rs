//! Errors by voter.

use super::worlds::{Row, World, log, standing, width};
use crate::{BoardFit, Intervals, RowOptions, Style, Warning, fit_comparisons};

/// Models alone, and with everything beside them.
fn both_kinds() -> [RowOptions; 2] {
    let full = RowOptions {
        side_effect: true,
        style: Some(Style::default()),
        ..RowOptions::default()
    };
    [RowOptions::default(), full]
}

fn fit(rows: &[Row], options: &RowOptions, intervals: Intervals) -> BoardFit {
    let mut options = options.clone();
    options.fit.intervals = intervals;
    fit_comparisons(&log(rows), &[], &options).unwrap()
}

fn assert_widths(one: &BoardFit, other: &BoardFit, factor: f64) {
    for row in &one.standings {
        let twin = standing(other, &row.model);
        assert!((row.rating.unwrap() - twin.rating.unwrap()).abs() < 1e-8);
        assert!(
            (width(row) * factor / width(twin) - 1.0).abs() < 1e-9,
            "{row:?} {twin:?}"
        );
    }
    for (one, other) in one.coefficients.iter().zip(&other.coefficients) {
        assert!(
            (one.error * factor / other.error - 1.0).abs() < 1e-9,
            "{one:?} {other:?}"
        );
    }
}

#[test]
fn voters_of_one_vote_each_give_the_plain_sandwich() {
    let mut rows = World::with_style().draw(3_000, 6);
    for (voter, row) in (0..).zip(&mut rows) {
        row.voter = voter * 7919 % 100_003;
        row.weight = f64::from(voter % 3 + 1);
    }
    for options in both_kinds() {
        let plain = fit(&rows, &options, Intervals::Sandwich);
        assert_widths(&plain, &fit(&rows, &options, Intervals::Clustered), 1.0);
    }
}

#[test]
fn votes_copied_by_their_voters_count_once() {
    let mut rows = World::with_style().draw(2_000, 7);
    for (voter, row) in (0..).zip(&mut rows) {
        row.voter = voter;
    }
    let copied: Vec<Row> = rows.iter().flat_map(|row| vec![row.clone(); 4]).collect();
    for options in both_kinds() {
        let once = fit(&rows, &options, Intervals::Sandwich);
        assert_widths(&once, &fit(&copied, &options, Intervals::Clustered), 1.0);
        assert_widths(&once, &fit(&copied, &options, Intervals::Sandwich), 0.5);
    }
}

#[test]
fn a_taste_of_each_voter_widens_intervals() {
    // Each of 100 voters favours one model on every vote.
    let mut rows = World::with_style().draw(5_000, 8);
    for row in &mut rows {
        row.voter %= 100;
        let favourite = format!("m{}", row.voter % 6);
        if row.a == favourite {
            row.outcome = crate::Outcome::A;
        } else if row.b == favourite {
            row.outcome = crate::Outcome::B;
        }
    }
    for options in both_kinds() {
        let plain = fit(&rows, &options, Intervals::Sandwich);
        let clustered = fit(&rows, &options, Intervals::Clustered);
        for row in &plain.standings {
            let wider = width(standing(&clustered, &row.model)) / width(row);
            assert!(wider > 1.2, "{wider}");
        }
    }
}

#[test]
fn votes_without_voters_say_that_nothing_was_clustered() {
    let mut votes = crate::Comparisons::default();
    let (x, y) = (votes.index("x"), votes.index("y"));
    for outcome in [crate::Outcome::A, crate::Outcome::B, crate::Outcome::A] {
        votes.push(&crate::Comparison::new(x, y, outcome)).unwrap();
    }
    let mut options = RowOptions::default();
    let plain = fit_comparisons(&votes, &[], &options).unwrap();
    options.fit.intervals = Intervals::Clustered;
    let fit = fit_comparisons(&votes, &[], &options).unwrap();
    assert_eq!(fit.warnings, [Warning::VotersUnknown]);
    assert!((width(&fit.standings[0]) - width(&plain.standings[0])).abs() < 1e-9);
}

#[test]
fn other_kinds_of_intervals_widen_with_errors_by_voter() {
    let mut rows = World::with_style().draw(2_000, 16);
    for (voter, row) in (0..).zip(&mut rows) {
        row.voter = voter;
    }
    let copied: Vec<Row> = rows.iter().flat_map(|row| vec![row.clone(); 4]).collect();
    let kinds = [
        Intervals::Simultaneous {
            draws: 2_000,
            seed: 1,
        },
        Intervals::AnytimeValid { tuned_votes: 500 },
    ];
    for options in both_kinds() {
        let one_at_a_time = fit(&rows, &options, Intervals::Sandwich);
        for kind in kinds {
            let once = fit(&rows, &options, kind);
            let mut by_voter = options.clone();
            by_voter.by_voter = true;
            assert_widths(&once, &fit(&copied, &by_voter, kind), 1.0);
            for row in &once.standings {
                assert!(width(row) > 1.2 * width(standing(&one_at_a_time, &row.model)));
            }
        }
    }
}

#[test]
fn votes_one_by_one_are_not_resampled_and_the_board_says_so() {
    let rows = World::with_style().draw(500, 17);
    let [_, full] = both_kinds();
    let kind = Intervals::Bootstrap {
        rounds: 10,
        seed: 1,
    };
    let fit_again = fit(&rows, &full, kind);
    assert_eq!(fit_again.warnings, [Warning::NotResampled]);
    let plain = fit(&rows, &full, Intervals::Sandwich);
    assert_eq!(fit_again.standings, plain.standings);
}
