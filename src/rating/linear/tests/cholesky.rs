use super::super::{Cholesky, Matrix};
use super::worlds::{distance, matrix, numbers};

#[test]
fn solving_undoes_the_matrix_and_so_does_the_inverse() {
    for size in [1, 2, 5, 8, 17, 64] {
        let root = matrix(size, 2 * size, 1);
        let matrix = root.multiply_transposed(&root);
        let lower = Cholesky::factor(&matrix).unwrap();
        let x = numbers(size, 2);
        assert!(distance(&lower.solve(matrix.multiply_vector(&x)), &x) < 1e-11);
        let inverse = lower.inverse();
        for row in 0..size {
            let unit = inverse.multiply_vector(matrix.row(row));
            for (column, entry) in unit.iter().enumerate() {
                let want = f64::from(u8::from(row == column));
                assert!((entry - want).abs() < 1e-11);
                let (one, other) = (inverse.at(row, column), inverse.at(column, row));
                assert_eq!(one.to_bits(), other.to_bits());
            }
        }
    }
}

#[test]
fn what_is_not_positive_definite_has_no_factor() {
    for diagonal in [[1.0, 0.999], [0.0, 1.0], [-1.0, 1.0], [f64::NAN, 1.0]] {
        let mut matrix = Matrix::zeros(2, 2);
        matrix.row_mut(0).copy_from_slice(&[diagonal[0], 1.0]);
        matrix.row_mut(1).copy_from_slice(&[1.0, diagonal[1]]);
        assert!(Cholesky::factor(&matrix).is_none());
    }
}
