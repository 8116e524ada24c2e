use super::super::{Cholesky, Factor, Laplacian, Matrix};
use super::double::Double;
use super::worlds::{SIZES, World, distance, numbers};
use proptest::prelude::*;

/// A ring with one chord and weights from 1e-9 to 1e9.
fn ring() -> World {
    World {
        models: 5,
        links: vec![
            (0, 1, 2.0),
            (1, 2, 1e9),
            (2, 3, 0.25),
            (3, 4, 7.0),
            (0, 4, 1e-9),
            (1, 3, 3.0),
        ],
        ties: None,
    }
}

fn factor(world: &World) -> Factor {
    world.laplacian().factor().unwrap()
}

/// The upper triangle of the grounded inverse by plain elimination and recurrence, in numbers of twice the precision.
fn exact_inverse(world: &World) -> Vec<Vec<Double>> {
    let nodes = world.nodes();
    let mut rows = vec![vec![Double::default(); nodes]; nodes];
    for (first, second, weight) in world.all_links() {
        rows[first][second] = rows[first][second] + weight.into();
    }
    let mut pivots = Vec::new();
    for model in 0..nodes - 1 {
        let row = rows[model].clone();
        let links = row[model + 1..].iter();
        let pivot = links.fold(Double::default(), |sum, link| sum + *link);
        pivots.push(pivot);
        for later in model + 1..nodes {
            let share = row[later] / pivot;
            rows[model][later] = share;
            for column in later + 1..nodes {
                rows[later][column] = rows[later][column] + share * row[column];
            }
        }
    }
    let mut inverse = vec![vec![Double::default(); world.models]; world.models];
    for model in (0..nodes - 1).rev() {
        // The diagonal is last: it needs the others of its row.
        for column in (model..nodes - 1).rev() {
            let later = (model + 1..nodes - 1)
                .map(|later| rows[model][later] * inverse[later.min(column)][later.max(column)]);
            let mut sum = later.fold(Double::default(), |sum, term| sum + term);
            if column == model {
                sum = sum + Double::from(1.0) / pivots[model];
            }
            inverse[model][column] = sum;
        }
    }
    inverse
}

/// The largest relative error of the upper triangle of an inverse.
fn error(inverse: &Matrix, exact: &[Vec<Double>]) -> f64 {
    let mut most = 0.0_f64;
    for (row, exact) in exact.iter().enumerate() {
        for (entry, exact) in inverse.row(row).iter().zip(exact).skip(row) {
            most = most.max(exact.relative_error_of(*entry));
        }
    }
    most
}

fn assert_symmetric(matrix: &Matrix) {
    for row in 0..matrix.rows() {
        for column in 0..row {
            let (one, other) = (matrix.at(row, column), matrix.at(column, row));
            assert_eq!(one.to_bits(), other.to_bits());
        }
    }
}

#[test]
fn solving_undoes_the_laplacian() {
    let world = ring();
    let potentials = [3.0, -1.0, -1.000_000_1, 8.0, 0.0];
    let solved = factor(&world).solve(world.currents(&potentials));
    assert!(distance(&solved, &potentials) < 1e-9);
}

#[test]
fn the_inverse_agrees_with_solving() {
    let factor = factor(&ring());
    let inverse = factor.inverse();
    for model in 0..5 {
        let mut unit = vec![0.0; 5];
        unit[model] += 1.0;
        unit[4] -= 1.0;
        for (entry, solved) in inverse.row(model).iter().zip(factor.solve(unit)) {
            assert!((entry - solved).abs() <= 1e-14 * entry.abs().max(1e-300));
        }
    }
}

#[test]
fn what_is_not_connected_has_no_factor() {
    let mut laplacian = Laplacian::new(4);
    laplacian.join(0, 1, 1.0);
    laplacian.join(2, 3, 1.0);
    assert!(laplacian.factor().is_none());
    let mut laplacian = Laplacian::grounded(2);
    laplacian.join(0, 1, 1.0);
    assert!(laplacian.factor().is_none());
}

#[test]
fn what_is_far_apart_has_no_factor() {
    for lonely in [0, 1, 40, 47, 48, 90, 99] {
        let mut laplacian = Laplacian::new(100);
        let mut last = None;
        for model in (0..100).filter(|model| *model != lonely) {
            if let Some(last) = last.replace(model) {
                laplacian.join(last, model, 1.0);
            }
        }
        assert!(laplacian.clone().factor().is_none(), "{lonely}");
        laplacian.join(lonely.min(50), lonely.max(50), 1e-9);
        assert!(laplacian.factor().is_some(), "{lonely}");
    }
}

#[test]
fn what_is_not_a_number_has_no_factor() {
    for weight in [f64::NAN, f64::INFINITY] {
        for (first, second) in [(0, 1), (0, 99), (98, 99), (50, 99)] {
            let mut laplacian = World::new(100, 0.1, 1.0, 1).laplacian();
            laplacian.join(first, second, weight);
            assert!(laplacian.factor().is_none());
        }
    }
}

#[test]
fn one_model_and_its_ground_are_enough() {
    let factor = Laplacian::new(1).factor().unwrap();
    assert_eq!(factor.solve(vec![7.0]), [0.0]);
    assert_eq!(factor.inverse().row(0), [0.0]);
    let mut laplacian = Laplacian::grounded(1);
    laplacian.tie_to_ground(0, 4.0);
    let factor = laplacian.factor().unwrap();
    assert_eq!(factor.solve(vec![2.0]), [0.5]);
    assert_eq!(factor.inverse().row(0), [0.25]);
}

#[test]
fn every_size_has_the_inverse_of_plain_elimination() {
    for models in SIZES {
        for world in [
            World::new(models, 0.6, 1.0, 7),
            World::new(models, 0.6, 1.0, 7).tied(),
        ] {
            let inverse = factor(&world).inverse();
            assert_symmetric(&inverse);
            let error = error(&inverse, &exact_inverse(&world));
            assert!(error < 2e-15, "{models}: {error}");
        }
    }
}

#[test]
fn wild_weights_lose_no_digits() {
    for (models, density) in [(12, 0.2), (100, 0.02), (100, 0.5), (170, 0.01)] {
        for seed in 0..4 {
            let world = World::new(models, density, 12.0, seed);
            let error = error(&factor(&world).inverse(), &exact_inverse(&world));
            assert!(error < 4e-15, "{models} {density} {seed}: {error}");
        }
    }
}

#[test]
fn solving_is_multiplying_with_the_inverse() {
    for models in SIZES {
        let world = World::new(models, 0.3, 1.0, 5).tied();
        let factor = factor(&world);
        let currents = numbers(models, 9);
        let product = factor.inverse().multiply_vector(&currents);
        let solved = factor.solve(currents);
        let scale = factor.inverse().at(0, 0).max(1.0);
        assert!(
            distance(&product, &solved) < 1e-12 * scale * real(models),
            "{models}"
        );
    }
}

#[test]
fn a_ridge_is_solved_as_by_cholesky() {
    for models in [1, 2, 7, 40, 64] {
        let world = World::new(models, 0.4, 0.5, 8).tied();
        let currents = numbers(models, 3);
        let dense = Cholesky::factor(&world.dense()).unwrap();
        let (one, other) = (factor(&world), dense.solve(currents.clone()));
        assert!(distance(&one.solve(currents), &other) < 1e-11);
        for row in 0..models {
            assert!(distance(one.inverse().row(row), dense.inverse().row(row)) < 1e-11);
        }
    }
}

fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap())
}

proptest! {
    #[test]
    fn any_connected_graph_has_an_exact_inverse(
        (models, density, powers, seed) in (1_usize..130, 0.0..1.0, 0.0..12.0, any::<u64>()),
        tied in any::<bool>(),
    ) {
        let world = World::new(models, density, powers, seed);
        let world = if tied { world.tied() } else { world };
        let inverse = factor(&world).inverse();
        assert_symmetric(&inverse);
        let error = error(&inverse, &exact_inverse(&world));
        prop_assert!(error < 1e-14, "{error}");
    }
}
