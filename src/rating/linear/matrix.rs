//! Dense matrices, by rows.

use super::buffer::Buffer;
use super::kernel::{LANES, Line, lines};
use super::product::{Multiply, MultiplyVector, Shape};
use super::shift::Centre;
use pulp::Arch;

/// A dense matrix, by rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matrix {
    rows: usize,
    columns: usize,
    /// Lines from one row to the next: an odd number, so that no column crowds into few sets of a cache.
    stride: usize,
    /// The entries, padded with zeros to whole lines, and to whole octets of rows.
    buffer: Buffer,
}

#[expect(
    clippy::indexing_slicing,
    reason = "an entry outside the matrix must not vanish silently"
)]
impl Matrix {
    /// All zeros.
    pub(crate) fn zeros(rows: usize, columns: usize) -> Self {
        let stride = lines(columns) | 1;
        Self {
            rows,
            columns,
            stride,
            buffer: Buffer::zeros(rows.next_multiple_of(LANES) * stride),
        }
    }

    /// How many rows.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// How many columns.
    pub(crate) fn columns(&self) -> usize {
        self.columns
    }

    /// A row, all its columns.
    pub(crate) fn row(&self, row: usize) -> &[f64] {
        assert!(row < self.rows, "no such row");
        &self.buffer.numbers()[row * self.stride * LANES..][..self.columns]
    }

    /// A row, all its columns.
    pub(crate) fn row_mut(&mut self, row: usize) -> &mut [f64] {
        assert!(row < self.rows, "no such row");
        &mut self.buffer.numbers_mut()[row * self.stride * LANES..][..self.columns]
    }

    /// One entry.
    pub(crate) fn at(&self, row: usize, column: usize) -> f64 {
        self.row(row)[column]
    }

    /// The lines of all rows, also of the padding, and how many lines it is from one row to the next.
    pub(super) fn lines(&self) -> (&[Line], usize) {
        (self.buffer.lines(), self.stride)
    }

    /// The lines of all rows, also of the padding, and how many lines it is from one row to the next. The padding is to
    /// remain zero.
    pub(super) fn lines_mut(&mut self) -> (&mut [Line], usize) {
        (self.buffer.lines_mut(), self.stride)
    }

    /// Adds another matrix of the same shape.
    pub(crate) fn add(&mut self, other: &Self) {
        assert_eq!(
            (self.rows, self.columns),
            (other.rows, other.columns),
            "no such sum"
        );
        let own = self.buffer.numbers_mut().iter_mut();
        for (entry, more) in own.zip(other.buffer.numbers()) {
            *entry += more;
        }
    }

    /// `self * other`; as many rows in `other` as columns in `self`.
    pub(crate) fn multiply(&self, other: &Self) -> Self {
        assert_eq!(self.columns, other.rows, "no such product");
        self.times(other, other.columns, Shape::default())
    }

    /// `self * other^T`; as many columns in `other` as in `self`.
    pub(crate) fn multiply_transposed(&self, other: &Self) -> Self {
        assert_eq!(self.columns, other.columns, "no such product");
        let shape = Shape {
            turned: true,
            symmetric: false,
        };
        self.times(other, other.rows, shape)
    }

    /// `self * other` where that is known to be symmetric: one triangle is computed and mirrored.
    pub(crate) fn multiply_symmetric(&self, other: &Self) -> Self {
        assert_eq!(
            (self.columns, self.rows),
            (other.rows, other.columns),
            "no such product"
        );
        let shape = Shape {
            turned: false,
            symmetric: true,
        };
        self.times(other, other.columns, shape)
    }

    /// `self * middle * self^T` with a symmetric `middle`; symmetric bit for bit.
    pub(crate) fn congruence(&self, middle: &Self) -> Self {
        self.multiply_symmetric(&middle.multiply_transposed(self))
    }

    fn times(&self, other: &Self, columns: usize, shape: Shape) -> Self {
        let mut product = Self::zeros(self.rows, columns);
        Arch::new().dispatch(Multiply {
            left: self,
            right: other,
            shape,
            product: &mut product,
        });
        product
    }

    /// `self * vector`.
    pub(crate) fn multiply_vector(&self, vector: &[f64]) -> Vec<f64> {
        assert_eq!(self.columns, vector.len(), "no such product");
        Arch::new().dispatch(MultiplyVector {
            matrix: self,
            vector,
        })
    }

    /// The transposed matrix.
    pub(crate) fn transposed(&self) -> Self {
        let mut transposed = Self::zeros(self.columns, self.rows);
        for row in 0..self.rows {
            for (column, entry) in self.row(row).iter().enumerate() {
                transposed.row_mut(column)[row] = *entry;
            }
        }
        transposed
    }

    /// `P * self * P` for a symmetric matrix, where P takes the mean from the first `count` coordinates and leaves the
    /// others as they are; symmetric bit for bit.
    pub(crate) fn centre(&mut self, count: usize) {
        assert!(
            self.rows == self.columns && count <= self.columns,
            "not so many coordinates"
        );
        Arch::new().dispatch(Centre {
            matrix: self,
            count,
            both: true,
        });
    }
}
