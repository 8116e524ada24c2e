//! All categories at once against each by itself.

use std::fmt::Write as _;
use std::fs::File;

use crate::rating::{EloOptions, FitOptions, Intervals, RowOptions, Style, Ties, Weighting};

use super::{RateMethod, RateRequest, RatedFile, rate_categories, rate_file};

/// A file of votes, each in two of so many categories; every seventh also in one that is called as all votes are.
fn votes(categories: usize) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut text = String::from(
        "model_a,model_b,winner,judge,categories,chars_a,chars_b,headers_a,headers_b,lists_a,lists_b,bold_a,bold_b\n",
    );
    let mut state = 12_345_u64;
    let mut below = |most: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(state >> 33).unwrap() % most
    };
    for vote in 0..100 * categories {
        let (a, step) = (below(6), 1 + below(5));
        let b = (a + step) % 6;
        let winner = ["model_a", "model_a", "model_b", "tie", "both_bad"][below(5)];
        let tags = [below(categories), vote % categories];
        let more = if vote % 7 == 0 { ";overall" } else { "" };
        let style: Vec<String> = (0..8).map(|_| below(40).to_string()).collect();
        let judge = below(50);
        writeln!(
            text,
            "m{a},m{b},{winner},{judge},c{:02};c{:02}{more},{}",
            tags[0],
            tags[1],
            style.join(",")
        )
        .unwrap();
    }
    std::fs::write(file.path(), text).unwrap();
    file
}

fn of(method: RateMethod) -> RateRequest {
    RateRequest {
        method,
        ..RateRequest::default()
    }
}

fn fit(fit: FitOptions) -> RateRequest {
    of(RateMethod::Fit(RowOptions {
        fit,
        ..RowOptions::default()
    }))
}

/// All that is said of a board, with every digit.
fn said(board: &RatedFile) -> String {
    let RatedFile {
        read,
        votes,
        method,
        category,
        rows,
        coefficients,
        warnings,
        report,
        ..
    } = board;
    format!(
        "{read} {votes} {method} {category:?} {rows:?} {coefficients:?} {warnings:?} {report:?}"
    )
}

fn check(request: &RateRequest, categories: usize) {
    let votes = votes(categories);
    let open = || File::open(votes.path()).unwrap();
    let boards = rate_categories(open(), request, &mut |_| ()).unwrap();
    let named: Vec<String> = (0..categories)
        .map(|place| format!("c{place:02}"))
        .collect();
    let names: Vec<Option<String>> = std::iter::once(None)
        .chain(named.into_iter().map(Some))
        .collect();
    let found: Vec<Option<String>> = boards.iter().map(|board| board.category.clone()).collect();
    assert_eq!(found, names);
    for board in &boards {
        let request = RateRequest {
            category: board.category.clone(),
            ..request.clone()
        };
        let alone = rate_file(open(), &request, &mut |_| ()).unwrap();
        assert!(alone.votes > 100 && alone.rows.len() == 6);
        assert_eq!(said(board), said(&alone));
    }
}

#[test]
fn every_category_at_once_is_each_by_itself_to_the_last_digit() {
    let simultaneous = Intervals::Simultaneous {
        draws: 500,
        seed: 3,
    };
    let requests = [
        RateRequest {
            report: true,
            ..RateRequest::default()
        },
        fit(FitOptions {
            ties: Ties::RaoKupper,
            intervals: simultaneous,
            ..FitOptions::default()
        }),
        RateRequest {
            anchor: Some(("m3".to_owned(), 1200.0)),
            ..RateRequest::default()
        },
        of(RateMethod::ArenaRank(Weighting::Equal)),
        of(RateMethod::Fastchat { seed: 1 }),
    ];
    for request in &requests {
        check(request, 5);
    }
}

#[test]
fn votes_kept_one_by_one_are_sliced_to_the_last_digit_too() {
    let style = RowOptions {
        style: Some(Style::default()),
        ..RowOptions::default()
    };
    let clustered = FitOptions {
        intervals: Intervals::Clustered,
        ..FitOptions::default()
    };
    check(&fit(clustered), 4);
    check(&of(RateMethod::Elo(EloOptions::default())), 4);
    check(
        &RateRequest {
            style: true,
            ..of(RateMethod::Fit(style))
        },
        4,
    );
}

#[test]
fn more_categories_than_a_word_has_bits_are_counted_all_the_same() {
    check(&RateRequest::default(), 70);
}

#[test]
fn more_categories_than_votes_can_be_kept_with_are_refused_by_number() {
    let votes = votes(70);
    let elo = of(RateMethod::Elo(EloOptions::default()));
    let open = File::open(votes.path()).unwrap();
    let error = rate_categories(open, &elo, &mut |_| ()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "has 71 categories, and 64 go together with these options: choose one with --category"
    );
}

#[test]
fn a_category_without_a_rating_for_the_anchor_is_named() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let text = "model_a,model_b,winner,categories\nx,y,model_a,a\nx,y,model_b,b\ny,z,tie,b\n";
    std::fs::write(file.path(), text).unwrap();
    let request = RateRequest {
        anchor: Some(("x".to_owned(), 1000.0)),
        ..RateRequest::default()
    };
    let open = File::open(file.path()).unwrap();
    let error = rate_categories(open, &request, &mut |_| ()).unwrap_err();
    assert!(error.to_string().ends_with("(category \"a\")"), "{error}");
}
