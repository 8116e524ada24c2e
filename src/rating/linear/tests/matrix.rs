use super::super::Matrix;
use super::worlds::{distance, matrix, numbers};

const SHAPES: [(usize, usize, usize); 9] = [
    (1, 1, 1),
    (2, 3, 5),
    (7, 1, 9),
    (6, 8, 48),
    (13, 25, 24),
    (48, 96, 49),
    (5, 300, 17),
    (65, 33, 31),
    (100, 130, 101),
];

/// The product, each entry one sum in the order of the columns.
fn plain(left: &Matrix, right: &Matrix) -> Matrix {
    let mut product = Matrix::zeros(left.rows(), right.columns());
    for row in 0..left.rows() {
        for column in 0..right.columns() {
            let inner = left.row(row).iter().enumerate();
            let sum = inner.fold(0.0, |sum, (inner, entry)| {
                entry.mul_add(right.at(inner, column), sum)
            });
            product.row_mut(row)[column] = sum;
        }
    }
    product
}

fn assert_same(a: &Matrix, b: &Matrix) {
    assert_eq!((a.rows(), a.columns()), (b.rows(), b.columns()));
    for row in 0..a.rows() {
        assert_eq!(a.row(row), b.row(row), "row {row}");
    }
}

#[test]
fn products_are_those_of_the_definition_bit_for_bit() {
    for (rows, inner, columns) in SHAPES {
        let (left, right) = (matrix(rows, inner, 1), matrix(inner, columns, 2));
        let product = plain(&left, &right);
        assert_same(&left.multiply(&right), &product);
        assert_same(&left.multiply_transposed(&right.transposed()), &product);
    }
}

#[test]
fn symmetric_products_are_mirrored() {
    for (size, inner, _) in SHAPES {
        let left = matrix(size, inner, 1);
        let right = left.transposed();
        let product = left.multiply_symmetric(&right);
        assert_same(&product, &product.transposed());
        assert_same(&product, &left.multiply(&right));
    }
}

#[test]
fn a_congruence_is_symmetric_and_the_product() {
    for (rows, inner, _) in SHAPES {
        let left = matrix(rows, inner, 1);
        let root = matrix(inner, inner, 2);
        let middle = root.multiply_transposed(&root);
        let congruence = left.congruence(&middle);
        assert_same(&congruence, &congruence.transposed());
        let product = left.multiply(&middle).multiply(&left.transposed());
        for row in 0..rows {
            assert!(distance(congruence.row(row), product.row(row)) < 1e-9);
        }
    }
}

#[test]
fn a_vector_is_multiplied_like_a_matrix_of_one_column() {
    for (rows, inner, _) in SHAPES {
        let (left, vector) = (matrix(rows, inner, 1), numbers(inner, 2));
        let mut column = Matrix::zeros(inner, 1);
        for (row, entry) in vector.iter().enumerate() {
            column.row_mut(row)[0] = *entry;
        }
        let product = left.multiply_vector(&vector);
        for (row, entry) in product.iter().enumerate() {
            assert!((entry - plain(&left, &column).at(row, 0)).abs() < 1e-13);
        }
    }
}

#[test]
fn centring_is_a_product_of_projections() {
    for size in [1, 2, 7, 9, 40] {
        for count in [1, size / 2 + 1, size] {
            let root = matrix(size, size, 3);
            let mut symmetric = root.multiply_transposed(&root);
            let part = 1.0 / f64::from(u32::try_from(count).unwrap());
            let mut projection = Matrix::zeros(size, size);
            for row in 0..size {
                projection.row_mut(row)[row] = 1.0;
                if row < count {
                    for entry in &mut projection.row_mut(row)[..count] {
                        *entry -= part;
                    }
                }
            }
            let product = projection.congruence(&symmetric);
            symmetric.centre(count);
            assert_same(&symmetric, &symmetric.transposed());
            for row in 0..size {
                assert!(distance(symmetric.row(row), product.row(row)) < 1e-13);
            }
        }
    }
}
