//! Vectors of other widths than this machine's: nothing may depend on them.

use super::super::eliminate::Eliminate;
use super::super::inverse::Invert;
use super::super::kernel::{LANES, Line};
use super::super::matrix::Matrix;
use super::super::product::{Multiply, MultiplyVector, Shape};
use super::super::shift::Centre;
use super::super::solve::Solve;
use super::super::squares::SquaredDifferences;
use super::super::triangle::Triangle;
use super::worlds::{World, numbers};
use pulp::{Arch, Scalar, Scalar128b, Scalar512b, Simd, WithSimd};

/// Everything that is computed in vectors, as bits.
struct Everything {
    models: usize,
}

impl WithSimd for Everything {
    type Output = Vec<Vec<u64>>;

    fn with_simd<S: Simd>(self, simd: S) -> Self::Output {
        let models = self.models;
        let world = World::new(models, 0.5, 3.0, 1);
        let mut shares = Triangle::zeros(models);
        for &(first, second, weight) in &world.links {
            let place = shares.start(first) + second;
            shares.buffer.numbers_mut()[place] = weight;
        }
        let open = models - 1;
        let triangle = &mut shares;
        let pivots = &Eliminate { triangle, open }.with_simd(simd).unwrap();
        let shares = &shares;
        let lines = |seed| numbers(shares.width * LANES, seed).as_chunks().0.to_vec();
        let currents: Vec<Line> = lines(2);
        let mut kept = vec![bits(pivots), bits(shares.buffer.numbers())];
        let solve = Solve {
            shares,
            pivots,
            open,
            currents,
        };
        kept.push(bits(solve.with_simd(simd).as_flattened()));
        let inverse = &mut Matrix::zeros(models, models);
        let invert = Invert {
            shares,
            pivots,
            open,
            inverse,
        };
        invert.with_simd(simd);
        kept.push(entries(inverse));
        kept.extend(products(simd, inverse, &world));
        kept
    }
}

fn products<S: Simd>(simd: S, square: &mut Matrix, world: &World) -> Vec<Vec<u64>> {
    let models = square.rows();
    let differences = SquaredDifferences {
        rows: square,
        pairs: &world.links,
        columns: 0..models.div_ceil(LANES),
    };
    let mut kept = vec![bits(differences.with_simd(simd).as_flattened())];
    let vector = &numbers(models, 6);
    let multiply = MultiplyVector {
        matrix: square,
        vector,
    };
    kept.push(bits(&multiply.with_simd(simd)));
    for symmetric in [false, true] {
        let product = &mut Matrix::zeros(models, models);
        let shape = Shape {
            turned: !symmetric,
            symmetric,
        };
        let multiply = Multiply {
            left: square,
            right: square,
            shape,
            product,
        };
        multiply.with_simd(simd);
        kept.push(entries(product));
    }
    let centre = Centre {
        matrix: square,
        count: models - 1,
        both: true,
    };
    centre.with_simd(simd);
    kept.push(entries(square));
    kept
}

fn bits(numbers: &[f64]) -> Vec<u64> {
    numbers.iter().map(|number| number.to_bits()).collect()
}

fn entries(matrix: &Matrix) -> Vec<u64> {
    (0..matrix.rows())
        .flat_map(|row| bits(matrix.row(row)))
        .collect()
}

#[test]
fn the_width_of_vectors_changes_no_bit() {
    for models in [2, 9, 33, 50, 100] {
        let machine = Arch::new().dispatch(Everything { models });
        for other in [
            Everything { models }.with_simd(Scalar),
            Everything { models }.with_simd(Scalar128b),
            Everything { models }.with_simd(Scalar512b),
        ] {
            for (step, (machine, other)) in machine.iter().zip(&other).enumerate() {
                assert!(machine == other, "{models} models, step {step}");
            }
        }
    }
}
