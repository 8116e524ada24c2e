//! Dense matrices, by rows.

/// A dense matrix, by rows.
#[derive(Clone, Debug)]
pub(crate) struct Matrix {
    rows: usize,
    columns: usize,
    entries: Vec<f64>,
}

#[expect(
    clippy::indexing_slicing,
    reason = "an entry outside the matrix must not vanish silently"
)]
impl Matrix {
    /// All zeros.
    pub(crate) fn zeros(rows: usize, columns: usize) -> Self {
        Self {
            rows,
            columns,
            entries: vec![0.0; rows * columns],
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
        &self.entries[row * self.columns..][..self.columns]
    }

    /// A row, all its columns.
    pub(crate) fn row_mut(&mut self, row: usize) -> &mut [f64] {
        &mut self.entries[row * self.columns..][..self.columns]
    }

    /// One entry.
    pub(crate) fn at(&self, row: usize, column: usize) -> f64 {
        self.row(row)[column]
    }

    /// `self * other`; as many rows in `other` as columns in `self`.
    pub(crate) fn multiply(&self, other: &Self) -> Self {
        let mut product = Self::zeros(self.rows, other.columns);
        for row in 0..self.rows {
            for (inner, factor) in self.row(row).iter().enumerate() {
                let sums = product.row_mut(row).iter_mut();
                for (sum, entry) in sums.zip(other.row(inner)) {
                    *sum = factor.mul_add(*entry, *sum);
                }
            }
        }
        product
    }

    /// `self * other^T`; as many columns in `other` as in `self`.
    pub(crate) fn multiply_transposed(&self, other: &Self) -> Self {
        self.multiply(&other.transposed())
    }

    /// `self * other` where that is known to be symmetric: one triangle is computed and mirrored.
    pub(crate) fn multiply_symmetric(&self, other: &Self) -> Self {
        let mut product = self.multiply(other);
        for row in 0..product.rows {
            for column in 0..row {
                product.row_mut(row)[column] = product.at(column, row);
            }
        }
        product
    }

    /// `self * middle * self^T` with a symmetric `middle`; symmetric bit for bit.
    pub(crate) fn congruence(&self, middle: &Self) -> Self {
        self.multiply_symmetric(&middle.multiply_transposed(self))
    }

    /// `self * vector`.
    pub(crate) fn multiply_vector(&self, vector: &[f64]) -> Vec<f64> {
        (0..self.rows)
            .map(|row| self.row(row).iter().zip(vector).map(|(a, b)| a * b).sum())
            .collect()
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

    /// Shifts each row to mean 0: `self * P` with `P = I - 1 1^T / columns`.
    pub(crate) fn centre_rows(&mut self) {
        for row in 0..self.rows {
            shift(self.row_mut(row));
        }
    }

    /// `P * self * P` for a symmetric matrix, where P takes the mean from the first `count` coordinates and leaves the
    /// others as they are; symmetric bit for bit.
    pub(crate) fn centre(&mut self, count: usize) {
        let size = real(count);
        let means: Vec<f64> = (0..self.rows)
            .map(|row| self.row(row)[..count].iter().sum::<f64>() / size)
            .collect();
        let mean = means[..count].iter().sum::<f64>() / size;
        for row in 0..self.rows {
            let (inside, own) = (row < count, means[row]);
            for (column, entry) in self.row_mut(row).iter_mut().enumerate() {
                match (inside, column < count) {
                    (true, true) => *entry = (*entry - (own + means[column])) + mean,
                    (true, false) => *entry -= means[column],
                    (false, true) => *entry -= own,
                    (false, false) => {}
                }
            }
        }
    }
}

fn shift(values: &mut [f64]) {
    let mean = values.iter().sum::<f64>() / real(values.len());
    for value in values {
        *value -= mean;
    }
}

fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::NAN, f64::from)
}
