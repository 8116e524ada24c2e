//! How long the linear algebra takes: boards of 100, 200 and 400 models, as dense as real ones.

#![expect(dead_code, reason = "only what takes time is measured")]

#[path = "../linear/buffer.rs"]
mod buffer;
#[path = "../linear/cholesky.rs"]
mod cholesky;
#[path = "../linear/eliminate.rs"]
mod eliminate;
#[path = "../linear/factor.rs"]
mod factor;
#[path = "../linear/inverse.rs"]
mod inverse;
#[path = "../linear/kernel.rs"]
mod kernel;
#[path = "../linear/laplacian.rs"]
mod laplacian;
#[path = "../linear/matrix.rs"]
mod matrix;
#[path = "../parallel.rs"]
mod parallel;
#[path = "../linear/product.rs"]
mod product;
#[path = "../linear/shift.rs"]
mod shift;
#[path = "../linear/solve.rs"]
mod solve;
#[path = "../linear/squares.rs"]
mod squares;
#[path = "../linear/triangle.rs"]
mod triangle;

use cholesky::Cholesky;
use divan::{Bencher, black_box};
use factor::Factor;
use laplacian::Laplacian;
use matrix::Matrix;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use squares::squared_differences;

const SIZES: [usize; 3] = [100, 200, 400];
/// Of 16 pairs of models, how many have met.
const MET: u32 = 9;

fn main() {
    divan::main();
}

/// A pair of models that have met, and a weight.
type Pair = (usize, usize, f64);

fn pairs(models: usize) -> Vec<Pair> {
    let mut chance = ChaCha8Rng::seed_from_u64(1);
    let mut pairs = Vec::new();
    for first in 0..models {
        for second in first + 1..models {
            if second == first + 1 || chance.random_ratio(MET, 16) {
                pairs.push((first, second, (chance.random::<f64>() * 12.0 - 4.0).exp()));
            }
        }
    }
    pairs
}

fn laplacian(models: usize) -> Laplacian {
    let mut laplacian = Laplacian::new(models);
    for (first, second, weight) in pairs(models) {
        laplacian.join(first, second, weight);
    }
    laplacian
}

fn factor(models: usize) -> Factor {
    let Some(factor) = laplacian(models).factor() else {
        unreachable!("neighbours have met");
    };
    factor
}

fn numbers(count: usize) -> Vec<f64> {
    let mut chance = ChaCha8Rng::seed_from_u64(2);
    (0..count).map(|_| chance.random::<f64>() - 0.5).collect()
}

fn matrix(rows: usize, columns: usize) -> Matrix {
    let mut matrix = Matrix::zeros(rows, columns);
    let numbers = numbers(rows * columns);
    for (row, numbers) in numbers.chunks_exact(columns).enumerate() {
        matrix.row_mut(row).copy_from_slice(numbers);
    }
    matrix
}

#[divan::bench(args = SIZES)]
fn assemble(bencher: Bencher, models: usize) {
    let pairs = pairs(models);
    bencher.bench_local(|| {
        let mut laplacian = Laplacian::new(models);
        for &(first, second, weight) in &pairs {
            laplacian.join(first, second, weight);
        }
        laplacian
    });
}

#[divan::bench(args = [100, 200, 400, 800, 2000])]
fn eliminate(bencher: Bencher, models: usize) {
    let laplacian = laplacian(models);
    bencher
        .with_inputs(|| laplacian.clone())
        .bench_local_values(|laplacian| black_box(laplacian).factor());
}

#[divan::bench(args = [100, 200, 400, 2000])]
fn solve(bencher: Bencher, models: usize) {
    let factor = factor(models);
    let currents = numbers(models);
    bencher
        .with_inputs(|| currents.clone())
        .bench_local_values(|currents| factor.solve(black_box(currents)));
}

#[divan::bench(args = [100, 200, 400, 2000])]
fn inverse(bencher: Bencher, models: usize) {
    let factor = factor(models);
    bencher.bench_local(|| black_box(&factor).inverse());
}

#[divan::bench(args = SIZES)]
fn differences(bencher: Bencher, models: usize) {
    let pairs = pairs(models);
    let rows = factor(models).inverse();
    bencher.bench_local(|| squared_differences(black_box(&rows), &pairs));
}

#[divan::bench(args = SIZES)]
fn centre(bencher: Bencher, models: usize) {
    let matrix = factor(models).inverse();
    bencher
        .with_inputs(|| matrix.clone())
        .bench_local_refs(|matrix| matrix.centre(models));
}

#[divan::bench(args = [100, 200, 400, 1000])]
fn multiply(bencher: Bencher, size: usize) {
    let (left, right) = (matrix(size, size), matrix(size, size));
    bencher.bench_local(|| black_box(&left).multiply(black_box(&right)));
}

#[divan::bench(args = SIZES)]
fn multiply_symmetric(bencher: Bencher, size: usize) {
    let left = matrix(size, size);
    let right = left.transposed();
    bencher.bench_local(|| black_box(&left).multiply_symmetric(black_box(&right)));
}

#[divan::bench(args = SIZES)]
fn congruence(bencher: Bencher, size: usize) {
    let left = matrix(size, size);
    let middle = left.multiply_transposed(&left);
    bencher.bench_local(|| black_box(&left).congruence(black_box(&middle)));
}

#[divan::bench(args = SIZES)]
fn multiply_vector(bencher: Bencher, size: usize) {
    let (matrix, vector) = (matrix(size, size), numbers(size));
    bencher.bench_local(|| black_box(&matrix).multiply_vector(&vector));
}

#[divan::bench(args = [4, 16, 64])]
fn cholesky_inverse(bencher: Bencher, size: usize) {
    let left = matrix(size, 2 * size);
    let matrix = left.multiply_transposed(&left);
    bencher.bench_local(|| Cholesky::factor(black_box(&matrix)).map(|lower| lower.inverse()));
}
