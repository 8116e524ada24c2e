//! Derivatives and squared scores against sums that are written down vote by vote.

use super::super::design::Design;
use super::super::loss::{RowLoss, Terms};
use super::super::scales::Scale;
use super::super::selection::Selection;
use super::super::sorted::Rows;
use super::worlds::{Row, World, log};
use crate::newton::{Loss, Point, Precision};
use crate::scale::real;
use crate::solution::{Likelihood, Meat};
use crate::{Comparisons, Penalty, Scaling, Style, Ties, Weighting};

const WEIGHTING: Weighting = Weighting::InversePairCount { floor: 3.0 };

fn world() -> Vec<Row> {
    let world = World {
        ties: 0.3,
        ..World::with_style()
    };
    let mut rows = world.draw(700, 15);
    for (place, row) in rows.iter_mut().enumerate() {
        row.weight = 0.25 * (1.0 + f64::from(u8::try_from(place % 5).unwrap()));
    }
    rows
}

fn selection(votes: &Comparisons, weighting: Weighting) -> Selection<'_> {
    let places = (0..).map_while(|number| votes.counts().name(number));
    let places = places.map(|name| name[1..].parse().ok()).collect();
    Selection::new(votes, places, Ties::Half, weighting)
}

fn point() -> Point {
    Point {
        theta: vec![0.9, 0.2, 0.0, -0.1, -0.3, -0.7],
        extra: vec![0.2, 0.3, -0.1, 0.05, 0.4],
    }
}

/// Minus the log-likelihood and penalties, as they are defined.
fn loss_of(rows: &[Row], scales: &[Scale], at: &Point) -> f64 {
    let met = |one: &Row, other: &Row| {
        (one.a == other.a && one.b == other.b) || (one.a == other.b && one.b == other.a)
    };
    let terms = rows.iter().map(|row| {
        let place = |name: &str| name[1..].parse::<usize>().unwrap();
        let mut eta = at.theta[place(&row.a)] - at.theta[place(&row.b)] + at.extra[0];
        for ((value, scale), beta) in row.features.iter().zip(scales).zip(&at.extra[1..]) {
            eta += beta * (f64::from(*value) - scale.origin) * scale.per_unit;
        }
        let points = match row.outcome {
            crate::Outcome::A => 1.0,
            crate::Outcome::B => 0.0,
            _ => 0.5,
        };
        let votes = rows.iter().filter(|other| met(row, other)).count();
        let weight = row.weight / real(votes as u64).max(3.0);
        weight * (eta.exp().ln_1p() - points * eta)
    });
    let squares = |values: &[f64]| values.iter().map(|value| value * value).sum::<f64>();
    terms.sum::<f64>() + 0.7 / 2.0 * squares(&at.theta) + 1.3 / 2.0 * squares(&at.extra[1..])
}

fn shifted(at: &Point, place: usize, by: f64) -> Point {
    let mut at = at.clone();
    let models = at.theta.len();
    if place < models {
        at.theta[place] += by;
    } else {
        at.extra[place - models] += by;
    }
    at
}

fn values(point: &Point) -> Vec<f64> {
    point.theta.iter().chain(&point.extra).copied().collect()
}

#[test]
fn first_and_second_derivatives_are_those_of_the_loss_as_it_is_defined() {
    let rows = world();
    let votes = log(&rows);
    let scales = Scale::of_all(&votes, Scaling::Standardised);
    let selection = selection(&votes, WEIGHTING);
    let terms = Terms {
        design: Design {
            has_side: true,
            scales: &scales,
        },
        style: Style {
            penalty: Penalty::OnSum(1.3),
            ..Style::default()
        },
        ridge: Some(0.7),
        shrink: None,
        voters: None,
    };
    let loss = RowLoss::new(Rows::of_votes(&selection), terms, Point::zero(6, 5));
    let at = point();
    let slope = values(&loss.slope(&at, Precision::Plain));
    let curvature = loss.curvature(&at);
    let mut checked = 0;
    for (place, slope) in slope.iter().enumerate() {
        let of = |by: f64| loss_of(&rows, &scales, &shifted(&at, place, by));
        let difference = (of(1e-5) - of(-1e-5)) / 2e-5;
        assert!(
            (slope - difference).abs() < 1e-7,
            "{place}: {slope} {difference}"
        );
        let of = |by: f64| values(&loss.slope(&shifted(&at, place, by), Precision::Plain));
        for (other, (more, less)) in of(1e-5).iter().zip(of(-1e-5)).enumerate() {
            let difference = (more - less) / 2e-5;
            let (row, column) = (place.wrapping_sub(6), other.wrapping_sub(6));
            let entry = match (place < 6, other < 6) {
                (true, true) => continue,
                (true, false) => curvature.cross.at(column, place),
                (false, true) => curvature.cross.at(row, other),
                (false, false) => curvature.extra.at(row, column),
            };
            assert!(
                (entry - difference).abs() < 1e-7,
                "{place} {other}: {entry} {difference}"
            );
            checked += 1;
        }
    }
    assert_eq!(checked, 11 * 11 - 36);
}

#[test]
fn solving_with_the_curvature_undoes_the_change_of_slopes_along_a_direction() {
    // A Laplacian shows no entries, so its product with a direction is solved back.
    let rows = world();
    let votes = log(&rows);
    let scales = Scale::of_all(&votes, Scaling::Standardised);
    let selection = selection(&votes, Weighting::Equal);
    let terms = Terms {
        design: Design {
            has_side: true,
            scales: &scales,
        },
        style: Style::default(),
        ridge: None,
        shrink: None,
        voters: None,
    };
    let loss = RowLoss::new(Rows::of_votes(&selection), terms, Point::zero(6, 5));
    let (at, direction) = (
        point(),
        [0.3, -0.2, 0.1, 0.0, -0.4, 0.2, 0.5, -0.1, 0.2, 0.3, -0.2],
    );
    let moved = |by: f64| {
        let values = direction.iter().enumerate();
        let end = values.fold(at.clone(), |end, (place, step)| {
            shifted(&end, place, by * step)
        });
        loss.slope(&end, Precision::Plain)
    };
    let (more, less) = (moved(1e-5), moved(-1e-5));
    let part = |more: &[f64], less: &[f64]| {
        more.iter()
            .zip(less)
            .map(|(more, less)| (more - less) / 2e-5)
            .collect()
    };
    let product = Point {
        theta: part(&more.theta, &less.theta),
        extra: part(&more.extra, &less.extra),
    };
    let solved = loss.curvature(&at).factor().unwrap().solve(product);
    for (value, step) in values(&solved).iter().zip(direction) {
        assert!((value - step).abs() < 1e-6, "{value} {step}");
    }
}

#[test]
fn squared_scores_are_sums_over_votes() {
    let rows = world();
    let votes = log(&rows);
    let scales = Scale::of_all(&votes, Scaling::Standardised);
    let at = point();
    let selection = selection(&votes, WEIGHTING);
    let mut want = vec![vec![0.0; 11]; 11];
    for (place, row) in rows.iter().enumerate() {
        let models = [&row.a, &row.b].map(|name| name[1..].parse::<usize>().unwrap());
        let mut made_of = [0.0; 11];
        made_of[models[0]] = 1.0;
        made_of[models[1]] = -1.0;
        made_of[6] = 1.0;
        for (covariate, scale) in scales.iter().enumerate() {
            made_of[7 + covariate] =
                (f64::from(row.features[covariate]) - scale.origin) * scale.per_unit;
        }
        let eta: f64 = made_of
            .iter()
            .zip(values(&at))
            .map(|(part, value)| part * value)
            .sum();
        let points = match row.outcome {
            crate::Outcome::A => 1.0,
            crate::Outcome::B => 0.0,
            _ => 0.5,
        };
        let vote = selection.vote(place).unwrap();
        let weight = row.weight * selection.factor(vote.a, vote.b);
        let score = weight * (1.0 / (1.0 + (-eta).exp()) - points);
        for (one, row) in made_of.iter().zip(&mut want) {
            for (other, entry) in made_of.iter().zip(row) {
                *entry += score * score * one * other;
            }
        }
    }
    let terms = Terms {
        design: Design {
            has_side: true,
            scales: &scales,
        },
        style: Style::default(),
        ridge: None,
        shrink: None,
        voters: None,
    };
    let loss = RowLoss::new(Rows::of_votes(&selection), terms, Point::zero(6, 5));
    let Meat::Full(meat) = loss.meat(&at) else {
        panic!("not a full matrix");
    };
    for (row, want) in want.iter().enumerate() {
        for (column, want) in want.iter().enumerate() {
            assert!(
                (meat.at(row, column) - want).abs() < 1e-12,
                "{row} {column}"
            );
        }
    }
}

#[test]
fn tallies_give_what_votes_give() {
    let rows: Vec<Row> = world()
        .into_iter()
        .map(|row| Row {
            features: Vec::new(),
            ..row
        })
        .collect();
    let votes = log(&rows);
    let selection = selection(&votes, WEIGHTING);
    let terms = Terms {
        design: Design {
            has_side: true,
            scales: &[],
        },
        style: Style::default(),
        ridge: None,
        shrink: None,
        voters: None,
    };
    let start = Point::zero(6, 1);
    let [one, other] = [Rows::of_votes(&selection), Rows::of_tallies(&selection)]
        .map(|rows| RowLoss::new(rows, terms, start.clone()));
    let at = Point {
        extra: vec![0.2],
        ..point()
    };
    let slopes = [&one, &other].map(|loss| values(&loss.slope(&at, Precision::Plain)));
    for (one, other) in slopes[0].iter().zip(&slopes[1]) {
        assert!((one - other).abs() < 1e-12);
    }
    let [Meat::Full(one), Meat::Full(other)] = [one.meat(&at), other.meat(&at)] else {
        panic!("not full matrices");
    };
    for row in 0..7 {
        for (one, other) in one.row(row).iter().zip(other.row(row)) {
            assert!((one - other).abs() < 1e-12);
        }
    }
}

#[test]
fn vectors_of_any_width_give_the_same_bits() {
    use super::super::pass::{Moments, Pass, Wanted};
    use pulp::{Arch, Scalar, Simd};

    let votes = log(&world());
    let scales = Scale::of_all(&votes, Scaling::Standardised);
    let selection = selection(&votes, WEIGHTING);
    let rows = Rows::of_votes(&selection);
    let at = point();
    let design = Design {
        has_side: true,
        scales: &scales,
    };
    let predictor = design.predictor(&at);
    let pass = || Pass {
        rows: &rows,
        at: &predictor,
        scales: &scales,
        wanted: Wanted {
            slopes: true,
            curvature: true,
            scores: true,
        },
        blocks: 0..rows.blocks(),
    };
    let (wide, narrow) = (Arch::new().dispatch(pass()), Scalar.vectorize(pass()));
    let slopes = [&wide, &narrow].map(|sums| sums.slopes.values());
    assert_eq!(bits(&slopes[0].theta), bits(&slopes[1].theta));
    assert_eq!(bits(&slopes[0].covariates), bits(&slopes[1].covariates));
    let assert_equal = |wide: &Moments, narrow: &Moments| {
        assert_eq!(bits(&wide.links), bits(&narrow.links));
        for row in 0..6 {
            assert_eq!(bits(wide.cross.row(row)), bits(narrow.cross.row(row)));
        }
        for row in 0..4 {
            assert_eq!(bits(wide.squares.row(row)), bits(narrow.squares.row(row)));
        }
    };
    assert_equal(&wide.curvature, &narrow.curvature);
    assert_equal(&wide.scores, &narrow.scores);
}

fn bits(values: &[f64]) -> Vec<u64> {
    values.iter().map(|value| value.to_bits()).collect()
}

#[test]
fn sums_of_chunks_are_those_of_all_votes() {
    use super::super::pass::{Pass, Wanted, sums};

    let world = World {
        ties: 0.3,
        ..World::with_style()
    };
    let votes = log(&world.draw(70_001, 4));
    let scales = Scale::of_all(&votes, Scaling::Standardised);
    let selection = selection(&votes, Weighting::Equal);
    let (rows, at) = (Rows::of_votes(&selection), point());
    let design = Design {
        has_side: true,
        scales: &scales,
    };
    let (at, wanted) = (
        &design.predictor(&at),
        Wanted {
            slopes: true,
            curvature: true,
            scores: true,
        },
    );
    let chunks = sums(&rows, at, &scales, wanted);
    let all = pulp::Arch::new().dispatch(Pass {
        rows: &rows,
        at,
        scales: &scales,
        wanted,
        blocks: 0..rows.blocks(),
    });
    let close = |one: &[f64], other: &[f64]| {
        assert_eq!(one.len(), other.len());
        for (one, other) in one.iter().zip(other) {
            assert!(
                (one - other).abs() < 1e-11 * other.abs().max(1.0),
                "{one} {other}"
            );
        }
    };
    close(&chunks.slopes.theta, &all.slopes.values().theta);
    close(&chunks.slopes.covariates, &all.slopes.values().covariates);
    for (chunks, all) in [
        (&chunks.curvature, &all.curvature),
        (&chunks.scores, &all.scores),
    ] {
        close(&chunks.links, &all.links);
        close(&chunks.sums, &all.sums);
        for row in 0..6 {
            close(chunks.cross.row(row), all.cross.row(row));
        }
        for row in 0..4 {
            close(
                &chunks.squares.row(row)[..=row],
                &all.squares.row(row)[..=row],
            );
        }
    }
}
